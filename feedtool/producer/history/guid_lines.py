"""Writes guids into the files of episodes, which then keep them without feed.lock."""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedtool.files.opening import read_bounded
from feedtool.findings.wording import cut
from feedtool.producer.history.guids import guids_of, is_page
from feedtool.producer.history.identity import Identities, Identity
from feedtool.show.file_writing import write_atomically
from feedtool.show.front_matter_lines import add_keys
from feedtool.show.lock import MAIN_FEED
from feedtool.show.model import Episode, Show
from feedtool.show.yaml_source import MAX_BYTES


@dataclass(frozen=True, slots=True)
class GuidLine:
    """An episode file that lacks its guid; `keys` are what its front matter will have besides."""

    name: str
    path: Path
    keys: Mapping[str, str | bool]


def plan_guid_lines(
    show: Show, identities: Identities, waiting: Sequence[Episode]
) -> tuple[GuidLine, ...]:
    """Return the files of episodes that lack their guid.

    `waiting` are the episodes whose date has not come: they get the guid that they will have.
    """
    folder = show.folder
    if folder is None:
        return ()
    return tuple(
        GuidLine(one.source.file, folder / one.source.file, _keys_of(one, identity))
        for one, identity in _list_missing(show, identities, waiting)
    )


def write_guid_lines(lines: Sequence[GuidLine], within: Path) -> None:
    """Write the files, each in one step; every other byte stays, and a link stays a link.

    No link leads us out of the folder `within`.

    Raises OSError if a file cannot be written or takes no line; the others are written then.
    """
    refused = None
    for line in lines:
        data = add_keys(read_bounded(line.path, MAX_BYTES), line.keys)
        if data is None:
            refused = refused or line
            continue
        write_atomically(Path(os.path.realpath(line.path)), data, within)
    if refused is not None:
        reason = f'no line can be added; write guid: "{cut(str(refused.keys["guid"]))}" into it'
        raise OSError(errno.EINVAL, reason, refused.path.as_posix())


def _list_missing(
    show: Show, identities: Identities, waiting: Sequence[Episode]
) -> Iterator[tuple[Episode, Identity]]:
    known = {slug: identities.items[slug] for slug in identities.published}
    out = [one for one in show.episodes if one.slug in known]
    podcast_guid = identities.podcast_guids[MAIN_FEED]
    made = guids_of(show, [*out, *waiting], identities.former, podcast_guid) if waiting else {}
    for episode in (*out, *waiting):
        if episode.guid is None and episode.source.file:
            yield episode, known.get(episode.slug) or Identity(made[episode.slug])


def _keys_of(episode: Episode, identity: Identity) -> Mapping[str, str | bool]:
    """Return the guid; with it isPermaLink where the link of the episode says another one."""
    link = identity.permalink
    unsaid = link is None or episode.guid_permalink is not None
    if unsaid or link == is_page(identity.guid, episode.link):
        return {"guid": identity.guid}
    return {"guid": identity.guid, "guid_permalink": bool(link)}
