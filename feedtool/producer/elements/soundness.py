"""What is left of a show that has errors: later stages of a build find errors in the rest."""

from collections.abc import Collection, Iterable

from feedtool.findings.report import Finding, place_of
from feedtool.producer.elements.titles import find_format_fault
from feedtool.show.model import Show

# Rules of a feed that say again what a rule of the sources has said: dates have no zone if the zone
# of the show is wrong.
_TELLS = {
    "bad-timezone": ("bad-date",),
    "date-without-zone": ("bad-date",),
}


def leave_out_unsound(show: Show, known: Collection[str]) -> Show:
    """Return a show with the episodes and live items alone whose facts are known, by slug."""
    is_wrong = find_format_fault(show.title_format) is not None
    return show.model_copy(
        update={
            "title_format": "{title}" if is_wrong else show.title_format,
            "episodes": [one for one in show.episodes if one.slug in known],
            "live_items": [one for one in show.live_items if one.slug in known],
            "feeds": {name: leave_out_unsound(feed, known) for name, feed in show.feeds.items()},
        }
    )


def leave_out_files(show: Show, files: Collection[str]) -> Show:
    """Return a show without the episodes in some files, such as the copy of an episode."""
    known = {
        one.slug for one in show.episodes if show.name_file(f"episodes/{one.slug}.md") not in files
    }
    live = {one.slug for feed in (show, *show.feeds.values()) for one in feed.live_items}
    return leave_out_unsound(show, known | live)


def add_new(found: list[Finding], later: Iterable[Finding]) -> list[Finding]:
    """Return findings and those on other lines: what is on the same line may follow from them."""
    lines = {(one.file, one.line) for one in found}
    told = {rule for one in found for rule in _TELLS.get(one.rule, ())}
    new = dict.fromkeys(
        one for one in later if (one.file, one.line) not in lines and one.rule not in told
    )
    return sorted([*found, *new], key=place_of)
