"""Which published episode each episode is, also if files were renamed.

Apps know an episode by its guid alone. Here we know an episode by what it shares with a published
one: guid, audio, words, date and the name of the file. All pairs are compared together, so that
files which swap their names keep their guids.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.addresses.file_addresses import address_of_audio
from feedtool.show.audio_formats import audio_of
from feedtool.show.lock import Lock, LockedEpisode
from feedtool.show.model import Episode, Show

_Pair = tuple[str, str]
_MANY = 20


@dataclass(frozen=True, slots=True)
class _Traits:
    """What an episode may share with a published one."""

    guid: str
    audio: str
    words: str
    moment: datetime


def follow_names(show: Show, lock: Lock, now: datetime) -> Lock:
    """Return the lock file's content with each published episode under the name that it has now.

    Scheduled episodes are looked at last: of two that could be the published one, the other is.
    A published episode that is gone keeps its name, with its date where an episode has that name.
    """
    known = _identify(show, lock, now)
    slugs = {one.slug for one in show.episodes}
    renamed = {slug: lock.episodes[former] for slug, former in known.items()}
    for former in sorted(lock.episodes.keys() - set(known.values())):
        name, was = former, lock.episodes[former]
        while name in slugs or name in renamed:
            name += f" {was.published[:10]}"
        renamed[name] = was
    return replace(lock, episodes=renamed)


def _identify(show: Show, lock: Lock, now: datetime) -> dict[str, str]:
    """Return, by slug, the slug under which the lock file has each episode that was published.

    A guid in the front matter decides. Else the file's name decides, unless another pair shares
    more. An episode under another name must share the audio, or both words and date; an episode
    that was removed and is back under its name must share audio or words.
    """
    mine = {
        one.slug: _Traits(
            one.guid or "",
            bare_url(address_of_audio(show, audio_of(show, one) or one.audio), show.prefixes),
            hash_of(one),
            one.published,
        )
        for one in show.episodes
    }
    theirs = {
        slug: _Traits(
            one.guid, bare_url(str(one.enclosure["url"]), show.prefixes), one.hash,
            datetime.fromisoformat(one.published),
        )
        for slug, one in lock.episodes.items()
    }  # fmt: skip
    found = _by_guid(mine, theirs)
    alike: dict[tuple[bool, int], list[_Pair]] = defaultdict(list)
    for pair in _candidates(mine, theirs, found):
        score = _score(pair, mine, theirs, lock.episodes)
        if score:
            alike[mine[pair[0]].moment <= now, score].append(pair)
    for _, pairs in sorted(alike.items(), reverse=True):
        _take(pairs, found)
    return found


def _by_guid(mine: Mapping[str, _Traits], theirs: Mapping[str, _Traits]) -> dict[str, str]:
    slugs = {one.guid: slug for slug, one in theirs.items()}
    return {slug: slugs[one.guid] for slug, one in mine.items() if one.guid in slugs}


def _candidates(
    mine: Mapping[str, _Traits], theirs: Mapping[str, _Traits], found: Mapping[str, str]
) -> Iterable[_Pair]:
    """Return the pairs that share a name, audio or words, each once."""
    taken = set(found.values())
    by_trait: dict[str, list[str]] = defaultdict(list)
    for slug, one in theirs.items():
        if slug not in taken:
            by_trait[one.audio].append(slug)
            by_trait[one.words].append(slug)
    pairs: dict[_Pair, None] = {}
    for slug, one in mine.items():
        if slug in found:
            continue
        alike = [by_trait.get(trait, []) for trait in (one.audio, one.words)]
        # Words that many episodes have, such as a title without notes, identify none of them.
        few = [other for others in alike if len(others) <= _MANY for other in others]
        for other in (slug, *few):
            if other in theirs and other not in taken:
                pairs[slug, other] = None
    return pairs


def _score(
    pair: _Pair,
    mine: Mapping[str, _Traits],
    theirs: Mapping[str, _Traits],
    locked: Mapping[str, LockedEpisode],
) -> int:
    """Return how much a pair shares, 0 if that is too little."""
    one, other = mine[pair[0]], theirs[pair[1]]
    differs = one.audio != other.audio and one.moment != other.moment
    if one.guid and one.guid != other.guid and (differs or pair[0] != pair[1]):
        return 0  # the author says that it is another episode
    facts = 4 * (one.audio == other.audio) + 2 * (one.words == other.words)
    facts += 2 * (one.moment == other.moment)
    same_name = pair[0] == pair[1]
    if locked[pair[1]].removed and one.audio != other.audio and one.words != other.words:
        return 0
    if same_name and not facts:
        return 0  # a new episode in a file of that name
    # Many episodes have no words but a title such as "Update".
    if not same_name and one.audio != other.audio and facts < 4:
        return 0
    return facts + same_name


def _take(pairs: Sequence[_Pair], found: dict[str, str]) -> None:
    """Take the pairs of a score whose two sides are in no other pair; same names come first."""
    for wanted in ([one for one in pairs if one[0] == one[1]], pairs):
        taken = set(found.values())
        left = [one for one in wanted if one[0] not in found and one[1] not in taken]
        mine = Counter(slug for slug, _ in left)
        theirs = Counter(slug for _, slug in left)
        found |= {slug: other for slug, other in left if mine[slug] == theirs[other] == 1}


def hash_of(episode: Episode) -> str:
    """Return a hash that changes when the words of an episode change."""
    return hash_words(episode.title, episode.summary or "", episode.notes)


def hash_words(title: str, summary: str, notes: str) -> str:
    """Return the hash of the words of an episode."""
    words = "\0".join((title, summary, notes))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
