"""Schemas for editors: keys that stand for elements have the forms that the build takes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel
from two_readers import BASE, as_yaml, schema_of, start
from yaml12 import read_yaml12

from feedtool.findings.report import SourceError
from feedtool.producer.build import build
from feedtool.show.keys import keys_of, keys_of_namespace
from feedtool.show.model import EpisodeMatter, ShowFile
from feedtool.show.reading import load_show

pytestmark = pytest.mark.slow

FORMS = [
    "", '""', "word", "5", "1:13", "true", '"true"', "yes", "https://example.net/a", "2024-01-01", "{}", "[]",
    "[word]", "[https://example.net/a, https://example.net/b]", "{nonsense: 1}", "[[a]]", "{text: word}",
    "{url: https://example.net/a}", "{href: https://example.net/a}", "{text: [a]}",
]  # fmt: skip
MODELS: dict[str, type[BaseModel]] = {"show": ShowFile, "episode": EpisodeMatter}
PARENTS = {"show": "channel", "episode": "item"}
# By rule: what only the build sees.
SEEN_BY_THE_BUILD = {
    "file-missing": "a name of a file",
    "publisher-medium": "two values that go together",
    "url-placeholder": "an address of nobody",
    "bad-srcset": "addresses within a text",
    "bad-uuid": "a guid, for which the folder of another show may stand",
    "missing-attribute": "a post without an address, which is right where comments are disabled",
    "several-values": "two values in one",
    "bad-url": "a name of a file that is no name of a file",
    "bad-integer": "a number beyond its bounds that is written as a clock",
}
# The build has a better value of its own, and leaves these out.
LEFT_OUT = {"itunes.duration", "podcast.season"}


def lines_of(file: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield each line with a key of an element, and the path of its key."""
    for key, found in keys_of(PARENTS[file]).items():
        if key in MODELS[file].model_fields:
            continue
        if isinstance(found, str):
            inner = list(keys_of_namespace(PARENTS[file], found))
            if inner:
                yield "", f"{key}:"
            for name in inner:
                yield f"{key}.{name}", f"  {name}: {form}"
        else:
            yield key, f"{key}: {form}"


def refused(folder: Path, file: str, form: str) -> dict[str, str]:
    """Return what the build says against each key that has this form, alone among right ones."""
    lines = list(lines_of(file, form))
    said: dict[str, str] = {}
    while True:
        faults = _faults(folder, file, [text for _, text in lines])
        new = {lines[index][0]: message for index, message in faults.items() if index < len(lines)}
        said.update({key: one for key, one in new.items() if key})
        left = [one for one in lines if not one[0] or one[0] not in new]
        left = [
            one for index, one in enumerate(left)
            if one[0] or (index + 1 < len(left) and left[index + 1][1].startswith(" "))
        ]  # fmt: skip
        if left == lines:
            return said
        lines = left


def _faults(folder: Path, file: str, lines: list[str]) -> dict[int, str]:
    base = as_yaml(BASE[file])
    written = base + "".join(f"{line}\n" for line in lines)
    texts = {name: as_yaml(keys) for name, keys in BASE.items()} | {file: written}
    (folder / "show.yaml").write_text(texts["show"], "utf-8")
    (folder / "episodes" / "001.md").write_text(f"---\n{texts['episode']}---\nNotes.\n", "utf-8")
    first = base.count("\n") + (2 if file == "episode" else 1)
    try:
        build(load_show(folder), write=False)
    except SourceError as error:
        return {
            one.line - first: str(one) for one in error.findings if one.line and one.line >= first
        }
    return {}


def wrong_in_an_editor(file: str, form: str) -> set[str]:
    validator: Any = jsonschema.Draft202012Validator(
        {**schema_of(file), "required": [], "else": True}
    )
    wrong = set()
    for key, line in lines_of(file, form):
        if not key:
            continue
        outer, dot, _ = key.partition(".")
        text = f"{outer}:\n{line}" if dot else line
        if not validator.is_valid(read_yaml12(text)):
            wrong.add(key)
    return wrong


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("show")
    start(made)
    return made


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("file", PARENTS)
def test_elements_have_the_forms_that_the_build_takes(folder: Path, file: str, form: str) -> None:
    said = refused(folder, file, form)
    wrong = wrong_in_an_editor(file, form)
    assert {key: "the build takes it" for key in wrong - said.keys() - LEFT_OUT} == {}
    rules = {key: re.findall(r"\[([\w-]+)\]$", said[key])[0] for key in said.keys() - wrong}
    assert {key: said[key] for key, rule in rules.items() if rule not in SEEN_BY_THE_BUILD} == {}
