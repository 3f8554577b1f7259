"""Small audio files, made byte by byte: silent, and valid where a test does not ask otherwise."""

import zlib
from collections.abc import Sequence
from struct import pack

_KBITS = {3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
          2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)}  # fmt: skip
_RATES = {44100: (3, 0), 48000: (3, 1), 32000: (3, 2), 22050: (2, 0), 24000: (2, 1), 16000: (2, 2),
          11025: (0, 0), 12000: (0, 1), 8000: (0, 2)}  # fmt: skip
_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def mp3_frame(kbits: int = 128, rate: int = 44100, *, mono: bool = False, inner: bytes = b"") -> bytes:  # fmt: skip
    """One frame of layer III; `inner` stands where a Xing header would."""
    version, rate_at = _RATES[rate]
    kbits_at = _KBITS[3 if version == 3 else 2].index(kbits)
    head = bytes([0xFF, 0xE3 | version << 3, kbits_at << 4 | rate_at << 2, 0xC0 if mono else 0x40])
    side = (17 if mono else 32) if version == 3 else (9 if mono else 17)
    length = (144 if version == 3 else 72) * kbits * 1000 // rate
    return (head + bytes(side) + inner).ljust(length, b"\0")


def mp3(frames: int = 100, kbits: Sequence[int] = (128,), rate: int = 44100, *, mono: bool = False, header: bytes = b"",
        told: tuple[int | None, int | None] = (None, None), gaps: tuple[int, int] | None = None) -> bytes:  # fmt: skip
    """Frames of these bit rates in turn; a `header` Info, Xing or VBRI tells the truth or `told`."""
    turn = [mp3_frame(one, rate, mono=mono) for one in kbits]
    audio = b"".join(turn) * (frames // len(turn)) + b"".join(turn[: frames % len(turn)])
    if not header:
        return audio
    empty = mp3_frame(kbits[0], rate, mono=mono)
    count = told[0] if told[0] is not None else frames
    length = told[1] if told[1] is not None else len(empty) + len(audio)
    if header == b"VBRI":
        inner = b"VBRI" + pack(">HHHII", 1, 0, 0, length, count) + pack(">HHHH", 0, 1, 2, 1)
        return empty[:36] + inner + empty[36 + len(inner) :] + audio
    inner = header + pack(">III", 15, count, length) + bytes(104)
    if gaps is not None:
        inner += b"LAME3.100" + bytes(12) + (gaps[0] << 12 | gaps[1]).to_bytes(3, "big")
    return mp3_frame(kbits[0], rate, mono=mono, inner=inner) + audio


def mp2(frames: int = 100) -> bytes:
    """Layer II, 192 kbit/s, 48 kHz."""
    return (b"\xff\xfd\xa4\x04".ljust(576, b"\0")) * frames


def id3(*frames: bytes, padding: int = 0, version: int = 4) -> bytes:
    body = b"".join(frames) + bytes(padding)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3" + bytes([version, 0, 0]) + size + body


def id3_frame(name: str, body: bytes) -> bytes:
    return (
        name.encode()
        + bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
        + b"\0\0"
        + body
    )


def chap(
    name: str, start_ms: int, title: str = "", url: str = "", *more: bytes, end_ms: int = 0
) -> bytes:
    inner = id3_frame("TIT2", b"\x03" + title.encode()) if title else b""
    if url:
        inner += id3_frame("WXXX", b"\x03chapter url\0" + url.encode())
    times = pack(">IIII", start_ms, end_ms, 0xFFFFFFFF, 0xFFFFFFFF)
    return id3_frame("CHAP", name.encode() + b"\0" + times + inner + b"".join(more))


def apic(picture: bytes, kind: bytes = b"image/jpeg", about: bytes = b"\0\0") -> bytes:
    """A picture; `about` is the encoding of a text about it, and that text."""
    return id3_frame("APIC", about[:1] + kind + b"\0\3" + about[1:] + picture)


def ctoc(name: str, *children: str, top: bool = True) -> bytes:
    listed = b"".join(child.encode() + b"\0" for child in children)
    return id3_frame(
        "CTOC", name.encode() + b"\0" + bytes([3 if top else 1, len(children)]) + listed
    )


def apev2(body: bytes = b"") -> bytes:
    """A tag for the end of a file, with header and footer."""
    rest = pack("<IIII", 2000, len(body) + 32, 0, 0x80000000) + bytes(8)
    return b"APETAGEX" + rest + body + b"APETAGEX" + rest


def lyrics3(body: bytes) -> bytes:
    return b"LYRICSBEGIN" + body + b"%06d" % (len(body) + 11) + b"LYRICS200"


def id3v1() -> bytes:
    return b"TAG".ljust(128, b"\0")


def aac(frames: int = 100, length: int = 200) -> bytes:
    """ADTS, 44.1 kHz, stereo."""
    head = bytes(
        [0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC]
    )
    return head.ljust(length, b"\0") * frames


def box(kind: str, *parts: bytes, large: bool = False) -> bytes:
    body = b"".join(parts)
    name = kind.encode("latin-1")
    return (
        pack(">I4sQ", 1, name, len(body) + 16) + body
        if large
        else pack(">I4s", len(body) + 8, name) + body
    )


def chpl(chapters: Sequence[tuple[int, str]], version: int = 1) -> bytes:
    entries = b"".join(
        pack(">QB", start_ms * 10_000, len(title.encode())) + title.encode()
        for start_ms, title in chapters
    )
    return box(
        "chpl", bytes([version, 0, 0, 0]), bytes(4 * version), bytes([len(chapters)]), entries
    )


def m4a(seconds: float = 10, *, index: bytes | None = None, index_first: bool = True, audio: int = 1000,
        chapters: bytes = b"", large: bool = False, version: int = 0, open_end: bool = False) -> bytes:  # fmt: skip
    """An MP4 file of one track; `open_end` gives its last box the length 0."""
    scale = 44100
    times = (pack(">QQIQ", 0, 0, scale, int(seconds * scale)) if version
             else pack(">IIII", 0, 0, scale, int(seconds * scale)))  # fmt: skip
    full = bytes([version, 0, 0, 0])
    track = box(
        "trak",
        box("tkhd", bytes(84)),
        box("mdia", box("mdhd", full, times, bytes(4)), box("hdlr", bytes(8), b"soun", bytes(13))),
    )
    movie = box("moov", box("mvhd", full, times, bytes(80)), track, box("udta", chapters))
    if index is not None:
        movie = index
    data = box("mdat", bytes(audio), large=large)
    if open_end:
        data = bytes(4) + data[4:]
    head = box("ftyp", b"M4A \0\0\0\0M4A mp42isom")
    return head + (movie + data if index_first else data + movie)


def elst(*edits: tuple[int, int]) -> bytes:
    """Edits: how long in units of the movie, and from where in the media; -1 is silence."""
    entries = b"".join(pack(">IiI", length, start, 0x10000) for length, start in edits)
    return box("edts", box("elst", bytes(4), pack(">I", len(edits)), entries))


def tables(lasts: Sequence[tuple[int, int]], places: Sequence[int], sizes: Sequence[int], kind: bytes = b"mp4a") -> bytes:  # fmt: skip
    """The tables of samples: (how many, units of each), a place in the file and a size for each."""
    full = bytes(4)
    entries = b"".join(pack(">II", *one) for one in lasts)
    return box(
        "stbl",
        box("stsd", full, pack(">I", 1), box(kind.decode(), bytes(28))),
        box("stts", full, pack(">I", len(lasts)), entries),
        box("stsc", full, pack(">IIII", 1, 1, 1, 1)),
        box("stsz", full, pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
        box("stco", full, pack(f">I{len(places)}I", len(places), *places)),
    )


def track(number: int, kind: bytes, scale: int, table: bytes = b"", *, units: int = 0, chapters: Sequence[int] = (), edits: bytes = b"") -> bytes:  # fmt: skip
    """A track: "soun", "text" or "vide", in units a second, with its tables of samples."""
    times = pack(">IIII", 0, 0, scale, units)
    named = box("tref", box("chap", pack(f">{len(chapters)}I", *chapters))) if chapters else b""
    media = box("mdia", box("mdhd", bytes(4), times, bytes(4)), box("hdlr", bytes(8), kind, bytes(13)), box("minf", table))  # fmt: skip
    return box("trak", box("tkhd", bytes(12), pack(">I", number), bytes(68)), edits, named, media)


def movie(*tracks: bytes, scale: int = 1000, units: int = 0) -> bytes:
    return box("moov", box("mvhd", bytes(4), pack(">IIII", 0, 0, scale, units), bytes(80)), *tracks)


def fragment(number: int, durations: Sequence[int], *, default: int = 0, count: int = 0) -> bytes:
    """A fragment of a track and its audio; `default` is the length of each of `count` samples."""
    head = pack(">II", 0x8 if default else 0, number) + (pack(">I", default) if default else b"")
    flags = 0x1 | (0x300 if durations else 0x200)
    rows = b"".join(pack(">II", one, 10) for one in durations) or pack(">I", 10) * count
    run = pack(">III", flags, len(durations) or count, 0) + rows
    return box("moof", box("mfhd", bytes(8)), box("traf", box("tfhd", head), box("trun", run))) + box("mdat", b"\x5a" * 100)  # fmt: skip


def ogg_page(body: bytes, *, flags: int = 0, samples: int = 0, serial: int = 7, number: int = 0, open_end: bool = False, packets: int = 0) -> bytes:  # fmt: skip
    """A page of one packet, or of so many small ones."""
    lacing = bytes([255] * (len(body) // 255)) + (b"" if open_end else bytes([len(body) % 255]))
    if packets:
        lacing = bytes([len(body) // packets]) * packets
    head = b"OggS\0" + bytes([flags]) + pack("<qIII", samples, serial, number, 0)
    data = head + bytes([len(lacing)]) + lacing + body
    return data[:22] + pack("<I", _ogg_checksum(data)) + data[26:]


def _ogg_checksum(data: bytes) -> int:
    """The CRC of zlib reads each byte from its other end, and starts and ends inverted."""
    value = zlib.crc32(data.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(value.to_bytes(4, "little").translate(_TURNED), "big")


def comments(*pairs: str) -> bytes:
    listed = b"".join(pack("<I", len(pair.encode())) + pair.encode() for pair in pairs)
    return pack("<I", 4) + b"test" + pack("<I", len(pairs)) + listed


def opus(seconds: float = 10, *pairs: str, skip: int = 312, ended: bool = True, pages: int = 20, serial: int = 7, offset: int = 0) -> bytes:  # fmt: skip
    head = b"OpusHead" + bytes([1, 2]) + pack("<HIhB", skip, 44100, 0, 0)
    samples = round(seconds * 48000) + skip + offset
    return _ogg(
        head,
        b"OpusTags" + comments(*pairs),
        samples,
        ended,
        pages,
        serial,
        longest=2880,
        offset=offset,
    )


def vorbis(seconds: float = 10, *pairs: str, rate: int = 44100, ended: bool = True, pages: int = 20, serial: int = 7, offset: int = 0) -> bytes:  # fmt: skip
    head = b"\x01vorbis" + pack("<IBIIIIBB", 0, 2, rate, 0, 96000, 0, 0xB8, 1)
    tags = b"\x03vorbis" + comments(*pairs) + b"\x01"
    return _ogg(
        head,
        tags,
        round(seconds * rate) + offset,
        ended,
        pages,
        serial,
        longest=1024,
        offset=offset,
    )


def _ogg(head: bytes, tags: bytes, samples: int, ended: bool, pages: int, serial: int, *, longest: int, offset: int = 0) -> bytes:  # fmt: skip
    """Pages behind the two of the head; long tags go over several."""
    made = [ogg_page(head, flags=2, serial=serial)]
    while len(tags) >= 255 * 100:
        made.append(
            ogg_page(tags[: 255 * 100], samples=-1, serial=serial, number=len(made), open_end=True)
        )
        tags = tags[255 * 100 :]
    made.append(ogg_page(tags, serial=serial, number=len(made)))
    # Each packet has the longest duration: 60 ms of Opus, 2,048 samples of Vorbis.
    packets = -(-(samples - offset) // pages // longest)
    for at in range(1, pages + 1):
        flags = 4 if ended and at == pages else 0
        reached = offset + (samples - offset) * at // pages
        made.append(ogg_page(b"\x18\x01\x02\x03" * packets, flags=flags, samples=reached, serial=serial,
                             number=len(made), packets=packets))  # fmt: skip
    return b"".join(made)


def flac(blocks: int = 100, *pairs: str, samples: int | None = None, last: int = 4096, channels: Sequence[int] = (0,)) -> bytes:  # fmt: skip
    """Silence in blocks of 4,096 samples, 44.1 kHz; the last one may be shorter.

    `channels` says in turn how the frames store them: 0 is mono, 8 left and side, 10 mid and side.
    """
    total = samples if samples is not None else (blocks - 1) * 4096 + last
    info = (
        pack(">HH", 4096, 4096)
        + bytes(6)
        + (44100 << 44 | 15 << 36 | total).to_bytes(8, "big")
        + bytes(16)
    )
    tags = comments(*pairs)
    head = b"fLaC\x00\x00\x00\x22" + info + b"\x84" + len(tags).to_bytes(3, "big") + tags
    return head + b"".join(
        _flac_frame(at, 4096 if at + 1 < blocks else last, channels[at % len(channels)])
        for at in range(blocks)
    )


def _flac_frame(number: int, samples: int, channels: int) -> bytes:
    # 0xC9 is 4,096 samples at 44.1 kHz, 0x79 tells the samples in two bytes.
    size = b"" if samples == 4096 else pack(">H", samples - 1)
    head = (
        b"\xff\xf8"
        + (b"\x79" if size else b"\xc9")
        + bytes([channels << 4 | 8])
        + chr(number).encode()
        + size
    )
    frame = head + bytes([_checksum(head, 8, 0x07)]) + bytes(3)
    return frame + pack(">H", _checksum(frame, 16, 0x8005))


def _checksum(data: bytes, bits: int, polynomial: int) -> int:
    value = 0
    for byte in data:
        value ^= byte << bits - 8
        for _ in range(8):
            value = (value << 1 ^ (polynomial if value >> bits - 1 else 0)) & (1 << bits) - 1
    return value


def wav(seconds: float = 10, *, rate: int = 8000, kind: bytes = b"RIFF", extra: bytes = b"", length: int | None = None) -> bytes:  # fmt: skip
    """PCM, mono, 8 bits, so that a second has `rate` bytes; `length` is what its chunk tells."""
    data = bytes([128]) * int(seconds * rate)
    told = len(data) if length is None else length
    form = b"fmt " + pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
    body = b"WAVE" + extra + form + b"data" + pack("<I", told) + data
    return kind + pack("<I", 0xFFFFFFFF if kind == b"RF64" else len(body)) + body


def ds64(length: int) -> bytes:
    return b"ds64" + pack("<IQQQI", 28, 0, length, 0, 0)


def chunk(name: bytes, body: bytes, order: str = "<") -> bytes:
    return name + pack(f"{order}I", len(body)) + body + bytes(len(body) % 2)


def cues(*cues: tuple[int, int], labels: Sequence[tuple[int, bytes]] = ()) -> bytes:
    """Cues of a WAV file (number, sample), and labels (number, text)."""
    rows = b"".join(pack("<II4sIII", number, 0, b"data", 0, 0, at) for number, at in cues)
    listed = b"".join(chunk(b"labl", pack("<I", number) + text + b"\0") for number, text in labels)
    return chunk(b"cue ", pack("<I", len(cues)) + rows) + chunk(b"LIST", b"adtl" + listed)


def marks(*marks: tuple[int, bytes]) -> bytes:
    """Marks of an AIFF file: a sample and a name."""
    rows = b""
    for number, (at, name) in enumerate(marks, 1):
        rows += pack(">HIB", number, at, len(name)) + name + bytes(1 - len(name) % 2)
    return chunk(b"MARK", pack(">H", len(marks)) + rows, ">")


def aiff(seconds: float = 10, *, extra: bytes = b"", packets: int = 0) -> bytes:
    """PCM, mono, 8 bits, 44.1 kHz; or so many packets of IMA ADPCM, each of 64 samples."""
    frames = packets or int(seconds * 44100)
    common = pack(">HIH", 1, frames, 8) + bytes.fromhex("400eac44000000000000")
    if packets:
        common += b"ima4\0\0"
    sound = pack(">II", 0, 0) + bytes(34 * packets or frames)
    body = (b"AIFC" if packets else b"AIFF") + chunk(b"COMM", common, ">") + extra + chunk(b"SSND", sound, ">")  # fmt: skip
    return b"FORM" + pack(">I", len(body)) + body
