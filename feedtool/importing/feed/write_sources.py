"""What was read from a feed as keys of show.yaml, people.yaml and front matter."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from feedtool.importing.feed.format_yaml import format_key
from feedtool.importing.feed.markdown_notes import to_markdown
from feedtool.show.as_published import STAND_INS
from feedtool.show.episode_files import Audio, Chapters
from feedtool.show.feed_show import FeedItem, FeedShow
from feedtool.show.model import Item, LiveItem
from feedtool.show.person import Person
from feedtool.show.slugs import FreeNames, make_slug

# What stands for a key that must be there, and that the feed lacks or has in a wrong form.
SHOW_STAND_INS: Mapping[str, Any] = {
    "title": "Untitled",
    "link": "https://example.com/",
    "feed_url": STAND_INS["feed_url"],
    "description": "Not described",
    "language": "en",
    "categories": ["Technology"],
    "artwork": STAND_INS["artwork"],
    "owner": {"email": STAND_INS["email"]},
}
_AUDIO: Mapping[str, Any] = {
    "url": STAND_INS["audio"],
    "length": 0,
    "type": "audio/mpeg",
    "duration": 0,
}
EPISODE_STAND_INS: Mapping[str, Any] = {
    "title": "Untitled",
    "published": "1970-01-01T00:00:00+00:00",
    "audio": _AUDIO,
}
# Begins a remark above the keys of a source; a colon and the rule that is broken follow.
STAYS = "{} stays as it was published"
NOT_IN_FEED = "the feed has none; it is published once you change it"
# Characters of people.yaml; those for whom it has no room are written out where they stand.
_MOST_OF_PEOPLE = 200_000
_BESIDE_PERSON = 100
# A comment of YAML has one line; what a feed says may be of any length.
_MOST_TOLD = 60


@dataclass(slots=True)
class SourceFile:
    """A file of a show: its keys in order, and the show notes below them.

    `stand_ins` are the keys whose value is not the feed's, `remarks` what stands above the keys,
    `proposal` a line below the title.
    """

    name: str
    keys: dict[str, Any] = field(default_factory=dict)
    notes: str | None = None
    stand_ins: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    proposal: str = ""

    def format(self) -> str:
        """Return the text of the file."""
        text = "".join(f"# {one}\n" for one in self.remarks)
        text += "".join(self._format_key(key) for key in self.keys)
        return text if self.notes is None else f"---\n{text}---\n{self.notes}\n"

    def _format_key(self, key: str) -> str:
        remark = f"# {NOT_IN_FEED}\n" if key in self.stand_ins else ""
        below = self.proposal if key == "title" else ""
        return remark + format_key(key, self.keys[key]) + below

    def keys_at(self, lines: Iterable[int]) -> list[str | None]:
        """Return the keys that lines of the file belong to, each once; None for the show notes."""
        at = len(self.remarks) + (1 if self.notes is None else 2)
        ends = [at := at + self._format_key(key).count("\n") for key in self.keys]
        keys = [*self.keys, None]
        return list(dict.fromkeys(keys[bisect_right(ends, line)] for line in lines))

    def largest_key(self) -> str | None:
        """Return the key that takes most of the file, None for the show notes."""
        sizes: dict[str | None, int] = {key: len(self._format_key(key)) for key in self.keys}
        sizes[None] = len(self.notes or "")
        return max(sizes, key=sizes.__getitem__)

    def leave_out(self, key: str | None, stand_ins: Mapping[str, Any]) -> bool:
        """Take away a key, or the notes, or put what stands in for a key that must be there.

        Returns whether this changed anything.
        """
        if key is None:
            was, self.notes = self.notes, ""
            return bool(was)
        if key in stand_ins:
            was, self.keys[key] = self.keys.get(key), stand_ins[key]
            self.stand_ins.add(key)
            return bool(was != stand_ins[key])
        return self.keys.pop(key, None) is not None


@dataclass(slots=True)
class Names:
    """The short names of people.yaml: of those who stand in the feed several times.

    `known` are those that it has already, by the whole name.
    """

    short: dict[tuple[str, str, str], str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def write(self, people: Iterable[Person]) -> list[Any]:
        """Return people as a list of a source has them."""
        return [
            self.known.get(one.name) or self.short.get(_key(one)) or _written(one) for one in people
        ]

    def keys(self) -> dict[str, Any]:
        """Return the keys of people.yaml."""
        return {
            short: _present({"name": name, "url": url, "picture": picture})
            for (name, url, picture), short in self.short.items()
        }


def collect_names(show: FeedShow, known: Mapping[str, Any], *, add: bool = True) -> Names:
    """Give a short name to everybody who stands in the feed more than once, if `add`.

    Those whom people.yaml knows already, as read from YAML, keep the name that they have there.
    """
    names = Names(known={_name_of(one): short for short, one in known.items()})
    free = FreeNames(known)
    room = _MOST_OF_PEOPLE - sum(len(format_key(short, one)) for short, one in known.items())
    for key, count in Counter(map(_key, _people(show))).items():
        size = _BESIDE_PERSON + sum(map(len, key))
        if add and count > 1 and size <= room and key[0] not in names.known:
            room -= size
            names.short[key] = free.take(make_slug(key[0]))
    return names


def _name_of(person: Any) -> str:
    return str(person.get("name", "")) if isinstance(person, Mapping) else ""


def _people(show: FeedShow) -> Iterator[Person]:
    items: tuple[Item, ...] = (*show.episodes, *show.live_items)
    for group in (show.hosts, show.cohosts, *show.crew.values()):
        yield from group
    for one in items:
        for named in (one.guests, one.hosts, one.cohosts, *(one.crew or {}).values()):
            yield from named or ()


def _key(person: Person) -> tuple[str, str, str]:
    return person.name, person.url or "", person.picture or ""


def _written(person: Person) -> dict[str, Any]:
    return _present({"name": person.name, "url": person.url, "picture": person.picture})


def _present(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in data.items() if one not in (None, "", [], {}, ())}


def write_show(show: FeedShow, names: Names) -> SourceFile:
    """Return show.yaml for what was read from a feed."""
    owner = _present({"name": show.owner.name, "email": show.owner.email})
    keys = {
        "title": show.title,
        "link": show.link,
        "feed_url": show.feed_url,
        "language": show.language,
        "description": show.description,
        "author": show.author,
        "owner": owner if "email" in owner else None,
        "categories": [
            f"{one.name} > {one.subcategory}" if one.subcategory else one.name
            for one in show.categories
        ],
        "artwork": show.artwork,
        "hosts": names.write(show.hosts),
        "cohosts": names.write(show.cohosts),
        "crew": {role: names.write(people) for role, people in show.crew.items()},
        "type": None if show.type == "episodic" else show.type,
        "copyright": show.copyright,
        "funding": [_present({"url": one.url, "text": one.text}) for one in show.funding],
        "itunes_title": show.itunes_title,
        "verify": show.verify,
        "podcast_guid": show.podcast_guid,
        "seasons": dict(show.seasons),
        "live_items": [_live(one, names) for one in show.live_items],
        **_further(show),
    }
    found = {
        **_present(keys),
        "explicit": show.explicit,
        "locked": show.locked,
        "footer": False,
    }
    for key in ("block", "complete"):
        if getattr(show, key):
            found[key] = True
    return _complete(SourceFile("show.yaml", found), SHOW_STAND_INS)


def _further(matter: FeedShow | Item) -> dict[str, Any]:
    """Return the keys that stand for elements, fields that follow from them, and foreign XML."""
    elements = {key: one for key, one in matter.elements.items() if key not in _OF_BUILDS}
    return {**_without_empty(elements), "extra": list(matter.extra)}


_OF_BUILDS = ("generator", "last_build_date")


def _without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of elements that say something."""
    found = {
        key: _without_empty(one) if isinstance(one, Mapping) else one for key, one in data.items()
    }
    return {key: one for key, one in found.items() if one not in ("", {}, [])}


