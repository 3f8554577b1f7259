"""Checks a feed in a file or in memory."""

import os
from io import BytesIO
from typing import BinaryIO

from feedtool.files.opening import explain, open_normal
from feedtool.findings.report import Report
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions, in_utc
from feedtool.validator.validate import DEFAULT_PROFILES, validate


def check_feed(one: Input, options: CheckOptions) -> Report:
    """Return the report of a feed, also if its file cannot be read."""
    if one.kind == "data":
        return _add_edits(check_bytes(one.data, one.name, options), BytesIO(one.data), options)
    try:
        with open_normal(one.path) as source:
            return _add_edits(check_bytes(source, one.name, options), source, options)
    except FileNotFoundError as why:
        return report_unreadable(one.name, f"{explain(why)}{_suggest_file(one.path)}")
    except OSError as why:
        return report_unreadable(one.name, explain(why))


def report_unreadable(name: str, fault: str) -> Report:
    """Return the report of an input that cannot be read."""
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - only where it happens

    return Report(name, [make_finding("unreadable", fault, name)], unreadable=True)


def check_bytes(source: bytes | BinaryIO, name: str, options: CheckOptions) -> Report:
    """Return the report of a feed: of its bytes, or of a file that is open."""
    return validate(
        source,
        file=name,
        profiles=options.profiles or DEFAULT_PROFILES,
        select=options.select,
        ignore=options.ignore,
        levels=options.levels,
        url=options.url,
        at=in_utc(options.at),
        max_findings=options.max_findings,
        excerpts=options.excerpts,
    )


def _add_edits(report: Report, source: BinaryIO, options: CheckOptions) -> Report:
    """Return the report with the changes that fix its findings, if they are asked for."""
    if not options.edits or not report.findings:
        return report
    from feedtool.fixing.fix import MAX_BYTES, add_edits  # noqa: PLC0415 - few formats need it

    source.seek(0)
    data = source.read(MAX_BYTES + 1)
    return report if len(data) > MAX_BYTES else add_edits(report, data, url=options.url)


def _suggest_file(path: str) -> str:
    """Return what to write instead: the file in the same folder whose name is closest, if any.

    The address of a feed is no file: another program fetches it.
    """
    if path.startswith(("http://", "https://")):
        return "; to check a feed on the web, write: curl --location ADDRESS | feedtool validate -"
    from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only where it happens

    folder, name = os.path.split(path)
    try:
        near = suggest(name, os.listdir(folder or "."), form="{}")  # noqa: PTH208 - as above
    except OSError:
        return ""
    return f'; did you mean "{os.path.join(folder, near)}"?' if near else ""  # noqa: PTH118
