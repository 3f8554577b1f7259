"""Speakers whom the text of captions names: `Mira: Hello.` and its like.

Only labels that are certain become speakers. "Note: the harbour is closed." is a sentence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from feedtool.transcripts.model import Cue
from feedtool.vocabulary import load_list

_NAME = r"[^\W\d_](?:[^\W_]|[ \t.'’&_-]){0,39}?"
_LEAD = r"(?:[-–—•]{1,2}[ \t]?|>{1,3}[ \t]?)?"
_LABEL = re.compile(rf"({_LEAD})(\[?)({_NAME})(\]?)[ \t]?(?::(?=[ \t]|\Z)|：)[ \t]*")
# What a cue has in which somebody is named, or somebody else speaks.
_MARKED = re.compile(r"[:：]|(?:\A|\n)(?:>>|[-–—])")
_DASHES = ("-", "–", "—")
_NUMBERED = re.compile(
    r"(?:speaker|spk|sprecher(?:in)?|intervenant|locuteur|hablante|parlante|orador|interviewer|"
    r"host|guest|person|voice|participant)[ _]?[0-9A-Z]{1,3}", re.IGNORECASE,
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]。！？」』）♪]\Z")
_PARTICLES = frozenset({
    "de", "del", "della", "der", "den", "di", "da", "dos", "du", "van", "von", "vom", "zu", "zur",
    "la", "le", "el", "al", "bin", "ibn", "ben", "af", "av", "y", "und", "et", "and", "&", "of",
    "the",
})  # fmt: skip
_MOST_WORDS = 5
_MOST_UNCASED_CHARS = 12


@dataclass(slots=True)
class _Seen:
    """How often a label occurs, how often apart from a sentence before it, and in what way."""

    times: int = 0
    apart: int = 0
    opens: bool = False
    in_brackets: bool = False


def name_speakers(cues: list[Cue], places: list[int]) -> tuple[list[Cue], list[int]]:
    """Return cues with the speakers whom their texts name, and the places of these cues.

    Whoever is named speaks until somebody else is, as players of podcasts have it; but not where
    other cues have voices of WebVTT. A cue in which several people speak becomes several cues.
    """
    carries = not any(cue.speaker for cue in cues)
    names = find_certain_names(cue.text for cue in cues)
    if not names:
        return cues, places
    named: list[Cue] = []
    named_places: list[int] = []
    speaker = ""
    for cue, place in zip(cues, places, strict=True):
        if cue.speaker:
            parts = [cue]
        elif not cue.markup and not _MARKED.search(cue.text):
            parts = [cue._replace(speaker=speaker)] if speaker else [cue]
        else:
            parts = _split(cue, names, speaker)
            speaker = parts[-1].speaker if carries else ""
            # A name at the end of a cue is that of who speaks in the next one.
            parts = [one for one in parts if one.text] or parts[-1:]
        named += parts
        named_places += [place] * len(parts)
    return named, named_places


def find_certain_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of labels that certainly name a speaker."""
    seen = _collect(texts)
    certain = {name for name, one in seen.items() if _is_certain(name, one)}
    if not certain and not any(one.opens and _is_name(name, one) for name, one in seen.items()):
        return frozenset()
    # Who speaks only once is named like the others.
    once = {name for name, one in seen.items() if one.apart and _is_name(name, one)}
    return frozenset(certain | once)


def is_speaker(name: str, times: int) -> bool:
    """Return whether a name that stands out, in bold or beside a time, is that of a speaker."""
    if name.upper() == name.lower():
        return times > 1 and len(name) <= _MOST_UNCASED_CHARS
    return _NUMBERED.fullmatch(name) is not None or _is_name(name, _Seen(times=times))


def names_nobody(label: str) -> bool:
    """Return whether a label starts with a word that no speaker is called by, as `Note:`."""
    return label.split(maxsplit=1)[0].lower().strip(".") in _not_speakers()


