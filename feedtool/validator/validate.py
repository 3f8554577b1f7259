"""The one call that checks one feed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import BinaryIO

from feedtool.files.opening import open_normal
from feedtool.findings.report import MAX_FINDINGS, Report, Severity
from feedtool.findings.suggestions import few_suggestions
from feedtool.validator.checking.collector import Collector
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.plans import expand_profiles, load_plans
from feedtool.validator.elements.rule import Rulebook
from feedtool.validator.reading.reader import Reader
from feedtool.validator.rules import all_rules
from feedtool.validator.source.limits import CHUNK_BYTES
from feedtool.vocabulary.rule_names import filter_rules

DEFAULT_PROFILES = ("rss", "apple", "podcast20")
# A hostile feed may have millions of misspelt names and values.
MOST_SUGGESTIONS = 300


def validate(
    source: "str | os.PathLike[str] | bytes | BinaryIO",
    *,
    profiles: Iterable[str] = DEFAULT_PROFILES,
    file: str = "",
    url: str = "",
    at: datetime | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    levels: Mapping[str, Severity] = MappingProxyType({}),
    max_findings: int | None = MAX_FINDINGS,
    excerpts: bool = False,
    chunk_bytes: int = CHUNK_BYTES,
) -> Report:
    """Check a feed: a path, its bytes, or a file open for reading bytes.

    `file` is the file name in the findings, by default the path. `url` is the address of the feed
    on the web, if it is known. A date after `at`, by default now, is in the future. `select` and
    `ignore` name rules; * stands for any characters. `levels` gives rules another severity. With
    `excerpts` the report holds the source lines of its findings, if the source can be read twice.
    Of each severity, findings after the first `max_findings` are only counted, and the report says
    that it is `truncated`; None keeps all.

        >>> validate(b"<feed/>").findings[0].rule
        'not-a-feed'

    Raises OSError if the path cannot be read, KeyError if a profile or a rule is not known.
    """
    if isinstance(source, str | os.PathLike):
        file = file or os.fspath(source)
    names = expand_profiles(profiles)
    plans = load_plans(names)
    is_wanted = filter_rules(select, ignore)
    collector = Collector(file or "-", max_findings, plans.demands, is_wanted, levels)
    memory = FeedMemory((at or datetime.now(UTC)).timestamp(), url)
    engine = Engine(plans, load_rulebook(names), collector, memory)
    reader = Reader(engine)
    shown = {}
    with _open(source) as data:
        with few_suggestions(MOST_SUGGESTIONS):
            reader.read(data, chunk_bytes)
        findings = collector.close()
        if excerpts and findings and data.seekable():
            from feedtool.validator.source.excerpts import (  # noqa: PLC0415 - only for findings
                collect_excerpts,
            )

            data.seek(0)
            places = {(f.line, f.column) for f in findings if f.line and f.column}
            found = collect_excerpts(data, reader.encoding, places)
            shown = {(collector.file, *place): one for place, one in found.items()}
    return Report(
        file=collector.file, findings=findings, profiles=names, items=engine.items,
        suppressed=collector.suppressed, dropped=collector.dropped, left_out=collector.left_out,
        excerpts=shown,
    )  # fmt: skip


@contextmanager
def _open(source: "str | os.PathLike[str] | bytes | BinaryIO") -> Iterator[BinaryIO]:
    """Yield a source as a file; close the file at the end only if it was opened here."""
    if isinstance(source, bytes):
        yield BytesIO(source)
    elif isinstance(source, str | os.PathLike):
        with open_normal(source) as opened:
            yield opened
    else:
        yield source


@lru_cache(maxsize=8)
def load_rulebook(profiles: tuple[str, ...]) -> Rulebook:
    """Return the rules to run for these profiles, made once in a process."""
    return Rulebook(all_rules(), load_plans(profiles).demands)
