"""feedtool chapters write: chapters in MP3 files, as mutagen and ffmpeg read them; the sound stays."""

import json
import os
import shutil
import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import make_audio as make
import pytest
from click.testing import Result
from mutagen.id3 import ID3, TDRC, TXXX
from PIL import Image

from feedtool.media.audio import measure_audio

Run = Callable[..., Result]
_FRAMES = make.mp3(2400)
NAMES = '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Ebb"}, {"startTime": 20, "title": "Flood"}]}'


def _picture(form: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (30, 30), "navy").save(data, form)
    return data.getvalue()


_JPEG, _PNG = _picture("JPEG"), _picture("PNG")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("1.json").write_text(NAMES, "utf-8")
    return tmp_path


def put_audio(*frames: bytes, name: str = "1.mp3", tag: bytes | None = None) -> bytes:
    data = (make.id3(*frames) if tag is None else tag) + _FRAMES + make.id3v1()
    Path(name).write_bytes(data)
    return data


def put_chapters(*chapters: dict[str, object]) -> None:
    whole = {"version": "1.2.0", "chapters": chapters}
    Path("1.json").write_text(json.dumps(whole), "utf-8")


def test_chapters_are_put_into_the_file_and_all_else_stays(run: Run) -> None:
    put_audio(
        make.id3_frame("TIT2", b"\3Nets"),
        make.id3_frame("XYZZ", b"own"),
        make.id3_frame("TDRC", b"\x032024-03-09"),
    )
    Path("1.jpg").write_bytes(_JPEG)
    put_chapters(
        {"startTime": 0, "title": "Ebb"},
        {
            "startTime": 20,
            "title": "Fähre 日本",
            "url": "https://example.com/fähre",
            "img": "1.jpg",
        },
        {"startTime": 30, "toc": False, "url": "https://example.com/h"},
        {"startTime": 40, "endTime": 50, "title": "End"},
    )
    result = run("chapters", "write", "1.mp3", "1.json")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "1.mp3: 4 chapters written\n",
        "",
    )
    data = Path("1.mp3").read_bytes()
    assert data.endswith(_FRAMES + make.id3v1())
    tag = ID3("1.mp3", translate=False, load_v1=False)
    assert tag.version == (2, 4, 0)
    assert (tag["TIT2"].text, str(tag["TDRC"].text[0])) == (["Nets"], "2024-03-09")
    assert b"XYZZ\0\0\0\x03\0\0own" in data
    times = [
        (one.start_time, one.end_time)
        for one in sorted(tag.getall("CHAP"), key=lambda one: one.start_time)
    ]
    assert times == [(0, 20_000), (20_000, 30_000), (30_000, 40_000), (40_000, 50_000)]
    (table,) = tag.getall("CTOC")
    assert (table.flags, table.child_element_ids) == (3, ["chp0", "chp1", "chp3"])
    ferry = tag["CHAP:chp1"].sub_frames
    assert ferry["TIT2"].text == ["Fähre 日本"]
    assert ferry["WXXX:chapter url"].url == "https://example.com/f%C3%A4hre"
    assert (ferry["APIC:"].mime, ferry["APIC:"].data) == ("image/jpeg", _JPEG)
    found = measure_audio(Path("1.mp3"))
    assert found.duration_s == 63
    assert [(one.title, one.is_hidden, one.end_ms) for one in found.chapters] == [
        ("Ebb", False, None), ("Fähre 日本", False, None), ("", True, None), ("End", False, 50_000),
    ]  # fmt: skip


@pytest.mark.parametrize("version", [3, 4])
def test_the_tag_keeps_its_version(run: Run, version: int) -> None:
    put_audio(tag=b"")
    tag = ID3()
    tag.add(TXXX(encoding=3 if version == 4 else 1, desc="own", text=["x"]))
    tag.add(TDRC(encoding=0, text=["2024"]))
    if version == 3:
        tag.update_to_v23()
    tag.save("1.mp3", v2_version=version)
    assert run("chapters", "write", "1.mp3", "1.json").exit_code == 0
    again = ID3("1.mp3", translate=False)
    assert again.version == (2, version, 0)
    assert again["TXXX:own"].text == ["x"]
    assert ("TDRC" in again, "TYER" in again) == (version == 4, version == 3)
    assert [one.title for one in measure_audio(Path("1.mp3")).chapters] == ["Ebb", "Flood"]


def _frame(name: bytes, body: bytes, flags: bytes = b"\0\0", length: bytes = b"") -> bytes:
    size = len(body)
    safe = bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    return name + (length or safe) + flags + body


