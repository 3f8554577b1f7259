"""A corpus of audio as people's programs make it, and the same files damaged.

What makes it: ffmpeg, lame, flac, opusenc and oggenc, with their defaults and with what they let
one set; and tags of all kinds at all places where taggers leave them. `decode` says how long files
play.
"""

import random
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from struct import pack, unpack

import make_audio as make
from corpus_recipes import FFMPEG, PROGRAM_LINES

PROGRAMS = ("ffmpeg", "lame", "flac", "opusenc", "oggenc")
# A duration is right if it differs by less from what decoding gives: encoders put a frame or two of
# silence at the ends, and not all formats say how much.
TOLERANCE_S = 0.1

# Sound with a left side unlike its right one, noise, and a silence.
_SOUND = (
    "aevalsrc='0.4*sin(2*PI*(300+200*t)*t)+0.02*random(0)|0.3*sin(2*PI*440*t)*lt(t,1)+0.02*random(1)'"
    ":s=48000:d=1.7,volume='if(between(t,0.6,0.8),0,1)':eval=frame"
)
# name of a source: its sample rate, its channels
_SOURCES = {
    "s44": (44100, 2), "m44": (44100, 1), "s48": (48000, 2), "m48": (48000, 1), "s32": (32000, 2),
    "s22": (22050, 2), "m24": (24000, 1), "m16": (16000, 1), "m12": (12000, 1), "m11": (11025, 1), "m8": (8000, 1),
}  # fmt: skip
_NO_MEMBERS = {".jpg", ".raw"}

Edit = Callable[[bytes], bytes]


def make_corpus(folder: Path) -> dict[str, Path]:
    """Make the good files; return them by name."""
    _run(folder, ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", _SOUND,
                  *(one for name, (rate, channels) in _SOURCES.items()
                    for one in ("-map", "0:a", "-ar", f"{rate}", "-ac", f"{channels}", "-bitexact", f"{name}.wav"))])  # fmt: skip
    _run(folder, ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=2000x2000", "-vf", "noise=alls=60",
                  "-frames:v", "1", "-q:v", "2", "cover.jpg", "-frames:v", "1", "-s", "64x64", "small.jpg"])  # fmt: skip
    lines = FFMPEG.strip().splitlines()
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(_encode, folder, lines[at::4]) for at in range(4)]
        for job in jobs:
            job.result()
        for _ in pool.map(lambda line: _make(folder, line), PROGRAM_LINES.strip().splitlines()):
            pass
    _run(folder, _COPIES)
    for name, base, edit in _list_edits(folder):
        (folder / name).write_bytes(edit((folder / base).read_bytes()))
    return {one.name: one for one in sorted(folder.iterdir()) if one.suffix not in _NO_MEMBERS}


