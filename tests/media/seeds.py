"""A good file of each kind of audio, with all that our readers look at, for tests that change bytes."""

import make_audio as make

JPEG = b"\xff\xd8\xff\xe0" + bytes(60)


def _quicktime() -> bytes:
    """A file with chapters of all kinds and an edit list."""
    text = b"\0\5Hello"
    table = make.tables([(2, 1000)], [40, 40], [len(text)] * 2, b"text")
    pictures = make.tables([(1, 1000)], [60], [len(JPEG)], b"jpeg")
    sound = make.tables([(90, 44100)], [200, 300], [90, 100])
    return (
        make.box("ftyp", b"M4A \0\0\0\0")
        + make.box("mdat", text * 10 + JPEG * 4)
        + make.movie(
            make.track(1, b"soun", 44100, sound, units=99, chapters=(2, 3), edits=make.elst((500, -1), (9000, 0))),
            make.track(2, b"text", 1000, table), make.track(3, b"vide", 1000, pictures),
            make.box("udta", make.chpl([(0, "Hello"), (500, "Bye")])),
        )
    )  # fmt: skip


_TAG = make.id3(
    make.ctoc("toc", "a", "b"),
    make.chap("a", 0, "Hello", "https://example.com/", make.apic(JPEG)),
    make.chap("b", 9, "Bye"),
)
# name of the case: ending, bytes
SEEDS = {
    "MP3": ("mp3", _TAG + make.mp3(9, (64, 128), header=b"Xing", gaps=(576, 1100)) + make.apev2(b"x" * 40) + make.id3v1()),
    "AAC": ("aac", _TAG + make.aac(9, 40) + make.id3(padding=9) + make.aac(9, 40)),
    "M4A": ("m4a", _quicktime()),
    "M4A, fragments": ("m4a", make.movie(make.track(2, b"soun", 44100)) + make.fragment(2, [44100, 5]) + make.fragment(2, [], default=9, count=3)),
    "Opus": ("opus", make.opus(9, "CHAPTER001=00:00:00", "CHAPTER001NAME=Hello", pages=2) + make.opus(1, pages=1, serial=8)),
    "Vorbis": ("ogg", make.vorbis(2, "CHAPTER001=00:00:00", "CHAPTER001NAME=Hello", pages=2)),
    "FLAC": ("flac", make.flac(9, "CHAPTER001=00:00:00", "CHAPTER001NAME=Hello")),
    "WAV": ("wav", make.wav(0.05, extra=make.cues((1, 0), (2, 99), labels=[(1, b"Hello")])) + make.chunk(b"id3 ", _TAG)),
    "AIFF": ("aiff", make.aiff(0.01, extra=make.marks((0, b"Hello"), (99, b"Bye")) + make.chunk(b"ID3 ", _TAG, ">"))),
}  # fmt: skip
