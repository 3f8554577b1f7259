"""Keeps lines of Markdown that start with a time code: each is a line in the feed as well.

Lists of topics are written that way for other platforms. Markdown joins such lines to a paragraph.
"""

import re

_TIME = r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,3})?"
_TIMED_LINE = re.compile(
    r"^(?:[ \t]{0,99}>){0,9}[ \t]{0,99}"
    r"(?:<(?:a|b|code|em|i|small|span|strong|time|u)\b[^<>\n]{0,500}>){0,3}"
    # A bracket, the mark of bold words or a picture; items of lists are lines already.
    r"(?![-+*][ \t])(?:[^\w\s`#|<>=]|_){0,4}[ \t]?"
    # A time of the day in running text is no time code.
    rf"{_TIME}(?![^\W_]|:[0-9])(?!\s?(?:[ap]\.?\s?m\b|uhr\b|o['’]clock))",
    re.MULTILINE | re.IGNORECASE,
)
# A search for one character takes a tenth of the time.
_ANY_TIME = re.compile(r":(?<=[0-9]:)[0-5][0-9]")
# Two blanks at the end of a line are a line break, and mean nothing where no text goes on.
_BREAK = "  "
# Markdown and HTML for the same; the author may write either.
_BROKEN = re.compile(r"(?:\\|<br ?/?>)\Z", re.IGNORECASE)
_TWICE = re.compile(r"(<br ?/?>)[ \t]*<br />\n", re.IGNORECASE)


def break_timed_lines(markdown: str) -> str:
    r"""Return Markdown with a line break before and behind each line that starts with a time code.

    Returns the same text if it has no such line.

        >>> break_timed_lines("Topics\n0:00 Nets\n1:00 Ropes\n\nThe end.")
        'Topics  \n0:00 Nets  \n1:00 Ropes\n\nThe end.'
    """
    if not (_ANY_TIME.search(markdown) and _TIMED_LINE.search(markdown)):
        return markdown
    lines = markdown.split("\n")
    ending = set()
    for at, line in enumerate(lines):
        if _TIMED_LINE.match(line):
            ending |= {at - 1, at}
    for at in ending:
        if 0 <= at < len(lines) - 1 and not (_is_blank(lines[at]) or _is_blank(lines[at + 1])):
            lines[at] += "" if _is_broken(lines[at]) else _BREAK
    return "\n".join(lines)


def drop_breaks(html: str) -> str:
    """Return rendered HTML without the blanks of breaks that had no effect, such as in code."""
    return html.replace(f"{_BREAK}\n", "\n")


def join_breaks(html: str) -> str:
    r"""Return rendered HTML with one line break where the author wrote one before an end of a line.

    >>> join_breaks("a<br><br />\nb")
    'a<br>\nb'
    """
    return _TWICE.sub(r"\1\n", html)


def _is_broken(line: str) -> bool:
    bare = line.rstrip(" \t")
    return _BREAK in line[len(bare) :] or _BROKEN.search(bare[-9:]) is not None


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r>")
