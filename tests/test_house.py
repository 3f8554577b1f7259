"""The house: no circles between files, no file too long, every package in the wheel."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = sorted(path.parent for path in (ROOT / "feedtool").rglob("__init__.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.AST, known: Mapping[str, object]) -> Iterator[str]:
    """Yield the modules of ours that a file imports, in functions and for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else node.module


def imports_between(files: Mapping[str, ast.AST]) -> dict[str, set[str]]:
    return {name: set(imports_of(tree, files)) - {name} for name, tree in files.items()}


def find_circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the files of one circle, each of which imports the one before it; none if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as why:
        return list(why.args[1])
    return []


def test_circles_are_found_in_functions_and_in_imports_for_types() -> None:
    sources = {
        "feedtool": "from feedtool import a",
        "feedtool.a": "def f():\n    from feedtool.b import g",
        "feedtool.b": "if TYPE_CHECKING:\n    import feedtool.c",
        "feedtool.c": "import os\nfrom feedtool import version",
        "feedtool.d": "from feedtool import a",
    }
    graph = imports_between({name: ast.parse(text) for name, text in sources.items()})
    assert {*find_circle(graph)} == {"feedtool", "feedtool.a", "feedtool.b", "feedtool.c"}
    assert find_circle(graph | {"feedtool.c": set()}) == []


@pytest.mark.slow
def test_files_import_each_other_one_way() -> None:
    files = {name_of(path): ast.parse(path.read_bytes()) for path in (ROOT / "feedtool").rglob("*.py")}  # fmt: skip
    assert find_circle(imports_between(files)) == []


@pytest.mark.parametrize("folder", ["feedtool", "tests", "benchmarks"])
def test_no_file_is_longer_than_450_lines(folder: str) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > 450} == {}


def test_the_wheel_has_every_package() -> None:
    wanted = {name_of(path / "__init__.py") for path in PACKAGES}
    wanted |= {
        f"feedtool.{'.'.join(path.relative_to(ROOT).parent.parts)}"
        for path in (ROOT / "schemas").rglob("__init__.py")
    }
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(wanted)


def test_tests_lie_where_the_package_has_a_room() -> None:
    """Folders of a test's own data have no Python in them."""
    tests = ROOT / "tests"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    rooms = {path.relative_to(ROOT / "feedtool") for path in PACKAGES}
    assert folders - rooms == set()


def test_no_pattern_needs_what_early_python_311_gets_wrong() -> None:
    """Python 3.11.0 to 3.11.4, which Debian 12 has, matches too little by `(?:…)*+`.

    An atomic group, `(?>(?:…)*)`, means the same. https://github.com/python/cpython/issues/106052
    """
    wrong = re.compile(r"""\)[*+?]\+(?![+"',])|\}\}?\+[)"']""")
    code = {path: path.read_text("utf-8") for path in (ROOT / "feedtool").rglob("*.py")}
    assert [path.name for path, text in code.items() if wrong.search(text)] == []