def _collect(texts: Iterable[str]) -> Mapping[str, _Seen]:
    seen: dict[str, _Seen] = {}
    before = ""
    is_first = True
    for text in texts:
        if ":" in text or "：" in text:
            starts_cue = True
            for line in text.split("\n"):
                label = _LABEL.match(line)
                if label is not None:
                    one = seen.setdefault(label[3].strip(), _Seen())
                    one.times += 1
                    one.apart += bool(label[1]) or starts_cue or _ends_sentence(before)
                    one.opens |= is_first
                    one.in_brackets |= bool(label[2] and label[4])
                before, starts_cue, is_first = line, False, False
        else:
            before, is_first = text, False
    return seen


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-1:]) is not None


def _is_certain(name: str, seen: _Seen) -> bool:
    if _NUMBERED.fullmatch(name) or seen.in_brackets:
        return True
    if not seen.apart:
        return False
    if name.upper() == name.lower():
        return seen.times > 1 and len(name) <= _MOST_UNCASED_CHARS
    if _is_name(name, seen):
        return seen.times > 1
    return seen.times > 2 and " " not in name and name.lower() not in _not_speakers()


def _is_name(text: str, seen: _Seen) -> bool:
    words = text.split()
    if len(words) > _MOST_WORDS or text.upper() == text.lower():
        return False
    listed = [word.lower().strip(".") in _not_speakers() for word in words]
    # A surname may be such a word, too.
    if listed[0] or (any(listed) and seen.times < 3):
        return False
    has_capitals = all(
        word[:1].isupper() or word[:1].isdigit() or word in _PARTICLES for word in words
    )
    return has_capitals and words[-1] not in _PARTICLES


@cache
def _not_speakers() -> frozenset[str]:
    lists: Mapping[str, Sequence[str]] = load_list("label-words")
    return frozenset(word for words in lists.values() for word in words) - _PARTICLES


def _starts_with_dash(line: str) -> bool:
    return line.startswith(_DASHES)


def _split(cue: Cue, names: frozenset[str], speaker: str) -> list[Cue]:
    """Return what each speaker says in a cue; the first part goes on with `speaker`."""
    found: list[tuple[str, str, list[str]]] = []
    lines = cue.text.split("\n")
    # A dash alone goes on with a sentence; several of them are several speakers.
    turns = (">>", *_DASHES) if sum(map(_starts_with_dash, lines)) > 1 else (">>",)
    for line in lines:
        label = _LABEL.match(line) if ":" in line or "：" in line else None
        if label is not None and label[3].strip() in names:
            speaker = label[3].strip()
            found.append((speaker, label[0], [line[label.end() :]]))
        elif line.startswith(turns):
            # Somebody else speaks, and nobody is named.
            speaker = ""
            found.append((speaker, "", [line]))
        elif found:
            found[-1][2].append(line)
        else:
            found.append((speaker, "", [line]))
    if len(found) == 1:
        return [_rename(cue, *found[0])]
    return [
        cue._replace(text="\n".join(filter(None, lines)), speaker=name, words=(), markup="")
        for name, _, lines in found
    ]


def _rename(cue: Cue, name: str, label: str, lines: list[str]) -> Cue:
    """Return a cue with its speaker and without the label in front."""
    text = "\n".join(filter(None, lines))
    if not cue.markup:
        return cue._replace(text=text, speaker=name)
    words = cue.words
    if words and label:
        first = words[0]._replace(text=words[0].text.removeprefix(label.strip()).strip())
        words = (first, *words[1:]) if first.text else words[1:]
    if not cue.markup.startswith(label):
        return cue._replace(text=text, speaker=name, words=words, markup="")
    said = cue.markup[len(label) :].lstrip()
    markup = f"<v {name.replace('&', '&amp;')}>{said}" if name else said
    return cue._replace(text=text, speaker=name, words=words, markup=markup)
