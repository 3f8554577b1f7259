"""What a document is whose outermost element is not rss."""

import re

_RDF = "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0"
_SITE_MAP = "this is a site map, not a feed"
_STYLE_SHEET = "this is a style sheet (XSLT), not a feed"
_PLAYLIST = "this is a playlist, not a feed"
_ROOTS = {
    "feed": "this is an Atom feed; podcast directories take RSS 2.0",
    "entry": "this is a single entry of Atom, not a feed; podcast directories take RSS 2.0",
    "rdf": _RDF,
    "rss1": _RDF,
    "html": "this is a web page, not a feed; is the address right, or does it ask for a login?",
    "opml": "this is an OPML list of feeds, not a feed",
    "urlset": _SITE_MAP,
    "sitemapindex": _SITE_MAP,
    "stylesheet": _STYLE_SHEET,
    "transform": _STYLE_SHEET,
    "playlist": _PLAYLIST,
    "smil": _PLAYLIST,
    "svg": "this is a picture (SVG), not a feed",
    "plist": "this is a property list of Apple, not a feed",
    "error": "this is the error message of a server, not a feed; is the address right?",
    "channel": 'the channel is not inside rss; expected <rss version="2.0"> around it',
    "item": 'the item is not inside a feed; expected <rss version="2.0"><channel> around all items',
}
# Elements that servers write without html around them; none has the name of an element of a feed.
HTML = re.compile(
    r"(?:a|b|base|big|body|br|button|center|dl|div|font|form|h[1-6]|head|hr|html|i|iframe|img|main|meta"
    r"|nav|noscript|ol|p|pre|script|section|span|strong|style|table|ul)",
    re.IGNORECASE,
)


def explain_root(tag: str) -> str:
    """Return what is wrong with an outermost element that is not rss."""
    local = tag.rpartition(":")[2]
    if says := _ROOTS.get(local.lower()):
        return says
    if HTML.fullmatch(tag):
        return f"HTML stands here (<{tag}>), not a feed; is the address right?"
    return f'the outermost element is "{local[:60]}"; expected rss'
