"""Rules that need more than one element or value to decide: one file per topic, listed here.

`feedtool.validator.elements.rule` says how a rule is written.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module

from feedtool.validator.elements.rule import Registration, registered_rules

TOPICS = (
    "alternates", "artwork", "categories", "channel", "chapters", "dates", "enclosures", "episodes",
    "feed_guid", "frequency", "guids", "items", "language", "lengths", "licences", "links",
    "live", "locations", "media_rss", "mediums", "new_feed_url", "payments", "people",
    "permissions", "skipping", "social", "soundbites", "standards", "transcripts",
)  # fmt: skip


def all_rules() -> Mapping[str, Sequence[Registration]]:
    """Return the functions of all topics, by the id of the element at whose end they run."""
    for topic in TOPICS:
        import_module(f"{__name__}.{topic}")
    return registered_rules()
