"""A report as one web page, for people: it needs no other file, no network, and no JavaScript.

The result of all feeds stands at the top of the page, and is known last. Until then the section of
each feed waits in a temporary file, so that memory does not grow with the number of findings.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from feedtool._version import __version__
from feedtool.findings.catalogue import record_of
from feedtool.findings.report import SEVERITIES, Finding, Report, Severity, place_of
from feedtool.findings.total import Total
from feedtool.findings.wording import printable
from feedtool.formats.grouping import group_findings
from feedtool.formats.marking import split_excerpt
from feedtool.formats.sums import summarise_baseline, summarise_hidden, summarise_total
from feedtool.formats.writing import Style

if TYPE_CHECKING:
    from feedtool.findings.catalogue import Rule

_TEMPLATES = Path(__file__).with_name("templates")
# A report up to this size waits in memory.
_KEPT_CHARS = 1_000_000
_PIECE_CHARS = 65536
# How many small pieces of a template are written as one.
_PIECES = 200
# Longer examples stand with each element on a line of its own.
_LONG_EXAMPLE = 100
_LONG_EXAMPLE_LINES = 6
# More feeds than these are listed on demand.
_LISTED_FEEDS = 20


class Writer:
    """Collects the sections of all feeds, and writes the page when the last one is known."""

    def __init__(self, style: Style) -> None:
        del style
        self._templates = _load_templates()
        self._sections = SpooledTemporaryFile(  # noqa: SIM115 - it is closed after the last report
            _KEPT_CHARS, "w+", encoding="utf-8", newline=""
        )
        self._feeds: list[_FeedLine] = []
        self._rules: Counter[tuple[str, Severity]] = Counter()

    def begin(self) -> Iterator[str]:
        """Yield nothing: the page begins with the result."""
        yield from ()

    def add(self, report: Report) -> Iterator[str]:
        """Keep the section of one report; yield nothing."""
        self._feeds.append(_FeedLine.of(report))
        self._rules.update((one.rule, one.severity) for one in report.findings)
        section = self._templates.get_template("feed.html").stream(
            report=report, number=len(self._feeds), groups=_groups_of(report)
        )
        section.enable_buffering(_PIECES)
        for piece in section:
            self._sections.write(piece)
        yield from ()

    def end(self, total: Total) -> Iterator[str]:
        """Yield the page."""
        script, style = _read("page.js"), _read("page.css")
        yield from self._templates.get_template("page.html").generate(
            verdict=_verdict(total, self._feeds),
            worst=_worst_of(total),
            total=total,
            baseline=summarise_baseline(total),
            feeds=self._feeds,
            rules=_rank(self._rules),
            records=_records_of(self._rules),
            sections=self._read_sections(),
            listed_feeds=_LISTED_FEEDS,
            long_example=_LONG_EXAMPLE_LINES,
            script=Markup(script),  # noqa: S704 - a file of ours
            style=Markup(style),  # noqa: S704 - as above
            script_hash=_hash_of(script),
            style_hash=_hash_of(style),
            version=__version__,
        )

    def _read_sections(self) -> Iterator[Markup]:
        with self._sections as sections:
            sections.seek(0)
            while piece := sections.read(_PIECE_CHARS):
                yield Markup(piece)  # noqa: S704 - the template has escaped it


class _FeedLine(NamedTuple):
    """What the list of all feeds says of one."""

    file: str
    unreadable: bool
    worst: Severity | None
    counts: Mapping[Severity, int]

    @classmethod
    def of(cls, report: Report) -> "_FeedLine":
        counts = {severity: report.count(severity) for severity in SEVERITIES}
        return cls(report.file, report.unreadable, report.worst(), counts)


class _RuleLine(NamedTuple):
    """How many findings in the page a rule has with one severity."""

    id: str
    severity: Severity
    number: int


class _Group(NamedTuple):
    """Findings with one cause, and the record of their rule if there is one."""

    findings: list[Finding]
    record: "Rule | None"

    @property
    def severity(self) -> Severity:
        return self.findings[0].severity


class _Marked(NamedTuple):
    """A source line, cut around its marked part."""

    before: str
    marked: str
    after: str


@cache
def _load_templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_show,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = "{:,}".format
    environment.filters["counted"] = _count
    environment.filters["files"] = _files_of
    environment.tests["web_address"] = _is_web_address
    environment.globals.update(
        excerpt_of=_excerpt_of,
        severities=SEVERITIES[::-1],
        summarise_hidden=summarise_hidden,
    )
    return environment


def _show(value: object) -> object:
    """Return what a template prints: characters that nobody can see, or that steer, are visible.

    The logs of Azure and TeamCity take `##[name]` for a command; a browser shows both forms alike.
    """
    if type(value) is not str:
        return value
    text = printable(value)
    return escape(text).replace("##", Markup("#&#35;")) if "##" in text else text


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _hash_of(text: str) -> str:
    """Return the hash by which the security policy of the page allows a text in it."""
    return b64encode(sha256(text.encode()).digest()).decode()


def _count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> _count(1, "feed"), _count(1200, "feed")
    ('1 feed', '1,200 feeds')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _groups_of(report: Report) -> list[_Group]:
    """Return the groups of findings, the most serious first."""
    groups = [_Group(one, _find_record(one[0].rule)) for one in group_findings(report.findings)]
    return sorted(groups, key=lambda group: -SEVERITIES.index(group.severity))


def _excerpt_of(finding: Finding, report: Report) -> _Marked | None:
    excerpt = report.excerpts.get(place_of(finding))
    return _Marked(*split_excerpt(finding, excerpt)) if excerpt and excerpt.text else None


def _records_of(rules: Iterable[tuple[str, Severity]]) -> "list[Rule]":
    records = (_find_record(rule) for rule in sorted({rule for rule, _ in rules}))
    return [record for record in records if record]


def _find_record(rule: str) -> "Rule | None":
    try:
        return record_of(rule)
    except KeyError:
        return None


def _files_of(example: str | Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each file of an example: its name, "" for a piece of a feed, and its lines.

    >>> list(_files_of("<ttl>60</ttl>"))
    [('', ['<ttl>60</ttl>'])]
    """
    if isinstance(example, str):
        wraps = len(example) > _LONG_EXAMPLE
        yield "", (example.replace("><", ">\n<") if wraps else example).splitlines()
        return
    for name, text in example.items():
        yield name, text.splitlines()


def _rank(rules: Mapping[tuple[str, Severity], int]) -> list[_RuleLine]:
    """Return the rules with their numbers, the most frequent first."""
    lines = [_RuleLine(*key, number) for key, number in rules.items()]
    return sorted(lines, key=lambda line: (-line.number, line))


def _worst_of(total: Total) -> Severity | None:
    """Return how serious the result is; infos are no reason to worry."""
    if total.unreadable or total.severities["error"]:
        return "error"
    return "warning" if total.severities["warning"] else None


def _verdict(total: Total, feeds: Sequence[_FeedLine]) -> str:
    """Return the result in words: what one feed has, or how many feeds have what."""
    if len(feeds) != 1 or not total.inputs:
        return summarise_total(total)
    (feed,) = feeds
    if feed.unreadable:
        return f"{feed.file} cannot be read"
    errors, warnings = (
        _count(number, noun) if (number := feed.counts[noun]) else f"no {noun}s"
        for noun in SEVERITIES[:0:-1]
    )
    return f"{errors[0].upper()}{errors[1:]}, {warnings} in {feed.file}"
