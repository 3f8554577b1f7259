"""What a build did, or would do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from feedtool.findings.report import Finding
from feedtool.producer.history.changes import Changes
from feedtool.show.model import Episode


@dataclass(frozen=True, slots=True)
class BuiltFeed:
    """A feed document: its name under public/, its bytes, and whether they changed.

    `changes` are those of the whole feed; a further page of it has none of its own.
    """

    name: str
    data: bytes = field(repr=False)
    episodes: int
    changed: bool
    compare: Callable[[], Changes] = field(repr=False, compare=False)

    @property
    def changes(self) -> Changes:
        """What subscribers will see; the feeds are compared when it is first read."""
        return self.compare()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did, or would do.

    `feeds` are all documents, feed.xml first. `held_back` are the episodes whose date has not come.
    `files` are the other files under public/ that change, `removed` those that go. `cleaned_up`
    says that an earlier build was interrupted, and that this build put things right. `absent` is
    audio of published episodes that is not here: feed.lock has its facts. `guid_lines` are the
    episode files that get a line with their guid.
    """

    folder: Path | None
    feeds: tuple[BuiltFeed, ...]
    held_back: tuple[Episode, ...]
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    cleaned_up: bool = False
    absent: tuple[str, ...] = ()
    guid_lines: tuple[str, ...] = ()

    @property
    def xml(self) -> bytes:
        """The bytes of feed.xml."""
        return self.feeds[0].data

    @property
    def changed(self) -> bool:
        """Whether any file under public/ changes."""
        return bool(self.files or self.removed or any(feed.changed for feed in self.feeds))

    @property
    def changes(self) -> Changes:
        """What subscribers of feed.xml will see."""
        return self.feeds[0].changes