_LONG = b"\0" + b"x" * 200
_AFTER = _frame(b"TPE1", b"\0Mira")
_BOMB = zlib.compress(bytes(100_000_000))
_PACKED = b"\1\0\0\0" + _BOMB


@pytest.mark.parametrize(
    ("version", "flags", "frames", "kept"),
    [
        # Neither unpacked nor read: what nobody asked for stays byte for byte.
        (4, 0, _frame(b"TXXX", _PACKED, b"\0\x09"), _frame(b"TXXX", _PACKED, b"\0\x09")),
        (4, 0, _frame(b"XYZ0", b"abc", b"\0\x04"), _frame(b"XYZ0", b"abc", b"\0\x04")),
        (3, 0, _frame(b"TT2\0", b"\0abc"), _frame(b"TT2\0", b"\0abc")),
        (3, 0, _frame(b"TCOM", b"") + _AFTER, _AFTER),
        # A length as in version 2.3, and a tag that is stuffed as a whole.
        (4, 0, _frame(b"TIT2", _LONG, length=b"\0\0\0\xc9") + _AFTER,
         _frame(b"TIT2", _LONG) + _AFTER),
        (4, 0x80, _frame(b"PRIV", b"a\0\xff\0\xe0"),
         _frame(b"PRIV", b"a\0\xff\0\xe0", b"\0\2")),
        (3, 0x80, _frame(b"PRIV", b"a\0\xff\0\xe0", length=b"\0\0\0\4"),
         _frame(b"PRIV", b"a\0\xff\xe0")),
    ],
)  # fmt: skip
def test_other_frames_stay_as_they_are(
    run: Run, version: int, flags: int, frames: bytes, kept: bytes
) -> None:
    put_audio(tag=make_tag(version, flags, frames))
    assert run("chapters", "write", "1.mp3", "1.json").exit_code == 0
    data = Path("1.mp3").read_bytes()
    assert data[: -len(_FRAMES) - 128].rstrip(b"\0").endswith(kept.rstrip(b"\0"))
    assert len(measure_audio(Path("1.mp3")).chapters) == 2
    assert data.endswith(_FRAMES + make.id3v1())


def make_tag(version: int, flags: int, frames: bytes) -> bytes:
    return b"ID3" + _frame(bytes([version, 0, flags]), frames, b"")


@pytest.mark.parametrize(
    ("version", "frames", "says"),
    [
        (4, _frame(b"TXXX", b"\0a\0b") * 5001, "it has more than 5,000 frames"),
        (2, b"TT2\0\0\2\0a" * 5001, "it has more than 5,000 frames"),
        (2, b"TT2\0\0\0" * 5001, "it has more than 5,000 frames"),
        (4, _AFTER + b"a" * 20, "what is at byte 25 is no frame"),
        (4, _frame(b"TIT2", b"abc", length=b"\0\0\x0f\0"), "what is at byte 10 is no frame"),
    ],
)
def test_a_tag_that_cannot_be_kept_is_refused(
    run: Run, version: int, frames: bytes, says: str
) -> None:
    before = put_audio(tag=make_tag(version, 0, frames))
    result = run("chapters", "write", "1.mp3", "1.json")
    assert result.exit_code == 2
    message = f"1.mp3: not written: its ID3 tag cannot be read ({says}); write the tag anew"
    assert result.stderr.splitlines()[-1] == message
    assert Path("1.mp3").read_bytes() == before


_OLD_FRAME = b"TT2\0\0\5\0Nets"
_OLD_TAG = b"ID3\2\0\0\0\0\0" + bytes([len(_OLD_FRAME)]) + _OLD_FRAME


@pytest.mark.parametrize(("tag", "titles"), [(b"", []), (_OLD_TAG, ["Nets"])])
def test_audio_without_a_tag_or_with_an_old_one_gets_one(
    run: Run, tag: bytes, titles: list[str]
) -> None:
    put_audio(tag=tag)
    assert run("chapters", "write", "1.mp3", "1.json").exit_code == 0
    found = ID3("1.mp3", load_v1=False)
    assert found.version == (2, 3, 0)
    assert [text for one in found.getall("TIT2") for text in one.text] == titles
    assert Path("1.mp3").read_bytes().endswith(_FRAMES + make.id3v1())
    assert len(measure_audio(Path("1.mp3")).chapters) == 2


def test_another_file_is_written_and_the_first_stays(run: Run) -> None:
    before = put_audio()
    result = run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3")
    assert result.stdout == "2.mp3: 2 chapters written\n"
    assert Path("1.mp3").read_bytes() == before
    assert len(measure_audio(Path("2.mp3")).chapters) == 2
    again = run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3")
    assert (again.exit_code, again.stderr) == (
        2, "2.mp3: not written: the file exists; --force replaces it\n",
    )  # fmt: skip
    assert run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3", "--force").exit_code == 0


