"""The file of an episode: front matter in YAML between two lines `---`, then the show notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedtool.findings.wording import cut
from feedtool.show.yaml_source import YamlFault

_LINE = "---"
# The line may have blanks at its end.
_WHOLE_LINE = re.compile(r"^---[^\S\n]*$", re.MULTILINE)
# What people and programs write for the line: too many signs, or another sign.
_ALMOST = re.compile(r"[-\u2010-\u2015\u2500=_*~]{2,}|[\u2014\u2015]")
_KEY = re.compile(r"""["']?[\w:.-]+["']?[ \t]*:(?:\s|\Z)""")
_OF_KEY = re.compile(r"[\s#\]}]|- ")
_TOP = f'expected "{_LINE}" and the episode\'s keys at the top of the file'
_SECOND = "a second front matter starts here; move its keys up into the first, or remove it"
_FOREIGN = {
    "+++": f'front matter between +++ is TOML; write it as YAML between two lines "{_LINE}", '
    "e.g. title: The night ferry",
    "{\\rtf": "this is a file of a word processor; save it as plain text",
    "PK\x03\x04": "this is a file of a word processor; save it as plain text",
    "<": f'this is HTML; expected "{_LINE}", the keys, "{_LINE}" and the show notes',
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of an episode file, each with the line that it starts on."""

    yaml: str
    yaml_line: int
    notes: str
    notes_line: int


def split_front_matter(text: str) -> FrontMatter:
    """Split an episode file at its lines `---`.

    Raises YamlFault if it does not start with `---`, if the second `---` is missing, or if the
    notes start with front matter again.
    """
    first = _WHOLE_LINE.match(text)
    second = _WHOLE_LINE.search(text, first.end() + 1) if first is not None else None
    if first is None or second is None:
        raise guess_front_matter(text)[1]
    notes = text[second.end() + 1 :]
    bare = notes.lstrip()
    blank = notes.count("\n", 0, len(notes) - len(bare)) if bare else 0
    front = FrontMatter(
        text[first.end() + 1 : max(second.start() - 1, 0)],
        2,
        bare.rstrip(),
        text.count("\n", 0, second.start()) + 2 + blank,
    )
    if bare.startswith(_LINE) and _is_front(bare.split("\n")):
        raise YamlFault(_SECOND, front.notes_line, 1)
    return front


def guess_front_matter(text: str) -> tuple[FrontMatter | None, YamlFault]:
    """Return what a file that `split_front_matter` refuses is meant to be, and what is wrong.

    None if it has no keys.
    """
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        says = f'the file is empty; expected "{_LINE}", the keys, "{_LINE}" and the show notes'
        return None, YamlFault(says, 1, 1)
    start = lines[first].strip()
    says = next((one for sign, one in _FOREIGN.items() if start.startswith(sign)), "")
    if says:
        return None, YamlFault(says, first + 1, 1)
    if start == _LINE:
        return _guess_below(lines, first)
    if _KEY.match(lines[first]):
        says = f'expected "{_LINE}" as the first line, above the keys'
        return _guess_end(lines, first), YamlFault(says, first + 1, 1)
    if _ALMOST.fullmatch(start):
        says = f'the line is "{cut(start)}"; expected "{_LINE}"'
        return _guess_end(lines, first + 1), YamlFault(says, first + 1, 1)
    return None, YamlFault(_TOP, 1, 1)


def _guess_below(lines: Sequence[str], first: int) -> tuple[FrontMatter, YamlFault]:
    """Return the guess for a file with a line `---` above its keys."""
    end = _find_line(lines, first + 1)
    if first and end is not None:
        says = f'the file starts with an empty line; expected "{_LINE}" as the first line'
        return _make(lines, first + 1, end), YamlFault(says, 1, 1)
    if end is not None:  # there are two
        front = _make(lines, first + 1, end)
        return front, YamlFault(_SECOND, front.notes_line, 1)
    last = _find_last(lines, first + 1)
    front = _make(lines, first + 1, last + 1)
    after = lines[last + 1].strip() if last + 1 < len(lines) else ""
    if _ALMOST.fullmatch(after):
        says = f'the line is "{cut(after)}"; expected "{_LINE}", which ends the front matter'
        return front, YamlFault(says, last + 2, 1)
    says = f'the front matter is not closed; write "{_LINE}" on a line of its own below this line'
    return front, YamlFault(says, last + 1, 1)


def _guess_end(lines: Sequence[str], start: int) -> FrontMatter:
    """Return the front matter that starts at a line and ends at a line `---`, or with its keys."""
    last = _find_last(lines, start)
    end = _find_line(lines, start)
    return _make(lines, start, last + 1 if end is None else min(end, last + 1))


def _find_line(lines: Sequence[str], start: int) -> int | None:
    return next((at for at in range(start, len(lines)) if lines[at].rstrip() == _LINE), None)


def _find_last(lines: Sequence[str], start: int) -> int:
    """Return the last line that looks like part of the front matter."""
    last = start - 1
    for at in range(start, len(lines)):
        if _KEY.match(lines[at]) or (lines[at].strip() and _OF_KEY.match(lines[at])):
            last = at
        elif lines[at].strip():
            break
    return last


def _is_front(lines: Sequence[str]) -> bool:
    """Return whether lines are an episode's front matter: keys between two lines `---`."""
    end = _find_line(lines, 1)
    if lines[0].rstrip() != _LINE:
        return False
    inner = [line for line in lines[1:end] if line.strip()] if end is not None else []
    return any(line.startswith("title:") for line in inner) and all(
        _KEY.match(line) or _OF_KEY.match(line) for line in inner
    )


def _make(lines: Sequence[str], start: int, end: int) -> FrontMatter:
    """Return the parts: keys from line `start` (from 0), notes below line `end`."""
    notes = lines[end + 1 :]
    blank = next((at for at, line in enumerate(notes) if line.strip()), 0)
    return FrontMatter(
        "\n".join(lines[start:end]), start + 1, "\n".join(notes).strip(), end + 2 + blank
    )
