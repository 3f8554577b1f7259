"""The transcript on a page: turns of speakers, with sentences cut over several of them."""

import re
from collections import Counter
from dataclasses import dataclass

_TIME = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?"
_LABEL = re.compile(
    rf"(?:{_TIME}\s++)?([^\W\d_][^:\n]{{0,39}}?)\s?:|([^\W\d_][^:\n]{{0,39}}?)(?<!\s)\s++{_TIME}:?"
)
_UNNAMED = re.compile(
    r"speaker|intervenant|sprecher|locuteur|unknown(?: speaker)?|hablante|parlante", re.I
)
_NUMBERED = re.compile(rf"(?:{_UNNAMED.pattern})\s*\d+", re.I)
_SENTENCE_END = re.compile(r"[.!?…:»”\"')\]]$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says without a break; `speaker` is "" where nobody is named."""

    speaker: str
    text: str


def read_turns(lines: list[str]) -> list[Turn]:
    """Read the lines below the heading; without speakers each line is a turn of nobody."""
    filled = [line.strip() for line in lines if line.strip()]
    labels = _find_labels(filled)
    turns: list[Turn] = []
    speaker = ""
    # The line after a label is what is said, whatever it looks like.
    said = True
    for line in filled:
        # … but for the label of the nameless, which stands once more where a turn is empty.
        name = labels.get(line) if said or labels.get(line) == "" else None
        if name is None:
            turns.append(Turn(speaker, line))
            said = True
        else:
            speaker = name
            said = False
    return turns


def join_turns(turns: list[Turn]) -> str:
    """Return the transcript as paragraphs, sentences whole; no word is lost or moved."""
    paragraphs: list[tuple[str, list[str]]] = []
    for turn in turns:
        name, said = paragraphs[-1] if paragraphs else ("", [])
        if said and name == turn.speaker and _continues(said[-1], turn.text):
            said.append(turn.text)
        else:
            paragraphs.append((turn.speaker, [turn.text]))
    texts = []
    speaker = ""
    for name, said in paragraphs:
        text = " ".join(said)
        texts.append(f"{name}: {text}" if name and name != speaker else text)
        speaker = name
    return "\n\n".join(texts) + "\n" if texts else ""


def _continues(before: str, after: str) -> bool:
    return not _SENTENCE_END.search(before) or after[:1].islower()


def _find_labels(lines: list[str]) -> dict[str, str]:
    """Return the lines that name a speaker, with the name, "" for the nameless."""
    labels: dict[str, str] = {}
    for line, times in Counter(lines).items():
        match = _LABEL.fullmatch(line)
        if match is None:
            continue
        name = (match[1] or match[2]).strip()
        if _UNNAMED.fullmatch(name):
            labels[line] = ""
        elif _NUMBERED.fullmatch(name) or _is_name(name) or times > 2:
            labels[line] = name
    return labels


def _is_name(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 4 and all(word[:1].isupper() for word in words)
