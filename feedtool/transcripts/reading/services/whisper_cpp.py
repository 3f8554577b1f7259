"""The JSON of whisper.cpp: `--output-json`, and with tokens `--output-json-full`.

Source: https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp, output_json
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, are_words, group_words, list_cues
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    Spoken,
    dig,
    glue_words,
    read_entries,
    starts_with,
)

FORM = "whisper-cpp"
_KEYS = Keys(words="words", unit_ms=1, takes_texts=True)
_TOKENS = Keys(unit_ms=1, takes_texts=True, may_lack_times=True, glues=True)


def looks_like(whole: Any) -> bool:
    """Return whether this has a list of texts with offsets or timestamps."""
    found = dig(whole, "transcription")
    return starts_with(found, "text", "offsets") or starts_with(found, "text", "timestamps")


def read(whole: Any, faults: Faults) -> Found:
    """Read segments with their tokens; segments of single words, as by `-ml 1`, are grouped."""
    language = read_language(dig(whole, "result", "language"))
    entries = [_flatten(one) for one in whole["transcription"]]
    found = read_entries(entries, ("transcription",), _KEYS, faults, _TOKENS)
    if are_words(found):
        raw = [dig(entries[one.at], "text") for one in found]
        return group_words(glue_words(found, raw), language)
    return list_cues([_check_words(one) for one in found], language)


def _flatten(entry: Any) -> Any:
    """Return a segment or token with its times as other programs write them."""
    if not isinstance(entry, dict):
        return entry
    text = entry.get("text")
    is_mark = isinstance(text, str) and text.startswith("[_") and text.endswith("]")
    flat = {
        "text": "" if is_mark else text,
        "start": _find_time(entry, "from"),
        "end": _find_time(entry, "to"),
        "speaker": entry.get("speaker"),
    }
    tokens = entry.get("tokens")
    if isinstance(tokens, list):
        flat["words"] = [_flatten(one) for one in tokens]
    return flat


def _find_time(entry: Any, which: str) -> Any:
    offset = dig(entry, "offsets", which)
    return dig(entry, "timestamps", which) if offset is None else offset


def _check_words(one: Spoken) -> Spoken:
    """Drop words that are not those of the text, as where a letter is cut into two tokens."""
    words = "".join(word.text for word in one.words)
    is_text = "".join(words.split()) == "".join(one.text.split())
    return one if is_text else one._replace(words=())
