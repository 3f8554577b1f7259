"""Says what is wrong with an address that does not have the usual form.

The first cause in this order is reported, because what follows from it has no cause of its own.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from feedtool.values.fault import Fault
from feedtool.values.url_escapes import (
    find_brackets,
    find_escaped_invisible,
    find_escaped_twice,
    find_forbidden,
    find_invisible,
    find_percent_twice,
)
from feedtool.values.url_hosts import (
    find_host_fault,
    find_private_host,
    find_unreachable_host,
)
from feedtool.values.url_placeholders import find_missing_value, find_placeholder
from feedtool.values.url_schemes import (
    EXPECTED,
    find_backslash,
    find_local_file,
    find_scheme_fault,
    find_two_schemes,
)
from feedtool.values.url_surroundings import find_glued, find_sign_at_end, find_surroundings

# Servers take about 8,000 characters; a value of megabytes would take seconds.
_MAX_CHARS = 8000
_Step = Callable[[str], Fault | None]
# What makes a text no address at all, whatever its scheme.
_BEFORE: tuple[_Step, ...] = (
    find_placeholder, find_invisible, find_surroundings, find_local_file, find_backslash,
    find_two_schemes,
)  # fmt: skip
_WEB: tuple[_Step, ...] = (
    find_host_fault, find_glued, find_forbidden, find_brackets, find_unreachable_host,
    find_missing_value, find_escaped_invisible, find_escaped_twice, find_sign_at_end,
)  # fmt: skip
# What makes a link in a text useless; texts are forgiven what only strict readers refuse.
_LINK: tuple[_Step, ...] = (
    find_host_fault, find_glued, find_private_host, find_percent_twice,
)  # fmt: skip
# Schemes that were once in use, or that only the author's program knows.
_DEAD_SCHEME = re.compile(r"(?i)" r"(?:s?ftps?|local|gopher|blob|about|view-source):")


def find_url_fault(text: str, *, only_http: bool) -> Fault | None:
    """Return why an address is refused or doubtful, None if it is right.

    `text` has no space around it. With `only_http`, an address with any other scheme is an error.
    """
    if not text:
        return Fault("bad-url", EXPECTED)
    start = text[:_MAX_CHARS]
    fault = _find_fault(start, only_http=only_http)
    if fault and len(text) > _MAX_CHARS:
        # What belongs in place of the start says nothing about the rest.
        return replace(fault, instead=None)
    if fault is None and len(text) > _MAX_CHARS:
        says = f"{len(text):,} characters are too many for an address; servers take about 8,000"
        return Fault("bad-url", says)
    return fault


def _find_fault(start: str, *, only_http: bool) -> Fault | None:
    fault = _first(_BEFORE, start)
    if fault is None and (fault := find_scheme_fault(start, only_http=only_http)):
        # A scheme that few apps open is less than an address that none can read.
        return fault if fault.severity == "error" else find_forbidden(start) or fault
    return fault or _first(_WEB, start)


def find_link_fault(text: str) -> Fault | None:
    """Return why a link in a text cannot work; its characters are another question."""
    text = text[:_MAX_CHARS]
    fault = _first(_BEFORE, text) if text else None
    if fault is None and re.match(r"(?i)" r"https?:", text):
        return find_scheme_fault(text, only_http=False) or _first(_LINK, text)
    if fault is None and _DEAD_SCHEME.match(text):
        return find_scheme_fault(text, only_http=False)
    return fault


def explain_no_uri(text: str) -> Fault:
    """Return why a text is not an address with any scheme."""
    start = text[:_MAX_CHARS]
    fault = (_first(_BEFORE, start) or find_scheme_fault(start, only_http=False)) if text else None
    if fault is None:
        return Fault("bad-uri", "expected an absolute address, e.g. https://example.com/1")
    instead = fault.instead if start == text and not fault.length else None
    return Fault("bad-uri", fault.says, instead=instead, doubtful=True)


def _first(steps: tuple[_Step, ...], text: str) -> Fault | None:
    return next((fault for step in steps if (fault := step(text))), None)
