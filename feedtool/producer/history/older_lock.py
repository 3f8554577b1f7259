"""A lock file that is older than the feeds in public/: what it forgot must not get a new guid.

It is so where an old copy of feed.lock was put back, or where a merge kept the wrong side. The
audio says which item of public/ is which episode.
"""

from collections.abc import Iterator, Mapping

from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.history.changes import read_audio
from feedtool.producer.history.published import bare_audio
from feedtool.show.lock import MAIN_FEED, Lock, LockedEpisode
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at


def find_forgotten_guids(
    show: Show, old: Lock, new: Mapping[str, LockedEpisode]
) -> Iterator[Finding]:
    """Yield the episodes that are new to the lock file, and have another guid in public/."""
    fresh = [slug for slug in new if slug not in old.episodes]
    if not fresh or show.folder is None or old == Lock():
        return
    known = {one.guid for one in (*old.episodes.values(), *new.values())}
    published = {
        bare_audio(show, url): guid
        for guid, url in read_audio(show.folder / "public", (MAIN_FEED, *show.feeds))
        if guid not in known
    }
    episodes = {one.slug: one for one in show.episodes}
    for slug in fresh:
        guid = published.get(bare_audio(show, str(new[slug].enclosure["url"])))
        if guid is not None:
            message = (
                f'guid is "{cut(new[slug].guid)}", and the feed in public/ has the episode as '
                f'"{cut(guid)}", which feed.lock does not know: it is older than public/. Restore '
                f'the newer feed.lock, or write guid: "{guid}" into this file, or build with '
                "--accept guid"
            )
            yield make_finding_at(
                show, episodes[slug], ("guid",), "published-guid-changed", "error", message
            )
