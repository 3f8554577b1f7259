"""How a build keeps identities, beyond what it always does."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedtool.producer.history.published import PublishedFeed


@dataclass(frozen=True, slots=True)
class Safeguards:
    """What a build does besides to keep the identities of episodes.

    It compares with the feeds in `against`, which are out there: guids, audio and dates of these
    must not change either. `locked` refuses to publish what the lock file does not record.
    `write_guids` writes guids into the front matter of episodes that lack one. `forgetful` says
    that the machine may lose the lock file: a build warns of guids that only that file would hold.
    """

    against: Sequence[PublishedFeed] = ()
    locked: bool = False
    write_guids: bool = False
    forgetful: bool = False
