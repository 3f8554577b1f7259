"""`feedtool schema`: schemas of our files, beside that of feeds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
DOCUMENTS = ["show", "episode", "people", "configuration", "report", "line", "diff"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_schema_of_each_document_is_written(run: Run, tmp_path: Path, document: str) -> None:
    path = tmp_path / "written.json"
    assert run("schema", "--for", document, "-o", path).exit_code == 0
    assert path.read_bytes() == SCHEMAS.joinpath(f"{document}.schema.json").read_bytes()
    assert run("schema", "--for", document).stdout_bytes == path.read_bytes()
    assert json.loads(path.read_bytes())["title"]


def test_nothing_is_replaced_without_force(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "show.schema.json"
    path.write_text("mine", "utf-8")
    result = run("schema", "--for", "show", "-o", path)
    assert (result.exit_code, path.read_text("utf-8")) == (2, "mine")
    assert "already exists; --force replaces it" in result.stderr
    assert run("schema", "--for", "show", "-o", path, "--force").exit_code == 0
    assert path.read_bytes() == SCHEMAS.joinpath("show.schema.json").read_bytes()


def test_only_feeds_have_a_schema_in_relax_ng(run: Run) -> None:
    assert run("schema", "--for", "feed").stdout_bytes == run("schema").stdout_bytes
    assert run("schema", "--for", "show", "--format", "json").exit_code == 0
    result = run("schema", "--for", "show", "--format", "rng")
    assert result.exit_code == 2
    assert "the schema for show is JSON Schema" in result.stderr


def test_another_document_is_refused(run: Run) -> None:
    result = run("schema", "--for", "episodes")
    assert result.exit_code == 2
    assert "'episode'" in result.stderr
