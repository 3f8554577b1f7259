"""What must be right in the head of an answer, so that everybody sees the same body behind it.

Source: RFC 9112, sections 5, 6.3 and 11.2.
"""

import re
from collections.abc import Iterable, Sequence
from email.message import Message

from feedtool.findings.wording import cut
from feedtool.remote.transfer import AnswerFault

_FIX = "fix it on the server"
# A line that starts with a blank goes on with the one before.
_LINE = re.compile(rb"\A(?:(?:[!-9;-~]+:|[ \t])[^\0\r\n]*\r?\n|\r?\n)")
# No file has a petabyte.
_LENGTH = re.compile(r"\A[0-9]{1,15}", re.ASCII)
# What two answers would follow from.
_ONCE = ("Location", "Content-Encoding", "Content-Range")


def check_lines(lines: Iterable[bytes]) -> None:
    """Raise AnswerFault for a line of a head that programs read in different ways."""
    for line in lines:
        if not _LINE.fullmatch(line):
            shown = show_bytes(line)
            if b"\0" in line or b"\r" in line.removesuffix(b"\r\n"):
                raise AnswerFault(
                    f' is sent with a control character in a header, "{shown}"; {_FIX}'
                )
            if not line.endswith(b"\n"):
                raise AnswerFault(
                    ": the connection broke off in the head of the answer; try again later",
                    passing=True,
                )
            raise AnswerFault(f' is sent with a line that is no header, "{shown}"; {_FIX}')


def check_head(head: Message) -> None:
    """Raise AnswerFault unless a head says once and clearly how long its body is."""
    lengths = list_lengths(head.get_all("Content-Length", []))
    for text in lengths:
        if not _LENGTH.fullmatch(text):
            says = f'a Content-Length of "{cut(text)}"; expected a number of bytes'
            raise AnswerFault(f" is sent with {says}; {_FIX}")
    if len(set(map(int, lengths))) > 1:
        raise AnswerFault(
            f" is sent with two Content-Length headers that differ, {cut(' and '.join(lengths))}, "
            f"so that nobody knows where the file ends; {_FIX}"
        )
    codings = head.get_all("Transfer-Encoding", [])
    if codings and lengths:
        raise AnswerFault(
            " is sent with Content-Length and with Transfer-Encoding, so that nobody knows where "
            f"the file ends; {_FIX}"
        )
    if codings and [one.strip().lower() for one in codings] != ["chunked"]:
        says = cut(", ".join(codings))
        raise AnswerFault(f' is sent with the Transfer-Encoding "{says}"; expected chunked; {_FIX}')
    for name in _ONCE:
        if len(set(head.get_all(name, []))) > 1:
            raise AnswerFault(f" is sent with two {name} headers that differ; {_FIX}")


def list_lengths(values: Sequence[str]) -> list[str]:
    """Return all lengths that headers say; some proxies join several with commas.

    >>> list_lengths(["12, 12"])
    ['12', '12']
    """
    return [part.strip() for value in values for part in value.split(",")]


def show_bytes(line: bytes) -> str:
    """Return the start of what a server sent, for a message."""
    return cut(line.strip().decode("latin-1"))
