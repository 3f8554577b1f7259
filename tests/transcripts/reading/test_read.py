"""The form of a transcript is that of its content; a name that says another one is reported."""

import pytest
from read_captions import read

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.reading import read as reading_module
from feedtool.transcripts.reading.read import read_transcript

SRT = "1\n00:00:01,000 --> 00:00:04,000\nWelcome to the pier.\n"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nWelcome to the pier.\n"
BARE = VTT.removeprefix("WEBVTT\n\n")
DOTS = SRT.replace(",", ".")

FORMS = {
    "SubRip": (SRT, "a.srt", "srt"),
    "SubRip without a name": (SRT, "", "srt"),
    "SubRip of an unknown name": (SRT, "captions.xyz", "srt"),
    "SubRip with dots": (DOTS, "a.srt", "srt"),
    "SubRip with dots without a name": (DOTS, "", "srt"),
    "SubRip behind a title": (f"The pier\n\n{SRT}", "", "srt"),
    "WebVTT": (VTT, "a.vtt", "vtt"),
    "WebVTT without a name": (VTT, "", "vtt"),
    "WebVTT without a header": (BARE, "a.vtt", "vtt"),
    "WebVTT without header and name": (BARE, "", "vtt"),
    "WebVTT with a wrong header": (VTT.replace("WEBVTT", "Webvtt"), "", "vtt"),
    "WebVTT with commas": (VTT.replace(".000", ",000"), "a.vtt", "vtt"),
}


@pytest.mark.parametrize(("text", "name", "form"), FORMS.values(), ids=FORMS)
def test_form_is_found(text: str, name: str, form: str) -> None:
    reading, told = read(text, name)
    assert reading is not None
    assert reading.transcript.form == form
    assert [one for one in told if one[3] == "wrong-type"] == []


def test_media_type_counts_where_the_name_says_nothing() -> None:
    reading, told = read(DOTS, "captions", "text/vtt; charset=utf-8")
    assert [one[3] for one in told] == ["syntax"]
    assert reading is not None
    assert reading.transcript.form == "vtt"


WRONG = {
    "WebVTT called SubRip": (VTT, "a.srt", "", "it is WebVTT, but its name ends in .srt; rename it to .vtt"),
    "SubRip called WebVTT": (SRT, "a.vtt", "", "it is SubRip, but its name ends in .vtt; rename it to .srt"),
    "SubRip called text": (SRT, "a.TXT", "", "it is SubRip, but its name ends in .txt; rename it to .srt"),
    "WebVTT called JSON": (VTT, "a.json", "", "it is WebVTT, but its name ends in .json; rename it to .vtt"),
    "SubRip called HTML": (SRT, "a.html", "", "it is SubRip, but its name ends in .html; rename it to .srt"),
    "type of the other": (SRT, "a.srt", "text/vtt", "it is SubRip, but its type is text/vtt; write application/x-subrip"),
    "type without a name": (VTT, "captions", "application/x-subrip", "it is WebVTT, but its type is application/x-subrip; write text/vtt"),
    "name and type": (VTT, "a.srt", "application/x-subrip", "it is WebVTT, but its name ends in .srt; rename it to .vtt"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name", "media_type", "says"), WRONG.values(), ids=WRONG)
def test_other_form_than_the_name_says_is_reported_and_read(
    text: str, name: str, media_type: str, says: str
) -> None:
    reading, told = read(text, name, media_type)
    assert told == [(1, 1, "error", "wrong-type", says)]
    assert reading is not None
    assert [one.text for one in reading.transcript.cues] == ["Welcome to the pier."]


@pytest.mark.parametrize("media_type", ["text/webvtt", "TEXT/VTT", "text/vtt;charset=UTF-8", "", "odd/type"])  # fmt: skip
def test_variant_of_the_right_type_is_not_reported(media_type: str) -> None:
    assert read(VTT, "a.vtt", media_type)[1] == []


REFUSED = {
    "empty": (b"", "a.srt", "unreadable", "it is empty"),
    "blank": (b"\xef\xbb\xbf \r\n\t\n", "a.vtt", "unreadable", "it is empty"),
    "text called SubRip": (b"Hello.\n", "a.srt", "unreadable", "it has no cue; expected lines such as 00:00:01,000 --> 00:00:04,000"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.srt", "unreadable", "it is no text, but PNG; expected a transcript"),
    "audio": (b"\xff\xfb\x90\0\0\0", "a.txt", "unreadable", "it is no text, but MP3; expected a transcript"),
    "audio with a tag": (b"ID3\4\0\0\0\0\0\x23TSSE\0\0\0\x0f", "a.vtt", "unreadable", "it is no text, but MP3; expected a transcript"),
    "unknown bytes": (bytes(range(256)) * 9, "a.vtt", "unreadable", "it is no text; expected a transcript"),
    "old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a.doc", "unsupported", "it is an old Word document; save it as plain text (.txt)"),
    "PDF": (b"%PDF-1.4\n1 0 obj", "a.srt", "unsupported", "it is a PDF; save its text as plain text (.txt)"),
    "RTF": (rb"{\rtf1 Hello.}", "a.txt", "unsupported", "it is rich text (RTF); save it as plain text (.txt)"),
    "SubStation Alpha": (b"[Script Info]\nTitle: x\n", "a.srt", "unsupported", "it is SubStation Alpha subtitles; export them as WebVTT (.vtt) or SubRip (.srt)"),
    "many lines": (b"00:00:01,000 --> 00:00:04,000\n" + b"a\n" * 1_000_001, "a.srt", "unreadable", "it has more than 1,000,000 lines; expected the transcript of an episode"),
    "many arrows": (b"-->" * 500_001, "a.srt", "unreadable", "it has more than 500,000 cues; expected the transcript of an episode"),
    "many tags": (SRT.encode() + b"<" * 1_000_001, "a.srt", "unreadable", "it has more than 1,000,000 tags; expected the transcript of an episode"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "rule", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_transcript_is_refused(data: bytes, name: str, rule: str, says: str) -> None:
    reading, told = read(data, name)
    assert (reading, told) == (None, [(1, 1, "error", rule, says)])


@pytest.mark.parametrize(
    "data",
    [
        SRT.encode() + bytes(900),
        SRT.encode("utf-16-le"),
        SRT.replace("Welcome", "\x1b$B$3$s\x1b(B").encode(),
        (SRT * 9 + "\x02\x1a").encode(),
    ],
    ids=["zeros at its end", "UTF-16", "escapes", "two control characters"],
)
def test_text_with_control_characters_is_read(data: bytes) -> None:
    reading, _ = read(data, "a.srt")
    assert reading is not None
    assert reading.transcript.form == "srt"


def test_large_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "MOST_BYTES", 1_000_000)
    findings = FileFindings("a.srt")
    assert read_transcript(bytes(1_000_001), findings, "a.srt") is None
    assert [one.message for one in findings.found] == [
        "it has more than 1 MB; expected the transcript of an episode"
    ]
