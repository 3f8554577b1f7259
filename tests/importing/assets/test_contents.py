"""What is downloaded is a file of its kind, whatever its server says, or it is not taken."""

import gzip
import re
from pathlib import Path

import pytest
from file_server import File, Site
from make_audio import m4a, mp3, opus
from served_show import (
    COVER,
    MP3,
    VTT,
    Run,
    built,
    download,
    feed,
    import_feed,
    item,
    picture,
    snapshot,
)

SRT = b"1\n00:00:01,000 --> 00:00:04,000\nWelcome to the harbour.\n"
SEGMENTS = b'{"version": "1.0.0", "segments": [{"startTime": 0, "body": "Welcome."}]}\n'
HTML = b"<!DOCTYPE html><html><body><p>Welcome.</p></body></html>\n"


def take(run: Run, folder: Path, server: Site, kind: str, file: File, xml: str) -> list[str]:
    """Import an item with one file, download it, build; return what was said on standard error."""
    server.files["/f"] = file
    audio = "/f" if kind == "audio" else ""
    more = xml.format(url=server.url("/f"))
    assert (
        import_feed(run, folder, feed(server, item(server, 1, audio=audio, more=more))).exit_code
        == 0
    )
    result = download(run, folder, kind)
    if result.exit_code == 0:
        built(run, folder)
    return [
        line.partition("error: ")[2] for line in result.stderr.splitlines() if "error: " in line
    ]


TRANSCRIPT = '<podcast:transcript url="{{url}}" type="{}"/>'
CHAPTERS = '<podcast:chapters url="{url}" type="application/json+chapters"/>'
ARTWORK = '<itunes:image href="{url}"/>'

