"""Pictures in several sizes: srcset.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/image.md
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.urls import check_https_url
from feedtool.values.value_type import ValueType

_CANDIDATE = re.compile(r"\s*(\S+?)(?:\s+([0-9]+)w)?\s*(?:,(?=\s|[a-z]+:)|,?$)")
_MAX_CANDIDATES = 200
_EXPECTED = "expected addresses and widths, e.g. https://example.com/a.jpg 1500w, …"


def check_srcset(text: str) -> tuple[Fault, ...]:
    """Accept addresses, each with its width, with commas between them.

    Source: https://html.spec.whatwg.org/multipage/images.html#srcset-attribute
    """
    if not text.strip():
        return (Fault("empty-value", _EXPECTED),)
    seen: set[int] = set()
    position = count = 0
    while position < len(text) and count < _MAX_CANDIDATES:
        match = _CANDIDATE.match(text, position)
        if match is None:
            says = f"{_EXPECTED}; cannot read {text[position:].strip()[:40]}"
            return (Fault("bad-srcset", says, len(text[:position])),)
        faults = _check_candidate(match[1], match[2], match.start(1), seen)
        if faults:
            return faults
        position = match.end()
        count += 1
    return ()


def _check_candidate(url: str, width: str | None, at: int, seen: set[int]) -> tuple[Fault, ...]:
    for fault in check_https_url(url):
        rule = fault.rule if fault.rule == "url-not-https" else "bad-srcset"
        return (Fault(rule, fault.says, at, len(url)),)
    if width is None or int(width[:9]) == 0:
        return (Fault("bad-srcset", f"the width is missing; {_EXPECTED}", at, len(url)),)
    if int(width[:9]) in seen:
        return (Fault("srcset-width-twice", f"the width {width} is there twice", at, len(url)),)
    seen.add(int(width[:9]))
    return ()


TYPES = (
    ValueType("srcset", check_srcset,
              "addresses with widths: `https://example.com/a.jpg 1500w, …`"),
)  # fmt: skip
