"""`feedtool import --download`: files over real HTTP, from servers that do what servers do."""

from pathlib import Path

import pytest
from file_server import Answer, File, Handler, Site, change, cut, flood, hang_up, say, with_length
from served_show import (
    CHAPTERS,
    COVER,
    MP3,
    ONE_FILE,
    OTHER_MP3,
    VTT,
    Run,
    built,
    download,
    feed,
    import_feed,
    item,
    show_of_one,
    snapshot,
)


def test_all_kinds_become_files_that_the_sources_name(
    run: Run, tmp_path: Path, server: Site
) -> None:
    more = (
        f'<podcast:transcript url="{server.url("/t.vtt?x=1")}" type="text/vtt" rel="captions"/>'
        f'<podcast:chapters url="{server.url("/c")}" type="application/json+chapters"/>'
        f'<itunes:image href="{server.url("/cover")}"/>'
    )
    server.files = {
        "/cover": File(COVER, "image/jpeg"),
        "/media/1.mp3?from=feed": File(MP3, "audio/mpeg"),
        "/t.vtt?x=1": File(VTT, "text/vtt"),
        "/c": File(CHAPTERS, "application/json+chapters"),
    }
    result = import_feed(
        run, tmp_path, feed(server, item(server, 1, more=more)), "--download", "all"
    )
    show = (tmp_path / "show").as_posix()
    assert result.exit_code == 0, result.output
    said = result.stdout.partition(f"{show}: to download: ")[2].splitlines()
    assert said[0].startswith(
        "1 picture, 1 transcript, 1 chapters file and 1 audio file, about 771.8 kB; "
    )
    assert said[1:] == [
        "downloaded: 1 picture, 1 transcript, 1 chapters file and 1 audio file, 198.5 kB; the sources name the files",
        "a build publishes them below https://example.com/pod/ and https://example.com/pod/audio/: if that is not where you serve them, change feed_url, base_url or media_url",
        "subscribers keep all episodes: the guids stay, so nothing is downloaded again; keep the old files until the new feed is out",
        f"now run: feedtool build {show} --accept enclosure",
    ]
    files = snapshot(tmp_path / "show")
    assert files["artwork/cover.jpg"] == COVER
    assert files["audio/e-pier-1.mp3"] == MP3
    assert files["transcripts/e-pier-1.vtt"] == VTT
    assert files["chapters/e-pier-1.json"] == CHAPTERS
    assert [name for name in files if ".part" in name] == []
    assert b"\nartwork: artwork/cover.jpg\n" in files["show.yaml"]
    assert files["episodes/e-pier-1.md"].decode() == (
        "---\ntitle: Pier 1\npublished: 2024-06-01T08:00:00+02:00\nguid: harbour-1\n"
        "audio:\n  file: e-pier-1.mp3\n  type: audio/mpeg\n  duration: 10\nsummary: Cranes.\n"
        "transcript: [{file: transcripts/e-pier-1.vtt, rel: captions}]\n"
        "chapters: chapters/e-pier-1.json\nartwork: artwork/cover.jpg\n---\n\n"
    )
    xml = built(run, tmp_path)
    base = "https://example.com/pod"
    assert (
        f'<enclosure url="{base}/audio/e-pier-1.mp3" length="{len(MP3)}" type="audio/mpeg"/>' in xml
    )
    assert '<guid isPermaLink="false">harbour-1</guid>' in xml
    assert "<itunes:duration>10</itunes:duration>" in xml
    assert (
        f'<podcast:transcript url="{base}/transcripts/e-pier-1.vtt" type="text/vtt" language="en" rel="captions"/>'
        in xml
    )
    assert (
        f'<podcast:chapters url="{base}/chapters/e-pier-1.json" type="application/json+chapters"/>'
        in xml
    )
    assert xml.count(f'<itunes:image href="{base}/artwork/cover.jpg"/>') == 2
    assert run("validate", tmp_path / "show/public/feed.xml").exit_code == 0


