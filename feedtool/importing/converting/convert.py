"""A feed in any format as an RSS feed: Atom, JSON Feed and RSS 1.0 are converted."""

from dataclasses import replace

from feedtool.importing.converting.atom import convert_atom
from feedtool.importing.converting.json_feed import convert_json_feed
from feedtool.importing.converting.kinds import kind_of_feed
from feedtool.importing.converting.rss1 import convert_rss1
from feedtool.importing.converting.rss_feed import Converted
from feedtool.importing.feed.parsing import find_xml_fault, parse_root


def convert(data: bytes, file: str = "", url: str = "") -> Converted | None:
    """Return a feed as RSS, as far as it can tell a podcast; None if it is in RSS.

    `url` is where the feed was read: relative addresses may start from it. Raises SourceError if
    the data cannot be read.
    """
    kind = kind_of_feed(data)
    if kind == "JSON Feed":
        return convert_json_feed(data, file)
    if kind == "Atom":
        converted = convert_atom(parse_root(data, file), file, url)
    elif kind == "RSS 1.0":
        converted = convert_rss1(parse_root(data, file), file)
    else:
        return None
    return replace(converted, fault=find_xml_fault(data, file))
