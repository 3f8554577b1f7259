"""What happens to the files of a show of which only the published feed is left."""

import shutil
from pathlib import Path

from lxml import etree


def write(show: Path, slug: str, title: str, day: str, *, audio: str = "", keys: str = "") -> Path:
    path = show / "episodes" / f"{slug}.md"
    audio = (
        f"{{url: https://media.example.com/{audio or title}.mp3, length: 1000000, duration: 60}}"
    )
    path.write_text(
        f"---\ntitle: {title}\npublished: {day}\naudio: {audio}\n{keys}---\nWords of {title}.\n"
    )
    return path


def guids(show: Path) -> dict[str, str]:
    """Return the guids of the built feed by title."""
    feed = etree.parse(show / "public" / "feed.xml")
    return {str(one.findtext("title")): str(one.findtext("guid")) for one in feed.iter("item")}


def publish(show: Path) -> None:
    shutil.copy(show / "public" / "feed.xml", "old.xml")
    shutil.rmtree(show / "public")
    (show / "feed.lock").unlink()


def rename(show: Path) -> None:
    (show / "episodes" / "a.md").rename(show / "episodes" / "x.md")


def take_name(show: Path) -> None:
    rename(show)
    write(show, "a", "Fog", "2024-03-09")


def take_title(show: Path) -> None:
    rename(show)
    write(show, "a", "Nets", "2024-03-09", audio="fog")


def swap(show: Path) -> None:
    write(show, "b", "Nets", "2024-03-01")
    write(show, "a", "Buoys", "2024-03-02")


def drop(show: Path) -> None:
    (show / "episodes" / "a.md").unlink()


def replace_all(show: Path) -> None:
    drop(show)
    write(show, "x", "Fog", "2024-03-01")


def leave(show: Path) -> None:
    path = show / "show.yaml"
    path.write_text(f"{path.read_text('utf-8')}without: {{types: bonus}}\nfeeds: {{plus: {{}}}}\n")
    write(show, "a", "Nets", "2024-03-01", keys="type: bonus\n")


def rename_show(show: Path) -> None:
    path = show / "show.yaml"
    path.write_text(
        path.read_text("utf-8").replace("/my-show/feed.xml", "/other/feed.xml"), "utf-8"
    )
