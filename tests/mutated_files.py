"""Good files of every kind that a show names, with bytes changed: no reader crashes or goes astray.

python tests/mutated_files.py [--count 30000] [KIND …]

Each change has a number, and the same number is the same change. A file may be refused with a fault
of ours; any other exception, and anything printed, is an error. The table says how long the slowest
file of each kind took, and how much memory the run needed.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from io import BytesIO
from pathlib import Path

sys.path.extend([str(Path(__file__).parent / one) for one in (".", "media")])
import make_audio as make
from chapter_files import FILES
from seeds import SEEDS

from feedtool.chapters.check import check_chapters
from feedtool.chapters.json_chapters import format_chapters
from feedtool.chapters.reading.read import read_chapters
from feedtool.findings.file_findings import FileFindings
from feedtool.media.audio import measure_audio, measure_stream
from feedtool.media.facts import MediaFault
from feedtool.media.inner_tags import read_cover, read_tags
from feedtool.media.pictures import check_pixels, measure_picture, resize_picture
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.writing.write import forms_of, write_transcript

Read = Callable[[bytes, Path], None]
_LIMIT_BYTES = 2_000_000_000
_NUMBERS = (
    b"\0", b"\xff", b"\x7f", b"\x80", bytes(4), b"\xff" * 4, b"\0\0\0\1", b"\x80\0\0\0", b"\x7f\xff\xff\xff",
    b"\x7f\x7f\x7f\x7f", bytes(8), b"\xff" * 8, b"\0\0\0\x08", b"\0\0\0\0free",
)  # fmt: skip
_WORDS = (
    b"[", b"]", b"{", b"}", b'"', b",", b":", b"\\", b"9" * 400, b"9" * 5000, b"NaN", b"-Infinity", b"1e999",
    rb"\ud800", b"\xef\xbb\xbf", b"-->", b"\r", b"\n\n", b"<", b"&", b"[" * 2000, b"::error::", b"\x1b[2J", b"WEBVTT",
)  # fmt: skip


def mutate(data: bytes, number: int) -> bytes:
    """Change a file in some places: flips, cuts, insertions, repeats, numbers that lie."""
    dice = random.Random(number)
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        if made:
            at, length = dice.randrange(len(made)), dice.choice((1, 2, 4, 16, 200))
            dice.choice(_CHANGES)(made, at, length, dice)
    return bytes(made)


def _flip(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    made[at] ^= 1 << dice.randrange(8)


def _end(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    del made[at:]


def _cut(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    del made[at : at + length]


def _insert(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    made[at:at] = dice.randbytes(length)


def _replace(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    made[at : at + length] = dice.randbytes(length)


def _repeat(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    made[at:at] = made[at : at + length] * dice.choice((1, 2, 50))


def _lie(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    new = dice.choice(_NUMBERS)
    made[at : at + len(new)] = new


def _say(made: bytearray, at: int, length: int, dice: random.Random) -> None:
    made[at:at] = dice.choice(_WORDS)


_CHANGES = (_flip, _end, _cut, _insert, _replace, _repeat, _lie, _say)


def _read_audio(data: bytes, path: Path) -> None:
    """Read what `build` and `new --audio` read, and what a server's file is asked for."""
    path.write_bytes(data)
    with suppress(MediaFault):
        measure_audio(path)
    with suppress(MediaFault):
        measure_stream(BytesIO(data), len(data), path.suffix[1:], sample=True)
    read_tags(path)
    with suppress(ValueError):
        read_cover(path)


def _read_picture(data: bytes, path: Path) -> None:
    del path
    for read in (measure_picture, check_pixels, lambda data: resize_picture(data, 20)):
        with suppress(ValueError):
            read(data)


def _read_transcript(data: bytes, path: Path) -> None:
    findings = FileFindings(path.name)
    reading = read_transcript(data, findings, path.name)
    if reading is None:
        assert any(one.severity == "error" for one in findings.found)
        return
    check_transcript(reading, findings, duration_s=60, language="en")
    for form in forms_of(reading.transcript):
        write_transcript(reading.transcript, form, language="en", title="Nets")


def _read_chapters(data: bytes, path: Path) -> None:
    findings = FileFindings(path.name)
    reading = read_chapters(data, findings, path.name)
    if reading is not None:
        check_chapters(reading, findings, duration_s=60)
        format_chapters(reading.chapters, reading.about)


