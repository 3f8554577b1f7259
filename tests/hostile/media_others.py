"""Ogg, FLAC, WAV, AIFF and WebM: pages, blocks and chunks without end, and those that lie."""

import base64
from pathlib import Path
from struct import pack

from media import make_audio as make

from hostile.feeds import filled
from hostile.registry import hostile
from hostile.small_shows import BUILD, write_audio, write_show

_HUGE = 0xFFFFFFFF
_HEAD = make.ogg_page(b"OpusHead\1\2".ljust(19, b"\0"), flags=2)


@hostile("media", *BUILD)
def empty_pages_of_ogg(folder: Path, size: int) -> None:
    write_audio(folder, "1.opus", make.opus(ended=False) + filled(make.ogg_page(b""), size))


@hostile("media", *BUILD)
def chains_of_ogg(folder: Path, size: int) -> None:
    write_audio(
        folder,
        "1.opus",
        b"".join(make.opus(1, pages=1, serial=at) for at in range(max(size // 250, 1))),
    )


@hostile("media", *BUILD)
def streams_of_ogg_that_only_begin(folder: Path, size: int) -> None:
    write_audio(folder, "1.opus", _HEAD + filled(_HEAD, size) + make.opus())


@hostile("media", *BUILD)
def marks_of_ogg(folder: Path, size: int) -> None:
    write_audio(folder, "1.opus", make.opus() + filled(b"OggS\0", size) + make.opus(serial=9))


@hostile("media", *BUILD)
def comments_of_ogg_without_end(folder: Path, size: int) -> None:
    pairs = [f"CHAPTER{at % 1000:03}=00:00:{at % 60:02}.000" for at in range(max(size // 30, 1))]
    write_audio(folder, "1.opus", make.opus(10, *pairs))


@hostile("media", "new", ".", "--audio", "tape.opus")
def empty_comments_of_ogg(folder: Path, size: int) -> None:
    write_show(folder)
    (folder / "tape.opus").write_bytes(make.opus(10, *[""] * max(size // 4, 1)))


@hostile("media", "new", ".", "--audio", "tape.opus")
def covers_among_comments(folder: Path, size: int) -> None:
    block = pack(">III", 4, 0, 0) + bytes(16) + pack(">I", 60) + b"\xff\xd8\xff" + bytes(57)
    pair = f"METADATA_BLOCK_PICTURE={base64.b64encode(block).decode()}"
    write_show(folder)
    (folder / "tape.opus").write_bytes(make.opus(10, *[pair] * max(size // len(pair), 1)))


@hostile("media", *BUILD)
def a_page_of_another_stream_at_the_end(folder: Path, size: int) -> None:
    write_audio(folder, "1.opus", make.opus() + filled(make.ogg_page(b"x", serial=99), size))


@hostile("media", *BUILD)
def blocks_of_flac(folder: Path, size: int) -> None:
    whole = make.flac(20)
    block = b"\4\0\0\x10" + bytes(16)
    write_audio(folder, "1.flac", whole[:42] + filled(block, size) + whole[42:])


@hostile("media", *BUILD)
def what_looks_like_frames_of_flac(folder: Path, size: int) -> None:
    whole = make.flac(20)
    frame = whole[-20:]
    write_audio(folder, "1.flac", whole + filled(b"\xff\xf8" + frame[2:14], size))


@hostile("media", "new", ".", "--audio", "tape.flac")
def pictures_of_flac(folder: Path, size: int) -> None:
    whole = make.flac(20)
    body = pack(">III", 4, 0, 0) + bytes(16) + pack(">I", 4000) + bytes(4000)
    block = b"\6" + len(body).to_bytes(3, "big") + body
    write_show(folder)
    (folder / "tape.flac").write_bytes(whole[:42] + filled(block, size) + whole[42:])


@hostile("media", "new", ".", "--audio", "tape.flac")
def sparse_blocks_of_flac(folder: Path, size: int) -> None:
    whole = make.flac(20)
    write_show(folder)
    with (folder / "tape.flac").open("wb") as stream:
        stream.write(whole[:42])
        for kind in (4, 6) * 60:
            stream.write(bytes([kind]) + b"\xff\xff\xff")
            stream.seek(0xFFFFFF, 1)
        stream.write(whole[42:] + bytes(size))


@hostile("media", *BUILD)
def seek_tables_and_cue_sheets(folder: Path, size: int) -> None:
    whole = make.flac(20)
    length = min(size, 0xFFFFFF)
    block = length.to_bytes(3, "big") + bytes(length)
    write_audio(folder, "1.flac", whole[:42] + b"\3" + block + b"\5" + block + whole[42:])


@hostile("media", *BUILD)
def chunks_of_wav(folder: Path, size: int) -> None:
    write_audio(folder, "1.wav", make.wav(30, extra=filled(make.chunk(b"junk", b""), size)))


@hostile("media", *BUILD)
def cues_of_wav(folder: Path, size: int) -> None:
    cues = make.chunk(b"cue ", pack("<I", _HUGE) + bytes(24) * 50)
    write_audio(folder, "1.wav", make.wav(30, extra=filled(cues, size)))


@hostile("media", *BUILD)
def lists_in_lists_of_wav(folder: Path, size: int) -> None:
    inner = b"adtl"
    for _ in range(max(min(size // 12, 2000), 1)):
        inner = b"adtl" + make.chunk(b"LIST", inner)
    extra = make.chunk(b"LIST", inner) + make.chunk(
        b"LIST", b"adtl" + filled(b"labl\0\0\0\0", size)
    )
    write_audio(folder, "1.wav", make.wav(30, extra=make.cues((1, 0)) + extra))


@hostile("media", *BUILD)
def a_wav_that_lies(folder: Path, size: int) -> None:
    data = make.wav(30, kind=b"RF64", extra=make.ds64(1 << 63), length=_HUGE)
    write_audio(folder, "1.wav", data + bytes(size))


@hostile("media", *BUILD)
def odd_chunks_of_aiff(folder: Path, size: int) -> None:
    write_audio(folder, "1.aiff", make.aiff(30, extra=filled(make.chunk(b"ANNO", b"x", ">"), size)))


@hostile("media", *BUILD)
def marks_of_aiff(folder: Path, size: int) -> None:
    marks = make.chunk(b"MARK", b"\xff\xff" + filled(bytes(8), size), ">")
    write_audio(folder, "1.aiff", make.aiff(30, extra=marks))


@hostile("media", *BUILD)
def deep_webm(folder: Path, size: int) -> None:
    head = b"\x1aE\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xff"
    lines = "audio: {file: 1.webm, duration: 60}\n"
    write_show(folder, episode=lines)
    (folder / "audio/1.webm").write_bytes(
        head + filled(b"\x18S\x80g\x01\xff\xff\xff\xff\xff\xff\xff", size)
    )


@hostile("media", *BUILD)
def zeros(folder: Path, size: int) -> None:
    write_audio(folder, "1.mp3", bytes(size))


@hostile("media", *BUILD)
def text_of_one_line(folder: Path, size: int) -> None:
    write_audio(folder, "1.mp3", filled(b"::error::no ", size))
