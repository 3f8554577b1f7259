"""Audio as people's programs make it: no good file is refused, and no damaged one believed."""

from pathlib import Path
from shutil import which

import pytest
from corpus import PROGRAMS, TOLERANCE_S, damage, decode, make_corpus

from feedtool.media.audio import measure_stream
from feedtool.media.facts import Measured, MediaFault
from feedtool.media.types import ending_of

_MISSING = [name for name in PROGRAMS if which(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(_MISSING), reason=f"{', '.join(_MISSING)} make the files"),
]
# What may disturb listeners in a good file, by a part of its name.
_WARNED = {
    "bare": "its bit rate varies and no header tells its length",
    "mp2": "it is MPEG audio of layer II",
    ".webm": "its duration cannot be read",
}


def _measure(path: Path) -> Measured | None:
    """Return what the reader finds, None if it refuses the file."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        try:
            return measure_stream(stream, size, ending_of(path.name))
        except MediaFault:
            return None


def _is_expected(name: str, warnings: tuple[str, ...]) -> bool:
    return not warnings or any(
        part in name and warnings[0].startswith(says) for part, says in _WARNED.items()
    )


def test_readers_say_what_decoding_gives(tmp_path: Path) -> None:
    good = make_corpus(tmp_path)
    decoded = decode(list(good.values()))
    assert len(good) > 300
    wrong = []
    for name, path in good.items():
        found = _measure(path)
        is_right = found is not None and abs(found.duration_s - decoded[path]) < TOLERANCE_S
        is_unknown = name.endswith(".webm") and found is not None and not found.duration_s
        if found is None or not (is_right or is_unknown) or not _is_expected(name, found.warnings):
            wrong.append((name, found, decoded[path]))
    assert not wrong
    _check_damaged(tmp_path)


def _check_damaged(folder: Path) -> None:
    """Compare damaged copies: each is refused or warned of, or plays as long as is said."""
    (folder / "damaged").mkdir()
    believed = []
    for what, path in damage(folder, folder / "damaged"):
        found = _measure(path)
        if found is None or (found.warnings and what != "renamed"):
            continue
        # What is joined or has a hole may be a file that plays; what is cut or renamed is none.
        lasts = decode([path]).get(path, 0.0) if what in ("joined", "zeroed") else 0.0
        if abs(found.duration_s - lasts) >= TOLERANCE_S:
            believed.append((path.name, found, lasts))
    assert not believed
