"""What an episode's web page says and a page saved as text cannot: addresses, files, doubts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WebFacts:
    """Facts of a web page, `None` and "" where it has none.

    `feeds` are the feeds that the page names. `guesses` says, by the key of show.yaml or of the
    episode (`episode.link`), why a value may be wrong. `contradictions` and `notes` are sentences
    for the user: where two parts of the page differ, and what is left out.
    """

    link: str = ""
    audio: str = ""
    audio_type: str = ""
    length_bytes: int | None = None
    duration_s: int | None = None
    artwork: str = ""
    show_artwork: str = ""
    author: str = ""
    explicit: bool | None = None
    transcripts: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    guesses: Mapping[str, str] = field(default_factory=dict)
    contradictions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    found_in: tuple[str, ...] = ()
