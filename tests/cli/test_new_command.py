"""`feedtool new --audio`: episodes out of audio files and what their tags say."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import make_audio as make
import pytest
from click.testing import Result
from PIL import Image

from feedtool.media.inner_tags import InnerTags, read_cover, read_tags
from feedtool.show.read_episode import split_front_matter
from feedtool.show.yaml_source import read_yaml

Run = Callable[..., Result]
SOUND = make.mp3(383)


def text(name: str, value: str) -> bytes:
    return make.id3_frame(name, b"\x03" + value.encode())


def comment(value: str, purpose: str = "") -> bytes:
    return make.id3_frame("COMM", b"\x03eng" + purpose.encode() + b"\0" + value.encode())


def tagged(*frames: bytes) -> bytes:
    return make.id3(*frames) + SOUND


def cover(side: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (side, side), "teal").save(made, "JPEG")
    return make.apic(made.getvalue())


NIGHT = tagged(
    text("TIT2", "The night ferry"), text("TRCK", "12/40"), text("TPOS", "2/3"),
    text("TDRC", "2024-03-09T06:00"), comment("Who rides at night?"), cover(1400),
)  # fmt: skip


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    run("init", folder, "--feed-url", "https://example.com/show/feed.xml")
    (folder / "episodes/001-the-first-episode.md").unlink()
    (folder / "audio/001.mp3").unlink()
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def save(folder: Path, **files: bytes) -> list[Path]:
    paths = [folder / f"{name}.mp3" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def keys(path: Path) -> dict[str, object]:
    """The keys of an episode but for its guid, and its notes."""
    front = split_front_matter(path.read_text("utf-8"))
    data = dict(read_yaml(front.yaml).data)
    assert len(str(data.pop("guid"))) == 36
    return {**data, "notes": front.notes}


def names(show: Path) -> list[str]:
    return sorted(one.name for one in (show / "episodes").iterdir())


def test_tags_become_a_ready_episode(run: Run, show: Path, desk: Path) -> None:
    (file,) = save(desk, night=NIGHT)
    result = run("new", show, "--audio", file)
    path = show / "episodes" / "012-the-night-ferry.md"
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{path.as_posix()}\n", "")
    assert keys(path) == {
        "number": "12", "season": "2", "title": "The night ferry", "published": "2024-03-09",
        "audio": "night.mp3", "artwork": "audio", "notes": "Who rides at night?",
    }  # fmt: skip
    assert (show / "audio" / "night.mp3").read_bytes() == NIGHT
    built = run("build", "--at", "2024-06-01", show)
    assert built.exit_code == 0
    assert (show / "public/artwork/012-the-night-ferry.jpg").is_file()


def test_many_files_become_episodes_in_their_order(run: Run, show: Path, desk: Path) -> None:
    files = save(
        desk,
        b=tagged(text("TIT2", "Second"), text("TRCK", "2")),
        a=tagged(text("TIT2", "First"), text("TRCK", "1")),
        d10=tagged(text("TIT2", "Ten"), text("TDRC", "2024-05-02")),
        d9=tagged(text("TIT2", "Nine"), text("TDRC", "2024-05-01")),
        z=SOUND,
        c=SOUND,
    )
    result = run("new", show, "--audio", *files)
    assert result.exit_code == 0, result.stderr
    assert names(show) == [
        "001-first.md", "002-second.md", "003-nine.md", "004-ten.md", "005-c.md", "006-z.md",
    ]  # fmt: skip
    assert len(set(result.stdout.split())) == 6


def test_a_number_that_is_taken_is_not_given_again(run: Run, show: Path, desk: Path) -> None:
    files = save(desk, a=tagged(text("TRCK", "1")), b=tagged(text("TRCK", "1")))
    assert run("new", show, "--audio", *files).exit_code == 0
    assert names(show) == ["001-a.md", "002-b.md"]


@pytest.mark.parametrize(
    ("name", "slug", "title", "published"),
    [
        ("012 - The night ferry", "012-the-night-ferry", "The night ferry", None),
        ("07_the_storm", "007-the-storm", "the storm", None),
        ("Ep 12 Tides", "012-tides", "Tides", None),
        ("12 ships", "001-12-ships", "12 ships", None),
        ("2024-03-09 Night", "001-night", "Night", "2024-03-09"),
        ("100 days", "001-100-days", "100 days", None),
        ("12", "012-12", "12", None),
        ("S1E2 Ropes", "002-ropes", "Ropes", None),
    ],
)
def test_without_tags_the_name_of_the_file_speaks(
    run: Run, show: Path, desk: Path, name: str, slug: str, title: str, published: str | None
) -> None:
    (file,) = save(desk, **{name: SOUND})
    assert run("new", show, "--audio", file, "--at", "2024-01-02").exit_code == 0
    (path,) = (show / "episodes").iterdir()
    assert (path.stem, keys(path)["title"], keys(path)["published"]) == (slug, title, "2024-01-02")
    path.unlink()
    assert run("new", show, "--audio", file).exit_code == 0
    assert published in (None, keys(path)["published"])


def test_files_of_the_show_are_named_where_they_lie(run: Run, show: Path) -> None:
    (show / "audio" / "2024").mkdir()
    save(show / "audio" / "2024", nets=SOUND)
    (show / "tapes").mkdir()
    save(show / "tapes", ropes=SOUND)
    result = run("new", show, "--audio", show / "audio/2024/nets.mp3", show / "tapes/ropes.mp3")
    assert result.exit_code == 0, result.stderr
    assert [keys(one)["audio"] for one in sorted((show / "episodes").iterdir())] == [
        "2024/nets.mp3", "tapes/ropes.mp3",
    ]  # fmt: skip
    assert sorted(one.name for one in (show / "audio").iterdir()) == ["2024"]


def test_files_that_have_an_episode_are_passed(run: Run, show: Path, desk: Path) -> None:
    files = save(desk, nets=SOUND)
    run("new", show, "--audio", *files)
    result = run("new", show, "--audio", *files)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{files[0].as_posix()} is the audio of episodes/001-nets.md already\n"


def test_nothing_is_overwritten_and_nothing_half_written(run: Run, show: Path, desk: Path) -> None:
    (show / "audio" / "nets.mp3").write_bytes(make.mp3(200))
    (desk / "words.mp3").write_text("To be recorded.\n", "utf-8")
    files = save(desk, nets=SOUND, ropes=SOUND)
    result = run("new", show, "--audio", *files, desk / "words.mp3", desk / "no.mp3", desk)
    assert result.exit_code == 2
    start = desk.as_posix()
    assert result.stderr.splitlines()[:4] == [
        f"{start}/nets.mp3: {show.as_posix()}/audio/nets.mp3 already exists, and is another file; rename one",
        f"{start}/words.mp3: it is a text file, not audio; put the audio in its place",
        f"{start}/no.mp3: there is no such file",
        f"{start}: it is a folder; name the files in it, e.g. {start}/*.mp3",
    ]  # fmt: skip
    assert "nothing was written" in result.stderr
    assert names(show) == []
    assert [one.name for one in (show / "audio").iterdir()] == ["nets.mp3"]


def test_two_files_of_one_name_are_told(run: Run, show: Path, desk: Path) -> None:
    (desk / "more").mkdir()
    files = [*save(desk, nets=SOUND), *save(desk / "more", Nets=make.mp3(300))]
    result = run("new", show, "--audio", *files)
    assert (
        f"{files[1].as_posix()}: {files[0].as_posix()} has the same name; rename one"
        in result.stderr
    )
    assert names(show) == []


def test_the_example_of_init_counts_as_no_episode(run: Run, tmp_path: Path, desk: Path) -> None:
    folder = tmp_path / "new"
    run("init", folder)
    (file,) = save(desk, nets=tagged(text("TRCK", "1")))
    result = run("new", folder, "--audio", file)
    assert result.stdout == f"{folder.as_posix()}/episodes/001-nets.md\n"
    assert result.stderr == (
        f"{folder.as_posix()}/episodes/001-the-first-episode.md is the example of feedtool init; remove it "
        "before you publish\n"
    )
    (file,) = save(desk, **{"001": tagged(text("TRCK", "2"))})
    result = run("new", folder, "--audio", file)
    assert (
        "audio/001.mp3 already exists, and is the example of feedtool init; remove it"
        in result.stderr
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "expected a TITLE, or audio files: --audio FILE"),
        (["One", "two"], "expected one TITLE; put it in quotes"),
        (["--audio", "a.mp3", "The", "storm"], '"storm" is no file; put the title in quotes'),
        (
            ["--audio", "a.mp3", "b.mp3", "The storm"],
            'there are 2 files, and one title, "The storm"',
        ),
    ],
)
def test_wrong_use_is_told(run: Run, show: Path, arguments: list[str], says: str) -> None:
    result = run("new", show, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_title_goes_before_that_of_the_tags(run: Run, show: Path, desk: Path) -> None:
    (file,) = save(desk, night=NIGHT)
    assert run("new", show, "The storm", "--audio", file).exit_code == 0
    assert names(show) == ["012-the-storm.md"]


def test_no_show_is_told(run: Run, desk: Path) -> None:
    (file,) = save(desk, night=NIGHT)
    assert (
        "has no show.yaml; start a show with: feedtool init"
        in run("new", desk, "--audio", file).stderr
    )


@pytest.mark.parametrize(
    ("frames", "tags"),
    [
        ([], InnerTags()),
        ([text("TIT2", " A \n b ")], InnerTags("A b")),
        ([text("TRCK", "3")], InnerTags(number=3)),
        ([text("TRCK", "0"), text("TPOS", "1/1")], InnerTags()),
        ([text("TRCK", "x"), text("TDRC", "2024")], InnerTags()),
        ([text("TDRC", "2024-02-30")], InnerTags()),
        ([comment("0000", "iTunNORM"), comment("Words")], InnerTags(words="Words")),
        ([text("TDES", "<p>One.</p><p>Two <b>x</b></p>")], InnerTags(words="One.\nTwo x")),
        ([text("TIT2", "<script>x</script>")], InnerTags("x")),
        ([text("TIT2", "x" * 5000), comment("y" * 50_000)], InnerTags("x" * 300, words="y" * 10_000)),
        ([text("TIT2", "a\x1b[2J\x00\x07b")], InnerTags("a[2J")),
        ([text("TRCK", "9" * 400)], InnerTags()),
    ],
)  # fmt: skip
def test_tags_are_read_and_cleaned(tmp_path: Path, frames: list[bytes], tags: InnerTags) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(tagged(*frames))
    assert read_tags(path) == tags


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.m4a", make.m4a()), ("a.opus", make.opus(10)), ("a.flac", make.flac()), ("a.wav", make.wav()),
        ("a.mp3", b""), ("a.mp3", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f"), ("a.ogg", b"OggS"),
        ("a.flac", b"fLaC\x84\xff\xff\xff"), ("a.m4a", b"\x00\x00\x00\x08moov"),
    ],
)  # fmt: skip
def test_files_without_tags_or_with_broken_ones_say_nothing(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_tags(tmp_path / name) == InnerTags()


def test_vorbis_comments_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.opus"
    path.write_bytes(
        make.opus(
            10, "TITLE=Nets", "tracknumber=4", "DATE=2024-03-10", "DESCRIPTION=Words", "season=2"
        )
    )
    assert read_tags(path) == InnerTags("Nets", 4, 2, "2024-03-10", "Words")


HOSTILE = (
    "::error::x", "---\ntitle: y", '"; x: y', "{{a}}", "]]>", "![x](../../etc/passwd)", "&lt;b>", "#",
    "a: b # c", "\u202egpj.exe", "- x", "'", "null", "\ufeffx",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_tags_are_inert(run: Run, show: Path, desk: Path, words: str) -> None:
    (file,) = save(desk, tape=tagged(text("TIT2", words), comment(words), text("TDRC", words)))
    result = run("new", show, "--audio", file)
    assert result.exit_code == 0
    assert not result.stdout.startswith("::")
    (path,) = (show / "episodes").iterdir()
    assert set(keys(path)) <= {"number", "title", "published", "audio", "notes"}
    assert keys(path)["title"] in (
        " ".join(words.split()),
        "tape",
        " ".join(words.split()).strip("\ufeff"),
    )
    built = run("build", show)
    assert "[bad-picture]" not in built.stderr
    assert built.exit_code == 0, built.stderr


def test_a_cover_that_directories_refuse_is_left_out_with_the_reason(
    run: Run, show: Path, desk: Path
) -> None:
    (file,) = save(desk, night=tagged(cover(300)))
    assert run("new", show, "--audio", file).exit_code == 0
    (path,) = (show / "episodes").iterdir()
    assert "artwork" not in keys(path)
    assert (
        "# artwork: audio                    # the cover in the audio: it is 300 × 300 pixels; expected 1400 to"
        in path.read_text("utf-8")
    )


def test_packed_frames_are_unpacked_up_to_a_bound(tmp_path: Path) -> None:
    """A few bytes may stand for gigabytes."""

    def pack(name: bytes, body: bytes) -> bytes:
        packed = bytes(4) + zlib.compress(body)
        size = bytes(len(packed) >> shift & 0x7F for shift in (21, 14, 7, 0))
        return name + size + b"\0\x09" + packed

    path = tmp_path / "a.mp3"
    bomb = b"\3image/png\0\3\0" + bytes(60_000_000)
    path.write_bytes(make.id3(pack(b"APIC", bomb), pack(b"TIT2", b"\3Nets")) + make.mp3(9))
    assert read_tags(path) == InnerTags("Nets")
    with pytest.raises(ValueError, match="it is damaged, or has more than 16 MB; make it smaller"):
        read_cover(path)


def test_a_number_behind_many_blanks_takes_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    frame = make.id3_frame("TRCK", b"\3" + b"1" + b" " * 200_000 + b"x")
    path.write_bytes(make.id3(frame) + make.mp3(9))
    assert read_tags(path) == InnerTags()


def test_words_that_look_like_front_matter_are_words(run: Run, tmp_path: Path) -> None:
    show, path = tmp_path / "show", tmp_path / "a.mp3"
    run("init", show, "--feed-url", "https://example.com/my-show/feed.xml")
    path.write_bytes(
        tagged(text("TIT2", "Nets"), comment("---\ntitle: Other\ndraft: true\n---\nx"))
    )
    result = run("new", show, "--audio", path)
    assert result.exit_code == 0, result.stderr
    front = split_front_matter(Path(result.stdout.strip()).read_text("utf-8"))
    assert read_yaml(front.yaml).data["title"] == "Nets"
    assert front.notes.startswith("\\---\ntitle: Other")


@pytest.mark.parametrize(
    ("options", "says"),
    [([], "   # today, since the file has no date\n"), (["--at", "2024-03-09"], "2024-03-09\n")],
)
def test_a_date_that_nobody_gave_is_told(
    run: Run, show: Path, desk: Path, options: list[str], says: str
) -> None:
    (file,) = save(desk, plain=make.mp3(383))
    path = Path(run("new", show, "--audio", file, *options).stdout.strip())
    (line,) = [
        one for one in path.read_text("utf-8").splitlines(keepends=True) if "published" in one
    ]
    assert line.endswith(says)
    assert run("build", show).exit_code == 0


@pytest.mark.parametrize("name", ["audio", "episodes"])
def test_a_folder_that_leads_out_of_the_show_is_refused(
    run: Run, show: Path, desk: Path, tmp_path: Path, name: str
) -> None:
    (file,) = save(desk, night=NIGHT)
    outside = tmp_path / "outside"
    (show / name).rename(outside)
    (show / name).symlink_to(outside)
    result = run("new", show, "--audio", file)
    assert result.exit_code == 2
    assert (
        f"{(show / name).as_posix()} is a link out of the show, which a build does not follow; "
        "replace it by a folder\n"
    ) in result.stderr
    assert list(outside.iterdir()) == []
