"""Writes the tree of feedtool/ into docs/architecture.md: `python docs/make_tree.py`.

What the tree says about a file is the first sentence of the file's docstring.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
_TREE = re.compile(r"(?<=```\n)feedtool/.*?(?=```\n)", re.DOTALL)
_COLUMN = 30


def page_with_tree(page: str) -> str:
    """Return the page with the tree as it is now in the place of the old one."""
    tree = "".join(f"{line}\n" for line in _lines(ROOT / "feedtool", 0))
    return _TREE.sub(lambda old: tree, page, count=1)


def _lines(folder: Path, depth: int) -> Iterator[str]:
    yield _line(f"{folder.name}/", folder / "__init__.py", depth)
    for path in sorted(folder.iterdir()):
        if (path / "__init__.py").is_file():
            yield from _lines(path, depth + 1)
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield _line(path.name, path, depth + 1)


def _line(name: str, module: Path, depth: int) -> str:
    return f"{'  ' * depth + name:{_COLUMN}} {_first_sentence(module)}"


def _first_sentence(module: Path) -> str:
    text = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", paragraph)[0].rstrip(".")


if __name__ == "__main__":
    PAGE.write_text(page_with_tree(PAGE.read_text("utf-8")), "utf-8")
