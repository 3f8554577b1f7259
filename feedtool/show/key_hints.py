"""What a key of a show's files is for, and which key was meant by one that does not exist."""

from collections.abc import Iterable, Mapping

from feedtool.findings.suggestions import closest
from feedtool.show.keys import keys_of
from feedtool.vocabulary import load_vocabulary

HINTS = {
    "title": "add the name",
    "link": "add the URL of the show's web page",
    "feed_url": "add the URL where feed.xml will be served",
    "description": "add a text about the show",
    "language": "add the language that is spoken, e.g. en or pt-BR",
    "categories": "add Apple's categories, e.g. [Technology]",
    "artwork": "add a square JPEG or PNG of 1400 to 3000 pixels, a file or its URL",
    "owner": "add the owner's e-mail: {email: …}",
    "email": "add the address to which directories write",
    "published": "add the date, e.g. 2022-06-01T06:00:00+02:00",
    "audio": "add a file under audio/, or {url: …, length: …, duration: …}",
    "name": "add the person's name",
    "url": "add the URL",
    "text": "add the text of the link",
    "file": "add the name of the file",
    "status": "add pending, live or ended",
    "start": "add when it begins, e.g. 2022-06-01T20:00",
}
# How other tools, feeds and people name our keys.
_SYNONYMS = {
    **dict.fromkeys(
        ("date", "pubdate", "pub_date", "publish_date", "publishdate", "datetime", "release_date",
         "released", "publication_date"), ("published",)),
    **dict.fromkeys(("description", "subtitle", "excerpt", "summary", "itunes_summary"),
                    ("summary", "description")),
    **dict.fromkeys(
        ("image", "cover", "logo", "thumbnail", "picture", "cover_image", "cover_art", "coverart",
         "itunes_image", "episode_image", "featured_image", "podcast_image"), ("artwork",)),
    **dict.fromkeys(
        ("enclosure", "mp3", "file", "audio_file", "audio_url", "mp3_url", "media", "podcast_file"),
        ("audio",)),
    **dict.fromkeys(("url", "website", "homepage", "permalink", "site"), ("link",)),
    **dict.fromkeys(("episode", "episode_number", "episodenumber", "ep", "nr", "no"), ("number",)),
    **dict.fromkeys(("season_number", "seasonnumber"), ("season",)),
    **dict.fromkeys(("name", "headline", "podcast", "show"), ("title",)),
    **dict.fromkeys(("category", "itunes_category", "genre"), ("categories",)),
    **dict.fromkeys(("keywords",), ("tags",)),
    **dict.fromkeys(("host", "presenter", "presenters"), ("hosts",)),
    **dict.fromkeys(("guest", "speakers", "interviewee"), ("guests",)),
    **dict.fromkeys(("rss", "feed", "rss_url"), ("feed_url",)),
    **dict.fromkeys(("lang", "locale"), ("language",)),
    **dict.fromkeys(("tz", "time_zone", "zone"), ("timezone",)),
    **dict.fromkeys(("time", "timestamp"), ("start",)),
    **dict.fromkeys(("from", "begin", "after"), ("start", "since")),
    **dict.fromkeys(("to", "till", "end", "before"), ("until",)),
    **dict.fromkeys(("img", "photo", "avatar"), ("image", "picture")),
    **dict.fromkeys(("mail", "e-mail"), ("email",)),
    **dict.fromkeys(("href",), ("url",)),
}  # fmt: skip
# What stands elsewhere, by the model that it does not belong to.
_ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "a show": {
        **dict.fromkeys(("email", "author_email", "owner_email", "itunes_email", "mail"),
                        "write it as owner: {email: …}"),
        "owner_name": "write it as owner: {name: …, email: …}",
        **dict.fromkeys(("date", "published"), "each episode has a date of its own: published"),
    },
    "an episode": {
        **dict.fromkeys(("notes", "content", "body", "text", "show_notes", "shownotes"),
                        "move the text below the front matter"),
        "slug": "the name of the file stands in addresses: rename the file",
        **dict.fromkeys(("duration", "length", "bytes", "filesize", "size", "mime", "mimetype"),
                        "write it within audio: {url: …, length: …, duration: …}"),
    },
    "chapters": dict.fromkeys(("start", "title"),
                              "write a list: chapters: [{start: 0:00, title: …}]"),
}  # fmt: skip
CHAPTER_HINTS = {"start": "add when it starts, e.g. 1:13", "name": "add what the place is called"}
# What keys look like where something else stands.
KEYS_EXAMPLES = {
    "audio": "{url: …, length: …, duration: …}",
    "owner": "{name: …, email: …}",
    "funding": "{url: …, text: …}",
    "chapters": "{start: 0:00, title: …}",
}


def find_elsewhere(key: str, owner: str) -> str | None:
    """Say where something belongs that is no key of its own."""
    return _ELSEWHERE.get(owner, {}).get(key.lower())


def find_meant(key: str, known: Iterable[str], parent: str | None) -> str | None:
    """Return the key that was meant; `parent` is the element whose keys are known.

    >>> find_meant("pubDate", ["published", "title"], None)
    'published'
    >>> find_meant("itunes:episode", ["number"], "item")
    'number'
    """
    names = list(known)
    other = next((one for one in _SYNONYMS.get(key.lower(), ()) if one in names), None)
    return other or (_find_element(key, parent) if parent else None) or closest(key, names)


def is_other_name(key: str, known: Iterable[str]) -> bool:
    """Tell whether other tools use a key of ours for what is one of `known` here."""
    return not set(known).isdisjoint(_SYNONYMS.get(key.lower(), ()))


def _find_element(key: str, parent: str) -> str | None:
    """Return the key of an element that is written with its prefix, as in a feed."""
    prefix, colon, local = key.partition(":")
    keys = keys_of(parent)
    if not colon:
        return None
    element = load_vocabulary().children[parent].get(f"{prefix}:{local}")
    if element is None:
        return None
    return next((name for name, one in keys.items() if one is element), None)