# name → kind, what is served, the element, and the name of the file.
TAKEN: dict[str, tuple[str, File, str, str]] = {
    "a transcript without an ending": ("transcripts", File(VTT), TRANSCRIPT.format("text/vtt"), "transcripts/e-pier-1.vtt"),
    "SubRip of a wrong type": ("transcripts", File(SRT), TRANSCRIPT.format("text/vtt"), "transcripts/e-pier-1.srt"),
    "WebVTT of a wrong type": ("transcripts", File(VTT), TRANSCRIPT.format("application/srt"), "transcripts/e-pier-1.vtt"),
    "segments": ("transcripts", File(SEGMENTS), TRANSCRIPT.format("application/json"), "transcripts/e-pier-1.json"),
    "a transcript in Latin-1": ("transcripts", File("WEBVTT\n\n00:01.000 --> 00:02.000\né".encode("latin-1")), TRANSCRIPT.format("text/vtt"), "transcripts/e-pier-1.vtt"),
    "JSON of a service": ("transcripts", File(b'{"segments": [{"start": 0, "end": 1, "text": "Hi"}]}'), TRANSCRIPT.format("application/json"), "transcripts/e-pier-1.json"),
    "a page": ("transcripts", File(HTML), TRANSCRIPT.format("text/html"), "transcripts/e-pier-1.html"),
    "a text": ("transcripts", File(b"Welcome."), TRANSCRIPT.format("text/plain"), "transcripts/e-pier-1.txt"),
    "a transcript that is packed": (
        "transcripts", File(gzip.compress(VTT), headers={"Content-Encoding": "gzip"}), TRANSCRIPT.format("text/vtt"),
        "transcripts/e-pier-1.vtt",
    ),
    "a PNG that is called JPEG": ("artwork", File(picture(form="PNG"), "image/jpeg"), ARTWORK, "artwork/e-pier-1.png"),
    "MP4 that is called MP3": ("audio", File(m4a(10), "audio/mpeg"), "", "audio/e-pier-1.m4a"),
    "audio of another length": ("audio", File(mp3(1200), "audio/mpeg"), "", "audio/e-pier-1.mp3"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_the_content_says_what_a_file_is(run: Run, tmp_path: Path, server: Site, name: str) -> None:
    kind, file, xml, expected = TAKEN[name]
    server.files["/cover"] = File(COVER)
    assert take(run, tmp_path, server, kind, file, xml) == []
    data = file.data if "packed" not in name else VTT
    assert snapshot(tmp_path / "show")[expected] == data


def test_a_duration_and_a_type_that_the_file_contradicts_go(
    run: Run, tmp_path: Path, server: Site
) -> None:
    take(run, tmp_path, server, "audio", File(m4a(60)), "")
    text = snapshot(tmp_path / "show")["episodes/e-pier-1.md"].decode()
    assert "\naudio: {file: e-pier-1.m4a}\nsummary: Cranes.\n" in text
    xml = built(run, tmp_path)
    assert 'e-pier-1.m4a" length="' in xml
    assert 'type="audio/x-m4a"/>' in xml
    assert "<itunes:duration>60</itunes:duration>" in xml


LEFT: dict[str, tuple[str, File, str, str]] = {
    "a small picture": ("artwork", File(picture(800)), ARTWORK, "it is 800 × 800 pixels; expected 1400 to 3000 each way; {} [bad-artwork]"),
    "a WebP": ("artwork", File(picture(form="WEBP")), ARTWORK, "it is WEBP; save it as JPEG or PNG; {} [bad-artwork]"),
    "a picture that is cut": ("artwork", File(COVER[:9000]), ARTWORK, "it is cut off; copy or save it again; {} [bad-artwork]"),
    "chapters without times": ("chapters", File(b'{"chapters": [{"title": "x"}]}'), CHAPTERS, "startTime of chapter 1 is missing; expected seconds, e.g. 64.5; {} [chapter-bad-time]"),
    "a transcript in another form": ("transcripts", File(b"{\\rtf1 x}"), TRANSCRIPT.format("text/vtt"), "it is rich text (RTF); save it as plain text (.txt); {} [transcript-unsupported]"),
    "a page in place of WebVTT": ("transcripts", File(HTML), TRANSCRIPT.format("text/vtt"), "it is a web page, not a transcript; {} [transcript-unreadable]"),
    "a page in place of a text": ("transcripts", File(HTML), TRANSCRIPT.format("text/plain"), "it is a web page, not a transcript; {} [transcript-unreadable]"),
    "audio that is cut off": ("audio", File(m4a(10)[:-500]), "", "it is cut off: 833 of 1,333 bytes are there; copy or export it again; {} [audio-unreadable]"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_a_build_would_refuse_is_not_taken(
    run: Run, tmp_path: Path, server: Site, name: str
) -> None:
    kind, file, xml, says = LEFT[name]
    server.files["/cover"] = File(COVER)
    errors = take(run, tmp_path, server, kind, file, xml)
    found = "is not taken: " + says.format("the address stays in the source")
    assert [one.partition(f"{server.url('/f')} ")[2] for one in errors] == [found]
    assert run("build", tmp_path / "show").exit_code == 0
    names = snapshot(tmp_path / "show")
    assert [
        one
        for one in names
        if one.startswith(("artwork/e-", "audio/", "chapters/", "transcripts/"))
    ] == []


def test_what_unpacks_without_end_is_refused(run: Run, tmp_path: Path, server: Site) -> None:
    bomb = gzip.compress(b" " * 40_000_000)
    file = File(bomb, headers={"Content-Encoding": "gzip"})
    (error,) = take(run, tmp_path, server, "transcripts", file, TRANSCRIPT.format("text/vtt"))
    assert error == (
        f"transcript: {server.url('/f')} has more than 20,000,000 bytes; check that the address is right, and "
        "run this again; the address stays in the source [unreachable]"
    )


def test_of_two_transcripts_of_one_form_and_language_one_stays_an_address(
    run: Run, tmp_path: Path, server: Site
) -> None:
    server.files = {
        "/a.vtt": File(VTT),
        "/b.vtt": File(VTT + b"\n"),
        "/c.txt": File(b"Hello."),
        "/d": File(HTML),
    }
    more = "".join(
        f'<podcast:transcript url="{server.url(path)}" type="{kind}"/>'
        for path, kind in [
            ("/a.vtt", "text/vtt"),
            ("/b.vtt", "text/vtt"),
            ("/c.txt", "text/plain"),
            ("/d", "text/html"),
        ]
    )
    assert import_feed(run, tmp_path, feed(server, item(server, 1, more=more))).exit_code == 0
    result = download(run, tmp_path, "transcripts")
    assert result.exit_code == 1
    assert [line.partition("error: ")[2] for line in result.stderr.splitlines()] == [
        "transcript: the episode has a transcript in en as .vtt already; the address stays in the source [not-downloaded]"
    ]
    xml = built(run, tmp_path)
    assert f'<podcast:transcript url="{server.url("/b.vtt")}" type="text/vtt"/>' in xml
    names = re.findall(r"transcripts/e-pier-1\.en\.(\w+)", xml)
    assert names == ["vtt", "srt", "json", "html", "txt"]
    assert xml.count("<podcast:transcript ") == 6
    assert (tmp_path / "show/public/transcripts/e-pier-1.en.html").read_bytes() == HTML


def test_languages_tell_transcripts_apart(run: Run, tmp_path: Path, server: Site) -> None:
    server.files = {"/a.vtt": File(VTT), "/b.vtt": File(VTT + b"\n")}
    more = "".join(
        f'<podcast:transcript url="{server.url(path)}" type="text/vtt" language="{language}"/>'
        for path, language in [("/a.vtt", "en"), ("/b.vtt", "pt-BR")]
    )
    assert import_feed(run, tmp_path, feed(server, item(server, 1, more=more))).exit_code == 0
    assert download(run, tmp_path, "transcripts").exit_code == 0
    files = snapshot(tmp_path / "show")
    assert files["transcripts/e-pier-1.pt-br.vtt"] == VTT + b"\n"
    assert 'language="pt-BR"' in built(run, tmp_path)


def test_an_element_in_another_spelling_of_its_namespace_is_changed_with_its_source(
    run: Run, tmp_path: Path, server: Site
) -> None:
    server.files = {"/media/1.mp3?from=feed": File(mp3(1200)), "/cover": File(COVER)}
    data = feed(server, item(server, 1)).replace(
        b"http://www.itunes.com/dtds/podcast-1.0.dtd", b"http://www.itunes.com/DTDs/Podcast-1.0.dtd"
    )
    assert import_feed(run, tmp_path, data, "--download", "all").exit_code == 0
    xml = built(run, tmp_path)
    assert xml.count(":duration>31</") == 1
    assert xml.count(":duration>") == 2
    assert xml.count('href="https://example.com/pod/artwork/cover.jpg"/>') == 1


def test_alternate_enclosures_become_files_too(run: Run, tmp_path: Path, server: Site) -> None:
    server.files = {
        "/media/1.mp3?from=feed": File(MP3),
        "/1.opus": File(opus(10)),
        "/cover": File(COVER),
    }
    sources = '<podcast:source uri="{}"/><podcast:source uri="ipfs://bafybeigdyrzt5s"/>'
    more = (
        f'<podcast:alternateEnclosure type="audio/opus" length="5" bitrate="32000">'
        f"{sources.format(server.url('/1.opus'))}</podcast:alternateEnclosure>"
        f'<podcast:alternateEnclosure type="audio/mpeg" length="{len(MP3)}" default="true">'
        f"{sources.format(server.url('/media/1.mp3?from=feed'))}</podcast:alternateEnclosure>"
        f'<podcast:alternateEnclosure type="application/x-mpegURL" length="7">'
        f"{sources.format(server.url('/stream.m3u8'))}</podcast:alternateEnclosure>"
    )
    assert import_feed(run, tmp_path, feed(server, item(server, 1, more=more))).exit_code == 0
    result = download(run, tmp_path, "audio")
    assert result.exit_code == 0, result.output
    files = snapshot(tmp_path / "show")
    assert [name for name in files if name.startswith("audio/")] == [
        "audio/e-pier-1.mp3", "audio/e-pier-1.opus",
    ]  # fmt: skip
    assert server.ranges_of("/media/1.mp3?from=feed") == [""]
    xml = built(run, tmp_path)
    base, ipfs = (
        "https://example.com/pod/audio/e-pier-1",
        '<podcast:source uri="ipfs://bafybeigdyrzt5s"/>',
    )
    length = len(server.files["/1.opus"].data)
    assert (
        f'<podcast:alternateEnclosure type="audio/opus" bitrate="32000" length="{length}">' in xml
    )
    assert f'<podcast:source uri="{base}.opus"/>' in xml
    assert f'<podcast:source uri="{base}.mp3"/>' in xml
    assert f'<podcast:source uri="{server.url("/stream.m3u8")}"/>' in xml
    assert xml.count(ipfs) == 3
