"""Makes a finding from rule, message and place; the record of the rule fills in the rest."""

from typing import TYPE_CHECKING, TypedDict, Unpack

from feedtool.findings.report import Finding, Origin, Where
from feedtool.vocabulary.severity import Severity

if TYPE_CHECKING:
    from feedtool.vocabulary.records import Rule as Rule  # noqa: PLC0414 - formats import findings alone

# By where a rule's fault arises, see `schemas/rules/`.
_PLACES: dict[str, Where] = {
    "feed": "xml",
    "show": "source",
    "lock": "source",
    "media": "asset",
    "transcript": "transcript",
    "chapters": "asset",
    "http": "http",
    "import": "xml",
    "configuration": "source",
}


class Remedy(TypedDict, total=False):
    """What belongs in place of the fault, as in Finding; `doubtful` if that is not certain."""

    instead: str | None
    doubtful: bool


class Details(TypedDict, total=False):
    """What a finding in a feed says besides, as in Finding."""

    end_line: int | None
    end_column: int | None
    path: str
    element: str
    item: str
    guid: str
    value: str
    profiles: tuple[str, ...]
    origin: Origin | None
    recovered: bool
    fingerprint: str
    instead: str | None


def record_of(rule: str) -> "Rule":
    """Return what is known of a rule: its title, why it matters, how to fix it, its examples.

    Raises KeyError if the rule has no record.
    """
    from feedtool.vocabulary.rules import find_rule  # noqa: PLC0415 - only findings read records

    return find_rule(rule)


def make_finding(
    rule: str,
    message: str,
    file: str = "",
    line: int | None = None,
    column: int | None = None,
    *,
    severity: Severity | None = None,
    spec: str = "",
    asked_in: str = "",
    where: Where | None = None,
    doubtful: bool = False,
    **details: Unpack[Details],
) -> Finding:
    """Return a finding with the fix of its rule's record, and whether a program can fix it.

    The severity is that of the record if none is given; `where` follows from where the rule arises.
    `spec` is used only if the record names no specification, but the document `asked_in`, which
    asks for something, goes before that of the record. A finding that says what belongs in its
    place is safe to fix, unless this is `doubtful`; other findings are as the record says.

    Raises KeyError if the rule has no record.
    """
    record = record_of(rule)
    fixable = record.fixable
    if details.get("instead") is not None:
        fixable = "unsafe" if doubtful else "safe"
    return Finding(
        rule,
        severity or record.severity,
        message,
        file,
        line,
        column,
        fix=record.fix,
        fixable=fixable,
        spec=asked_in or record.spec or spec,
        where=where or _PLACES[record.where],
        **details,
    )
