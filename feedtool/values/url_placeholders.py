"""Placeholders that a template left in an address, and words that programs write for no value.

Source: what real feeds hold; https://www.rfc-editor.org/rfc/rfc6570 (templates of addresses)
"""

import re

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault

_NAME = r"(?![0-9A-Fa-f-]{8,}\})[A-Za-z_@$][\w.$:|() \-]{0,80}"
_MARK = re.compile(
    r"\{\{[^{}]{0,200}\}{0,2}|[$#%@]\{[^{}]{0,200}\}?|\{%[^{}]{0,200}\}|<%[^<>]{0,200}>?"
    r"|<\?(?:php|=)[^<>]{0,200}>?"
    rf"|\{{(?:{_NAME}|[0-9]{{0,2}})\}}"
    r"|\[object(?: |\+|%20)Object\]|\(null\)|\[\[[^\[\]]{1,80}\]\]"
    r"|(?<=/)\[[A-Za-z_ -]{2,40}\](?=/|\Z)"
    r"|(?<=[/=])<(?!(?:br|p|a|b|i)\b)[A-Za-z_][\w -]{0,40}>(?=[/?#.]|\Z)"
    r"|%\([A-Za-z_]{1,40}\)[sd]|(?<=[/=._-])%[sd](?![0-9A-Za-z])"
    r"|(?<=[/.=])%[A-Z][A-Z_]{1,40}[A-Z_]%|\A%[A-Z][A-Z_]{1,40}%\Z|%%[A-Za-z][\w.-]{0,40}%%"
    r"|%[A-Za-z][a-z_]{2,40}%(?![0-9A-Fa-f]{2})"
)
_ESCAPED_MARK = re.compile(
    r"(?i)"
    r"(?:(?:%7B){2}|[$#]%7B)(?:[\w.$|-]|%20|\+){0,80}(?:%7D){0,2}|%7B[a-z_][\w.-]{0,80}%7D"
    r"|%5Bobject(?:%20|\+)Object%5D|%3C%25(?:[\w.=-]|%20|\+){0,80}%25%3E"
)
_WHOLE = re.compile(
    r"(?i)" r"(?:undefined|null|none|nan|nil|n/?a|tba|tbd|todo|true|false|\?+|-+|…|\.{3})"
)
_HOST = re.compile(
    r"(?i)"
    r"(?:[a-z0-9.-]*\.)?(?:undefined|null|none|nan|nil)|todo|tbd|[a-z0-9.-]+\.(?:com|net|org)(?:undefined|null)"
    r"|\$[a-z_][a-z0-9_.]*|undefined\.[a-z0-9-]+\.[a-z0-9.-]+"
    r"|(?:www\.)?your[-_]?(?:domain|site|website|host|server|podcast)(?:[-_]?here)?"
)
_SEGMENT = re.compile(
    r"(?<=/)(?:undefined|null|NaN|None)(?:\.[a-z0-9]{2,4})?(?=[/?#]|\Z)|(?<==)(?:undefined|NaN)(?=[&#]|\Z)"
)
_FILL_IN = "write the real value in its place"


def find_placeholder(text: str) -> Fault | None:
    """Return the fault of an address with a placeholder that makes it useless."""
    if _WHOLE.fullmatch(text):
        says = "this stands for a value that is missing; write the address, or leave it out"
        return Fault("url-placeholder", says)
    if mark := _MARK.search(text) or _ESCAPED_MARK.search(text):
        says = f'"{cut(mark[0])}" is a placeholder that a template did not replace; {_FILL_IN}'
        return Fault("url-placeholder", says, mark.start(), len(mark[0]))
    return None


def find_placeholder_host(host: str) -> Fault | None:
    """Return the fault of a host that a program or a template wrote in place of the real one."""
    if not _HOST.fullmatch(host):
        return None
    says = f'the host "{cut(host)}" is a placeholder; {_FILL_IN}'
    word = re.search(r"(?i)" r"undefined|null|none|nan|nil", host)
    if word and not host.lower().startswith("your"):
        says = (
            f'"{word[0]}" is what a program writes for a value that is missing, '
            "and there is no such host; write the real host"
        )
    return Fault("url-placeholder", says)


def find_missing_value(text: str) -> Fault | None:
    """Return the fault of an address with a whole segment that means "no value" to a program."""
    segment = _SEGMENT.search(text)
    if not segment:
        return None
    word = segment[0].partition(".")[0]
    says = (
        f'"{word}" is what a program writes for a value that is missing; {_FILL_IN}, '
        "unless the address really holds this word"
    )
    return Fault("url-placeholder", says, segment.start(), len(segment[0]), override="warning")
