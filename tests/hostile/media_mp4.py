"""MP4 and its kin: boxes that lie about their length, nest, repeat, and count what is not there."""

from pathlib import Path
from struct import pack

from media import make_audio as make

from hostile.feeds import filled
from hostile.registry import hostile
from hostile.small_shows import BUILD, write_audio, write_show

_HUGE = 0xFFFFFFFF
_JPEG = b"\xff\xd8\xff\xe0"
_NEW = ("new", ".", "--audio", "tape.m4a")


def _write(folder: Path, *boxes: bytes, more: str = "") -> None:
    write_audio(folder, "1.m4a", make.box("ftyp", b"M4A ") + b"".join(boxes), more)


def _movie(*boxes: bytes) -> bytes:
    return make.movie(make.track(1, b"soun", 1000, units=60_000), *boxes)


@hostile("media", *BUILD)
def empty_boxes(folder: Path, size: int) -> None:
    _write(folder, filled(make.box("free"), size), _movie())


@hostile("media", *BUILD)
def empty_boxes_in_the_index(folder: Path, size: int) -> None:
    _write(folder, _movie(filled(make.box("free"), size)))


@hostile("media", *BUILD)
def tracks_of_empty_boxes(folder: Path, size: int) -> None:
    one = make.box("trak", make.box("mdia", make.box("free") * 990), make.box("free") * 990)
    _write(folder, make.movie(filled(one, size), make.track(1, b"soun", 1000, units=60_000)))


@hostile("media", *BUILD)
def boxes_in_boxes(folder: Path, size: int) -> None:
    inner = b""
    for _ in range(max(min(size // 8, 4000), 2)):
        inner = make.box("udta", inner)
    _write(folder, _movie(inner, bytes(size)))


@hostile("media", *BUILD)
def boxes_without_a_length(folder: Path, size: int) -> None:
    _write(folder, _movie(), filled(pack(">I4s", 0, b"free"), size))


@hostile("media", *BUILD)
def boxes_with_a_long_length(folder: Path, size: int) -> None:
    _write(folder, filled(pack(">I4sQ", 1, b"free", 16), size), pack(">I4sQ", 1, b"moov", 1 << 63))


@hostile("media", *BUILD)
def tables_that_count_more_than_they_hold(folder: Path, size: int) -> None:
    full = bytes(4)
    table = make.box(
        "stbl",
        make.box("stsd", full, pack(">I", 1), make.box("text", bytes(28))),
        make.box("stts", full, pack(">I", _HUGE), filled(pack(">II", _HUGE, _HUGE), size // 4)),
        make.box("ctts", full, pack(">I", _HUGE), bytes(size // 4)),
        make.box("stsc", full, pack(">I", _HUGE), filled(pack(">III", 1, _HUGE, 1), size // 4)),
        make.box("stsz", full, pack(">II", 0, _HUGE), filled(pack(">I", _HUGE), size // 4)),
        make.box("stco", full, pack(">II", _HUGE, 40)),
    )
    sound = make.track(1, b"soun", 1000, table, units=9000, chapters=(2,))
    _write(
        folder, make.movie(sound, make.track(2, b"text", 1000, table)), make.box("mdat", bytes(99))
    )


@hostile("media", *BUILD)
def an_endless_edit_list(folder: Path, size: int) -> None:
    edits = make.elst(*[(1, 0)] * max(size // 12, 1))
    _write(folder, make.movie(make.track(1, b"soun", 1000, units=60_000, edits=edits)))


@hostile("media", *BUILD)
def durations_beyond_all_numbers(folder: Path, size: int) -> None:
    table = make.tables([(_HUGE, _HUGE)] * max(size // 8, 1), [40], [1])
    _write(folder, make.movie(make.track(1, b"soun", 1, table)), make.box("mdat", bytes(99)))


@hostile("media", *BUILD)
def fragments_without_end(folder: Path, size: int) -> None:
    one = make.fragment(1, [], default=1000, count=1)
    _write(folder, make.movie(make.track(1, b"soun", 1000)), filled(one, size))


@hostile("media", *BUILD)
def fragments_of_runs(folder: Path, size: int) -> None:
    runs = make.box("trun", pack(">II", 0x100, 0)) * 900
    one = make.box("moof", make.box("traf", make.box("tfhd", pack(">II", 0, 1)), runs)) * 1
    _write(
        folder,
        make.movie(make.track(1, b"soun", 1000, units=60_000)),
        filled(one, size),
        make.box("mdat"),
    )


@hostile("media", *BUILD)
def a_list_of_chapters_that_lies(folder: Path, size: int) -> None:
    listed = make.box("chpl", bytes(4) + b"\xff" + filled(b"\xff" * 8 + b"\1a", size))
    _write(folder, _movie(make.box("udta", listed)))


@hostile("media", *BUILD)
def chapters_with_pictures_over_each_other(folder: Path, size: int) -> None:
    count = 1000
    body = filled(_JPEG, max(size, 8 * count))
    places = [40 + 4 * at for at in range(count)]
    table = make.tables([(count, 10)], places, [len(body) - 4 * count] * count, b"jpeg")
    _write(
        folder, make.box("mdat", body),
        make.movie(make.track(1, b"soun", 1000, units=60_000, chapters=(2,)), make.track(2, b"vide", 1000, table)),
    )  # fmt: skip


@hostile("media", *BUILD)
def tracks_named_as_chapters(folder: Path, size: int) -> None:
    table = make.tables([(1, 1000)], [40], [4], b"text")
    tracks = [make.track(at, b"text", 1000, table) for at in range(2, max(size // 400, 3))]
    sound = make.track(1, b"soun", 1000, units=60_000, chapters=tuple(range(2, 18)))
    _write(folder, make.movie(sound, *tracks))


@hostile("media", *_NEW)
def items_of_tags(folder: Path, size: int) -> None:
    item = make.box("\xa9nam", make.box("data", bytes(8) + b"Nets") * 900)
    listed = make.box("udta", make.box("meta", bytes(4), make.box("ilst", filled(item, size))))
    write_show(folder)
    (folder / "tape.m4a").write_bytes(make.box("ftyp", b"M4A ") + _movie(listed))


@hostile("media", *_NEW)
def covers_without_end(folder: Path, size: int) -> None:
    item = make.box("covr", make.box("data", bytes(8) + _JPEG + bytes(2000)) * 400)
    listed = make.box("udta", make.box("meta", bytes(4), make.box("ilst", filled(item, size))))
    write_show(folder)
    (folder / "tape.m4a").write_bytes(make.box("ftyp", b"M4A ") + _movie(listed))


@hostile("media", *BUILD)
def a_sparse_index(folder: Path, size: int) -> None:
    length = 4_400_000_000
    _write(
        folder,
        pack(">I4sQ", 1, b"moov", length),
        make.track(1, b"soun", 1000, units=60_000),
        bytes(size),
    )
    with (folder / "audio/1.m4a").open("r+b") as stream:
        stream.truncate(12 + length)
