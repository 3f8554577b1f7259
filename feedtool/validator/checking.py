"""One call that checks one feed."""

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from feedtool.validator.engine import Engine
from feedtool.validator.excerpts import collect_excerpts
from feedtool.validator.log import Log
from feedtool.validator.plans import load_plans
from feedtool.validator.reader import CHUNK_BYTES, Reader
from feedtool.validator.report import Report
from feedtool.validator.window import Window

DEFAULT_PROFILES = ("rss", "apple", "podcast20")


def validate(
    source: "str | os.PathLike[str] | bytes | BinaryIO",
    *,
    profiles: Iterable[str] = DEFAULT_PROFILES,
    file: str = "",
    max_findings: int | None = None,
    excerpts: bool = False,
    chunk_bytes: int = CHUNK_BYTES,
) -> Report:
    """Check a feed: a path, its bytes, or a file open for reading bytes.

    `file` is the name that findings bear, by default the path. With `excerpts` the report holds the
    source lines that its findings point at; a file object must then be seekable. Findings beyond
    `max_findings` are not kept and the report says that it is truncated.

        >>> validate(b"<feed/>").findings[0].rule
        'not-a-feed'

    Raises OSError if the path cannot be read, KeyError if there is no such profile.
    """
    if isinstance(source, bytes):
        return validate(
            BytesIO(source), profiles=profiles, file=file, max_findings=max_findings,
            excerpts=excerpts, chunk_bytes=chunk_bytes,
        )  # fmt: skip
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as stream:
            return validate(
                stream, profiles=profiles, file=file or os.fspath(source),
                max_findings=max_findings, excerpts=excerpts, chunk_bytes=chunk_bytes,
            )  # fmt: skip
    names = tuple(dict.fromkeys(profiles))
    log = Log(file or "-", max_findings)
    engine = Engine(load_plans(names), log, Window())
    reader = Reader(engine)
    reader.read(source, chunk_bytes)
    findings = log.close()
    shown = {}
    if excerpts and findings:
        source.seek(0)
        places = {(f.line, f.column) for f in findings if f.line and f.column}
        shown = collect_excerpts(source, reader.encoding, places)
    return Report(
        file=log.file, findings=findings, profiles=names, items=engine.items,
        truncated=log.truncated, excerpts=shown,
    )  # fmt: skip
