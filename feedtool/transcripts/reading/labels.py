"""Speakers whom the text of captions names: `Mira: Hello.` and its like.

Only labels that are certain become speakers. "Note: the harbour is closed." is a sentence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from feedtool.transcripts.model import Cue
from feedtool.vocabulary import load_list

# Signs above, below and between the letters of a word, which `re` takes for no part of it.
SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff"
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17d3\u200c\u200d"
)
_NAME = rf"[^\W\d_](?:[^\W_]|[ \t.'’&_#/{SIGNS}-]){{0,39}}?"
_LEAD = r"(?:[-–—•]{1,2}[ \t]?|>{1,3}[ \t]?)?"
# How something is said stays in the text: `Mira (laughs): Hello.`
_ASIDE = r"(?P<aside>[ \t]\([^()\n]{1,40}\))?"
_LABEL = re.compile(
    rf"(?P<lead>{_LEAD})(?P<open>\[?)(?P<name>{_NAME})(?P<close>\]?){_ASIDE}[ \t]?"
    r"(?::(?=[ \t]|\Z)|：)[ \t]*"
)
# What a cue has in which somebody is named, or somebody else speaks.
_MARKED = re.compile(r"[:：]|(?:\A|\n)(?:>>|[-–—\[(])")
_DASHES = ("-", "–", "—")
_NUMBERED_NAME = (
    r"(?i:(?:unidentified |unknown )?(?:speaker|guest|voice|caller|man|woman|male|female)|spk|"
    r"sprecher(?:in)?|teilnehmer(?:in)?|intervenant|locuteur|hablante|parlante|orador|interviewer|"
    r"host|person|participant|спикер|ведущий|гость|발화자|참석자|スピーカー|話者|说话人|发言人)"
    r"[ _]?#?(?:[0-9]{1,3}|[A-Z](?!\w))"
)
_NUMBERED = re.compile(_NUMBERED_NAME)
_BRACKETED = re.compile(
    rf"(?P<lead>{_LEAD})(?P<open>[\[(])(?P<name>{_NUMBERED_NAME})(?P<close>[\])])(?P<aside>)[ \t]*"
)
# `- [Mira] Hello.`, as Rev has it; what is heard stands in round brackets there.
_DASHED = re.compile(
    rf"(?P<lead>[-–—][ \t]?)(?P<open>\[)(?P<name>{_NAME})(?P<close>\])(?P<aside>)[ \t]+(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]。！？」』）♪]\Z")
_PARTICLES = frozenset({
    "de", "del", "della", "der", "den", "di", "da", "dos", "du", "van", "von", "vom", "zu", "zur",
    "la", "le", "el", "al", "bin", "ibn", "ben", "af", "av", "y", "und", "et", "and", "&", "of",
    "the",
})  # fmt: skip
_CONJUNCTIONS = frozenset({"and", "und", "et", "y", "of"})
_FEWEST_VOICES = 3
_MOST_WORDS = 5
_MOST_UNCASED_CHARS = 12
_MOST_WIDE_CHARS = 6


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
    has_voices = any(cue.speaker for cue in cues)
    names = find_certain_names(cue.text for cue in cues)
    carries = not has_voices or _are_voices_of_turns(cues, names)
    if not names and not (has_voices and carries):
        return cues, places
    named: list[Cue] = []
    named_places: list[int] = []
    speaker = ""
    for cue, place in zip(cues, places, strict=True):
        if cue.speaker:
            parts = [cue]
            speaker = cue.speaker if carries else ""
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


def _are_voices_of_turns(cues: Sequence[Cue], names: frozenset[str]) -> bool:
    """Return whether only the first cue of a turn has a voice, as an old Buzzsprout wrote it.

    Names change from voice to voice then, and sentences go on in the cues without one.
    """
    voices = [voice for cue in cues if (voice := cue.speaker or _name_of(cue.text, names))]
    if not _FEWEST_VOICES <= len(voices) <= len(cues) / 2:
        return False
    if any(one == after for one, after in pairwise(voices)):
        return False
    firsts = [one.text for one, after in pairwise(cues) if one.speaker and not after.speaker]
    return sum(not _ends_sentence(text) for text in firsts) > len(firsts) / 2


def _name_of(text: str, names: frozenset[str]) -> str:
    label = _find_label(text)
    name = "" if label is None else label["name"].strip()
    return name if name in names else ""


def find_certain_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of labels that certainly name a speaker."""
    seen = _collect(texts)
    certain = {name for name, one in seen.items() if _is_certain(name, one)}
    if not certain and not any(one.opens and _is_name(name, one) for name, one in seen.items()):
        return frozenset()
    # Who speaks only once is named like the others.
    once = {name for name, one in seen.items() if one.apart and _may_be_name(name, one)}
    return frozenset(certain | once)


