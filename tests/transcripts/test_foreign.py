"""Transcripts that no app reads are named for what they are, by content and by ending."""

import io
import json
import zipfile

import pytest

from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.types import ending_of_transcript
from feedtool.vocabulary import load_list


def archive(*names: str, mimetype: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        if mimetype:
            file.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            file.writestr(name, "<x>Welcome to the harbour.</x>" * 40)
    return made.getvalue()


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


CONTENTS = {
    "word": archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "opendocument": archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
    "pages": archive("Index/Document.iwa"),
    "zip": archive("001.vtt"),
    "word-97": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "rtf": b"{\\rtf1\\ansi Welcome.}",
    "ass": b"\xef\xbb\xbf[Script Info]\r\nTitle: Nets\r\n\r\n[Events]\r\n",
    "sbv": b"0:00:00.599,0:00:04.160\nWelcome to the harbour.\n",
    "whisper-tsv": b"start\tend\ttext\n0\t4000\tWelcome.\n",
    "lrc": b"[ti:Nets]\n[ar: Mira]\n[00:12.34]Welcome\n",
    "sami": b"<SAMI><BODY><SYNC Start=1000><P>Welcome.</SAMI>",
    "microdvd": b"{0}{50}Welcome.\n{60}{99}Hello.\n",
    "youtube": b'<?xml version="1.0"?><timedtext format="3">',
    "ttml": b'<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>',
}  # fmt: skip
OURS = as_json({"version": "1.0.0", "segments": [{"startTime": 1, "body": "Welcome."}]})


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("ending", ["txt", "json", "vtt", ""])
def test_content_decides(kind: str, ending: str) -> None:
    form = load_list("transcript-foreign")[kind]
    assert find_foreign(CONTENTS[kind], ending) == f"{form['title']}; {form['cure']}"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [(ending, kind) for kind, one in load_list("transcript-foreign").items() for ending in one["endings"]],
)  # fmt: skip
def test_the_ending_decides_where_the_content_says_nothing(ending: str, kind: str) -> None:
    form = load_list("transcript-foreign")[kind]
    assert find_foreign(b"Welcome.\n", ending) == f"{form['title']}; {form['cure']}"
    assert ending not in load_list("transcript-endings")


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"[00:01:23] Mira: Welcome.\n", "txt"),
        (b"[00:12.34] Welcome.\n", "txt"),
        (b"Mira: Welcome.\n", "txt"),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome.\n", "vtt"),
        (b"1\n00:00:01,000 --> 00:00:04,000\nWelcome.\n", "srt"),
        (OURS, "json"),
        (b"<!DOCTYPE html><title>Nets</title>", "html"),
        (b"", "txt"),
        (b"{" * 5000, "json"),
        (b"[" * 100_000, "json"),
        (b"\xff\xfe\x00", "txt"),
        (b"null", "json"),
        (b'{"segments": 5, "results": [], "words": {}, "events": [1]}', "json"),
    ],
)
def test_other_texts_have_no_such_name(data: bytes, ending: str) -> None:
    assert find_foreign(data, ending) is None


@pytest.mark.parametrize(
    ("name", "given", "ending"),
    [
        ("1.vtt", "", "vtt"),
        ("1.vtt", "text/plain", "vtt"),
        ("1", "text/vtt", "vtt"),
        ("1.captions", "text/srt", "srt"),
        ("1.captions", "application/pdf", None),
        ("1.captions", "", None),
    ],
)
def test_a_type_counts_where_the_ending_says_nothing(
    name: str, given: str, ending: str | None
) -> None:
    assert ending_of_transcript(name, given) == ending


def test_comments_that_lead_to_nothing_take_no_time() -> None:
    assert find_foreign(b"<!---->" * 5000 + b"x", "txt") is None
    assert "TTML" in (find_foreign(b"<!-- a --> <!-- b -->\n" * 9 + b"<tt>", "txt") or "")
