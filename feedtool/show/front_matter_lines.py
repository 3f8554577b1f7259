"""Adds keys to the front matter of an episode file; every other byte stays as it is."""

import re
from collections.abc import Iterator, Mapping

from feedtool.show.front_matter import FrontMatter, split_front_matter
from feedtool.show.scalars import format_scalar
from feedtool.show.yaml_source import MAX_BYTES, YamlFault, YamlSource, read_yaml

_NEWLINE = re.compile("\r\n|\r|\n")


def add_keys(data: bytes, keys: Mapping[str, str | bool]) -> bytes | None:
    r"""Return an episode file with more keys, each on a line of its own where that is possible.

    The lines come last in the front matter, else before its first key; between braces the keys come
    first. Returns None if the file has one of the keys, or if a reader would read anything else
    differently.

        >>> add_keys(b"---\r\ntitle: Nets\r\n---\r\n", {"guid": "no"})
        b'---\r\ntitle: Nets\r\nguid: "no"\r\n---\r\n'
    """
    try:
        text = data.decode("utf-8")
        front = _split(text)
        source = _read(front)
        wanted = {**source.data, **{key: _text(value) for key, value in keys.items()}}
        if not source.data or source.data.keys() & keys.keys():
            return None
        for written in _ways(text, front, source, keys):
            if _says(written, wanted, front.notes):
                return written.encode("utf-8")
    except (UnicodeDecodeError, YamlFault):
        pass  # somebody has changed the file since it was read
    return None


def _text(value: str | bool) -> str:
    """Return a value as the text that a reader finds."""
    return str(value).lower() if isinstance(value, bool) else value


def _write(value: str | bool) -> str:
    return _text(value) if isinstance(value, bool) else format_scalar(value)


def _split(text: str) -> FrontMatter:
    return split_front_matter(_NEWLINE.sub("\n", text.removeprefix("\ufeff")))


def _read(front: FrontMatter) -> YamlSource:
    return read_yaml(front.yaml, front.yaml_line)


def _says(text: str, wanted: Mapping[str, object], notes: str) -> bool:
    """Tell whether a file has these keys, in whatever order, and these notes."""
    if len(text.encode("utf-8")) > MAX_BYTES:
        return False
    try:
        front = _split(text)
        return _read(front).data == wanted and front.notes == notes
    except YamlFault:
        return False


def _ways(
    text: str, front: FrontMatter, source: YamlSource, keys: Mapping[str, str | bool]
) -> Iterator[str]:
    """Yield the file with the keys at each place where they may stand."""
    ends = list(_NEWLINE.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    newline = ends[0][0]
    line, column = source.values[()]
    pairs = [f"{key}: {_write(value)}" for key, value in keys.items()]
    start = starts[line - 1] + column - 1
    if text[start] == "{":
        yield text[: start + 1] + "".join(f"{pair}, " for pair in pairs) + text[start + 1 :]
        return
    lines = "".join(f"{' ' * (column - 1)}{pair}{newline}" for pair in pairs)
    closing = starts[front.yaml.count("\n") + front.yaml_line]
    for at in (closing, starts[line - 1]):
        yield text[:at] + lines + text[at:]
