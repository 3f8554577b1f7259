"""Names of elements as paths have them: with the prefix that is usual for their namespace."""

from functools import cache

from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.bare_uris import bare_uri


def path_name(tag: str) -> str:
    """Return the name of an element as paths have it, whatever the spelling of its namespace.

    >>> path_name("{http://www.itunes.com/DTDs/Podcast-1.0.dtd}image"), path_name("link")
    ('itunes:image', 'link')
    """
    uri, _, local = tag.removeprefix("{").rpartition("}")
    prefix = _prefixes().get(bare_uri(uri), "")
    return f"{prefix}:{local}" if prefix else local


@cache
def _prefixes() -> dict[str, str]:
    return {
        bare_uri(uri): one.prefix
        for one in load_vocabulary().namespaces.values() for uri in (*one.aliases, one.uri)
    }  # fmt: skip
