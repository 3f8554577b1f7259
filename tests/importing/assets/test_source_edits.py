"""A source names a file in place of an address; every other byte that may stay stays."""

import pytest

from feedtool.importing.assets.checking import Checked
from feedtool.importing.assets.source_edits import name_file
from feedtool.importing.assets.wanted import Asset, Kind, Use

URL = "https://media.example.com/1.mp3"
FRONT = "---\ntitle: Nets  # the first\n{}\nnumber: 1\n---\nNotes: {{audio}}\n"

# name → the lines of a source, the path of the address, and the lines then.
AUDIO: dict[str, tuple[str, tuple[str | int, ...], str]] = {
    "an address alone": (f"audio: {URL}   # from the old host", ("audio",), "audio: e-1.mp3   # from the old host"),
    "an address in quotes": (f"audio: '{URL}'", ("audio",), "audio: 'e-1.mp3'"),
    "keys on one line": (
        f"audio: {{url: {URL}, length: 12, type: audio/mpeg, duration: 0:10}}  # mine", ("audio", "url"),
        "audio: {file: e-1.mp3, type: audio/mpeg, duration: 0:10}  # mine",
    ),
    "the length last": (f"audio: {{url: {URL}, length: 12}}", ("audio", "url"), "audio: {file: e-1.mp3}"),
    "the length first": (
        f"audio: {{length: 12 , url: {URL}}}", ("audio", "url"), "audio: {file: e-1.mp3}",
    ),
    "keys on several lines": (
        f"audio:\n  # where it is\n  url: {URL}  # old\n  length: 12  # in bytes\n  duration: 11\n  # the end", ("audio", "url"),
        "audio:\n  # where it is\n  file: e-1.mp3  # old\n  duration: 11\n  # the end",
    ),
    "braces on several lines": (
        f"audio: {{\n  url: {URL},\n  length: 12,\n  duration: 10,\n}}", ("audio", "url"),
        "audio: {\n  file: e-1.mp3,\n  duration: 10,\n}",
    ),
    "a list": (
        f"audio:\n- {{url: https://example.com/1.opus, length: 5}}\n- length: 12\n  url: {URL}", ("audio", 1, "url"),
        "audio:\n- {url: https://example.com/1.opus, length: 5}\n- file: e-1.mp3",
    ),
    "a duration that is another": (f"audio: {{url: {URL}, length: 12, duration: 99}}", ("audio", "url"), "audio: {file: e-1.mp3}"),
    "a duration that nobody knew": (f"audio: {{url: {URL}, duration: 0, length: 0}}", ("audio", "url"), "audio: {file: e-1.mp3}"),
    "a type that is another": (f"audio: {{url: {URL}, type: audio/ogg}}", ("audio", "url"), "audio: {file: e-1.mp3}"),
    "keys in quotes": (f'audio: {{"url": {URL}, "length": 12}}', ("audio", "url"), 'audio: {"file": e-1.mp3}'),
    "remarks of the import": (
        f"# mine\n# enclosure stays as it was published: x (feedtool explain x)\naudio: {URL}", ("audio",),
        "# mine\n# enclosure stays as it was published: x (feedtool explain x)\naudio: e-1.mp3",
    ),
    "a block": (f"audio: >-\n  {URL}", ("audio",), "audio: >-\n  e-1.mp3"),
}  # fmt: skip


def edit(
    source: str, path: tuple[str | int, ...], kind: Kind = "audio", name: str = "audio/e-1.mp3"
) -> str | None:
    asset = Asset(kind, URL, "audio/e-1")
    made = name_file(
        source.encode(), asset, Use("episodes/e-1.md", path), name, Checked("mp3", duration_s=10)
    )
    return None if made is None else made.decode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("name", AUDIO)
def test_only_the_value_and_what_contradicts_it_change(name: str, mark: str, newline: str) -> None:
    before, path, after = AUDIO[name]
    source = mark + FRONT.format(before).replace("\n", newline)
    assert edit(source, path) == mark + FRONT.format(after).replace("\n", newline)


@pytest.mark.parametrize("start", ["", "---\n", "\ufeff---\n"])
def test_remarks_of_an_import_on_what_does_not_stay_any_more_go(start: str) -> None:
    says = "# {} stays as it was published: bad-duration (feedtool explain bad-duration)\n"
    file, end = ("episodes/e-1.md", "---\nNotes.\n") if start else ("show.yaml", "")
    before = (
        f"{start}# yaml-language-server: $schema=x\n{says.format('enclosure')}{says.format('guid')}"
        f"{says.format('itunes:duration')}audio: {{url: {URL}, length: 5, duration: 0}}\n{end}"
    )
    after = f"{start}# yaml-language-server: $schema=x\n{says.format('guid')}audio: {{file: e-1.mp3}}\n{end}"
    asset, use = Asset("audio", URL, "audio/e-1"), Use(file, ("audio", "url"))
    made = name_file(before.encode(), asset, use, "audio/e-1.mp3", Checked("mp3", duration_s=10))
    assert made is not None
    assert made.decode() == after


def test_a_transcript_loses_its_type_and_keeps_its_language() -> None:
    before = FRONT.format(
        f"transcript:\n- {{url: {URL}, type: text/vtt, language: en, rel: captions}}"
    )
    after = FRONT.format("transcript:\n- {file: transcripts/e-1.vtt, language: en, rel: captions}")
    path = ("transcript", 0, "url")
    assert edit(before, path, "transcripts", "transcripts/e-1.vtt") == after


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("audio: https://example.com/other.mp3", ("audio",)),
        ("summary: no audio", ("audio",)),
        (f"audio: {{url: {URL}", ("audio", "url")),
        (f"audio: {URL}", ("audio", "url")),
    ],
)
def test_a_source_that_has_changed_stays(lines: str, path: tuple[str | int, ...]) -> None:
    assert edit(FRONT.format(lines), path) is None