def is_speaker(name: str, times: int) -> bool:
    """Return whether a name that stands out, in bold or beside a time, is that of a speaker."""
    if _NUMBERED.fullmatch(name):
        return True
    if _has_no_case(name):
        return times > 1 and _may_be_name(name, _Seen())
    return _is_name(name, _Seen(times=times))


def is_numbered(name: str) -> bool:
    """Return whether a name is a label of a service, with a number.

    >>> is_numbered("Speaker 2"), is_numbered("Mira 2")
    (True, False)
    """
    return _NUMBERED.fullmatch(name) is not None


def names_nobody(label: str) -> bool:
    """Return whether a label starts with a word that no speaker is called by, as `Note:`."""
    return label.split(maxsplit=1)[0].lower().strip(".") in _not_speakers()


def _collect(texts: Iterable[str]) -> Mapping[str, _Seen]:
    seen: dict[str, _Seen] = {}
    before = ""
    is_first = True
    for text in texts:
        if _MARKED.search(text):
            starts_cue = True
            for line in text.split("\n"):
                label = _find_label(line)
                if label is not None:
                    one = seen.setdefault(label["name"].strip(), _Seen())
                    one.times += 1
                    one.apart += bool(label["lead"]) or starts_cue or _ends_sentence(before)
                    one.opens |= is_first
                    is_closed = bool(label["open"] and label["close"])
                    one.in_brackets |= is_closed and label.re is not _DASHED
                before, starts_cue, is_first = line, False, False
        else:
            before, is_first = text, False
    return seen


def _find_label(line: str) -> re.Match[str] | None:
    found = _LABEL.match(line) if ":" in line or "：" in line else None
    return found or _BRACKETED.match(line) or _DASHED.match(line)


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-1:]) is not None


def _is_certain(name: str, seen: _Seen) -> bool:
    if _NUMBERED.fullmatch(name) or seen.in_brackets:
        return True
    if not seen.apart:
        return False
    if _has_no_case(name):
        return seen.times > 1 and _may_be_name(name, seen)
    if _is_name(name, seen):
        return seen.times > 1
    return seen.times > 2 and " " not in name and name.lower() not in _not_speakers()


def _has_no_case(text: str) -> bool:
    return text.upper() == text.lower()


def _may_be_name(text: str, seen: _Seen) -> bool:
    if not _has_no_case(text):
        return _is_name(text, seen)
    words = text.split()
    most = _MOST_WIDE_CHARS if text[0] > "\u2e80" else _MOST_UNCASED_CHARS
    return len(words) <= 2 and len(text) <= most and not _not_speakers().intersection(words)


def _is_name(text: str, seen: _Seen) -> bool:
    words = text.split()
    if len(words) > _MOST_WORDS or _has_no_case(text):
        return False
    listed = [word.lower().strip(".") in _not_speakers() for word in words]
    # A surname may be such a word, too.
    if listed[0] or (any(listed) and seen.times < 3) or words[0].lower() in _CONJUNCTIONS:
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
        label = _find_label(line)
        if label is not None and label["name"].strip() in names:
            speaker = label["name"].strip()
            aside = (label["aside"] or "").strip()
            said = f"{aside} {line[label.end() :]}".strip()
            found.append((speaker, label[0], [said]))
        elif line.startswith(turns) and not (found and found[-1][0] == found[-1][1] == ""):
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
