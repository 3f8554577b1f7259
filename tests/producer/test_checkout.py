"""Building the shows of this project, as `make demo` does, changes no file that is committed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["product-squad", "lighthouse"])
def test_build_leaves_the_checkout_clean(
    run: Run, name: str, request: pytest.FixtureRequest
) -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", f"feeds/{name}"],
        capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    if not listed:
        pytest.skip("this is no checkout of git")
    show: Path = request.getfixturevalue(name.replace("-", "_"))
    before = {one: (ROOT / one).read_bytes() for one in listed}
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    folder = Path("feeds") / name
    after = {one: (show / Path(one).relative_to(folder)).read_bytes() for one in listed}
    assert after == before
    new = {one.relative_to(show).parts[0] for one in show.rglob("*") if one.is_file()}
    ignored = {"public", ".feedtool"}
    assert new - ignored == {Path(one).relative_to(folder).parts[0] for one in listed}
