"""What services and programs write as JSON: lists of what is said, each entry with its times."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple

from feedtool.transcripts.reading.speaker_names import name_speaker
from feedtool.values.json_places import Path
from feedtool.values.json_text import show_json
from feedtool.values.times import parse_time

# A recording of eleven days, in milliseconds that may be taken for seconds.
_MOST = 1_000_000_000
_MOST_FAULTS = 10_000
# People say 10 to 20 characters a second. With milliseconds taken for seconds it is a thousandth.
_FEWEST_CHARS_A_SECOND = 0.1
_LONG_MS = 1_000_000


class Spoken(NamedTuple):
    """A word, a phrase or a turn, and its place in the JSON: a list and an index in it."""

    text: str
    start_ms: int | None
    end_ms: int | None
    speaker: str
    list_path: Path
    at: int
    words: "Sequence[Spoken]" = ()

    @property
    def path(self) -> Path:
        """The path of the entry."""
        return (*self.list_path, self.at)


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
    """What is wrong with values of the JSON, by their paths; of endless faults the first ones."""

    found: list[tuple[Path, str]] = field(default_factory=list)
    dropped: int = 0

    def add(self, path: Path, message: str) -> None:
        """Remember a fault of the value with this path."""
        if len(self.found) < _MOST_FAULTS:
            self.found.append((path, message))
        else:
            self.dropped += 1


_NOTHING: Mapping[str, Any] = MappingProxyType({})
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
            found.append({**entry, key: ""})
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
    reader = _EntryReader(path, keys, faults)
    objects = reader.check_objects(entries)
    texts = reader.read_texts(objects)
    rows: Iterable[tuple[Any, ...]] = zip(
        texts,
        reader.read_times(objects, keys.start),
        reader.read_times(objects, keys.end),
        reader.read_speakers(objects),
        repeat(path),
        range(len(objects)),
        _read_words(objects, path, keys, faults, word_keys),
        strict=False,
    )
    if None in texts:
        rows = (one for one in rows if one[0] is not None)
    # A third of the time that Spoken() takes.
    found: list[Spoken] = [*map(partial(tuple.__new__, Spoken), rows)]
    if keys.glues:
        return glue_words(found, [objects[one.at].get(keys.text[0]) for one in found])
    return found


def _read_words(
    entries: Sequence[Mapping[str, Any]], path: Path, keys: Keys, faults: Faults, word_keys: Keys
) -> Iterable[Sequence[Spoken]]:
    if not keys.words:
        return repeat(())
    return [
        read_entries(entry[keys.words], (*path, index, keys.words), word_keys, faults)
        if entry.get(keys.words)
        else ()
        for index, entry in enumerate(entries)
    ]


class _EntryReader:
    """Reads a list key by key; nearly all values are plain texts and numbers, which is fast."""

    def __init__(self, path: Path, keys: Keys, faults: Faults) -> None:
        self._path = path
        self._keys = keys
        self._faults = faults

    def check_objects(self, entries: list[Any]) -> list[Mapping[str, Any]]:
        """Return the entries; what is no object is reported, and left out later."""
        if set(map(type, entries)) <= {dict}:
            return entries
        for index, entry in enumerate(entries):
            if not isinstance(entry, dict):
                says = f"this is {show_json(entry)}; expected an object"
                self._faults.add((*self._path, index), says)
        return [one if isinstance(one, dict) else _NOTHING for one in entries]

    def read_texts(self, entries: Sequence[Mapping[str, Any]]) -> list[str | None]:
        """Return the text of each entry, None where it has none."""
        key = self._keys.text[0]
        return [
            text.strip()
            if type(text := entry.get(key)) is str and "\n" not in text
            else self._read_odd_text(entry, index)
            for index, entry in enumerate(entries)
        ]

    def _read_odd_text(self, entry: Mapping[str, Any], index: int) -> str | None:
        if entry is _NOTHING:
            return None
        for key in self._keys.text:
            text = entry.get(key)
            if isinstance(text, str):
                return "\n".join(filter(None, map(str.strip, text.split("\n"))))
            if text is not None:
                says = f"{key} is {show_json(text)}; expected a text"
                self._faults.add((*self._path, index, key), says)
                return str(text) if type(text) in (int, float) else None
        says = f"{self._keys.text[0]} is missing; add what is said"
        self._faults.add((*self._path, index), says)
        return None

    def read_times(self, entries: Sequence[Mapping[str, Any]], key: str) -> list[int | None]:
        """Return a time of each entry in milliseconds, None where it has none."""
        unit = self._keys.unit_ms
        return [
            int(time * unit + 0.5)
            if (type(time := entry.get(key)) is float or type(time) is int) and 0 <= time <= _MOST
            else self._read_odd_time(time, key, entry, index)
            for index, entry in enumerate(entries)
        ]

    def _read_odd_time(
        self, value: object, key: str, entry: Mapping[str, Any], index: int
    ) -> int | None:
        path = (*self._path, index)
        unit = "seconds" if self._keys.unit_ms == 1000 else "milliseconds"
        if value is None:
            if key == self._keys.start and not self._keys.may_lack_times and entry is not _NOTHING:
                self._faults.add(path, f"{key} is missing; add when this is said, in {unit}")
            return None
        if isinstance(value, str):
            return self._read_time_text(value, key, unit, path)
        is_negative = isinstance(value, int | float) and value < 0
        expected = f"0 or more {unit}" if is_negative else f"a number of {unit}"
        self._faults.add((*path, key), f"{key} is {show_json(value)}; expected {expected}")
        return 0 if is_negative else None

    def _read_time_text(self, value: str, key: str, unit: str, path: Path) -> int | None:
        found = parse_time(value.strip().removesuffix("s"))
        if found is not None and self._keys.unit_ms == 1 and ":" not in value:
            found //= 1000
        if found is None or not self._keys.takes_texts:
            instead = "" if found is None else f": {found / self._keys.unit_ms:g}"
            says = f"expected a number of {unit} without quotes{instead}"
            self._faults.add((*path, key), f"{key} is {show_json(value)}; {says}")
        return found

    def read_speakers(self, entries: Sequence[Mapping[str, Any]]) -> list[str]:
        """Return the speaker of each entry, "" where it names none."""
        key, *others = self._keys.speaker
        names = _Names(has_names=self._keys.has_names)
        return [
            name
            if type(label := entry.get(key)) is str and (name := names[label])
            else self._read_odd_speaker(entry, index, names)
            if label is not None or others
            else ""
            for index, entry in enumerate(entries)
        ]

    def _read_odd_speaker(self, entry: Mapping[str, Any], index: int, names: "_Names") -> str:
        for key in self._keys.speaker:
            label = entry.get(key)
            if isinstance(label, str | int) and not isinstance(label, bool):
                if names[label]:
                    return names[label]
            elif label is not None:
                says = f"{key} is {show_json(label)}; expected a name in quotes"
                self._faults.add((*self._path, index, key), says)
        return ""


class _Names(dict[str | int, str]):
    """The names of speakers by their labels."""

    def __init__(self, *, has_names: bool) -> None:
        super().__init__()
        self._has_names = has_names

    def __missing__(self, label: str | int) -> str:
        name = " ".join(str(label).split()) if self._has_names else name_speaker(label)
        self[label] = name
        return name


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
    if any(one.start_ms % 1000 for one in found if one.start_ms):
        return found
    starts = [one.start_ms for one in found if one.start_ms is not None]
    if not starts or starts[-1] < _LONG_MS:
        return found
    chars = sum(len(one.text) for one in found)
    if chars > (starts[-1] - starts[0]) / 1000 * _FEWEST_CHARS_A_SECOND:
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
