"""Text in Markdown that never becomes markup: no HTML, link, picture, mention or table cell."""

import re
from urllib.parse import quote

from feedtool.findings.wording import break_commands, printable

_MARKUP = re.compile(r"[][\\`*_<>&#|~@$!]")
_LONGEST = 1000
# What a web address may hold unescaped.
_RESERVED = "%/:=&?~#+!$,;'@()*[]"


def code(text: str) -> str:
    r"""Return a text of a feed as code, where GitHub and GitLab look for no mentions and links.

    A bar is escaped, because the code may stand in a table.

    >>> code("a|b"), code("`")
    ('`a\\x7cb`', '`` ` ``')
    """
    shown = break_commands(printable(text), r"\#").replace("|", r"\x7c")
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]}…"
    if not shown.strip():
        shown = shown.replace(" ", r"\x20") or "-"
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{blank}{shown}{blank}{fence}"


def prose(text: str) -> str:
    r"""Return words of ours as Markdown that shows them as they are.

    >>> prose("Write <itunes:explicit>.")
    'Write \\<itunes:explicit\\>.'
    """
    return _MARKUP.sub(r"\\\g<0>", printable(text))


def link(text: str, address: str) -> str:
    """Return a link, or nothing if there is no web address."""
    if not address.startswith(("https://", "http://")):
        return ""
    return f"[{prose(text)}](<{quote(address, safe=_RESERVED)}>)"
