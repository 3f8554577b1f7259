"""How often three readers say a wrong duration of audio: ours, mutagen and tinytag.

python benchmarks/media.py

The files are those of tests/media/corpus.py; what decoding them gives is right. ffmpeg, lame,
flac, opusenc and oggenc make them.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import mutagen
from tinytag import TinyTag

sys.path.insert(0, str(Path(__file__).parent.parent / "tests/media"))
from corpus import TOLERANCE_S, damage, decode, make_corpus

from feedtool.media.audio import measure_stream
from feedtool.media.facts import MediaFault
from feedtool.media.types import ending_of

Reader = Callable[[Path], float | None]
KINDS = {
    "mp3": "MP3", "aac": "AAC (ADTS)", "m4a": "MP4, M4A, MOV", "m4b": "MP4, M4A, MOV", "mp4": "MP4, M4A, MOV", "mov": "MP4, M4A, MOV",
    "flac": "FLAC", "opus": "Ogg: Opus, Vorbis, FLAC, Speex", "ogg": "Ogg: Opus, Vorbis, FLAC, Speex", "oga": "Ogg: Opus, Vorbis, FLAC, Speex",
    "wav": "WAV, RF64", "aiff": "AIFF, AIFC", "aif": "AIFF, AIFC", "webm": "WebM",
}  # fmt: skip


def read_ours(path: Path) -> float | None:
    """Return our duration, None if we refuse the file or warn that it may be damaged."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        try:
            found = measure_stream(stream, size, ending_of(path.name))
        except MediaFault:
            return None
    harmless = ("its bit rate varies", "it is MPEG audio of layer")
    is_told = any(not one.startswith(harmless) for one in found.warnings)
    return None if is_told else found.duration_s


def read_mutagen(path: Path) -> float | None:
    try:
        found = mutagen.File(path)
    except mutagen.MutagenError:
        return None
    return None if found is None else float(found.info.length)


def read_tinytag(path: Path) -> float | None:
    try:
        return TinyTag.get(path).duration
    except Exception:  # it raises what its parts raise
        return None


READERS: dict[str, Reader] = {"ours": read_ours, "mutagen": read_mutagen, "tinytag": read_tinytag}


def find_wrong(path: Path, right: float | None, *, is_good: bool) -> Iterator[str]:
    """Yield the readers that say a wrong duration; for a good file, no duration is wrong too."""
    for name, read in READERS.items():
        said = read(path)
        if is_good if said is None else right is None or abs(said - right) >= TOLERANCE_S:
            yield name


def print_table(title: str, files: Counter[str], wrong: Counter[tuple[str, str]]) -> None:
    print(f"\n| {title} | files | {' | '.join(READERS)} |")
    print(f"|---|---|{'---|' * len(READERS)}")
    for kind, count in files.items():
        print(f"| {kind} | {count} | {' | '.join(str(wrong[kind, one]) for one in READERS)} |")
    sums = (str(sum(n for (_, name), n in wrong.items() if name == one)) for one in READERS)
    print(f"| all | {files.total()} | {' | '.join(sums)} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = make_corpus(folder)
        decoded = decode(list(good.values()))
        files: Counter[str] = Counter()
        wrong: Counter[tuple[str, str]] = Counter()
        for path in good.values():
            kind = KINDS[ending_of(path.name)]
            files[kind] += 1
            wrong.update((kind, one) for one in find_wrong(path, decoded[path], is_good=True))
        print_table("good files", files, wrong)
        (folder / "damaged").mkdir()
        files, wrong = Counter(), Counter()
        for what, path in damage(folder, folder / "damaged"):
            right = decode([path]).get(path)
            files[what] += 1
            wrong.update((what, one) for one in find_wrong(path, right, is_good=False))
        print_table("damaged files", files, wrong)


if __name__ == "__main__":
    main()
