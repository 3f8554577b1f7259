"""Files of the show where an element wants a URL: published, measured, or told at their place."""

import base64
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree
from PIL import Image

from feedtool.importing.feed.elements import name_of

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[3]
AUDIO = (ROOT / "feeds" / "lighthouse" / "audio" / "s1-trailer.mp3").read_bytes()


def picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    show = tmp_path / "show"
    run("init", show, "--feed-url", "https://example.com/show/feed.xml")
    (show / "artwork" / "wide.png").write_bytes(picture(160, 90))
    (show / "audio" / "soon.mp3").write_bytes(AUDIO)
    (show / "soon.opus").write_text("nothing", "utf-8")
    return show


def append(folder: Path, line: str) -> int:
    path = folder / "show.yaml"
    before = path.read_text("utf-8")
    path.write_text(f"{before}{line}\n", "utf-8")
    return len(before.splitlines()) + 1


def found(run: Run, folder: Path, name: str) -> Any:
    result = run("build", folder)
    assert result.exit_code == 0, result.stderr
    tree = etree.parse(folder / "public" / "feed.xml")
    return [one for one in tree.iter(etree.Element) if name_of(one) == name]


def add_to_episode(folder: Path, line: str) -> None:
    (path,) = (folder / "episodes").glob("*.md")
    text = path.read_text("utf-8")
    path.write_text(text.replace("---\n", f"---\n{line}\n", 1), "utf-8")


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("[artwork/wide.png]", {}),
        ("artwork/wide.png", {}),
        ("{href: artwork/wide.png, alt: A quay, width: 80}", {"alt": "A quay", "width": "80"}),
    ],
)  # fmt: skip
def test_a_picture_is_published_and_measured(
    run: Run, folder: Path, value: str, attributes: dict[str, str]
) -> None:
    append(folder, f"images: {value}")
    (image,) = found(run, folder, "podcast:image")
    assert dict(image.attrib) == {
        "href": "https://example.com/show/pictures/artwork/wide.png", "width": "160",
        "height": "90", "type": "image/png", "aspect-ratio": "16/9",
    } | attributes  # fmt: skip
    assert (folder / "public/pictures/artwork/wide.png").read_bytes() == picture(160, 90)


def test_a_trailer_is_looked_up_as_audio_is(run: Run, folder: Path) -> None:
    append(folder, "media_url: https://media.example.com/show")
    append(folder, "trailers: {url: soon.mp3, pubdate: 2024-01-08T07:00:00Z, text: Soon}")
    (trailer,) = found(run, folder, "podcast:trailer")
    assert dict(trailer.attrib) == {
        "url": "https://media.example.com/show/soon.mp3", "pubdate": "Mon, 08 Jan 2024 07:00:00 +0000",
        "length": str(len(AUDIO)), "type": "audio/mpeg",
    }  # fmt: skip


@pytest.mark.parametrize("sources", ["[audio/soon.mp3]", "soon.mp3", "[soon.mp3, 'ipfs://a']"])
def test_an_alternate_enclosure_is_measured_and_hashed(
    run: Run, folder: Path, sources: str
) -> None:
    add_to_episode(folder, f"alternate_enclosures: {{sources: {sources}, integrity: true}}")
    (alternate,) = found(run, folder, "podcast:alternateEnclosure")
    assert dict(alternate.attrib) == {
        "type": "audio/mpeg", "length": str(len(AUDIO)), "bitrate": str(round(len(AUDIO) * 8 / 5)),
    }  # fmt: skip
    assert alternate[0].get("uri") == "https://example.com/show/audio/soon.mp3"
    digest = base64.b64encode(sha256(AUDIO).digest()).decode()
    assert dict(alternate[-1].attrib) == {"type": "sri", "value": f"sha256-{digest}"}


def test_a_file_that_changes_is_measured_again(run: Run, folder: Path) -> None:
    add_to_episode(folder, "alternate_enclosures: {sources: soon.mp3, integrity: true}")
    (one,) = found(run, folder, "podcast:integrity")
    (folder / "audio" / "soon.mp3").write_bytes(AUDIO * 2)
    (other,) = found(run, folder, "podcast:integrity")
    (alternate,) = found(run, folder, "podcast:alternateEnclosure")
    assert one.get("value") != other.get("value")
    assert alternate.get("length") == str(len(AUDIO) * 2)


@pytest.mark.parametrize(
    ("line", "at", "message"),
    [
        ("images: [artwork/no.png]", "artwork/no", 'images.href is "artwork/no.png"; there is no such file in the show\'s folder [file-missing]'),
        ("images: {href: ../no.png}", "href", 'images.href is "../no.png", outside the show\'s folder; copy the file into it [path-outside-show]'),
        ("images: show.yaml", "images", 'images.href is "show.yaml"; it '),
        ("trailers: {url: no.mp3, pubdate: 2024-01-08T07:00:00Z, text: Soon}", "url", 'trailers.url is "no.mp3"; there is no such file under audio/ [file-missing]'),
        ("trailers: {url: ../no.mp3, pubdate: 2024-01-08T07:00:00Z, text: Soon}", "url", 'trailers.url is "../no.mp3", outside the show\'s folder; copy the file into audio/, or name its folder in media_dirs [path-outside-show]'),
        ("trailers: {url: soon.opus, pubdate: 2024-01-08T07:00:00Z, text: Soon}", "url", 'trailers.url is "soon.opus"; '),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_told_at_its_place(
    run: Run, folder: Path, line: str, at: str, message: str
) -> None:
    number = append(folder, line)
    result = run("build", folder)
    path = (folder / "show.yaml").as_posix()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}:{number}:{line.index(at) + 1}: error: {message}")
    assert result.stderr.endswith(": not built: 1 error\n")


def test_a_hash_needs_a_file(run: Run, folder: Path) -> None:
    line = "alternate_enclosures: {type: audio/opus, length: 9, sources: 'https://example.com/1.opus', integrity: true}"
    add_to_episode(folder, line)
    result = run("build", folder)
    assert (
        f':2:{line.index("integrity") + 1}: error: alternate_enclosures.integrity is "true"; there is no file of the show beside it'
        in result.stderr
    )
