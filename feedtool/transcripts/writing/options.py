"""What a form is written with, beside the transcript."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """The language and the title of the episode, the address of its audio, pages of people.

    `words` asks for the times of words where a form can hold them; `max_line` is the most columns
    of a line of captions, 0 for what podcasts should have.
    """

    language: str = ""
    title: str = ""
    audio_url: str = ""
    words: bool = False
    max_line: int = 0
    people: Mapping[str, str] = field(default_factory=dict)