def write_episode(item: FeedItem, names: Names) -> SourceFile:
    """Return the file of an episode for an item of a feed."""
    keys = _item_keys(item, names)
    notes = to_markdown(item.notes)
    if item.description_format:
        keys["description_format"] = item.description_format
    file = SourceFile(f"episodes/{item.slug}.md", keys, notes)
    return _complete(file, EPISODE_STAND_INS)


def _item_keys(item: Item, names: Names) -> dict[str, Any]:
    people = {
        key: None if (group := getattr(item, key)) is None else names.write(group)
        for key in ("hosts", "cohosts")
    }
    keys = {
        "title": item.title,
        "number": item.number,
        "season": item.season,
        "published": item.published.isoformat() if item.published else None,
        "updated": item.updated.isoformat() if item.updated else None,
        "guid": item.guid,
        "guests": names.write(item.guests),
        "audio": _audio(item.audio),
        "link": item.link,
        "summary": item.summary,
        "transcript": [
            _present({key: getattr(one, key) for key in ("url", "type", "language", "rel")})
            for one in item.transcript
        ],
        "chapters": item.chapters.url if isinstance(item.chapters, Chapters) else None,
        "artwork": item.artwork,
        "type": None if item.type == "full" else item.type,
        "title_display": item.title_display,
        "number_display": item.number_display,
        "crew": {role: names.write(group) for role, group in (item.crew or {}).items()},
        **_further(item),
    }
    found = _present(keys)
    # An empty list says that nobody has this part, other than in the show.
    found.update({key: one for key, one in people.items() if one is not None})
    for key in ("explicit", "guid_permalink"):
        if getattr(item, key) is not None:
            found[key] = getattr(item, key)
    if item.block:
        found["block"] = True
    return found


def _audio(audio: Audio | None) -> dict[str, Any] | None:
    if audio is None or not audio.url:
        return None
    return {
        "url": audio.url,
        "length": audio.length or 0,
        "type": audio.type or _AUDIO["type"],
        "duration": audio.duration or 0,
    }


def _live(item: LiveItem, names: Names) -> dict[str, Any]:
    own = {
        "status": item.status,
        "start": item.start.isoformat(),
        "end": item.end.isoformat() if item.end else None,
        "notes": item.notes,
    }
    return _present({**_item_keys(item, names), **own})


def _complete(file: SourceFile, stand_ins: Mapping[str, Any]) -> SourceFile:
    """Add what stands in for keys that must be there, in the order of `stand_ins`."""
    missing = {key: one for key, one in stand_ins.items() if key not in file.keys}
    file.keys = {**file.keys, **missing}
    file.stand_ins |= missing.keys()
    return file
