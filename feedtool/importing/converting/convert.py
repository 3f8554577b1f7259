"""A feed in any format as an RSS feed: Atom, JSON Feed and RSS 1.0 are converted."""

from feedtool.importing.converting.atom import convert_atom
from feedtool.importing.converting.json_feed import convert_json_feed
from feedtool.importing.converting.kinds import kind_of_feed
from feedtool.importing.converting.rss1 import convert_rss1
from feedtool.importing.converting.rss_feed import Converted
from feedtool.importing.feed.parsing import parse_root


def convert(data: bytes, file: str = "", url: str = "") -> Converted:
    """Return a feed as RSS, as far as it can tell a podcast; an RSS feed stays as it is.

    `url` is where the feed was read: relative addresses may start from it. Raises SourceError if
    the data cannot be read.
    """
    kind = kind_of_feed(data)
    if kind == "JSON Feed":
        return convert_json_feed(data, file)
    if kind == "Atom":
        return convert_atom(parse_root(data, file), file, url)
    if kind == "RSS 1.0":
        return convert_rss1(parse_root(data, file), file)
    return Converted(data, "RSS")
