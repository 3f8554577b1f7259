"""The text of a web page as a tree of elements, within bounds of time and memory."""

import re
from typing import Any

from feedtool.importing.page.read_page import PageError
from feedtool.values.html_tree import HtmlError, parse_html

MAX_CHARS = 3_000_000
_START = re.compile(
    r"(?>(?:\s|\ufeff|<!--.*?-->|<\?[^>]{0,500}>)*)"
    r"<(?:!doctype\s+html\b|(?:html|head|body|title|meta|link|article|main|div|section|h1|p)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(text: str) -> bool:
    """Tell whether a text is HTML.

    >>> is_web_page("<!-- x --> <!DOCTYPE html>"), is_web_page("#7 Tides <3")
    (True, False)
    """
    return _START.match(text) is not None


def parse_page(text: str) -> Any:
    """Return the root element of a page.

    Raises PageError if it is too large, nested too deep, or has tags with too many attributes.
    """
    if len(text) > MAX_CHARS:
        raise PageError(
            f"the page has more than {MAX_CHARS:,} characters; expected an episode page"
        )
    try:
        return parse_html(text)
    except HtmlError as why:
        raise PageError(why.message, why.line) from None
