"""What readers should find in a built feed: the sources say it, and feed.lock for what is given.

The notes are compared by their words, since each reader makes another text of HTML.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedtool.show.audio_formats import audio_of, list_listed
from feedtool.show.lock import Lock, read_lock
from feedtool.show.members import list_people, list_taking_part
from feedtool.show.model import Episode, Show
from feedtool.show.reading import load_show

Facts = dict[str, Any]
_TYPES = {"opus": "audio/ogg", "m4a": "audio/x-m4a"}


def words(text: object) -> list[str]:
    """The words of Markdown or HTML, without markup and the addresses of links."""
    marks = r"<[^>]*>|\]\([^)]*\)|\[\^\w+\]|(?m:^\d+[.)] )"
    plain = re.sub(marks, " ", str(text or ""))
    return re.findall(r"\w+", html.unescape(plain))


def title_of(show: Show, episode: Episode) -> str:
    """The title, for the formats that the shows of the tests have."""
    season = "" if episode.season is None else str(episode.season)
    number = "" if episode.number is None else str(episode.number)
    if show.title_format.startswith("S{season}"):
        return f"S{season}{number and f'E{number}'} · {episode.title}"
    values = {
        "#{number}": number and f"#{number}",
        "{title}": episode.title,
        "{guests}": ", ".join(one.name for one in episode.guests),
        "{organizations}": ", ".join(
            one.organization for one in episode.guests if one.organization
        ),
    }
    parts = (
        " ".join(values[field] for field in part.split() if values[field])
        for part in show.title_format.split(" - ")
    )
    return " - ".join(part for part in parts if part)


def tell(folder: Path, feed: str = "feed") -> Facts:
    """What a feed of a show says, by the names that all readers use in these tests."""
    whole = load_show(folder)
    show = whole if feed == "feed" else whole.feeds[feed]
    base = whole.base_url or whole.feed_url.rpartition("/")[0] + "/"
    lock = read_lock(folder / "feed.lock")
    listed = [one for one in whole.episodes if feed in lock.episodes[one.slug].feeds]
    return {
        "title": show.title,
        "link": show.link,
        "description": words(show.description),
        "language": show.language,
        "copyright": show.copyright,
        "self": show.feed_url,
        "image": _picture(base, show.artwork),
        "explicit": show.explicit,
        "type": show.type,
        "author": show.author or ", ".join(one.name for one in show.hosts) or show.owner.name,
        "owner": [show.owner.name, show.owner.email],
        "categories": [list(one) for one in show.categories],
        "complete": show.complete,
        "podcast_guid": lock.podcast_guid if feed == "feed" else lock.feeds[feed],
        "locked": show.locked,
        "medium": show.elements.get("medium", "podcast"),
        "funding": [[one.url, one.text] for one in show.funding],
        "people": [_person(one) for one in list_people(show)],
        "live": [[one.status, int(one.start.timestamp())] for one in show.live_items],
        "live_titles": [[one.guid, one.title] for one in show.live_items],
        "items": {lock.episodes[one.slug].guid: _item(folder, whole, show, one, lock) for one in listed},
    }  # fmt: skip


def _item(folder: Path, whole: Show, show: Show, episode: Episode, lock: Lock) -> Facts:
    was = lock.episodes[episode.slug]
    base = whole.base_url or whole.feed_url.rpartition("/")[0] + "/"
    names_somebody = bool(episode.guests) or any(
        one is not None for one in (episode.hosts, episode.cohosts, episode.crew)
    )
    people = list_taking_part(show, episode) if names_somebody else ()
    explicit = show.explicit if episode.explicit is None else episode.explicit
    own = episode.chapters_in_feed
    wanted = show.chapters_in_feed if own is None else own
    return {
        "guid": was.guid,
        "permalink": was.permalink or (episode.link == was.guid),
        "title": title_of(show, episode),
        "short_title": episode.title,
        "link": episode.link,
        "enclosure": _enclosure(whole, show, episode, lock),
        "published": int(episode.published.timestamp()),
        "summary": words(episode.summary),
        "notes": words(episode.notes),
        "duration": was.enclosure["duration"] or None,
        "season": episode.season,
        "number": episode.number,
        "type": episode.type,
        "explicit": explicit,
        "image": _picture(base, episode.artwork) if episode.artwork else None,
        "people": [_person(one) for one in people],
        "transcripts": sorted(_published(folder, base, "transcripts", episode)),
        "chapters": next(iter(_published(folder, base, "chapters", episode)), None),
        "inner_chapters": _given_chapters(episode) or (_listed_chapters(episode) if wanted else []),
    }  # fmt: skip


def _listed_chapters(episode: Episode) -> list[list[str]]:
    listed = episode.chapters if isinstance(episode.chapters, list) else []
    return [
        [
            f"{one.start // 3600:02.0f}:{one.start // 60 % 60:02.0f}:{one.start % 60:06.3f}",
            one.title,
        ]
        for one in sorted(listed, key=lambda one: one.start)
    ]


def _given_chapters(episode: Episode) -> list[list[str]]:
    """The chapters that stand under `psc`, in the form that the tests write them."""
    given = episode.elements.get("psc", [])
    given = given.get("chapters", []) if isinstance(given, dict) else given
    given = given.get("chapters", given) if isinstance(given, dict) else given
    return [[one["start"], one["title"]] for one in given]


def _enclosure(whole: Show, show: Show, episode: Episode, lock: Lock) -> list[object]:
    """Address, length and type: of the main feed by feed.lock, else as the author wrote them."""
    if show is whole or len(list_listed(episode)) < 2:
        was = lock.episodes[episode.slug].enclosure
        return [was["url"], was["length"], was["type"]]
    audio = audio_of(show, episode)
    assert audio is not None
    assert audio.url is not None
    return [audio.url, audio.length, audio.type or _TYPES[audio.url.rpartition(".")[2]]]


def _person(member: Any) -> list[str]:
    return [member.person.name, member.role.name, member.role.group]


def _picture(base: str, name: str) -> str:
    return name if "://" in name else f"{base}artwork/{Path(name).name}"


def _published(folder: Path, base: str, kind: str, episode: Episode) -> Iterator[str]:
    """The addresses of an episode's files under public/, and those that it has at a URL."""
    given = episode.transcript if kind == "transcripts" else [episode.chapters]
    yield from (one.url for one in given if getattr(one, "url", None))
    for path in (folder / "public" / kind).glob(f"{episode.slug}.*"):
        if path.name.removeprefix(f"{episode.slug}.").count(".") < 2:
            yield f"{base}{kind}/{path.name}"