def _run(folder: Path, words: Sequence[str]) -> None:
    subprocess.run(words, cwd=folder, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip


def _encode(folder: Path, lines: Sequence[str]) -> None:
    words = ["ffmpeg", "-v", "error", "-i", "s44.wav"]
    for line in lines:
        name, *options = line.split()
        words += ["-map", "0:a", *options, name]
    _run(folder, words)


def _make(folder: Path, line: str) -> None:
    name, _, command = line.partition(" ")
    _run(folder, ["sh", "-c", command.strip().replace("@", name)])


# What ffmpeg makes of other files: edit lists, covers, chapters, and a stream recorded from its midst.
_COPIES = [
    "ffmpeg", "-v", "error", "-ss", "0.5", "-i", "ff-default.m4a", "-i", "cover.jpg", "-i", "ff-default.m4a",
    "-i", "vorbis-default.ogg", "-i", "opus-default.opus", "-i", "ff-alac.m4a",
    "-map", "0:a", "-c", "copy", "edit-start.m4a",
    "-map", "2:a", "-map", "1:v", "-c", "copy", "-disposition:v", "attached_pic", "cover.m4a",
    "-map", "2:a", "-map", "1:v", "-c", "copy", "-disposition:v", "attached_pic", "-movflags", "faststart", "cover-first.m4b",
    "-map", "2:a", "-c", "copy", "-t", "1.0", "edit-end.m4a",
    "-map", "5:a", "-c", "copy", "-t", "1.0", "edit-end-alac.m4a",
    "-map", "3:a", "-c", "copy", "-output_ts_offset", "3600", "-avoid_negative_ts", "0", "-page_duration", "100000", "live-vorbis.ogg",
    "-map", "4:a", "-c", "copy", "-output_ts_offset", "3600", "-avoid_negative_ts", "0", "live-opus.opus",
]  # fmt: skip


def _id3(version: int, padding: int = 500, body: bytes = b"", *, footer: bool = False) -> bytes:
    """A tag with a title, in the form of its version."""
    text = b"\0Tides"
    title = b"TT2\0\0\6" + text if version == 2 else make.id3_frame("TIT2", text)
    tag = make.id3(title, body, padding=0 if footer else padding, version=version)
    if not footer:
        return tag
    return tag[:5] + b"\x10" + tag[6:] + b"3DI" + tag[3:5] + b"\x10" + tag[6:10]


def _picture(length: int) -> bytes:
    """A frame of a picture, whose bytes may look like audio."""
    body = random.Random(length).randbytes(length).replace(b"\xff\xd8", b"\xff\xfb")
    return make.id3_frame("APIC", b"\0image/jpeg\0\3\0\xff\xd8" + body)


_APE_ITEM = pack("<II", 5, 0) + b"Title\0Tides"
_APE = make.apev2(_APE_ITEM)
# An old tag has no header.
_APE_1 = _APE_ITEM + b"APETAGEX" + pack("<IIII", 1000, len(_APE_ITEM) + 32, 1, 0) + bytes(8)
_APE_FRONT = (
    b"APETAGEX" + pack("<IIII", 2000, len(_APE_ITEM) + 32, 1, 0xA0000000) + bytes(8) + _APE[32:]
)
_V1 = make.id3v1()
# name of the case: what stands in front of the audio, and behind it
_TAGS = {
    "v22": (_id3(2), b""), "v23": (_id3(3), b""), "v24": (_id3(4), b""),
    "v24-footer": (_id3(4, footer=True), b""), "v23-padded": (_id3(3, 70_000), b""), "v23-cover": (_id3(3, body=_picture(5000)), b""),
    "v24-big-cover": (_id3(4, body=_picture(2_500_000)), b""), "v23-twice": (_id3(3) + _id3(4), b""),
    "v1": (b"", _V1), "v1-v23": (_id3(3), _V1), "v1-twice": (b"", _V1 + _V1), "v1-extended": (b"", b"TAG+".ljust(227, b"\0") + _V1),
    "v24-end": (b"", _id3(4, footer=True)), "v24-end-v1": (b"", _id3(4, footer=True) + _V1), "v23-both": (_id3(3), _id3(4, footer=True)),
    "ape": (b"", _APE), "ape-v1": (b"", _APE + _V1), "ape-1": (b"", _APE_1), "ape-front": (_APE_FRONT, b""), "ape-cover": (b"", make.apev2(bytes(range(256)) * 900)),
    "lyrics": (b"", make.lyrics3(b"la" * 99) + _V1), "all": (_id3(4) + _APE_FRONT, _id3(4, footer=True) + _APE + make.lyrics3(b"la" * 99) + _V1),
}  # fmt: skip
_TAGGED = ("lame-default.mp3", "lame-V2.mp3", "lame-bare.mp3")
_FEW_TAGGED = ("ff-default.aac", "flac-default.flac", "flac-streamed.flac")
_FEW_TAGS = ("v24", "v1", "v1-v23", "v24-big-cover")


def _list_edits(folder: Path) -> Iterator[tuple[str, str, Edit]]:
    """Yield the name of a file, what it is made of, and how."""
    for bases, tags in ((_TAGGED, tuple(_TAGS)), (_FEW_TAGGED, _FEW_TAGS)):
        for base in bases:
            for tag in tags:
                front, back = _TAGS[tag]
                yield f"tag-{tag}-{base}", base, lambda data, f=front, b=back: f + data + b
    for name, base, edit in _EDITS:
        yield name, base, edit
    for name, first, *others in _CHAINS:
        rest = b"".join((folder / one).read_bytes() for one in others)
        yield name, first, lambda data, rest=rest: data + rest


def _patch(at: bytes, offset: int, new: bytes) -> Edit:
    """Write other bytes at an offset from the first place where some bytes stand."""

    def edit(data: bytes) -> bytes:
        place = data.index(at) + offset
        return data[:place] + new + data[place + len(new) :]

    return edit


def _insert(at: bytes, new: bytes) -> Edit:
    return lambda data: data.replace(at, new + at, 1)


def _sound_first(data: bytes) -> bytes:
    """Put the chunk of sound in front of the others."""
    at = data.index(b"SSND")
    return data[:12] + data[at:] + data[12:at]


_LIST = make.chunk(b"LIST", b"INFO" + make.chunk(b"INAM", b"Tides"))
_EDITS: tuple[tuple[str, str, Edit], ...] = (
    ("edit-odd-chunk.wav", "m8.wav", _insert(b"data", make.chunk(b"odd ", b"abc"))),
    ("edit-list-first.wav", "s44.wav", _insert(b"data", _LIST)),
    ("edit-list-last.wav", "s44.wav", lambda data: data + _LIST),
    ("edit-junk-first.wav", "s44.wav", _insert(b"fmt ", make.chunk(b"JUNK", bytes(28)))),
    ("edit-bext-first.wav", "s44.wav", _insert(b"fmt ", make.chunk(b"bext", bytes(603)))),
    ("edit-id3-chunk.wav", "s44.wav", lambda data: data + make.chunk(b"id3 ", _id3(3))),
    ("edit-id3-chunk-first.wav", "s44.wav", _insert(b"data", make.chunk(b"id3 ", _id3(4, body=_picture(5001))))),
    ("edit-cue.wav", "s44.wav", lambda data: data + make.chunk(b"cue ", pack("<III4sIII", 1, 1, 0, b"data", 0, 0, 0))),
    ("edit-stopped.wav", "s44.wav", _patch(b"data", 4, bytes(4))),
    ("edit-piped.wav", "s44.wav", _patch(b"data", 4, b"\xff" * 4)),
    ("edit-whole-unknown.wav", "s44.wav", _patch(b"RIFF", 4, b"\xff" * 4)),
    ("edit-whole-zero.wav", "s44.wav", _patch(b"RIFF", 4, bytes(4))),
    ("edit-pad-missing.wav", "w8.wav", lambda data: data + b"\0"),
    ("edit-odd-chunk.aiff", "ff-default.aiff", _insert(b"SSND", make.chunk(b"odd ", b"abc", ">"))),
    ("edit-name-last.aiff", "ff-default.aiff", lambda data: data + make.chunk(b"NAME", b"Tides", ">")),
    ("edit-id3-chunk.aiff", "ff-default.aiff", lambda data: data + make.chunk(b"ID3 ", _id3(4), ">")),
    ("edit-sound-first.aiff", "ff-default.aiff", _sound_first),
    ("edit-free.m4a", "ff-default.m4a", lambda data: data + make.box("free", bytes(9999))),
    ("edit-open-end.m4a", "ff-faststart.m4a", _patch(b"mdat", -4, bytes(4))),
    ("edit-half.m4a", "ff-default.m4a", _patch(b"elst", 12, pack(">I", 850))),
    ("edit-brand.m4a", "ff-default.m4a", _patch(b"ftyp", 4, b"dash")),
    ("edit-zeros-behind.m4a", "ff-default.m4a", lambda data: data + bytes(512)),
    ("edit-zeros-behind.mp3", "lame-default.mp3", lambda data: data + bytes(512)),
    ("edit-zeros-front.mp3", "lame-default.mp3", lambda data: bytes(300) + data),
    ("edit-cut-front.mp3", "lame-bare.mp3", lambda data: data[100:]),
    ("edit-half-frame-behind.mp3", "lame-default.mp3", lambda data: data + data[-200:-150]),
)  # fmt: skip
# What `cat` makes of files that may be joined.
_CHAINS = (
    ("chain-opus.opus", "opus-default.opus", "opus-serial.opus"),
    ("chain-opus-three.opus", "opus-default.opus", "opus-mono.opus", "opus-cbr.opus"),
    ("chain-vorbis.ogg", "vorbis-default.ogg", "vorbis-tags.ogg"),
    ("chain-vorbis-rates.ogg", "vorbis-default.ogg", "vorbis-22.oga"),
    ("chain-flac.oga", "flac-ogg.oga", "flac-ogg-mono.ogg"),
    ("chain-bare.mp3", "lame-bare.mp3", "lame-bare.mp3"),
    ("chain-adts.aac", "ff-default.aac", "ff-default.aac"),
    ("chain-adts-tags.aac", "tag-v24-ff-default.aac", "tag-v1-v23-ff-default.aac"),
)


# The formats whose files are damaged, and whether they may write long rows of zeros themselves.
_DAMAGED = {
    "lame-default.mp3": False, "lame-V2.mp3": False, "lame-bare.mp3": False, "lame-V2-bare.mp3": False,
    "lame-cover.mp3": False, "tag-all-lame-V2.mp3": False, "ff-default.m4a": False, "ff-faststart.m4a": False,
    "edit-open-end.m4a": False, "ff-fragments.m4a": False, "ff-alac.m4a": True, "ff-pcm.mov": True, "ff-default.aac": False,
    "flac-default.flac": False, "flac-streamed.flac": False, "opus-default.opus": False, "ff-pages.opus": False, "vorbis-default.ogg": False,
    "flac-ogg.oga": False, "ff-default.wav": True, "ff-rf64.wav": True, "ff-default.aiff": True, "ff-sowt.aif": True,
}  # fmt: skip
_ENDINGS = {"mp3": "m4a", "m4a": "mp3", "mov": "wav", "aac": "mp3", "flac": "ogg", "opus": "mp3", "ogg": "flac", "oga": "mp3", "wav": "mp3", "aiff": "wav", "aif": "mp3"}  # fmt: skip


def damage(folder: Path, target: Path) -> Iterator[tuple[str, Path]]:
    """Make damaged files; yield for each what is wrong with it: cut, joined, renamed or zeroed.

    Not yielded is what nobody can tell: zeros in a format where they are silence.
    """
    for name, is_silent in _DAMAGED.items():
        data = (folder / name).read_bytes()
        stem, _, ending = name.rpartition(".")
        for what, case, bad in _list_damages(data, is_silent):
            path = target / f"{what}-{case}-{stem}.{ending}"
            path.write_bytes(bad)
            yield what, path
        path = target / f"renamed-{name}.{_ENDINGS[ending]}"
        path.write_bytes(data)
        yield "renamed", path


def _list_damages(data: bytes, is_silent: bool) -> Iterator[tuple[str, str, bytes]]:
    size = len(data)
    for percent in (25, 50, 75, 90):
        yield "cut", f"{percent}", data[: size * percent // 100]
    yield "joined", "twice", data + data
    for case, start, end in (("head", 0, 15), ("middle", 40, 60), ("tail", 80, 100)):
        if not is_silent or case == "head":
            first, last = size * start // 100, size * end // 100
            yield "zeroed", case, data[:first] + bytes(last - first) + data[last:]


def decode(paths: Sequence[Path]) -> Mapping[Path, float]:
    """Return how many seconds ffmpeg decodes of each file, after the gaps that encoders tell.

    A file that it cannot decode is left out.
    """
    with ThreadPoolExecutor(2) as pool:
        parts = pool.map(_decode_some, [paths[at : at + 30] for at in range(0, len(paths), 30)])
        return {path: seconds for part in parts for path, seconds in part.items()}


def _decode_some(paths: Sequence[Path]) -> dict[Path, float]:
    """Decode files in one process, and one by one where it ends at one of them."""
    words = ["ffmpeg", "-v", "quiet", "-y"]
    for path in paths:
        words += ["-i", f"{path}"]
    for index, path in enumerate(paths):
        words += ["-map", f"{index}:a:0", "-ac", "1", "-c:a", "pcm_mulaw", "-f", "au", f"{path}.au"]
    done = subprocess.run(words, check=False, stdin=subprocess.DEVNULL).returncode == 0
    if not done and len(paths) > 1:
        return {path: one for path in paths for one in _decode_some([path]).values()}
    return {path: _count_samples(Path(f"{path}.au")) for path in paths} if done else {}


def _count_samples(path: Path) -> float:
    """Return the seconds of a file of one byte a sample, and remove it."""
    data = path.read_bytes()
    path.unlink()
    start, _, _, rate_hz = unpack(">IIII", data[4:20])
    return (len(data) - start) / rate_hz
