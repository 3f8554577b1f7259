"""What captions have in common: lines that people can read, and what is lost on the way to them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.reading.lines import MOST_CHARS
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.dividing import divide
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.markup import find_kinds
from feedtool.transcripts.writing.wrapping import fits, measure, wrap

HINT = "; --words keeps them"


@dataclass(frozen=True, slots=True)
class Screen:
    """How much text a form shows at once."""

    width: int
    most_lines: int = 2


def lay_out(cue: Cue, screen: Screen, losses: Losses, prefix: str = "") -> Iterator[Cue]:
    """Yield a cue with clean lines, as several if it is too long and its words have times.

    The text of the first one starts with `prefix`.
    """
    width, most_lines = screen.width, screen.most_lines
    text = clean_text(cue.text)
    can_divide = bool(cue.words) and not cue.markup
    # To look for the best lines of what is divided anyway takes time.
    if not can_divide or measure(text) <= (width + 1) * most_lines:
        lines = _wrap(prefix + text, screen)
        if fits(lines, width, most_lines):
            yield _with_lines(cue, lines)
            return
    cues: Sequence[Cue] = (cue._replace(text=text),)
    if can_divide:
        cues = divide(cues[0], width, most_lines, measure(prefix))
        losses.add("divided to fit the screen: {}", "cue", len(cues) > 1)
    for one in cues:
        lines = _wrap(prefix + one.text, screen)
        if not fits(lines, width, most_lines):
            losses.add(f"longer than {most_lines} lines of {width} characters: {{}}", "cue")
        yield _with_lines(one, lines)
        prefix = ""


def _wrap(text: str, screen: Screen) -> list[str]:
    """Return lines; a text that is too long for any caption stays as it is.

    All its words together would take gigabytes.
    """
    if len(text) > MOST_CHARS:
        return text.split("\n")
    return wrap(text, screen.width, screen.most_lines)


def _with_lines(cue: Cue, lines: Sequence[str]) -> Cue:
    text = _join_numbers(lines)
    return cue if text == cue.text else cue._replace(text=text)


def _join_numbers(lines: Sequence[str]) -> str:
    r"""Return lines as a text in which no line of digits looks like the counter of the next cue.

    >>> _join_numbers(["In the year", "2024", "we saw"]), _join_numbers(["42"])
    ('In the year 2024 we saw', '42')
    """
    if not any(map(str.isdecimal, lines)):
        return "\n".join(lines)
    joined: list[str] = []
    is_number = False
    for line in lines:
        was_number, is_number = is_number, line.isdecimal()
        if joined and (is_number or was_number):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def count_blocks(transcript: Transcript, losses: Losses) -> None:
    """Tell what forms without blocks, settings and markup leave out of a WebVTT file."""
    kinds = Counter(one.text.split(maxsplit=1)[0].lower() for one in transcript.blocks if one.text)
    for kind in ("note", "style", "region"):
        losses.add("left out: {}", kind, kinds[kind])
    cues = transcript.cues
    losses.add("left out: identifiers of {}", "cue", sum(bool(one.identifier) for one in cues))
    losses.add("left out: settings of {}", "cue", sum(bool(one.settings) for one in cues))
    marked = Counter(kind for one in cues if one.markup for kind in find_kinds(one))
    marked.pop("times of words", None)
    for kind, count in sorted(marked.items()):
        losses.add(f"left out: {kind} of {{}}", "cue", count)


def tell_language(transcript: Transcript, losses: Losses) -> None:
    """Tell that the language is left out, where a form has no place for it."""
    language = clean_line(transcript.language)
    header = "".join(one.text for one in transcript.blocks if one.before == -1)
    if language and language not in header:
        losses.add(f"left out: the language, {language}; name it where you link the file", "")


def count_words(cues: Iterable[Cue], losses: Losses, hint: str = "") -> None:
    """Tell that the times of words are left out."""
    words = sum(len(one.words) for one in cues)
    losses.add(f"left out: times of {{}}{hint}", "word", words)


def count_speakers(transcript: Transcript, losses: Losses) -> None:
    """Tell that speakers have no field of their own."""
    speakers = {clean_line(one.speaker) for one in transcript.cues} - {""}
    losses.add("written into the text: names of {}", "speaker", len(speakers))
    says = "without a speaker, though it reads as if the one before went on: {}"
    losses.add(says, "turn", _count_unnamed(transcript.cues))


def _count_unnamed(cues: Iterable[Cue]) -> int:
    """Count the turns of nobody that follow one of a speaker; a sound is no turn.

    >>> _count_unnamed([Cue("Ahoy.", speaker="Mira"), Cue("[bell]"), Cue("Hm?"), Cue("What?")])
    1
    """
    number = 0
    is_named = False
    for one in cues:
        text = one.text.strip()
        if one.speaker:
            is_named = True
        elif is_named and text and not (text[0] in "[(*\u266a" and text[-1] in "])*\u266a"):
            number += 1
            is_named = False
    return number
