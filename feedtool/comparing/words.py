"""The words in which `diff` and `build --dry-run` say what subscribers see."""

from collections.abc import Callable, Iterator, Mapping

from feedtool.comparing.model import Change, ComparedFeed, Comparison, Kind, Tag

AGAIN = "will be downloaded again"
ONLY_FURTHER = "only on further pages, which Apple and Spotify do not read"
# What a subscriber never sees.
_UNSEEN = frozenset(["tag-new", "feed-address-changed", "new-feed-url"])
_SHOWN = 3
_LONGEST = 60
_LONGEST_PREFIX = 20


def count_episodes(number: int, before: str = "") -> str:
    """Return how many episodes there are, with a word before the noun.

    >>> count_episodes(1, "new "), count_episodes(2)
    ('1 new episode', '2 episodes')
    """
    return f"{number:,} {before}episode{'' if number == 1 else 's'}"


def give_verdict(comparison: Comparison) -> str:
    """Return in a line what the comparison comes to."""
    if not comparison.changes and not comparison.left_out:
        return "No difference."
    dangers = [one for one in comparison.changes if one.danger]
    if dangers:
        return f"Danger: {'; '.join(_name_few(dangers, comparison))}."
    seen = [one for one in comparison.changes if one.kind not in _UNSEEN]
    if not seen:
        return "No subscriber will notice."
    return f"No danger: {'; '.join(_name_few(seen, comparison))}."


def _name_few(changes: list[Change], comparison: Comparison) -> Iterator[str]:
    for one in changes[:_SHOWN]:
        yield say_change(one, comparison)
    if len(changes) > _SHOWN:
        yield f"and {len(changes) - _SHOWN:,} more"


def say_change(change: Change, comparison: Comparison) -> str:
    """Return what changes, without what it means."""
    number = len(change.touched)
    if not change.in_items:
        return _of_show(change, comparison)
    counted = count_episodes(number)
    tag = say_tag(change.tag, comparison)
    says = _OF_EPISODES.get(change.kind)
    if says is not None:
        return says(number)
    return {
        "tag-gone": f"{tag} is gone from {counted}",
        "tag-new": f"{tag} is new in {counted}",
    }.get(change.kind, f"{tag} changes in {counted}")


def _verb(number: int, one: str, several: str) -> str:
    return f"{count_episodes(number)} {one if number == 1 else several}"


_OF_EPISODES: Mapping[Kind, Callable[[int], str]] = {
    "guid-changed": lambda n: f"{count_episodes(n)} {AGAIN}",
    "guid-reused": lambda n: _verb(n, "has", "have") + " the guid of another episode",
    "guid-shared": lambda n: _verb(n, "shares its guid", "share their guids") + " with another",
    "episode-gone": lambda n: count_episodes(n, "removed "),
    "episode-fell-out": lambda n: "the oldest episode falls out of the feed"
    if n == 1
    else f"the {n:,} oldest episodes fall out of the feed",
    "hidden": lambda n: _verb(n, "is hidden", "are hidden"),
    "episode-new": lambda n: count_episodes(n, "new "),
    "later-page": lambda n: f"{count_episodes(n)} {ONLY_FURTHER}",
    "title-changed": lambda n: f"{count_episodes(n)} with a new title",
    "notes-changed": lambda n: f"{count_episodes(n)} with new notes",
    "audio-moved": lambda n: f"{count_episodes(n)} with audio at a new address",
    "date-moved": lambda n: f"{count_episodes(n)} with a new date",
    "order-changed": lambda n: _verb(n, "stands", "stand") + " at another place",
}  # fmt: skip


def _of_show(change: Change, comparison: Comparison) -> str:
    tag = say_tag(change.tag, comparison)
    return {
        "podcast-guid-changed": "podcast:guid changes",
        "followers-sent-away": "itunes:new-feed-url sends followers away",
        "hidden": f"{tag} hides the show",
        "tag-gone": f"{tag} is gone from the show",
        "tag-new": f"{tag} of the show is new",
        "title-changed": f"{tag} of the show changes",
        "notes-changed": "the description of the show changes",
        "new-feed-url": "itunes:new-feed-url names the feed itself",
        "feed-address-changed": "the feed says another address of its own",
    }.get(change.kind, f"{tag} of the show changes")


def explain_change(change: Change) -> str:
    """Return what a change means for subscribers, "" where the change itself says that."""
    if change.kind == "tag-gone":
        return "directories need it" if change.danger else ""
    return _MEANING.get(change.kind, "")


_MEANING: Mapping[Kind, str] = {
    "guid-changed": "apps show an episode with another guid as a new one, unheard; keep the guid",
    "guid-reused": "apps do not show it as a new one; give it a guid of its own",
    "guid-shared": "apps show one of them only; give each a guid of its own",
    "episode-gone": "apps take it out of their lists; bring it back",
    "episode-fell-out": "who subscribes now does not get it; keep all episodes in the feed",
    "podcast-guid-changed": "apps would show another show; keep the podcast:guid",
    "followers-sent-away": "it is not the address that this feed says it has",
    "hidden": "directories take out what says Yes",
    "audio-moved": "apps that know the old address fail unless it redirects to the new one",
    "date-moved": "apps move it to another place and may announce it again",
}


def say_tag(tag: Tag, comparison: Comparison) -> str:
    """Return the name of an element or attribute as messages have it.

    An element of a namespace that is not known has the prefix that its feed gives to it.
    """
    names = [_name(one, comparison.old, comparison.new) for one in reversed(tag.path)]
    if tag.attribute:
        names.insert(0, _name(tag.attribute, comparison.old, comparison.new))
        return " of ".join((names[0], " in ".join(names[1:])))
    return " in ".join(names)


def _name(name: str, *feeds: ComparedFeed) -> str:
    if name.startswith("{"):
        uri, _, local = name[1:].rpartition("}")
        prefix = next((one.prefixes[uri] for one in feeds if one.prefixes.get(uri)), "")
        name = f"{prefix[:_LONGEST_PREFIX]}:{local}" if prefix else name
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
