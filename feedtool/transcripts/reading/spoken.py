"""What services and programs write as JSON: lists of what is said, each entry with its times."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from feedtool.transcripts.reading.speaker_names import name_speaker
from feedtool.values.json_places import Path
from feedtool.values.json_text import show_json
from feedtool.values.times import parse_time

# A recording of eleven days, in milliseconds that may be taken for seconds.
_MOST = 1_000_000_000
# People say 10 to 20 characters a second. With milliseconds taken for seconds it is a thousandth.
_FEWEST_CHARS_A_SECOND = 0.1
_LONG_MS = 1_000_000


class Spoken(NamedTuple):
    """A word, a phrase or a turn; `path` is its place in the JSON."""

    text: str
    start_ms: int | None
    end_ms: int | None
    speaker: str
    path: Path
    words: "Sequence[Spoken]" = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """The names that a dialect has for the parts of an entry.

    A text is looked for under each of `text`, in this order, and the same goes for `speaker`.
    `unit_ms` is how long 1 is. Numbers are in quotes where `takes_texts`; speakers are names, not
    labels, where `has_names`; some entries have no times where `may_lack_times`. Where `glues`, a
    text without a blank in front goes on with the word before.
    """

    start: str = "start"
    end: str = "end"
    text: Sequence[str] = ("text",)
    speaker: Sequence[str] = ("speaker",)
    words: str = ""
    unit_ms: int = 1000
    takes_texts: bool = False
    has_names: bool = False
    may_lack_times: bool = False
    glues: bool = False


@dataclass(slots=True)
class Faults:
    """What is wrong with values of the JSON, by their paths."""

    found: list[tuple[Path, str]] = field(default_factory=list)

    def add(self, path: Path, message: str) -> None:
        """Remember a fault of the value with this path."""
        self.found.append((path, message))


WORDS = Keys(text=("word", "text"), may_lack_times=True)


def starts_with(value: object, *keys: str) -> bool:
    """Return whether a value is a list whose first object has these keys."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and all(key in first for key in keys)


def dig(value: Any, *path: str | int) -> Any:
    """Return the value with a path inside of another, None if there is none."""
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def list_of(value: Any) -> list[Any]:
    """Return a value that is a list, an empty list for any other."""
    return value if isinstance(value, list) else []


def attach_marks(entries: list[Any], key: str, is_mark: Callable[[Any], bool]) -> list[Any]:
    """Return entries with the text of punctuation at the word before; it is left behind blank.

    >>> attach_marks([{"value": "So"}, {"value": ","}], "value", lambda one: one["value"] == ",")
    [{'value': 'So,'}, {'value': ''}]
    """
    found: list[Any] = []
    before: dict[str, Any] | None = None
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get(key), str):
            found.append(entry)
        elif before is not None and is_mark(entry):
            before[key] += entry[key].strip()
            found.append({key: ""})
        else:
            before = {**entry}
            found.append(before)
    return found


def read_entries(
    entries: object, path: Path, keys: Keys, faults: Faults, word_keys: Keys = WORDS
) -> list[Spoken]:
    """Read a list of entries; what is wrong with one is remembered, and the others are read."""
    if not isinstance(entries, list):
        if entries is not None:
            faults.add(path, f"{path[-1]} is {show_json(entries)}; expected a list")
        return []
    reader = _EntryReader(path, keys, word_keys, faults)
    found = [
        one for index, entry in enumerate(entries) if (one := reader.read(entry, index)) is not None
    ]
    if keys.glues:
        return glue_words(found, [dig(entries[int(one.path[-1])], keys.text[0]) for one in found])
    return found


