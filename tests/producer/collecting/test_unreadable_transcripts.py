"""Files that are no transcripts, or not of the form that their name says."""

import io
import zipfile

import pytest
from transcript_show import SRT, VTT, TranscriptShow

pytestmark = pytest.mark.slow

STARTS = '{"version": "1.0.0", "segments": [{"startTime": 1, "body": "Welcome."}]}'
STRAY = (
    "expected a transcript such as WebVTT (.vtt), SubRip (.srt), text (.txt) or a Word file (.docx) "
    "[transcript-unsupported]"
)
WHISPER = '{"text": "Hi", "segments": [{"start": 0, "end": 58, "text": "Hi"}]}'


def word(text: str) -> bytes:
    made = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(made, "w") as file:
        paragraphs = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in text.split("\n"))
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>',
        )
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("1.txt", " \n", "1.txt:1:1: error: it is empty [transcript-unreadable]"),
        ("1.srt", "Welcome.", "1.srt:1:1: error: it has no cue; expected lines such as "
         "00:00:01,000 --> 00:00:04,000 [transcript-unreadable]"),
        ("1.json", "{}", '1.json:1:1: error: this is JSON, but no transcript in it is found; expected {"version": '
         '"1.0.0", "segments": [{"startTime": 0.5, "body": "Welcome."}]} [transcript-unreadable]'),
        ("1.txt", "{\\rtf1 Welcome.}", "1.txt:1:1: error: it is rich text (RTF); save it as plain text (.txt) "
         "[transcript-unsupported]"),
        ("1.ass", "[Script Info]\nTitle: Nets\n", "1.ass:1:1: error: it is SubStation Alpha subtitles; export them as "
         "WebVTT (.vtt) or SubRip (.srt) [transcript-unsupported]"),
        ("1.pdf", "%PDF-1.7\n", "1.pdf:1:1: error: it is a PDF; save its text as plain text (.txt) "
         "[transcript-unsupported]"),
        ("1.xyz", "Welcome.", f'episodes/1-nets.md:5:1: error: transcript is "1.xyz"; {STRAY}'),
        ("people.yaml", "bo: {name: Bo Lind}\n", f'episodes/1-nets.md:5:1: error: transcript is "people.yaml"; {STRAY}'),
    ],
)  # fmt: skip
def test_what_nobody_can_read_is_told(
    spoken: TranscriptShow, name: str, data: str, says: str
) -> None:
    spoken.put(name, data)
    spoken.write(f"transcript: {name}")
    assert spoken.build()[:-1] == [says]
    assert not (spoken.path / "public").exists()


def test_a_file_that_is_too_large_is_told(spoken: TranscriptShow) -> None:
    spoken.put("1.vtt", f"{VTT}\nNOTE {'x' * 20_000_000}\n")
    spoken.write("transcript: 1.vtt")
    assert spoken.build()[:-1] == [
        'episodes/1-nets.md:5:1: error: transcript is "1.vtt"; it is larger than 20,000,000 bytes '
        "[transcript-unreadable]"
    ]


@pytest.mark.parametrize(
    ("name", "data", "own", "formats", "says"),
    [
        ("1.txt", SRT, "srt", "vtt srt json html txt", "1.txt:1:1: warning: it is SubRip, but its name ends in .txt; rename "
         "it to .srt [transcript-wrong-type]"),
        ("1.vtt", SRT, "srt", "vtt srt json html txt", "1.vtt:1:1: warning: it is SubRip, but its name ends in .vtt; rename "
         "it to .srt [transcript-wrong-type]"),
        ("1.sub", VTT, "vtt", "vtt srt json html txt", ""),
        ("captions", SRT, "srt", "vtt srt json html txt", ""),
        ("1.json", STARTS, "json", "json html txt", ""),
        ("1.json", WHISPER, "", "vtt srt json html txt", ""),
        ("1.sbv", "0:00:00.599,0:00:58.160\nWelcome.\n", "", "vtt srt json html txt", ""),
        ("1.htm", "<p>Welcome.</p>", "htm", "htm txt", ""),
        ("1.docx", word("Mira Holt: Welcome.\nBo Lind: Hello."), "", "html txt", ""),
        ("1.md", "**Mira Holt:** Welcome.\n\n**Bo Lind:** Hello.\n", "", "html txt", ""),
    ],
)  # fmt: skip
def test_content_goes_before_the_name(
    spoken: TranscriptShow, name: str, data: str | bytes, own: str, formats: str, says: str
) -> None:
    spoken.put(name, data)
    spoken.write(f"transcript: {name}")
    assert spoken.build() == ([says] if says else [])
    assert spoken.names() == [f"1-nets.{one}" for one in formats.split()]
    if own:
        assert spoken.published(f"1-nets.{own}") == f"{str(data).strip()}\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("1.md", "**Mira Holt:** Welcome.\n\n**Bo Lind:** Hello.\n"),
        ("1.docx", word("Mira Holt: Welcome.\nBo Lind: Hello.")),
    ],
)
def test_forms_that_no_app_reads_are_not_published_themselves(
    spoken: TranscriptShow, name: str, data: str | bytes
) -> None:
    spoken.put(name, data)
    spoken.write(f"transcript: {name}")
    assert spoken.build() == []
    assert spoken.published("1-nets.txt") == "Mira Holt: Welcome.\n\nBo Lind: Hello.\n"
    assert spoken.turns("1-nets.html")[1] == '<p id="p1">Welcome.</p>'


def test_text_that_is_no_utf8_is_published_as_utf8(spoken: TranscriptShow) -> None:
    spoken.put("1.txt", "Mira: Welcome.\n\nBo: café, déjà\n".encode("latin-1"))
    spoken.write("transcript: 1.txt")
    (told,) = spoken.build()
    assert told.startswith("1.txt:3:8: warning: ")
    assert told.endswith(" [transcript-encoding]")
    assert spoken.published("1-nets.txt") == "Mira: Welcome.\n\nBo: café, déjà\n"


def test_the_type_counts_where_the_ending_says_nothing(spoken: TranscriptShow) -> None:
    spoken.put("words", "Mira Holt: Welcome.\n\nBo Lind: Hello.\n")
    spoken.write("transcript: {file: words, type: text/plain}")
    assert spoken.build() == []
    assert spoken.names() == ["1-nets.html", "1-nets.txt"]
    spoken.put("1.vtt", VTT)
    spoken.write("transcript: {file: 1.vtt, type: text/vtt}")
    says = "transcript has type, and its ending says it already; remove it"
    assert says in spoken.build()[0]


@pytest.mark.parametrize(
    ("transcript", "says"),
    [
        ("https://example.com/001.docx",
         "error: transcript is a Word document; save it as plain text (.txt), or export SubRip (.srt) or WebVTT (.vtt) "
         "from the program that wrote it [transcript-unsupported]"),
        ("{url: https://example.com/1.vtt, speakers: {A: Bo}}",
         "error: transcript has speakers beside url; only a file's are renamed: remove it [bad-value]"),
    ],
)  # fmt: skip
def test_what_no_address_may_be(spoken: TranscriptShow, transcript: str, says: str) -> None:
    spoken.write(f"transcript: {transcript}")
    assert spoken.build()[0].endswith(says)
