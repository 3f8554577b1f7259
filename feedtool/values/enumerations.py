"""Values from a list that a record of the vocabulary gives."""

from collections.abc import Iterable

from feedtool.findings.suggestions import closest, count_slips, max_slips
from feedtool.values.fault import Fault

_SHOWN = 8


def check_enumeration(values: tuple[str, ...], text: str) -> tuple[Fault, ...]:
    """Accept one of the listed values, exactly; suggest it for another case or a near miss."""
    if text in values:
        return ()
    near = find_near_value(text, values)
    if near is not None and near.lower() == text.strip().lower():
        says = f'expected exactly "{near}"'
        is_padded = near == text.strip()
        rule = "value-padded" if is_padded else "value-case"
        return (Fault(rule, says, instead="" if is_padded else near),)
    if not text.strip():
        return (Fault("empty-value", f"expected {' or '.join(values[:_SHOWN])}"),)
    listed = ", ".join(f'"{value}"' for value in values[:_SHOWN])
    listed += ", …" if len(values) > _SHOWN else ""
    says = f"expected {'one of ' if len(values) > 1 else ''}{listed}"
    says += f'; did you mean "{near}"?' if near else ""
    return (Fault("bad-value", says, instead=near, doubtful=True),)


def find_near_value(text: str, values: Iterable[str]) -> str | None:
    """Return the value that a text is with few slips; that a value begins with it says nothing.

    >>> find_near_value("audiobok", ["audio", "audiobook"]), find_near_value("au", ["audiobook"])
    ('audiobook', None)
    """
    near = closest(text, values)
    if near is None:
        return None
    bare, lower = (one.strip().lower().replace("-", "") for one in (text, near))
    most = max_slips(bare, lower)
    return near if count_slips(bare, lower, most) <= most else None
