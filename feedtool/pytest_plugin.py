"""A plugin of pytest: `assert_valid_feed`, as a function and as a fixture.

pytest loads this file in every run, so it loads the validator only when a test checks a feed.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

import pytest

if TYPE_CHECKING:
    from feedtool.findings.report import Report, Severity

# So many kinds of findings are printed; more help nobody who reads a failed test.
_SHOWN_KINDS = 20


def assert_valid_feed(
    feed: "str | os.PathLike[str] | bytes | BinaryIO",
    *,
    profiles: Iterable[str] | None = None,
    fail_on: "Severity" = "error",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    url: str = "",
    at: datetime | None = None,
    name: str = "",
) -> "Report":
    """Fail the test if a feed has findings of the severity `fail_on` or of a higher one.

    A feed is a path, its bytes, or a file open for reading bytes; `name` is its name in the
    message. The other arguments are those of `feedtool.validate`. Return the report.

    Raises AssertionError with the findings, or if the feed cannot be read; TypeError for another
    kind of feed, ValueError for an unknown severity, profile or rule.
    """
    __tracebackhide__ = True
    name = name or _name_of(feed)
    report = _check(feed, name, profiles, select, ignore, url, at)
    if isinstance(report, str):
        raise AssertionError(_inert(f"{name} cannot be read: {report}"))
    message = _explain(report, fail_on)
    if message:
        raise AssertionError(message)
    return report


@pytest.fixture(name="assert_valid_feed", scope="session")
def _assert_valid_feed() -> "Callable[..., Report]":
    """The function that fails a test if a feed is not valid: `assert_valid_feed(path_or_bytes)`."""
    return assert_valid_feed


def _name_of(feed: object) -> str:
    __tracebackhide__ = True
    if isinstance(feed, str | os.PathLike):
        path = os.fspath(feed)
        if path.lstrip()[:1] == "<":
            raise TypeError("expected a path or bytes, not the text of a feed; encode it to bytes")
        return str(path)
    if isinstance(feed, bytes):
        return "the feed"
    if not hasattr(feed, "read") or not isinstance(feed.read(0), bytes):
        kind = type(feed).__name__
        raise TypeError(f"expected a path, bytes or a file open for reading bytes, not {kind}")
    return str(getattr(feed, "name", "the feed"))


def _check(
    feed: "str | os.PathLike[str] | bytes | BinaryIO", name: str, profiles: Iterable[str] | None,
    select: Iterable[str], ignore: Iterable[str], url: str, at: datetime | None,
) -> "Report | str":  # fmt: skip
    """Return the report about a feed, or why it cannot be read."""
    __tracebackhide__ = True
    from feedtool.validator.validate import DEFAULT_PROFILES, validate  # noqa: PLC0415 - see above

    try:
        return validate(
            feed, profiles=DEFAULT_PROFILES if profiles is None else _as_names(profiles),
            select=_as_names(select), ignore=_as_names(ignore), url=url, at=at, file=name,
            excerpts=True,
        )  # fmt: skip
    except OSError as why:
        return str(why.strerror)
    except KeyError as why:
        raise ValueError(_inert(_explain_unknown(str(why.args[0])))) from None


def _inert(text: str) -> str:
    from feedtool.findings.wording import inert, printable  # noqa: PLC0415 - see above

    return inert(printable(text))


def _as_names(names: Iterable[str]) -> Iterable[str]:
    """Read one name as a list of one."""
    return (names,) if isinstance(names, str) else names


def _explain_unknown(name: str) -> str:
    from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only for mistakes
    from feedtool.vocabulary import load_rules, load_vocabulary  # noqa: PLC0415 - as above

    known = [*load_vocabulary().profiles, *load_rules("feed")]
    otherwise = "feedtool profiles and feedtool rules list what there is"
    hint = suggest(name, known, otherwise, form="did you mean {}?")
    return f'there is no profile or rule "{name}"; {hint}'


def _explain(report: "Report", fail_on: "Severity") -> str:
    """Return what is wrong with a feed in words, "" if nothing is."""
    __tracebackhide__ = True
    from feedtool.findings.report import SEVERITIES, split_by_severity  # noqa: PLC0415 - see above

    if fail_on not in SEVERITIES:
        raise ValueError(f'fail_on is "{fail_on}"; expected {", ".join(SEVERITIES)}')
    failing, _ = split_by_severity(report.findings, fail_on)
    if not failing:
        return ""
    from feedtool.formats.grouping import group_findings  # noqa: PLC0415 - only for findings
    from feedtool.formats.sums import summarise  # noqa: PLC0415 - as above
    from feedtool.formats.text import Writer  # noqa: PLC0415 - as above
    from feedtool.formats.writing import Style  # noqa: PLC0415 - as above

    groups = list(group_findings(failing))
    shown = [one for group in groups[:_SHOWN_KINDS] for one in group]
    text = "".join(Writer(Style(quiet=True)).add(replace(report, findings=shown, hidden=())))
    more = len(failing) - len(shown)
    rest = f"and {more} more\n" if more else ""
    return f"{_inert(summarise(report))}\n{text}{rest}".rstrip("\n")
