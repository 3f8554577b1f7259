"""Labels of speakers that stand alone on the line above what is said, as on pages of episodes.

They look like `Mira:`, `00:12 Mira:` or `Mira 0:12`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from feedtool.transcripts.model import Cue

_TIME = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?"
_LABEL = re.compile(
    rf"(?:{_TIME}\s++)?([^\W\d_][^:\n]{{0,39}}?)\s?:|([^\W\d_][^:\n]{{0,39}}?)(?<!\s)\s++{_TIME}:?"
)
_UNNAMED = re.compile(
    r"speaker|intervenant|sprecher|locuteur|unknown(?: speaker)?|hablante|parlante", re.I
)
_NUMBERED = re.compile(rf"(?:{_UNNAMED.pattern})\s*\d+", re.I)


def read_turns(lines: Iterable[str]) -> list[Cue]:
    """Read lines of which some are labels; without labels each line is a turn of nobody.

    >>> [(one.speaker, one.text) for one in read_turns(["Mira:", "Good morning.", "Bo:", "Hello."])]
    [('Mira', 'Good morning.'), ('Bo', 'Hello.')]
    """
    filled = [line.strip() for line in lines if line.strip()]
    labels = find_labels(filled)
    turns: list[Cue] = []
    speaker = ""
    # The line after a label is what is said, whatever it looks like.
    said = True
    for line in filled:
        # … but for the label of the nameless, which stands once more where a turn is empty.
        name = labels.get(line) if said or labels.get(line) == "" else None
        if name is None:
            turns.append(Cue(line, speaker=speaker))
            said = True
        else:
            speaker = name
            said = False
    return turns


def find_labels(lines: Sequence[str]) -> dict[str, str]:
    """Return the lines that name a speaker, with the name, "" for the nameless."""
    labels: dict[str, str] = {}
    for line, times in Counter(lines).items():
        match = _LABEL.fullmatch(line)
        if match is None:
            continue
        name = (match[1] or match[2]).strip()
        if _UNNAMED.fullmatch(name):
            labels[line] = ""
        elif _NUMBERED.fullmatch(name) or is_name(name) or times > 2:
            labels[line] = name
    return labels


def is_unnamed(label: str) -> bool:
    """Return whether a label is the word that services have for a speaker whom they do not know.

    >>> is_unnamed("Unknown Speaker"), is_unnamed("Speaker 2")
    (True, False)
    """
    return _UNNAMED.fullmatch(label) is not None


def is_name(text: str) -> bool:
    """Return whether a text looks like the name of a person.

    >>> is_name("Mira Holt"), is_name("And then")
    (True, False)
    """
    words = text.split()
    return 1 <= len(words) <= 4 and all(word[:1].isupper() for word in words)
