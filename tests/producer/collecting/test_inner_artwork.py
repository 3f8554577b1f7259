"""`artwork: audio`: the cover inside an episode's audio is published as a file, and checked."""

import base64
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import make_audio as make
import pytest
from click.testing import Result
from lxml import etree
from mutagen.flac import Picture
from mutagen.mp4 import MP4, MP4Cover
from PIL import Image
from shows import set_keys, write_episode

from feedtool.media.inner_tags import read_cover

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
AT = ("--at", "2024-06-01")


def picture(side: int = 1400, form: str = "JPEG", colour: str = "teal") -> bytes:
    made = BytesIO()
    Image.new("RGB", (side, side), colour).save(made, form)
    return made.getvalue()


FRONT = picture()
BACK = picture(colour="red")
SMALL = picture(100)


def apic(data: bytes, kind: int = 3) -> bytes:
    return make.id3_frame("APIC", b"\0image/jpeg\0" + bytes([kind]) + b"\0" + data)


def block(data: bytes, kind: int = 3) -> str:
    made = Picture()
    made.type, made.mime, made.data = kind, "image/jpeg", data
    return f"METADATA_BLOCK_PICTURE={base64.b64encode(made.write()).decode()}"


def flac(data: bytes) -> bytes:
    made = Picture()
    made.type, made.mime, made.data = 3, "image/jpeg", data
    body = made.write()
    whole = make.flac()
    first = 4 + 4 + 34  # the mark, the head of the first block, the block
    return whole[:first] + b"\x06" + len(body).to_bytes(3, "big") + body + whole[first:]


def m4a(folder: Path, data: bytes) -> bytes:
    path = folder / "made.m4a"
    path.write_bytes(make.m4a())
    file = MP4(path)
    file["covr"] = [MP4Cover(data, MP4Cover.FORMAT_JPEG)]
    file.save()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp3", make.id3(apic(FRONT)) + make.mp3(383)),
        ("a.mp3", make.id3(apic(BACK, 4), apic(FRONT)) + make.mp3(383)),
        ("a.mp3", make.id3(apic(FRONT, 0)) + make.mp3(383)),
        ("a.opus", make.opus(10, block(SMALL))),
        ("a.ogg", make.vorbis(10, block(b"back", 4), block(SMALL))),
        ("a.flac", flac(FRONT)),
    ],
    ids=["MP3", "front before back", "MP3, any kind", "Opus", "Vorbis", "FLAC"],
)
def test_the_front_cover_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_cover(tmp_path / name) in (FRONT, SMALL)


def test_the_cover_of_m4a_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(m4a(tmp_path, FRONT))
    assert read_cover(path) == FRONT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp3", make.mp3(383)),
        ("a.mp3", b""),
        ("a.mp3", b"To be recorded.\n"),
        ("a.mp3", make.id3(make.id3_frame("APIC", b"\0image/jpeg")) + make.mp3(383)),
        ("a.opus", make.opus(10, "METADATA_BLOCK_PICTURE=%%%")),
        ("a.opus", make.opus(10, "METADATA_BLOCK_PICTURE=AAAA")),
        ("a.wav", make.wav()),
        ("a.flac", make.flac()[:60]),
    ],
)
def test_files_without_a_cover_have_none(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_cover(tmp_path / name) is None


@pytest.fixture
def folder(small_show: Path) -> Path:
    (small_show / "audio" / "ropes.mp3").write_bytes(make.id3(apic(FRONT)) + make.mp3(383))
    write_episode(
        small_show, "1-ropes", "published: 2024-03-09\naudio: ropes.mp3\nartwork: audio\n"
    )
    return small_show


def images(show: Path) -> list[str]:
    (item,) = etree.parse(show / "public" / "feed.xml").iter("item")
    return [
        str(one.get("href"))
        for one in item.iter("{http://www.itunes.com/dtds/podcast-1.0.dtd}image")
    ]


def errors(show: Path, result: Result) -> list[str]:
    assert result.exit_code == 2
    return [one.removeprefix(f"{show.as_posix()}/") for one in result.stderr.splitlines()[:-1]]


def test_the_cover_is_published_as_a_file(run: Run, folder: Path) -> None:
    set_keys(folder, "artwork_sizes: [300]")
    result = run("build", *AT, folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert images(folder) == ["https://example.com/show/artwork/1-ropes.jpg"]
    assert (folder / "public/artwork/1-ropes.jpg").read_bytes() == FRONT
    with Image.open(folder / "public/artwork/1-ropes-300.jpg") as small:
        assert small.size == (300, 300)
    assert "unchanged" in run("build", *AT, folder).stdout


def test_the_cover_is_kept_where_the_audio_is_absent(run: Run, folder: Path) -> None:
    set_keys(folder, "artwork_sizes: [300]")
    assert run("build", *AT, folder).exit_code == 0
    before = {one.name: one.read_bytes() for one in (folder / "public/artwork").iterdir()}
    (folder / "audio" / "ropes.mp3").unlink()
    shutil.rmtree(folder / ".feedtool")
    result = run("build", *AT, folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert {one.name: one.read_bytes() for one in (folder / "public/artwork").iterdir()} == before
    shutil.rmtree(folder / "public")
    assert errors(folder, run("build", *AT, folder)) == [
        'episodes/1-ropes.md:4:1: error: audio is "ropes.mp3", which is not here, and artwork takes the cover from '
        "it; build once where the audio is, or bring public/ here, or name a file in artwork [file-missing]"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cover", "says"),
    [
        (None, "there is none; add it with your editor of tags, or name a picture"),
        (picture(300), "it is 300 × 300 pixels; expected 1400 to 3000 each way"),
        (picture(form="GIF"), "it is GIF; save it as JPEG or PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is SVG; save it as JPEG or PNG"),
        (FRONT[:-500], "it is cut off; copy or save it again"),
    ],
)
def test_a_cover_that_directories_refuse_is_told(
    run: Run, folder: Path, cover: bytes | None, says: str
) -> None:
    frames = [apic(cover)] if cover is not None else []
    (folder / "audio" / "ropes.mp3").write_bytes(make.id3(*frames) + make.mp3(383))
    assert errors(folder, run("build", *AT, folder)) == [
        f'episodes/1-ropes.md:5:1: error: artwork is "audio"; the cover in ropes.mp3: {says} [bad-artwork]'
    ]


def test_audio_at_an_address_has_no_cover_at_hand(run: Run, folder: Path) -> None:
    write_episode(folder, "1-ropes", "published: 2024-03-09\nartwork: audio\n")
    assert errors(folder, run("build", *AT, folder)) == [
        'episodes/1-ropes.md:5:1: error: artwork is "audio", and the audio is no file of the show; save its cover '
        "as a file, and write its name [bad-artwork]"
    ]  # fmt: skip


def test_a_show_has_no_audio_to_take_it_from(run: Run, folder: Path) -> None:
    set_keys(folder, "artwork: audio")
    assert (
        'artwork is "audio", a folder; write the name of a file in it' in run("show", folder).stderr
    )
