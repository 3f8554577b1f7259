"""One thing to check, as the user named it or as it was found."""

import os
from typing import Literal, NamedTuple

from feedtool.files.opening import MOST_BYTES, explain, read_input

# A feed in a file, a stream that only this process can read, the bytes of a feed, the folder of a
# show, or nothing that can be checked.
Kind = Literal["file", "stream", "data", "show", "fault"]
STDIN = "-"


class Input(NamedTuple):
    """One thing to check.

    `name` is its name in findings, `path` its file, the folder of its show, or `-`. `data` are the
    bytes of a feed that does not come from a file. `fault` says why there is nothing to check.
    """

    name: str
    path: str = ""
    kind: Kind = "file"
    data: bytes = b""
    fault: str = ""


def file_of(one: Input) -> str:
    """Return the path of an input, or the one that standard input stands for; "" if it has none."""
    if one.kind in ("stream", "data"):
        return one.name if one.path == STDIN and one.name != STDIN else ""
    return one.path


def folder_of(one: Input) -> str:
    """Return the folder that an input is in; that of a show is its own."""
    return one.path if one.kind == "show" else os.path.dirname(file_of(one)) or "."  # noqa: PTH120


def read_stream(one: Input) -> Input:
    """Return the input with its bytes if it is a stream, and as it is if it is another thing."""
    if one.kind != "stream":
        return one
    try:
        return Input(one.name, one.path, "data", read_input(one.path, MOST_BYTES))
    except OSError as why:
        return Input(one.name, one.path, "fault", fault=explain(why))
