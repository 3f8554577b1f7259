"""The channel as a whole. Source: https://www.rssboard.org/rss-profile (5.1, atom:link)."""

from collections.abc import Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts


@rule("self-link-missing", on="channel")
def find_missing_self_link(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """The feed does not say at which address it is to be subscribed."""
    if not any(link.get("rel") == "self" for link in channel.all("atom:link")):
        message = (
            "channel has no link to the feed itself; "
            'add <atom:link rel="self" type="application/rss+xml" href="…"/>'
        )
        yield Problem(message, channel, "warning", profiles=("rss",))
