"""Proposes the guests of episodes whose titles name them, and who are nobody of the show."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from feedtool.importing.guests.forms import Form, NamedGuest, find_guests, read_form, usual_forms

# Forms that mean a guest only in a show of which many titles have them.
_STEADY = tuple(
    map(read_form, ("{title} - {guest} - {organization}", "{title} - {guest}", "{title} | {guest}"))
)
# So many titles of a show, and so large a part of them, have a form that is steady or weak.
_FEW = 3
_STEADY_PART = 0.3
_WEAK_PART = 0.1
# Who is in a larger part of the titles is a host.
_HOST_PART = 0.4
_MOST_AS_GUEST = 5


@dataclass(frozen=True, slots=True)
class Prose:
    """What an episode says of itself: its title, and its other texts."""

    title: str
    notes: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The guests whom a title may name, and the form that says so."""

    guests: tuple[NamedGuest, ...]
    form: str


_Proposals = list[Proposal | None]


def propose_guests(
    episodes: Sequence[Prose],
    language: str,
    forms: Sequence[Form] = (),
    known: Collection[str] = (),
    show_title: str = "",
) -> list[Proposal | None]:
    """Return a proposal for each episode, None where its title names nobody.

    `forms` are those of the author, which always count. Of those that are usual in the language of
    the show, weak ones count where the episode or the other titles confirm them. `known` are the
    names of hosts and makers, who are no guests; nor is who stands in the title of the show.
    """
    code = language.partition("-")[0].lower()
    sure = _match(episodes, (*forms, *usual_forms("forms", code)))
    weak = _match(episodes, usual_forms("weak_forms", code))
    found = [sure, _confirm_weak(episodes, weak)]
    found += [_confirm_steady(episodes, _match(episodes, (form,))) for form in _STEADY]
    first = [next(filter(None, tried), None) for tried in zip(*found, strict=True)]
    hosts = {name.casefold() for name in known} | _find_hosts(first)
    return [_without(one, hosts, show_title.casefold()) for one in first]


def _match(episodes: Sequence[Prose], forms: Sequence[Form]) -> _Proposals:
    return [_match_first(one.title, forms) for one in episodes]


def _match_first(title: str, forms: Sequence[Form]) -> Proposal | None:
    for form in forms:
        if guests := find_guests(title, form):
            return Proposal(tuple(dict.fromkeys(guests)), form.text)
    return None


def _confirm_weak(episodes: Sequence[Prose], found: _Proposals) -> _Proposals:
    """Keep proposals of several guests, or of guests in the notes; all if many titles have one."""
    if _is_usual(found, _WEAK_PART):
        return found
    pairs = zip(episodes, found, strict=True)
    return [
        one if one and (len(one.guests) > 1 or _is_in_notes(one, episode)) else None
        for episode, one in pairs
    ]


def _confirm_steady(episodes: Sequence[Prose], found: _Proposals) -> _Proposals:
    """Keep proposals of guests in the notes, if many titles have the form."""
    if not _is_usual(found, _STEADY_PART):
        return [None] * len(found)
    pairs = zip(episodes, found, strict=True)
    return [one if one and _is_in_notes(one, episode) else None for episode, one in pairs]


def _is_usual(found: _Proposals, part: float) -> bool:
    return sum(one is not None for one in found) >= max(_FEW, part * len(found))


def _is_in_notes(proposal: Proposal, episode: Prose) -> bool:
    return all(one.name in episode.notes for one in proposal.guests)


def _find_hosts(found: _Proposals) -> set[str]:
    counts = Counter(one.name.casefold() for each in found if each for one in each.guests)
    most = max(_MOST_AS_GUEST, len(found) * _HOST_PART)
    return {name for name, count in counts.items() if count > most}


def _without(proposal: Proposal | None, names: Collection[str], show_title: str) -> Proposal | None:
    """Return a proposal without people of the show, None if nobody is left."""
    if proposal is None:
        return None
    pairs = [(one, one.name.casefold()) for one in proposal.guests]
    guests = tuple(one for one, name in pairs if name not in names and name not in show_title)
    return Proposal(guests, proposal.form) if guests else None
