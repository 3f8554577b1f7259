"""Times within a recording as people and programs write them, read as milliseconds."""

import re

# Hours and minutes have up to four digits; a thousand hours are longer than any recording.
TIME = re.compile(
    r"(?:(?:([0-9]{1,4}):)?([0-9]{1,4}):(?=[0-5]?[0-9](?![0-9])))?([0-9]{1,9})(?:[.,]([0-9]{1,12}))?"
)


def parse_time(text: str) -> int | None:
    """Read seconds, `M:SS` or `H:MM:SS`, with a fraction behind a dot or a comma, as milliseconds.

    Return None for any other form. Behind a colon there are at most two digits up to 59; minutes
    behind hours are up to 59, too. A fraction is rounded to milliseconds, halves up.

    >>> parse_time("1:02:03,5"), parse_time("90"), parse_time("1:75")
    (3723500, 90000, None)

    Source: RFC 2326, 3.6 (Normal Play Time), https://www.rfc-editor.org/rfc/rfc2326#section-3.6
    """
    found = TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    if hours is not None and int(minutes) > 59:
        return None
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + _thousandths(fraction or "")


def _thousandths(fraction: str) -> int:
    digits = fraction[:4].ljust(4, "0")
    return int(digits[:3]) + (digits[3] >= "5")