@cache
def _pictures() -> dict[str, tuple[str, bytes]]:
    from PIL import Image, PngImagePlugin  # noqa: PLC0415 - only for pictures

    def draw(kind: str, **options: object) -> bytes:
        made = BytesIO()
        Image.linear_gradient("L").resize((60, 60)).convert("RGB").save(made, kind, **options)
        return made.getvalue()

    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "The pier"
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", "The pier", zip=True)
    texts.add_itxt("About", "The pier", zip=True)
    small = Image.new("RGB", (30, 30))
    return {
        "JPEG": ("jpg", draw("JPEG", exif=exif.tobytes(), icc_profile=bytes(200), comment=b"pier")),
        "JPEG in passes": ("jpg", draw("JPEG", progressive=True)),
        "JPEG of a phone": ("jpg", draw("MPO", save_all=True, append_images=[small])),
        "PNG": ("png", draw("PNG", pnginfo=texts, exif=exif.tobytes(), icc_profile=bytes(200))),
        "PNG in motion": ("png", draw("PNG", save_all=True, append_images=[small])),
        "GIF": ("gif", draw("GIF", save_all=True, append_images=[small], comment=b"pier")),
        "WebP": ("webp", draw("WEBP", exif=exif.tobytes())),
        "WebP in motion": (
            "webp",
            draw("WEBP", save_all=True, append_images=[Image.new("RGB", (60, 60))]),
        ),
    }


def _texts() -> dict[str, tuple[str, bytes]]:
    segments = b'{"startTime": 0, "endTime": 4.5, "speaker": "Mira", "body": "Welcome"}'
    return {
        "VTT": ("vtt", b"WEBVTT\n\n" + b"00:01.000 --> 00:04.000 align:left\n<v Mira>Welcome</v>\n\n" * 9),
        "SRT": ("srt", b"1\n00:00:01,000 --> 00:00:04,000\nMira: Welcome\n\n" * 9),
        "JSON transcript": ("json", b'{"version": "1.0.0", "segments": [' + b",".join([segments] * 9) + b"]}"),
        "text": ("txt", b"Mira: Welcome at the pier.\n\nBo: The nets are dry.\n\n" * 9),
        "HTML": ("html", b"<cite>Mira:</cite><time>0:01</time><p>Welcome &amp; hello</p>\n" * 9),
        "lyrics": ("txt", b"[ar:Mira]\n[ti:Nets]\n[00:01.00]Welcome\n" * 3),
        "TTML": ("txt", b"<?xml version='1.0'?><!-- a --><tt xml:lang='en'><body/></tt>"),
        "Whisper": ("json", b'{"text": "x", "segments": [{"start": 0, "end": 1, "text": "x"}]}'),
    }  # fmt: skip


def list_kinds() -> dict[str, tuple[str, bytes, Read]]:
    """Return ending, bytes and reader of each kind of file."""
    tags = make.id3(
        make.id3_frame("TIT2", b"\3Nets"), make.id3_frame("TRCK", b"\x003/9"), make.id3_frame("TDRC", b"\x032024-03-09"),
        make.id3_frame("COMM", b"\1eng\xff\xfe\0\0\xff\xfeh\0i\0"), make.id3_frame("TXXX", b"\3EPISODE\0004"), make.apic(bytes(90)),
    )  # fmt: skip
    audio = {
        **SEEDS,
        "MP3, tags": ("mp3", tags + make.mp3(9)),
        "MP3, old tags": ("mp3", tags[:3] + b"\3\0\x80" + tags[6:] + make.mp3(9) + make.id3v1()),
        "WebM": ("webm", b"\x1aE\xdf\xa3\x9f" + bytes(60)),
    }
    listed: dict[str, tuple[str, bytes, Read]] = {}
    groups = ((audio, _read_audio), (_pictures(), _read_picture), (_texts(), _read_transcript))
    for seeds, read in groups:
        listed |= {name: (*one, read) for name, one in seeds.items()}
    for name, (file, text, *_) in FILES.items():
        listed[f"chapters, {name}"] = (file.rpartition(".")[2], text.encode(), _read_chapters)
    return listed


@contextmanager
def _catch_printed() -> Iterator[list[str]]:
    """Collect what is printed on standard error, by libraries in C too."""
    printed: list[str] = []
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield printed
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            printed.append(file.read().decode("utf-8", "replace"))


def run(kind: str, numbers: range, folder: Path) -> tuple[float, int]:
    """Read the changed files of a kind; return the most seconds that one took, and its number.

    Raises AssertionError with the number of a change that is not borne.
    """
    ending, data, read = list_kinds()[kind]
    path = folder / f"a.{ending}"
    slowest = (0.0, 0)
    with _catch_printed() as printed:
        for number in numbers:
            changed = mutate(data, number)
            began = time.process_time()
            try:
                read(changed, path)
            except Exception as why:
                raise AssertionError(
                    f"{kind}, change {number}: {type(why).__name__}: {why}"
                ) from why
            slowest = max(slowest, (time.process_time() - began, number))
    if printed[0]:
        raise AssertionError(f"{kind}, changes {numbers}: printed {printed[0][:300]!r}")
    return slowest


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--count", type=int, default=30_000)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_BYTES, _LIMIT_BYTES))
    failed = 0
    print("| Kind | Changed files | Slowest | Most memory of the run |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for kind in given.kinds or list_kinds():
            try:
                seconds, number = run(kind, range(given.count), Path(name))
                said = f"{1000 * seconds:.0f} ms (change {number})"
            except AssertionError as why:
                failed += 1
                said = str(why)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
            print(f"| {kind} | {given.count:,} | {said} | {peak} MB |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
