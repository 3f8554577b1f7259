"""Fingerprints: by them a program knows a finding again in the next version of a feed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from feedtool.findings.report import Finding

_ITEM = re.compile(r"^.*?(?:/|:)(?:item|liveItem)\[\d+\]")


def sign(finding: Finding, label: str = "", key: str = "", guid: str = "") -> Finding:
    """Return the finding with the name and the guid of its item, and with a fingerprint.

    The fingerprint tells causes apart and does not change when lines move. `key` is what an item is
    known by, its guid or its title: then the fingerprint does not change either when other items
    are added.
    """
    anchor = _ITEM.sub(lambda _: f"{key}\0", finding.path, count=1) if key else finding.path
    mark = (finding.rule, anchor, finding.element, finding.cause, finding.value)
    return replace(finding, item=label, guid=guid, fingerprint=_digest("\0".join(mark)))


def sign_source(finding: Finding, file: str) -> Finding:
    """Return a finding about a file of a show with a fingerprint; `file` is its path there."""
    mark = (finding.rule, file, finding.cause, finding.value)
    return replace(finding, fingerprint=_digest("\0".join(mark)))


def number_fingerprints(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, sorted by place, so that no two of them share a fingerprint.

    Findings that differ only in their lines are numbered.
    """
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        mark = finding.fingerprint
        seen[mark] += 1
        if seen[mark] > 1:
            finding = replace(finding, fingerprint=_digest(f"{mark}\0{seen[mark]}"))  # noqa: PLW2901
        numbered.append(finding)
    return numbered


def _digest(text: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - 4 ms, only for feeds with findings

    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