def test_chapters_that_are_there_go_only_with_force(run: Run) -> None:
    before = put_audio(make.chap("old", 0, "Old"), make.ctoc("t", "old"))
    result = run("chapters", "write", "1.mp3", "1.json")
    assert (result.exit_code, result.stderr) == (
        2, "1.mp3: not written: it has 1 chapter already; --force replaces them\n",
    )  # fmt: skip
    assert Path("1.mp3").read_bytes() == before
    assert run("chapters", "write", "1.mp3", "1.json", "--force").exit_code == 0
    assert [one.title for one in measure_audio(Path("1.mp3")).chapters] == ["Ebb", "Flood"]


def test_chapters_that_are_there_need_no_force_if_another_file_is_written(run: Run) -> None:
    before = put_audio(make.chap("old", 0, "Old"))
    assert run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3").exit_code == 0
    assert Path("1.mp3").read_bytes() == before
    assert [one.title for one in measure_audio(Path("2.mp3")).chapters] == ["Ebb", "Flood"]


def test_odd_titles_and_links_come_out_clean(run: Run) -> None:
    put_audio()
    put_chapters(
        {"startTime": 0, "title": "A\0B\nC \ud800", "url": "https://example.com/a b\n\u202e"}
    )
    run("chapters", "write", "1.mp3", "1.json")
    (found,) = measure_audio(Path("1.mp3")).chapters
    assert (found.title, found.url) == ("AB C ?", "https://example.com/a%20b%0A%E2%80%AE")


def test_chapters_of_another_file_come_with_their_pictures(run: Run) -> None:
    put_audio(
        make.chap("a", 0, "Ebb", "", make.apic(_PNG, b"image/png")),
        make.ctoc("t", "a"),
        name="old.mp3",
    )
    put_audio()
    assert run("chapters", "write", "1.mp3", "old.mp3").exit_code == 0
    assert ID3("1.mp3")["CHAP:chp0"].sub_frames["APIC:"].data == _PNG


def test_pictures_that_are_addresses_stay_addresses(run: Run) -> None:
    put_audio()
    put_chapters({"startTime": 0, "title": "Ebb", "img": "https://example.com/1.png"})
    result = run("chapters", "write", "1.mp3", "1.json")
    assert result.stderr.startswith(
        "1.json: note: 1 picture is an address, and most apps show only"
    )
    assert measure_audio(Path("1.mp3")).chapters[0].image == "https://example.com/1.png"


@pytest.mark.parametrize("name", ["none.jpg", "1.json", "../secret.jpg", "/etc/passwd", "\0"])
def test_what_is_no_picture_beside_the_chapters_is_not_embedded(
    run: Run, here: Path, name: str
) -> None:
    (here / "in").mkdir()
    (here / "secret.jpg").write_bytes(_JPEG)
    os.chdir(here / "in")
    put_audio()
    put_chapters({"startTime": 0, "title": "Ebb", "img": name})
    result = run("chapters", "write", "1.mp3", "1.json")
    assert result.exit_code == 0
    assert "note: the picture of chapter 1 (" in result.stderr
    assert list(ID3("1.mp3")["CHAP:chp0"].sub_frames) == ["TIT2"]


def test_a_picture_that_thousands_of_chapters_name_takes_no_gigabytes(run: Run) -> None:
    before = put_audio()
    Path("1.jpg").write_bytes(_JPEG + bytes(9_000_000))
    put_chapters(*({"startTime": at / 100, "img": "1.jpg"} for at in range(3000)))
    result = run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3")
    assert result.exit_code == 0
    note = (
        "1.json: note: pictures have more than 100 MB together; the last 2,989 are left out; take "
        "smaller ones"
    )
    assert note in result.stderr.splitlines()
    assert Path("2.mp3").stat().st_size < len(before) + 105_000_000


def test_of_many_missing_pictures_some_are_told(run: Run) -> None:
    put_audio()
    put_chapters(*({"startTime": at / 100, "title": "x", "img": "x" * 99} for at in range(50)))
    told = run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3").stderr.splitlines()
    notes = [one for one in told if " note: " in one]
    assert len(notes) == 21
    assert f"({'x' * 59}…)" in notes[0]
    assert notes[-1] == "1.json: note: 30 more chapters have no picture for this reason"


def test_the_chapters_are_not_written_over(run: Run) -> None:
    put_audio()
    result = run("chapters", "write", "1.mp3", "1.json", "-o", "./1.json", "--force")
    assert result.exit_code == 2
    assert "OUT is 1.json, which has the chapters; name another file" in result.stderr
    assert Path("1.json").read_text("utf-8") == NAMES


