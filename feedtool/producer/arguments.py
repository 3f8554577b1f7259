"""Checks of what `build` is called with: mistakes that only a program can make."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.findings.wording import cut
from feedtool.producer.history.kinds import KINDS
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at
from feedtool.show.slugs import MAX_NAME, is_safe_name


def check_arguments(show: Show, at: datetime | None, accept: Collection[str]) -> None:
    """Refuse a date without zone, unknown kinds to accept, and slugs and guids that clash.

    Raises ValueError for the first two, SourceError for what is wrong with the show.
    """
    if at is not None and at.tzinfo is None:
        raise ValueError("at has no time zone; write datetime(2024, 3, 1, tzinfo=UTC)")
    unknown = set(accept) - set(KINDS)
    if unknown:
        raise ValueError(f"accept has {min(unknown)!r}; there are {', '.join(KINDS)}")
    _check_slugs(show)
    _check_guids(show)


def _check_slugs(show: Show) -> None:
    place = show.name_file("show.yaml") if show.folder else show.title
    counts = Counter(episode.slug for episode in show.episodes)
    for slug in counts:
        if not is_safe_name(slug):
            message = (
                f'the slug "{cut(slug)}" cannot stand in the name of a file; use at most '
                f"{MAX_NAME} letters, digits and -"
            )
            raise SourceError([make_finding("bad-file-name", message, place)])
    for slug, number in counts.items():
        if number > 1:
            message = f'two episodes have the slug "{slug}"; give them a slug or a number'
            raise SourceError([make_finding("slug-duplicate", message, place)])


def _check_guids(show: Show) -> None:
    """Refuse a guid that two episodes have, as `load_show` does."""
    first: dict[str, str] = {}
    for episode in show.episodes:
        if episode.guid and first.setdefault(episode.guid, episode.slug) != episode.slug:
            message = f'guid is "{episode.guid[:60]}", as in {first[episode.guid]}; change one'
            raise SourceError(
                [make_finding_at(show, episode, ("guid",), "guid-duplicate", "error", message)]
            )
