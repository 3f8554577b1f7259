"""How inputs are checked."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from feedtool.findings.report import MAX_FINDINGS, Severity


class CheckOptions(NamedTuple):
    """What the caller asks for, for an input; it goes to other processes as it is.

    The fields mean the same as the options of `validate`. `profiles` is empty if the caller names
    none. `edits` asks for the changes that fix a finding. `at` without a zone is in that of a show,
    in UTC for a feed, which has none.
    """

    profiles: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    url: str = ""
    at: datetime | None = None
    max_findings: int | None = MAX_FINDINGS
    excerpts: bool = False
    edits: bool = False
    levels: Mapping[str, Severity] = {}


def in_utc(moment: datetime | None) -> datetime | None:
    """Return a moment, in UTC if it has no zone."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
