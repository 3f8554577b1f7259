"""One call that checks one feed."""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from feedtool.findings.report import Report
from feedtool.validator.checking.engine import Engine
from feedtool.validator.checking.log import Log
from feedtool.validator.checking.structure import FeedMemory
from feedtool.validator.elements.plans import expand_profiles, load_plans
from feedtool.validator.reading.reader import CHUNK_BYTES, Reader
from feedtool.validator.source.excerpts import collect_excerpts
from feedtool.validator.source.window import Window
from feedtool.vocabulary import load_rules

DEFAULT_PROFILES = ("rss", "apple", "podcast20")


def validate(
    source: "str | os.PathLike[str] | bytes | BinaryIO",
    *,
    profiles: Iterable[str] = DEFAULT_PROFILES,
    file: str = "",
    url: str = "",
    at: datetime | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    max_findings: int | None = None,
    excerpts: bool = False,
    chunk_bytes: int = CHUNK_BYTES,
) -> Report:
    """Check a feed: a path, its bytes, or a file open for reading bytes.

    `file` is the name that findings bear, by default the path. `url` is the address that the feed
    is served at, where it is known; `at` the moment that future dates are measured by, by default
    now. `select` and `ignore` name rules, with * for any letters. With `excerpts` the report holds
    the source lines that its findings point at, where the source can be read twice. Findings
    beyond `max_findings` are counted only and the report says that it is truncated.

        >>> validate(b"<feed/>").findings[0].rule
        'not-a-feed'

    Raises OSError if the path cannot be read, KeyError if there is no such profile or rule.
    """
    if isinstance(source, bytes):
        source = BytesIO(source)
    if isinstance(source, str | os.PathLike):
        file = file or os.fspath(source)
        source = Path(source).open("rb")  # noqa: SIM115 - closed below
        opened: BinaryIO | None = source
    else:
        opened = None
    names = expand_profiles(profiles)
    plans = load_plans(names)
    log = Log(file or "-", max_findings, plans.demands, _wanted(tuple(select), tuple(ignore)))
    facts = FeedMemory((at or datetime.now(UTC)).timestamp(), url)
    engine = Engine(plans, log, Window(), facts)
    reader = Reader(engine)
    shown = {}
    try:
        reader.read(source, chunk_bytes)
        findings = log.close()
        if excerpts and findings and source.seekable():
            source.seek(0)
            places = {(f.line, f.column) for f in findings if f.line and f.column}
            shown = collect_excerpts(source, reader.encoding, places)
    finally:
        if opened is not None:
            opened.close()
    return Report(
        file=log.file, findings=findings, profiles=names, items=engine.items,
        suppressed=log.suppressed, dropped=log.dropped, excerpts=shown,
    )  # fmt: skip


def _wanted(select: tuple[str, ...], ignore: tuple[str, ...]) -> Callable[[str], bool] | None:
    """Return what says whether a rule is told, None if all are.

    Raises KeyError if a name stands for no rule.
    """
    if not select and not ignore:
        return None
    for name in (*select, *ignore):
        if not any(fnmatchcase(rule, name) for rule in load_rules()):
            raise KeyError(name)

    @cache
    def is_wanted(rule: str) -> bool:
        chosen = not select or any(fnmatchcase(rule, name) for name in select)
        return chosen and not any(fnmatchcase(rule, name) for name in ignore)

    return is_wanted
