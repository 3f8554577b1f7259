"""A feed that is out there beside the feed that a build makes: no guid of it may go or change.

On a machine that does not keep feed.lock, the published feed is the only witness of what was
published. Where feed.lock knows an episode, its word on date and enclosure holds: it knows what was
accepted since.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.addresses.show_addresses import address_of
from feedtool.producer.history.guids import make_new_guid
from feedtool.producer.history.identity import Identities
from feedtool.producer.history.kinds import Accept
from feedtool.producer.history.moved_audio import MovedAudio, find_moved_audio
from feedtool.producer.history.published import (
    ENOUGH,
    PublishedFeed,
    PublishedItem,
    audio_of,
    bare_audio,
    score,
)
from feedtool.show.lock import MAIN_FEED
from feedtool.show.model import Episode, Show
from feedtool.show.placing import make_finding_at
from feedtool.show.scalars import format_scalar

_MANY = 20
_LONGEST_GUID = 300


@dataclass(frozen=True, slots=True)
class _Known:
    """An episode as a build would publish it; `guid` is "" if it waits and has none."""

    episode: Episode
    guid: str
    audio: str


def find_differences(
    show: Show, identities: Identities, waiting: Collection[str], feed: PublishedFeed
) -> Iterator[tuple[Accept, Finding]]:
    """Yield what subscribers of a published feed would notice; `waiting` are scheduled slugs."""
    name = _name_feed(show, identities, feed)
    yield from _compare_show(show, identities, name, feed)
    comparison = _Comparison(show, identities, waiting, feed, name)
    together = comparison.find_moved_audio()
    for finding in together.findings:
        yield "enclosure", finding
    for item in feed.items:
        for kind, finding in comparison.compare(item):
            if kind != "enclosure" or comparison.name_holder(item) not in together.slugs:
                yield kind, finding


def _name_feed(show: Show, identities: Identities, feed: PublishedFeed) -> str:
    """Return which feed of a show a published feed is; if nothing says so, the main feed."""
    for name, guid in identities.podcast_guids.items():
        if guid == feed.podcast_guid:
            return name
    for name, one in show.feeds.items():
        if {one.feed_url, address_of(one)}.intersection(feed.addresses):
            return name
    return MAIN_FEED


def _compare_show(
    show: Show, identities: Identities, name: str, feed: PublishedFeed
) -> Iterator[tuple[Accept, Finding]]:
    guid = identities.podcast_guids[name]
    if feed.podcast_guid and feed.podcast_guid.lower() != guid.lower():
        message = (
            f'podcast:guid is "{guid}", and the feed at {feed.place} has '
            f'"{cut(feed.podcast_guid)}"; apps would show another show; if it is the feed of this '
            f"show, write podcast_guid: {cut(feed.podcast_guid)}, or build with --accept guid"
        )
        one = show.feeds.get(name, show)
        yield (
            "guid",
            make_finding_at(
                show, one, ("podcast_guid",), "published-guid-changed", "error", message
            ),
        )


class _Comparison:
    """The items of a published feed beside the episodes of a show."""

    def __init__(
        self,
        show: Show,
        identities: Identities,
        waiting: Collection[str],
        feed: PublishedFeed,
        name: str,
    ) -> None:
        self._show, self._identities, self._waiting = show, identities, waiting
        self._feed, self._name = feed, name
        self._known = [self._know(one) for one in show.episodes]
        self._items = {item.guid: item for item in feed.items}
        self._holders = {one.guid: one for one in self._known if one.guid}
        self._locked = {one.guid: (slug, one) for slug, one in identities.former.episodes.items()}
        self._used = {*self._holders, *self._items, *self._locked}
        self._alike: dict[object, list[_Known]] = defaultdict(list)
        self._new: dict[datetime | None, list[_Known]] = {}
        for one in self._known:
            for trait in {one.audio, one.episode.published}:
                self._alike[trait].append(one)

    def compare(self, item: PublishedItem) -> Iterator[tuple[Accept, Finding]]:
        """Yield what would become of an item."""
        holder = self._holders.get(item.guid)
        other = self._find_other(item, holder)
        if holder is None and item.guid in self._locked:
            # Accepted, or reported by what feed.lock says.
            return
        if other is not None:
            yield "guid", self._report_guid(item, other, holder)
        elif holder is None:
            yield "vanished", self._report_gone(item)
        elif not self._score(item, holder):
            yield "guid", self._report_foreign(item, holder)
        else:
            yield from self._compare_held(item, holder)

    def find_moved_audio(self) -> MovedAudio:
        """Return what is to say of audio that moved together, of items whose guid stays."""
        published = {item.guid: self._bare(item) for item in self._feed.items if item.audio}
        changed = {
            holder.episode.slug: (url, holder.audio)
            for guid, url in published.items()
            if (holder := self._holders.get(guid)) is not None
            and holder.episode.slug not in self._waiting
            and self._locked.get(guid, ("", None))[0] != holder.episode.slug
            and url != holder.audio
        }
        urls = [*published.values()]
        addresses = sorted(one for one in self._feed.addresses if "://" in one)
        return find_moved_audio(self._show, changed, urls, addresses)

    def name_holder(self, item: PublishedItem) -> str:
        """Return the slug of the episode that has the guid of an item, or ""."""
        holder = self._holders.get(item.guid)
        return holder.episode.slug if holder is not None else ""

    def _bare(self, item: PublishedItem) -> str:
        return bare_audio(self._show, item.audio)

    def _know(self, episode: Episode) -> _Known:
        identity = self._identities.items.get(episode.slug)
        guid = identity.guid if identity else episode.guid or ""
        return _Known(episode, guid, audio_of(self._show, episode))

    def _score(self, item: PublishedItem, known: _Known) -> int:
        return score(self._show, item, known.episode)

    def _find_other(self, item: PublishedItem, holder: _Known | None) -> _Known | None:
        """Return the episode that an item is if that is not the one that has its guid now."""
        own = self._score(item, holder) if holder is not None else 0
        scores = {
            one.episode.slug: (self._score(item, one), one)
            for one in self._list_alike(item)
            if one is not holder
        }
        better = [
            (score, one)
            for score, one in scores.values()
            if score >= ENOUGH and score > own and not self._is_at_home(one, score)
        ]
        best = [one for score, one in better if score == max(better, key=lambda b: b[0])[0]]
        return best[0] if len(best) == 1 else None

    def _list_alike(self, item: PublishedItem) -> Iterable[_Known]:
        for trait in (bare_audio(self._show, item.audio), item.published):
            found = self._alike.get(trait, [])
            # A time that many episodes have identifies none of them.
            yield from found if len(found) <= _MANY else ()

    def _is_at_home(self, known: _Known, score: int) -> bool:
        """Return whether an episode has the guid of an item that it is at least as much."""
        item = self._items.get(known.guid)
        return item is not None and self._score(item, known) >= score

    def _compare_held(
        self, item: PublishedItem, holder: _Known
    ) -> Iterator[tuple[Accept, Finding]]:
        """Yield what changes of an item whose guid stays."""
        slug, moment = holder.episode.slug, holder.episode.published
        if self._locked.get(item.guid, ("", None))[0] == slug:
            return
        if slug in self._waiting:
            says = f"published is {moment.isoformat()}, which has not come, and"
            yield "date", self._report_date(item, holder, says)
        elif self._name not in self._identities.published[slug].feeds:
            yield "vanished", self._report_left(item, holder)
        else:
            yield from self._compare_facts(item, holder)

    def _compare_facts(
        self, item: PublishedItem, holder: _Known
    ) -> Iterator[tuple[Accept, Finding]]:
        if item.audio and bare_audio(self._show, item.audio) != holder.audio:
            says = (
                f'audio is at "{holder.audio[:300]}", and at "{item.audio[:300]}" in the feed at '
                f"{self._feed.place}; apps that know the old address fail unless it redirects to "
                "the new one; keep the old one"
            )
            rule = "published-enclosure-changed"
            yield "enclosure", self._at(holder, "audio", rule, says, "enclosure")
        if item.published is not None and item.published != holder.episode.published:
            says = f"published is {holder.episode.published.isoformat()}, and"
            yield "date", self._report_date(item, holder, says)

    def _report_date(self, item: PublishedItem, holder: _Known, says: str) -> Finding:
        was = item.published.isoformat() if item.published is not None else "published"
        message = (
            f"{says} the feed at {self._feed.place} has {was}; apps would move the episode to "
            "another place and may announce it again; set the date back"
        )
        return self._at(holder, "published", "published-date-moved", message, "date")

    def _report_guid(self, item: PublishedItem, other: _Known, holder: _Known | None) -> Finding:
        now = f'guid is "{cut(other.guid)}"' if other.guid else "the episode has no guid"
        line = format_scalar(item.guid) if len(item.guid) <= _LONGEST_GUID else cut(item.guid)
        also = self._explain_locked(other, item.guid)
        if holder is not None and holder.episode.guid:
            also = f", remove that line from {holder.episode.source.file}{also}"
        message = (
            f'{now}, and the feed at {self._feed.place} has "{cut(item.guid)}" for this episode; '
            "apps would show it as a new one, unheard, and download it again; write guid: "
            f"{line} into this file{also}"
        )
        return self._at(other, "guid", "published-guid-changed", message, "guid")

    def _report_foreign(self, item: PublishedItem, holder: _Known) -> Finding:
        """Report an episode that has the guid of one that it has nothing in common with."""
        podcast_guid = self._identities.podcast_guids[MAIN_FEED]
        fresh = make_new_guid(podcast_guid, holder.episode, self._used)
        also = self._explain_locked(holder, fresh)
        message = (
            f'guid is "{cut(item.guid)}", which is "{cut(item.title)}" in the feed at '
            f"{self._feed.place}: other audio, another date and title; apps would not show this "
            f"episode as a new one; write guid: {format_scalar(fresh)} into this file{also}; if it "
            "is the same episode after all, build with --accept guid"
        )
        rule = "published-guid-changed"
        return make_finding_at(self._show, holder.episode, ("guid",), rule, "error", message)

    def _explain_locked(self, known: _Known, guid: str) -> str:
        locked = self._identities.former.episodes.get(known.episode.slug)
        if locked is None or locked.guid == guid:
            return ""
        return ", and build once with --against where feed.lock is kept, which has another one"

    def _report_gone(self, item: PublishedItem) -> Finding:
        alike = self._list_new(item.published)
        line = f"write guid: {format_scalar(item.guid)}"
        cure = f"bring it back; if it has another file now, {line} into that"
        if len(alike) == 1:
            file = alike[0].episode.source.file
            cure = f"if {file} of the same date is this one, {line} into it"
        says = (
            f'the episode "{cut(item.title)}" (guid "{cut(item.guid)}") is in this feed and gone '
            f"from the show (or a draft now); apps would take it out of their lists; {cure}"
        )
        return self._in_feed(says)

    def _list_new(self, moment: datetime | None) -> list[_Known]:
        """Return the episodes of a moment that the feed does not have."""
        if moment not in self._new:
            alike = self._alike.get(moment, ())
            self._new[moment] = [one for one in alike if one.guid not in self._items]
        return self._new[moment]

    def _report_left(self, item: PublishedItem, holder: _Known) -> Finding:
        says = (
            f'the episode "{cut(item.title)}" ({holder.episode.source.file}) is in this feed and '
            f"would be in {self._name}.xml no longer; apps would take it out of their lists; bring "
            "it back"
        )
        return self._in_feed(says)

    def _in_feed(self, says: str) -> Finding:
        message = f"{says}, or build with --accept vanished"
        return make_finding("published-episode-gone", message, self._feed.place, severity="error")

    def _at(self, known: _Known, key: str, rule: str, says: str, kind: Accept) -> Finding:
        message = f"{says}, or build with --accept {kind}"
        return make_finding_at(self._show, known.episode, (key,), rule, "error", message)
