"""Copies what the code says into files that say it too: `python docs/copy_facts.py`.

docs/architecture.md gets the tree of feedtool/: each file with the first sentence of its docstring.
schemas/vocabulary.schema.json gets the names of the value types, docs/validator.md the names of the
formats.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from feedtool.formats.registry import FORMATS
from feedtool.values.registry import FILES

ROOT = Path(__file__).resolve().parents[1]
_TREE = re.compile(r"(?<=```\n)feedtool/.*?(?=```\n)", re.DOTALL)
_TYPES = re.compile(r'(?<="value-type": {\n      "enum": )\[.*?\]', re.DOTALL)
_FORMATS = re.compile(r"(?<=`--format )[^`]+(?=`)")
_COLUMN = 30


def schema_with_types(schema: str) -> str:
    """Return the JSON Schema of the vocabulary with the value types as they are now."""
    names = ",\n".join(f'        "{name}"' for name in sorted(FILES))
    return _TYPES.sub(f"[\n{names}\n      ]", schema, count=1)


def page_with_formats(page: str) -> str:
    """Return the page about the validator with the formats as they are now."""
    return _FORMATS.sub(lambda old: r"\|".join(FORMATS), page, count=1)


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
    return f"{'  ' * depth + name:{_COLUMN}} {_first_sentence(module)}".rstrip()


def _first_sentence(module: Path) -> str:
    text = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", paragraph)[0].rstrip(".")


COPIES = {
    "docs/architecture.md": page_with_tree,
    "docs/validator.md": page_with_formats,
    "schemas/vocabulary.schema.json": schema_with_types,
}

if __name__ == "__main__":
    for name, copy in COPIES.items():
        file = ROOT / name
        file.write_text(copy(file.read_text("utf-8")), "utf-8")