# name → the first answers of the server, and the ranges that are asked for.
MENDED: dict[str, tuple[list[Answer], list[str]]] = {
    "a connection that breaks off": ([cut(50_000)], ["", "bytes=50000-"]),
    "one that breaks off again and again": (
        [cut(20_000) for _ in range(7)],
        ["", *(f"bytes={at}-" for at in range(20_000, 160_000, 20_000))],
    ),
    "503, then the file": ([say(503)], ["", ""]),
    "429 with seconds to wait": ([say(429, Retry_After="0")], ["", ""]),
    "429 with a date that is over": (
        [say(429, Retry_After="Sat, 01 Jun 2024 08:00:00 GMT", Date="Sat, 01 Jun 2024 08:00:01 GMT")],
        ["", ""],
    ),
    "no answer at all": ([hang_up], ["", ""]),
    "another file since the connection broke": (
        [cut(50_000), change(OTHER_MP3, '"2"')], ["", "bytes=50000-"],
    ),
    "a range that is not there any more": (
        [cut(160_000), change(OTHER_MP3[:100_000], '"1"')], ["", "bytes=160000-", ""],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MENDED)
def test_what_the_next_try_mends_is_no_fault(
    run: Run, tmp_path: Path, server: Site, name: str
) -> None:
    script, ranges = MENDED[name]
    file = File(MP3, "audio/mpeg", script=list(script))
    show_of_one(run, tmp_path, server, file)
    result = download(run, tmp_path, "audio")
    assert result.exit_code == 0, result.output
    assert server.ranges_of(ONE_FILE) == ranges
    assert snapshot(tmp_path / "show")["audio/e-pier-1.mp3"] == file.data
    assert f'length="{len(file.data)}"' in built(run, tmp_path)


def test_a_server_without_ranges_starts_again(run: Run, tmp_path: Path, server: Site) -> None:
    file = File(MP3, "audio/mpeg", has_ranges=False, script=[cut(50_000)])
    show_of_one(run, tmp_path, server, file)
    assert download(run, tmp_path, "audio").exit_code == 0
    assert server.ranges_of(ONE_FILE) == ["", "bytes=50000-"]
    assert snapshot(tmp_path / "show")["audio/e-pier-1.mp3"] == MP3


def test_a_file_without_a_version_starts_again(run: Run, tmp_path: Path, server: Site) -> None:
    file = File(MP3, "audio/mpeg", etag='W/"1"', script=[cut(50_000)])
    show_of_one(run, tmp_path, server, file)
    assert download(run, tmp_path, "audio").exit_code == 0
    assert server.ranges_of(ONE_FILE) == ["", ""]


def test_a_date_tells_versions_apart_as_well(run: Run, tmp_path: Path, server: Site) -> None:
    changed = {"Last-Modified": "Sat, 01 Jun 2024 08:00:00 GMT"}
    file = File(MP3, "audio/mpeg", etag="", headers=changed, script=[cut(50_000)])
    show_of_one(run, tmp_path, server, file)
    assert download(run, tmp_path, "audio").exit_code == 0
    asked = [one for one in server.asked if one.method == "GET"]
    assert [(one.range, one.if_range) for one in asked] == [
        ("", ""), ("bytes=50000-", "Sat, 01 Jun 2024 08:00:00 GMT"),
    ]  # fmt: skip


def page(handler: Handler, file: File) -> None:
    data = b"<!DOCTYPE html><title>404</title><p>Nothing here.</p>"
    handler.head(200, File(data, "text/html"), len(data))
    handler.wfile.write(data)


def answer(data: bytes, **headers: str) -> Answer:
    def behave(handler: Handler, file: File) -> None:
        handler.head(200, File(data, "audio/mpeg"), len(data), **headers)
        handler.wfile.write(data)

    return behave


# name → what the server always does, and what is said of it.
REFUSED: dict[str, tuple[Answer, str]] = {
    "404": (say(404), "{url} answers 404 (Not Found); there is no such file; check the address; {stays} [audio-unreachable]"),
    "410": (say(410), "{url} answers 410 (Gone); it was removed for good; look for its new address; {stays} [audio-unreachable]"),
    "403": (say(403), "{url} answers 403 (Forbidden); the server refuses it; make it public, for every program that asks; {stays} [audio-unreachable]"),
    "503 for good": (say(503), "{url} answers 503 (Service Unavailable); the server has a fault; try again later; {stays} [audio-unreachable]"),
    "429 for hours": (say(429, Retry_After="7200"), "{url} is left for later: {host} wants to be left alone for 120 minutes; run this again then; {stays} [audio-unreachable]"),
    "a web page": (page, "{url} is a web page, not audio; take the address of the file itself; {stays} [audio-unreachable]"),
    "a text": (answer(b"Too many downloads."), "{url} is a text, not audio; take the address of the file itself; {stays} [audio-unreachable]"),
    "a list of streams": (answer(b"#EXTM3U\n#EXT-X-VERSION:3\n"), "{url} is a list of streams, not audio; take the address of the file itself; {stays} [audio-unreachable]"),
    "a picture": (answer(COVER), "{url} is not taken: it is a JPEG file, not audio; {stays} [audio-unreadable]"),
    "a PDF": (answer(b"%PDF-1.4\n\x00\x01"), "{url} is not taken: it is a PDF file, not audio; {stays} [audio-unreadable]"),
    "nothing": (answer(b""), "{url} is empty (0 bytes); upload the file again; {stays} [audio-unreachable]"),
    "a length that is too long": (with_length(len(MP3) + 9), "{url} broke off: 9 bytes are missing at its end; try again later, or ask the host; {stays} [audio-unreachable]"),
    "a file that is far too long": (answer(b"x", Content_Length="60000000"), "{url} has more than 50,000,000 bytes, and the feed says 166,800; correct its length in the source, and run this again; {stays} [audio-unreachable]"),
    "a body without end": (flood, "{url} has more than 50,000,000 bytes, and the feed says 166,800; correct its length in the source, and run this again; {stays} [audio-unreachable]"),
    "an unknown packing": (answer(MP3, Content_Encoding="br"), "{url} is sent packed as br, which was not requested; fix it on the server; {stays} [audio-unreachable]"),
    "a redirect in a circle": (say(302, Location=ONE_FILE), "{url} redirects in a circle; fix it on the server; {stays} [audio-unreachable]"),
    "a redirect to a file of this machine": (say(302, Location="file:///etc/passwd"), "{url} redirects to file:///etc/passwd, which is not a web address; fix it on the server; {stays} [audio-unreachable]"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_downloaded_is_told_at_its_place_and_changes_nothing(
    run: Run, tmp_path: Path, server: Site, name: str
) -> None:
    behave, says = REFUSED[name]
    show_of_one(run, tmp_path, server, File(MP3, "audio/mpeg", script=[behave] * 9))
    before = snapshot(tmp_path / "show")
    result = download(run, tmp_path, "audio")
    show = (tmp_path / "show").as_posix()
    says = says.format(
        url=server.url("/media/1.mp3?…"), stays="the address stays in the source",
        host=f"127.0.0.1:{server.server_port}",
    )  # fmt: skip
    assert result.stderr.splitlines() == [f"{show}/episodes/e-pier-1.md:6:8: error: audio: {says}"]
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == (
        f"not downloaded: 1 of 1; to try again: feedtool import --into {show} --download audio"
    )
    left = {name for name in snapshot(tmp_path / "show") if ".part" in name}
    kept = {"audio/e-pier-1.mp3.part", "audio/e-pier-1.mp3.part.json"}
    assert left == (kept if name == "a length that is too long" else set())
    after = snapshot(tmp_path / "show")
    assert {name: data for name, data in after.items() if name not in left} == before
