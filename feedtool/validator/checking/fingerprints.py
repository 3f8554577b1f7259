"""Fingerprints: by them a program knows a finding again in the next version of a feed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from feedtool.findings.report import Finding

# An item, whose number tells its place in the feed.
_ITEM = re.compile(r"^.*?[/:](?:item|liveItem)(?:\[(\d+)\])?(?=/|$)")
_INDEX = re.compile(r"\[\d+\]")
_LINE = re.compile(r"\blines? \d+")
_CHANNEL = ("/rss/channel", "channel")


def sign(finding: Finding, label: str = "", key: str = "", guid: str = "") -> Finding:
    """Return the finding with the name and the guid of its item, and a fingerprint if it has none.

    The fingerprint tells causes apart and does not change when lines move, when attributes change
    places, or when other elements and items are added. `key` is what an item is known by, such as
    its guid.
    """
    if finding.fingerprint:
        return replace(finding, item=label, guid=guid)
    path = _ITEM.sub(lambda _: f"{key}\0", _INDEX.sub("", finding.path), count=1)
    # What is said of the whole channel may count items, and then its words change with them.
    cause = "" if (finding.path, finding.element) == _CHANNEL else finding.cause
    mark = (finding.rule, path, finding.element, cause, finding.value)
    return replace(finding, item=label, guid=guid, fingerprint=_digest("\0".join(mark)))


def sign_once(finding: Finding, key: str = "") -> Finding:
    """Return a finding that stands for all like it in the feed, with a fingerprint.

    It is reported at one of the places where the fault is: at another one when an item is added. So
    the fingerprint has only the rule and `key`, or without a key the words of the message.
    """
    known_by = key or " ".join(sorted(set(finding.cause.split())))
    return replace(finding, fingerprint=_digest(f"{finding.rule}\0\0{known_by}"))


def sign_source(finding: Finding, file: str) -> Finding:
    """Return a finding about a source of a show with a fingerprint, if it has none.

    `file` is the path of the source inside the show.
    """
    if finding.fingerprint:
        return finding
    mark = (finding.rule, file, _LINE.sub("line", finding.message))
    return replace(finding, fingerprint=_digest("\0".join(mark)))


def number_fingerprints(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, sorted by place, so that no two of them share a fingerprint.

    Findings that differ only in their places are numbered: from the last item to the first, since
    feeds grow at the top, and inside an item from the top.
    """
    numbered = list(findings)
    count = Counter(one.fingerprint for one in findings)
    repeated = [at for at, one in enumerate(findings) if count[one.fingerprint] > 1]
    seen: Counter[str] = Counter()
    for at in sorted(repeated, key=lambda at: -_number_of_item(findings[at])):
        mark = findings[at].fingerprint
        seen[mark] += 1
        if seen[mark] > 1:
            numbered[at] = replace(numbered[at], fingerprint=_digest(f"{mark}\0{seen[mark]}"))
    return numbered


def _number_of_item(finding: Finding) -> int:
    match = _ITEM.match(finding.path)
    return int(match[1] or 0) if match else 0


def _digest(text: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - 4 ms, only for feeds with findings

    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
