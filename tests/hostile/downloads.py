"""Sources that name many files by addresses which are refused without a request; what servers do is in tests/importing/assets/."""

import json
from pathlib import Path

from hostile.registry import clean, hostile
from hostile.small_shows import write_show

DOWNLOAD = ("import", "--into", ".", "--download", "all", "--yes")
_URL = "http://127.0.0.1/{}"


@clean("downloads", *DOWNLOAD)
def _clean(folder: Path, size: int) -> None:
    """A show whose files are all here."""
    (folder / "transcripts").mkdir()
    (folder / "artwork").mkdir()
    write_show(folder, show="artwork: https://example.com/not-in-the-feed.jpg\n",
               episode="audio: {url: https://example.com/not-in-the-feed.mp3, length: 1, duration: 60}\n")  # fmt: skip
    text = "And then the ferry came, with all of its lamps lit.\n"
    for number in range(max(size // 2000, 1)):
        (folder / f"transcripts/{number}.txt").write_text(text * 40, "utf-8")


def write(folder: Path, lines: str, show: str = "") -> None:
    artwork = "artwork: https://example.com/not-in-the-feed.jpg\n"
    audio = "audio: {url: https://example.com/not-in-the-feed.mp3, length: 1, duration: 60}\n"
    write_show(folder, show=artwork + show, episode=lines if "audio:" in lines else audio + lines)


@hostile("downloads", *DOWNLOAD)
def transcripts_of_one_name(folder: Path, size: int) -> None:
    count = max(min(size // 40, 1900), 1)
    urls = "".join(f"- {_URL.format(number)}.vtt\n" for number in range(count))
    write(folder, f"transcript:\n{urls}")


@hostile("downloads", *DOWNLOAD)
def audio_of_one_name(folder: Path, size: int) -> None:
    count = max(min(size // 60, 1900), 1)
    one = "- {{url: {}.mp3, length: 1, duration: 60}}\n"
    write(folder, "audio:\n" + "".join(one.format(_URL.format(at)) for at in range(count)))


@hostile("downloads", *DOWNLOAD)
def pictures_of_many_feeds(folder: Path, size: int) -> None:
    count = max(min(size // 80, 99), 1)
    feeds = "".join(f"  f{at}: {{artwork: '{_URL.format(at)}'}}\n" for at in range(count))
    write(folder, "", show=f"feeds:\n{feeds}")


@hostile("downloads", *DOWNLOAD)
def parts_of_other_downloads(folder: Path, size: int) -> None:
    write(folder, f"chapters: {_URL.format('c.json')}\n")
    (folder / "chapters").mkdir()
    for number in range(max(size // 300, 1)):
        more = f"-{number}" if number else ""
        state = {"url": _URL.format("c.json"), "length": 10**15, "name": "../show.yaml"}
        path = folder / f"chapters/001-nets{more}.json.part.json"
        path.write_text(json.dumps(state), "utf-8")
        path.with_suffix("").write_bytes(b"[" * 100)


@hostile("downloads", *DOWNLOAD)
def a_state_that_is_nested(folder: Path, size: int) -> None:
    write(folder, f"chapters: {_URL.format('c.json')}\n")
    (folder / "chapters").mkdir()
    (folder / "chapters/001-nets.json.part.json").write_bytes(b"[" * size)


@hostile("downloads", *DOWNLOAD)
def files_in_the_place_of_names(folder: Path, size: int) -> None:
    write(folder, f"chapters: {_URL.format('c.json')}\n")
    (folder / "chapters").mkdir()
    (folder / "chapters/001-nets.json").write_bytes(b"{}")
    for number in range(2, max(size // 100, 3)):
        (folder / f"chapters/001-NETS-{number}.JSON").write_bytes(b"{}")


@hostile("downloads", *DOWNLOAD)
def a_long_address(folder: Path, size: int) -> None:
    write(folder, f"chapters: {_URL.format('a' * min(size, 7000))}\n")
