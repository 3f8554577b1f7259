"""The file of an episode: front matter in YAML between two lines `---`, then the show notes."""

import re
from dataclasses import dataclass

from feedtool.show.yaml_source import YamlFault

# The line may have blanks at its end.
_LINE = re.compile(r"^---[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of an episode file, each with the line that it starts on."""

    yaml: str
    yaml_line: int
    notes: str
    notes_line: int


def split_front_matter(text: str) -> FrontMatter:
    """Split an episode file at its lines `---`.

    Raises YamlFault if it does not start with `---` or the second `---` is missing.
    """
    first = _LINE.match(text)
    if first is None:
        raise YamlFault('expected "---" and the episode\'s keys at the top of the file', 1, 1)
    second = _LINE.search(text, first.end() + 1)
    if second is None:
        raise YamlFault('the front matter is not closed; expected a second line "---"', 1, 1)
    notes = text[second.end() + 1 :]
    bare = notes.lstrip()
    blank = notes.count("\n", 0, len(notes) - len(bare)) if bare else 0
    return FrontMatter(
        text[first.end() + 1 : max(second.start() - 1, 0)],
        2,
        bare.rstrip(),
        text.count("\n", 0, second.start()) + 2 + blank,
    )
