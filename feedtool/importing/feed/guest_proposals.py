"""Proposes guests in the sources that are made of a feed, as comments."""

from collections.abc import Sequence

from feedtool.importing.feed.write_sources import Names, SourceFile
from feedtool.importing.guests.comments import format_guests, write_comment
from feedtool.importing.guests.forms import Form
from feedtool.importing.guests.propose import Prose, propose_guests
from feedtool.show.feed_show import FeedItem, FeedShow


def add_proposals(
    show: FeedShow,
    items: Sequence[FeedItem],
    sources: Sequence[SourceFile],
    names: Names,
    forms: Sequence[Form],
) -> None:
    """Propose the guests whom titles name in the sources of episodes that have no guests."""
    episodes = [Prose(one.title or "", f"{one.summary or ''}\n{one.notes}") for one in items]
    makers = [show.hosts, show.cohosts, *show.crew.values()]
    makers += [one.hosts or [] for one in items] + [one.cohosts or [] for one in items]
    known = {person.name for group in makers for person in group}
    known |= {show.author or "", show.owner.name or ""} - {""}
    found = propose_guests(episodes, show.language or "", forms, known, show.title or "")
    short = {**names.known, **{name: one for (name, _, _), one in names.short.items()}}
    for item, source, proposal in zip(items, sources, found, strict=True):
        if proposal is not None and not item.guests:
            source.proposal = write_comment(format_guests(proposal.guests, short), proposal.form)
