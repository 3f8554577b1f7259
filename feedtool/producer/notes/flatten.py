"""Reduces HTML of absurd size, so that the cleaner's time grows only with its length.

The cleaner takes quadratic time for deeply nested tags, for formatting that is opened again in each
paragraph and for a tag with thousands of attributes. Tags are found as a browser finds them, so
that none can be hidden.

Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections.abc import Collection

_MAX_DEPTH = 100
_MAX_TAG_CHARS = 4000
# These are empty, or the next one closes them.
_UNNESTED = frozenset(["br", "dd", "dt", "hr", "img", "li", "p", "td", "th", "tr"])
# An unclosed tag reaches to the end, so that no pattern reads a place twice.
_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^ \t\n\f\r>]*)"""
_ATTRIBUTES = (
    r"(?>(?:[ \t\n\f\r/]+|[^ \t\n\f\r/>][^ \t\n\f\r/>=]*"
    rf"(?:[ \t\n\f\r]*=[ \t\n\f\r]*{_VALUE})?)*)(?:>|\Z)"
)
# A cleaner opens these again in each paragraph, each once for every set of attributes.
_FORMATTING = frozenset(["b", "code", "em", "i", "s", "strong", "u"])
_SHORT = re.compile(
    r"""(?<=[\s/"'])(?:(?:start|value|colspan|rowspan)\s*=\s*(["']?)-?[0-9]{1,9}\1"""
    r"""|dir\s*=\s*(["']?)(?:ltr|rtl|auto)\2|reversed(?:\s*=\s*(?:""|''))?)(?=[\s/>])""",
    re.IGNORECASE,
)
_NAME = r"[a-zA-Z][^ \t\n\f\r/>]*"
_PIECE = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(?i:(script|style))(?![^ \t\n\f\r/>]){_ATTRIBUTES}"
    rf".*?(?:</(?i:\1)(?![^ \t\n\f\r/>]){_ATTRIBUTES}|\Z)"
    rf"|<(?P<end>/?)(?P<name>{_NAME}){_ATTRIBUTES}"
    r"|<[!?/][^>]*(?:>|\Z)",
    re.DOTALL,
)


def flatten(html: str, tags: Collection[str], with_addresses: Collection[str]) -> str:
    """Remove tags that are nested absurdly deep, and what a cleaner would drop in any case.

    `tags` are those that stay. Those `with_addresses` keep their attributes, of the others all but
    formatting keep numbers and directions.
    """
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        name, end = (match["name"] or "").lower(), match["end"]
        if name not in tags:
            return ""
        if name not in _UNNESTED:
            depth = max(depth - 1, 0) if end else depth + 1
            if depth + bool(end) > _MAX_DEPTH:
                return ""
        if end or len(match[0]) > _MAX_TAG_CHARS:
            return "" if not end and name in with_addresses else f"<{end}{name}>"
        return match[0] if name in with_addresses else _shorten(match[0], name)

    return _PIECE.sub(keep, html)


def _shorten(tag: str, name: str) -> str:
    """Return a tag with the few attributes that have a short value."""
    if len(tag) == len(name) + 2 or name in _FORMATTING:
        return f"<{name}>"
    kept = "".join(f" {match[0]}" for match in _SHORT.finditer(tag))
    return f"<{name}{kept}>"