class _EntryReader:
    """Reads one entry after the other; nearly all have plain texts and numbers, which is fast."""

    def __init__(self, path: Path, keys: Keys, word_keys: Keys, faults: Faults) -> None:
        self._path = path
        self._keys = keys
        self._word_keys = word_keys
        self._faults = faults
        self._unit_ms = keys.unit_ms
        self._names: dict[object, str] = {}

    def read(self, entry: object, index: int) -> Spoken | None:
        path = (*self._path, index)
        if type(entry) is not dict:
            self._faults.add(path, f"this is {show_json(entry)}; expected an object")
            return None
        keys = self._keys
        text = self._read_text(entry, path)
        if text is None:
            return None
        start = self._read_time(entry, keys.start, path)
        if start is None and not keys.may_lack_times and entry.get(keys.start) is None:
            self._faults.add(path, f"{keys.start} is missing; add when this is said")
        words: Sequence[Spoken] = ()
        if keys.words and entry.get(keys.words):
            inner = (*path, keys.words)
            words = read_entries(entry[keys.words], inner, self._word_keys, self._faults)
        end = self._read_time(entry, keys.end, path)
        return Spoken(text, start, end, self._read_speaker(entry, path), path, words)

    def _read_text(self, entry: Mapping[str, Any], path: Path) -> str | None:
        for key in self._keys.text:
            text = entry.get(key)
            if type(text) is str:
                return text.strip() if "\n" not in text else _join_lines(text)
            if text is not None:
                self._faults.add((*path, key), f"{key} is {show_json(text)}; expected a text")
                return str(text) if type(text) in (int, float) else None
        self._faults.add(path, f"{self._keys.text[0]} is missing; add what is said")
        return None

    def _read_time(self, entry: Mapping[str, Any], key: str, path: Path) -> int | None:
        value = entry.get(key)
        if (type(value) is float or type(value) is int) and 0 <= value <= _MOST:
            return int(value * self._unit_ms + 0.5)
        return None if value is None else self._read_odd_time(value, key, (*path, key))

    def _read_odd_time(self, value: object, key: str, path: Path) -> int | None:
        unit = "seconds" if self._unit_ms == 1000 else "milliseconds"
        if isinstance(value, str):
            found = parse_time(value.strip().removesuffix("s"))
            if found is not None and self._unit_ms == 1 and ":" not in value:
                found //= 1000
            if found is None or not self._keys.takes_texts:
                instead = "" if found is None else f", e.g. {found / self._unit_ms:g}"
                says = f"expected a number of {unit} without quotes{instead}"
                self._faults.add(path, f"{key} is {show_json(value)}; {says}")
            return found
        is_negative = isinstance(value, int | float) and value < 0
        expected = f"0 or more {unit}" if is_negative else f"a number of {unit}"
        self._faults.add(path, f"{key} is {show_json(value)}; expected {expected}")
        return 0 if is_negative else None

    def _read_speaker(self, entry: Mapping[str, Any], path: Path) -> str:
        for key in self._keys.speaker:
            label = entry.get(key)
            if type(label) is str or type(label) is int:
                name = self._names.get(label)
                if name is None:
                    name = self._names[label] = self._name(label)
                if name:
                    return name
            elif label is not None:
                says = f"{key} is {show_json(label)}; expected a name in quotes"
                self._faults.add((*path, key), says)
        return ""

    def _name(self, label: str | int) -> str:
        return " ".join(str(label).split()) if self._keys.has_names else name_speaker(label)


def _join_lines(text: str) -> str:
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def glue_words(words: list[Spoken], raw: Sequence[object]) -> list[Spoken]:
    """Join parts of words: what has no blank in front in the `raw` texts, where others have one."""
    texts = [str(one) for one in raw]
    if not any(one.startswith(" ") for one in texts[1:]):
        return words
    found: list[Spoken] = []
    for word, text in zip(words, texts, strict=True):
        if found and word.text and not text.startswith(" "):
            before = found[-1]
            end = before.end_ms if word.end_ms is None else word.end_ms
            found[-1] = before._replace(text=before.text + word.text, end_ms=end)
        elif word.text:
            found.append(word)
    return found


def put_unit_right(found: list[Spoken], keys: Keys, faults: Faults) -> list[Spoken]:
    """Return what is said in a whole file, also where milliseconds were written as seconds."""
    starts = [one.start_ms for one in found if one.start_ms is not None]
    if not starts or starts[-1] < _LONG_MS:
        return found
    chars = sum(len(one.text) for one in found)
    length_s = (starts[-1] - starts[0]) / 1000
    if chars > length_s * _FEWEST_CHARS_A_SECOND or any(one % 1000 for one in starts):
        return found
    first = next(one for one in found if one.start_ms)
    says = f"the times are milliseconds, up to {starts[-1] // 1000}; expected seconds"
    faults.add((*first.path, keys.start), says)
    return [_shrink(one) for one in found]


def _shrink(one: Spoken) -> Spoken:
    return one._replace(
        start_ms=None if one.start_ms is None else one.start_ms // 1000,
        end_ms=None if one.end_ms is None else one.end_ms // 1000,
        words=[_shrink(word) for word in one.words],
    )
