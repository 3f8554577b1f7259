"""Checks the folder of a show: its feeds as a build makes them, at the lines of the sources."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from feedtool.files.opening import explain, open_normal
from feedtool.findings.report import Excerpt, Finding, Report, Severity, SourceError, place_of
from feedtool.inputs.feed import check_bytes, report_unreadable
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions
from feedtool.producer.build import examine, find_errors
from feedtool.show.cache import Cache
from feedtool.show.model import Show
from feedtool.show.reading import UnsoundShowError, load_show
from feedtool.validator.checking.fingerprints import number_fingerprints, sign_source
from feedtool.validator.source.encoding import Encoding
from feedtool.validator.source.excerpts import collect_excerpts
from feedtool.vocabulary.rule_names import filter_rules


def check_show(one: Input, options: CheckOptions) -> Report:
    """Return the report of a show; nothing is written.

    If its sources have errors, there is no feed to check: the report is `unbuilt`, and its findings
    are these errors, whatever rules are asked for.
    """
    folder = Path(one.path)
    try:
        with Cache(folder, writable=False) as cache:
            show = _load(folder, cache, options)
            at = show.localize(options.at)
            feed_options = options._replace(at=at, excerpts=False, edits=False)
            reports, besides = examine(
                show,
                lambda data, name: check_bytes(data, name, feed_options),
                at=at,
                cache=cache,
                whole=not (options.profiles or options.select or options.ignore),
            )
    except SourceError as error:
        found = Report(one.name, _put_in_order(folder, error.findings), unbuilt=True)
    except OSError as why:
        return report_unreadable(why.filename or one.name, explain(why))
    else:
        found = _merge(one, options, reports, besides)
    if not options.excerpts:
        return found
    return replace(found, excerpts=_collect_excerpts(found.findings))


def _load(folder: Path, cache: Cache, options: CheckOptions) -> Show:
    """Load a show; raises SourceError with its errors, also those that a build meets later."""
    try:
        return load_show(folder, cache=cache)
    except UnsoundShowError as error:
        at = error.show.localize(options.at)
        raise SourceError(find_errors(error.show, error.findings, at=at, cache=cache)) from None


def _merge(
    one: Input, options: CheckOptions, reports: Sequence[Report], besides: Iterable[Finding]
) -> Report:
    """Return one report of a show's feeds and of what is found besides."""
    is_wanted = filter_rules(options.select, options.ignore)
    wanted: list[Finding] = []
    dropped: Counter[Severity] = Counter()
    left_out: Counter[str] = Counter()
    for report in reports:
        dropped.update(report.dropped)
        left_out.update(report.left_out)
    for finding in besides:
        if is_wanted is None or is_wanted(finding.rule):
            wanted.append(finding)
        else:
            left_out[finding.rule] += 1
    findings = [finding for report in reports for finding in report.findings]
    return Report(
        one.name,
        _put_in_order(Path(one.path), [*findings, *wanted]),
        profiles=reports[0].profiles,
        items=sum(report.items for report in reports),
        suppressed=sum(report.suppressed for report in reports),
        dropped=dropped,
        left_out=left_out,
    )


def _put_in_order(folder: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding once, sorted by place, with a fingerprint and the path of its file.

    What several feeds of a show share has the same place.
    """
    start = f"{folder.as_posix()}/"
    unique: dict[object, Finding] = {}
    for finding in findings:
        inner = finding.file.removeprefix(start)
        signed = finding if finding.fingerprint else sign_source(finding, inner)
        file = inner if start == "./" else finding.file
        unique.setdefault(
            (finding.rule, place_of(finding), finding.message), replace(signed, file=file)
        )
    return number_fingerprints(sorted(unique.values(), key=place_of))


def _collect_excerpts(findings: Iterable[Finding]) -> dict[tuple[str, int, int], Excerpt]:
    """Return the lines of the sources at which the findings are."""
    places: dict[str, set[tuple[int, int]]] = {}
    for finding in findings:
        if finding.line and finding.column:
            places.setdefault(finding.file, set()).add((finding.line, finding.column))
    return {
        (file, *place): excerpt
        for file, wanted in places.items()
        for place, excerpt in _read_excerpts(file, wanted).items()
    }


def _read_excerpts(file: str, places: set[tuple[int, int]]) -> dict[tuple[int, int], Excerpt]:
    try:
        with open_normal(file) as source:
            return collect_excerpts(source, Encoding("utf-8-sig"), places)
    except OSError:
        return {}  # a finding may be about a file that is missing