def test_many_chapters_have_tables_inside_tables(run: Run) -> None:
    put_audio()
    put_chapters(*({"startTime": at / 10, "title": f"Wave {at}"} for at in range(600)))
    assert run("chapters", "write", "1.mp3", "1.json").exit_code == 0
    found = measure_audio(Path("1.mp3")).chapters
    assert [one.title for one in found if not one.is_hidden] == [f"Wave {at}" for at in range(600)]


@pytest.mark.parametrize(
    ("chapters", "says"),
    [
        ('{"chapters": [{"title": "x"}]}', "startTime of chapter 1 is missing"),
        ('{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}, {"startTime": 99, "title": "B"}]}', "chapter 2 starts at 1:39, after the end of the audio, 1:03 [chapter-past-end]\n1.json: not written: correct this fault first\n"),
        ('{"version": "1.2.0", "chapters": []}', "1.json: not written: it has no chapters"),
        ("{", "1.json: not written"),
    ],
)  # fmt: skip
def test_wrong_chapters_are_not_written(run: Run, chapters: str, says: str) -> None:
    before = put_audio()
    Path("1.json").write_text(chapters, "utf-8")
    result = run("chapters", "write", "1.mp3", "1.json")
    assert result.exit_code == 2
    assert says in result.stderr
    assert Path("1.mp3").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("1.m4a", make.m4a(), "1.m4a: not written: feedtool writes chapters into MP3 only; name the chapters in the episode (chapters: FILE)"),
        ("1.mp3", b"no audio", "1.mp3: not written: it is a text file, not audio"),
        ("1.mp3", b"", "1.mp3: not written: the file is empty"),
        ("2.mp3", None, "2.mp3: not written: No such file or directory"),
        ("1.srt", b"1\n", "1.srt: not written: feedtool writes chapters into MP3 only"),
        ("1.wav", make.wav(3), "1.wav: not written: feedtool writes chapters into MP3 only"),
    ],
)  # fmt: skip
def test_other_files_are_refused_with_what_to_do(
    run: Run, name: str, data: bytes | None, says: str
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    result = run("chapters", "write", name, "1.json")
    assert result.exit_code == 2
    assert result.stderr.startswith(says)


def test_a_folder_that_takes_no_file_is_told(run: Run, here: Path) -> None:
    put_audio()
    result = run("chapters", "write", "1.mp3", "1.json", "-o", "1.json/2.mp3")
    assert (result.exit_code, result.stderr) == (2, "1.json/2.mp3: not written: File exists\n")
    assert sorted(one.name for one in here.iterdir()) == ["1.json", "1.mp3"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not here")
def test_ffmpeg_reads_the_chapters_and_plays_the_same_sound(run: Run) -> None:
    put_audio(tag=b"")
    Path("1.jpg").write_bytes(_JPEG)
    put_chapters(
        {"startTime": 0, "title": "The first ebb"},
        {"startTime": 20.5, "title": "Fähre", "img": "1.jpg"},
        {"startTime": 40, "title": "End"},
    )
    sums = []
    for name in ("1.mp3", "2.mp3"):
        run("chapters", "write", "1.mp3", "1.json", "-o", "2.mp3", "--force")
        sums.append(
            subprocess.run(
                ["ffmpeg", "-loglevel", "error", "-i", name, "-map", "0:a", "-f", "md5", "-"],
                capture_output=True,
                check=True,
            ).stdout
        )
    assert sums[0] == sums[1]
    shown = subprocess.run(
        ["ffprobe", "-loglevel", "error", "-show_chapters", "-of", "json", "2.mp3"],
        capture_output=True,
        check=True,
    )
    found = json.loads(shown.stdout)["chapters"]
    assert [(float(one["start_time"]), one["tags"]["title"]) for one in found] == [
        (0, "The first ebb"),
        (20.5, "Fähre"),
        (40, "End"),
    ]


def test_frames_stand_in_the_order_of_time(run: Run) -> None:
    """Players such as ffmpeg's take chapters as they come, and read no table of contents."""
    put_audio(make.id3_frame("TIT2", b"\3Nets"))
    titles = ["The longest title of all", "Short", "Of middle length", "End"]
    put_chapters(*({"startTime": 9 * at, "title": one} for at, one in enumerate(titles)))
    assert run("chapters", "write", "1.mp3", "1.json").exit_code == 0
    data = Path("1.mp3").read_bytes()
    places = [data.index(b"CHAP\0\0\0", data.index(b"CTOC")), *(
        data.index(one.encode()) for one in titles
    )]  # fmt: skip
    assert places == sorted(places)
    assert ID3("1.mp3")["TIT2"].text == ["Nets"]
