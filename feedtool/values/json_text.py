"""JSON that other people wrote: read strictly, within bounds, and shown in messages."""

import json
from typing import Any, NoReturn

from feedtool.findings.wording import cut

# No value that means something has more digits.
_MAX_DIGITS = 400


def read_json(data: bytes | str, most: int, *, takes_nan: bool = False) -> Any:
    """Return the value of JSON with about `most` values; whole numbers may have 400 digits.

    `takes_nan` accepts NaN and Infinity, which are no JSON, as some programs write them.

    >>> read_json('{"startTime": 1.5}', 10)
    {'startTime': 1.5}

    Raises ValueError that says what is wrong: it is no JSON, too deep, or has too many values.
    """
    text = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    # A value takes up to 240 bytes of memory.
    if text.count(b"[") + text.count(b"{") + text.count(b",") > most:
        raise ValueError(f"it has more than {most:,} values; make it smaller")
    try:
        constant = float if takes_nan else _refuse
        return json.loads(data, parse_int=_read_int, parse_constant=constant)
    except UnicodeDecodeError as why:
        raise ValueError(f"it is no JSON: the byte at {why.start} is not UTF-8") from None
    except RecursionError:
        raise ValueError("it is no JSON: its lists are nested too deep") from None
    except ValueError as why:
        raise ValueError(f"it is no JSON: {why}") from None


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
