"""Pictures in several sizes: ratios and srcset.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/image.md
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.urls import check_https_url

_RATIO = r"\s*([0-9]{1,6}(?:\.[0-9]+)?)\s*(?:/\s*([0-9]{1,6}(?:\.[0-9]+)?)\s*)?"
_OTHER_RATIO = r"\s*([0-9.]{1,9})\s*[:xX\u00d7]\s*([0-9.]{1,9})\s*"
_CANDIDATE = re.compile(r"\s*(\S+?)(?:\s+([0-9]+)w)?\s*(?:,(?=\s|[a-z]+:)|,?$)")
_MAX_CANDIDATES = 200


def parse_ratio(text: str) -> float | None:
    """Read a ratio of CSS, `16/9` or `1.78`; None if it is none.

    Source: https://www.w3.org/TR/css-sizing-4/#aspect-ratio
    """
    match = re.fullmatch(_RATIO, text)
    if match is None or float(match[1]) == 0 or float(match[2] or 1) == 0:
        return None
    return float(match[1]) / float(match[2] or 1)


def check_ratio(text: str) -> tuple[Fault, ...]:
    """Accept width/height, or their quotient."""
    if parse_ratio(text) is not None:
        return ()
    other = re.fullmatch(_OTHER_RATIO, text)
    hint = f"write {other[1]}/{other[2]}" if other else "expected width/height, e.g. 16/9"
    return (Fault("bad-ratio", hint),)


def check_srcset(text: str) -> tuple[Fault, ...]:
    """Accept addresses, each with its width, and commas between.

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
        return (Fault("srcset-width-twice", f"the width {width} stands twice", at, len(url)),)
    seen.add(int(width[:9]))
    return ()


_EXPECTED = "expected addresses and widths, e.g. https://example.com/a.jpg 1500w, …"
