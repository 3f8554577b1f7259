"""JSON that other people wrote: read strictly, within bounds, and shown in messages."""

import json
from typing import Any, NoReturn

from feedtool.findings.wording import cut

# No value that means something has more digits.
_MAX_DIGITS = 400
# What the reader of JSON says, in plain words.
_PLAIN = {
    "Expecting value": "expected a value: a number, a text in double quotes, a list or an object",
    "Expecting property name enclosed in double quotes": "expected a name in double quotes, or }",
    "Expecting ':' delimiter": "expected a colon between name and value",
    "Expecting ',' delimiter": "expected a comma, or the bracket that closes the list or object",
    "Extra data": "expected nothing more behind the value",
    "Unterminated string starting at": 'this text has no " at its end',
    "Invalid control character at": "a line break or tab inside a text; write \\n or \\t instead",
    "Invalid \\escape": "this \\ starts no escape of JSON; write \\\\ for a backslash",
    "Invalid \\uXXXX escape": "expected four hexadecimal digits behind \\u",
    "Illegal trailing comma before end of array": "expected no comma behind the last value",
    "Illegal trailing comma before end of object": "expected no comma behind the last value",
}


class JsonError(ValueError):
    """Why a text is not read as JSON: `says`, and line and column if it breaks at a place."""

    def __init__(
        self, whole: str, says: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(whole)
        self.says = says or whole
        self.line = line
        self.column = column


def read_json(data: bytes | str, most: int, *, takes_nan: bool = False) -> Any:
    """Return the value of JSON with about `most` values; whole numbers may have 400 digits.

    `takes_nan` accepts NaN and Infinity, which are no JSON, as some programs write them.

    >>> read_json('{"startTime": 1.5}', 10)
    {'startTime': 1.5}

    Raises JsonError that says what is wrong: it is no JSON, too deep, or has too many values.
    """
    text = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    # A value takes up to 240 bytes of memory.
    if text.count(b"[") + text.count(b"{") + text.count(b",") > most:
        raise JsonError(f"it has more than {most:,} values; make it smaller")
    try:
        constant = float if takes_nan else _refuse
        return json.loads(data, parse_int=_read_int, parse_constant=constant)
    except UnicodeDecodeError as why:
        raise JsonError(f"it is no JSON: the byte at {why.start} is not UTF-8") from None
    except RecursionError:
        raise JsonError("it is no JSON: its lists are nested too deep") from None
    except json.JSONDecodeError as why:
        says = f"it is no JSON: {_PLAIN.get(why.msg, why.msg)}"
        raise JsonError(f"it is no JSON: {why}", says, why.lineno, why.colno) from None
    except ValueError as why:
        raise JsonError(f"it is no JSON: {why}") from None


def _read_int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError(f"a number in it has {len(digits):,} digits")
    return int(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def show_json(value: object) -> str:
    """Return a value as a message shows it, cut.

    >>> show_json("0:04"), show_json([1, 2]), show_json({"at": 1})
    ('"0:04"', 'a list', 'an object')
    """
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return cut(json.dumps(value, ensure_ascii=False))
