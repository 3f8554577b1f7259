"""A feed whose files a server on this machine has, the show that is made of it, and its downloads."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from click.testing import Result
from file_server import File, Site
from make_audio import mp3
from PIL import Image

Run = Callable[..., Result]
MP3 = mp3(400)
OTHER_MP3 = mp3(500)
VTT = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nWelcome to the harbour.\n"
CHAPTERS = b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Low tide"}]}\n'


def picture(size: int = 1400, form: str = "JPEG") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (size, size), "navy").save(stream, form)
    return stream.getvalue()


COVER = picture()
ONE_FILE = "/media/1.mp3?from=feed"


def item(
    server: Site, number: int, *, audio: str = "", length: int = len(MP3), more: str = ""
) -> str:
    url = server.url(audio or f"/media/{number}.mp3?from=feed")
    return (
        f"<item><title>Pier {number}</title><guid isPermaLink='false'>harbour-{number}</guid>"
        f"<pubDate>Sat, {number:02} Jun 2024 08:00:00 +0200</pubDate>"
        f'<enclosure url="{url}" length="{length}" type="audio/mpeg"/>'
        f"<itunes:duration>10</itunes:duration><description>Cranes.</description>{more}</item>\n"
    )


def feed(server: Site, *items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
        "<title>Harbour Notes</title><link>https://example.com/</link><language>en</language>"
        "<description>Ports.</description><itunes:author>Mira Holt</itunes:author>"
        "<itunes:explicit>false</itunes:explicit>"
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" type="application/rss+xml"'
        ' href="https://example.com/pod/feed.xml"/>'
        "<itunes:owner><itunes:email>mira@example.com</itunes:email></itunes:owner>"
        f'<itunes:image href="{server.url("/cover")}"/><itunes:category text="Technology"/>'
        f"{''.join(items)}</channel></rss>\n"
    ).encode()


def import_feed(run: Run, folder: Path, data: bytes, *more: object) -> Result:
    (folder / "old.xml").write_bytes(data)
    return run("import", folder / "old.xml", "--into", folder / "show", "--allow-private", *more)


def download(run: Run, folder: Path, kinds: str) -> Result:
    return run("import", "--into", folder / "show", "--download", kinds, "--allow-private")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "public" not in path.parts and path.name[0] != "."
    }


def built(run: Run, folder: Path) -> str:
    result = run("build", folder / "show", "--accept", "enclosure")
    assert result.exit_code == 0, result.output
    return (folder / "show/public/feed.xml").read_text("utf-8")


def show_of_one(run: Run, folder: Path, server: Site, file: File, **given: object) -> None:
    server.files[ONE_FILE] = file
    result = import_feed(run, folder, feed(server, item(server, 1, **given)))  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output
