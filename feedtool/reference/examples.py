"""Examples as blocks of code in Markdown."""

import re
from collections.abc import Iterator, Mapping

_LONG_TEXT = re.compile(r"([^<>]{60})[^<>]{140,}")
_LANGUAGES = {"yaml": "yaml", "md": "yaml", "json": "json", "lock": "json", "xml": "xml",
              "py": "python"}  # fmt: skip


def show_markup(title: str, xml: str) -> Iterator[str]:
    """Yield the lines of a block with a piece of a feed. Long texts in it are shortened."""
    yield f"{title}:"
    yield ""
    yield "```xml"
    shown = _LONG_TEXT.sub(r"\1 …", xml)
    yield shown.replace("><", ">\n<") if len(shown) > 160 else shown
    yield "```"
    yield ""


def show_files(title: str, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a block for each file. A file without text is a folder."""
    for name, text in files.items():
        yield f"{title}, {f'`{name}`' if text else f'a folder `{name}`'}:"
        yield ""
        if text:
            yield f"```{_LANGUAGES.get(name.rpartition('.')[2], 'text')}"
            yield from text.rstrip("\n").split("\n")
            yield "```"
            yield ""
