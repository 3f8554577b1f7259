"""HTML with a transcript: that of Podcasting 2.0, and pages of sites."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.html_form import read_html

Turn = tuple[str, int | None, str]
AROUND = (
    '<nav><a href="/">Home</a> <a href="/t/">Transcripts</a></nav><header><h1>Nets</h1></header>'
)


def read(text: str) -> tuple[Reading | None, list[tuple[int | None, str]]]:
    findings = FileFindings("a.html")
    reading = read_html(text, findings)
    return reading, [(one.line, one.message) for one in findings.found]


def turns_of(text: str) -> list[Turn]:
    reading, found = read(text)
    assert found == []
    assert reading is not None
    return [(one.speaker, one.start_ms, one.text) for one in reading.transcript.cues]


PLAIN: list[Turn] = [("Mira", None, "Hello."), ("Bo", None, "Hi.")]
TIMED: list[Turn] = [("Mira", 0, "Hello."), ("Bo", 4000, "Hi.")]
THREE: list[Turn] = [*PLAIN, ("Mira", None, "So.")]
FORMS: dict[str, tuple[str, list[Turn]]] = {
    "Podcasting 2.0": ("<cite>Mira:</cite>\n<time>0:00</time>\n<p>Hello.</p>\n<cite>Bo:</cite>\n<time>0:04</time>\n<p>Hi.</p>", TIMED),
    "what is said above the first name": ("<h1>Nets</h1><p>Low tide.</p><cite>Mira:</cite><p>Hello.</p><cite>Bo:</cite><p>Hi.</p>", [("", None, "Low tide."), *PLAIN]),
    "what a site says above the first name": ("<nav>Shows</nav><p>Low tide.</p><cite>Mira:</cite><p>Hello.</p><cite>Bo:</cite><p>Hi.</p>", PLAIN),
    "without times": ("<cite>Mira:</cite><p>Hello.</p><cite>Bo:</cite><p>Hi.</p>", PLAIN),
    "without names": ("<time>0:00</time><p>Hello.</p><time>1:02:03</time><p>Hi.</p>", [("", 0, "Hello."), ("", 3_723_000, "Hi.")]),
    "datetime": ('<cite>Mira</cite> <time datetime="PT0S">start</time> <p>Hello.</p> <cite>Bo</cite> <time datetime="PT1M2.5S">1:02</time> <p>Hi.</p>', [("Mira", 0, "Hello."), ("Bo", 62_500, "Hi.")]),
    "two paragraphs of a turn": ("<cite>Mira:</cite><time>0:00</time><p>Hello.</p><p>So<br>it is.</p><cite>Bo:</cite><time>0:04</time><p>Hi.</p>", [("Mira", 0, "Hello.\nSo\nit is."), ("Bo", 4000, "Hi.")]),
    "two paragraphs without times": ("<cite>Mira:</cite><p>Hello.</p><p>So.</p>", [("Mira", None, "Hello."), ("Mira", None, "So.")]),
    "a turn of nobody": ("<cite>Mira:</cite><time>0:00</time><p>Hello.</p><time>0:04</time><p>Music</p>", [("Mira", 0, "Hello."), ("", 4000, "Music")]),
    "names only where they change": ("<cite>Mira:</cite>" + "".join(f"<time>0:0{at}</time><p>Hello.</p>" for at in range(5)), [("Mira", at * 1000, "Hello.") for at in range(5)]),
    "names inside paragraphs": ("<p><cite>Mira:</cite> Hello.</p><p><cite>Bo:</cite> Hi.</p>", PLAIN),
    "names and times inside paragraphs": ("<p><cite>Mira:</cite> <time>0:00</time> Hello.</p><p><cite>Bo:</cite> <time>0:04</time> Hi.</p>", TIMED),
    "times in paragraphs of their own": ("<p><b>00:00:00</b></p><p><b>Mira:</b> Hello.</p><p><b>00:00:04</b></p><p><b>Bo:</b> Hi.</p>", TIMED),
    "boxes of speakers": ('<div class="turn"><div class="ts-speaker">Mira</div><div>Hello.</div></div><div class="turn"><div class="ts-speaker">Bo</div><div>Hi.</div></div>', PLAIN),
    "turns in boxes": ("<div><cite>Mira</cite><time>0:00</time><p>Hello.</p></div><div><cite>Bo</cite><time>0:04</time><p>Hi.</p></div>", TIMED),
    "a whole page": ('<!DOCTYPE html>\n<html lang="en-us"><head><title>Nets</title></head><body><h1>Nets</h1><cite><a href="/m">Mira</a>:</cite><time>0:00</time><a href="#">▶</a><p>Hello.</p><cite>Bo:</cite><time>0:04</time><a href="#">▶</a><p>Hi.</p></body></html>', TIMED),
    "bold names": ("<p><strong>Mira:</strong> Hello.</p><p><b>Bo</b>: Hi.</p>", PLAIN),
    "times in paragraphs": ("<p><time>0:00</time> Mira: Hello.</p><p>[0:04] Bo: Hi.</p>", TIMED),
    "a list of definitions": ("<dl><dt>Mira</dt><dd>Hello.</dd><dt>Bo</dt><dd>Hi.</dd></dl>", PLAIN),
    "line breaks": ("<p>Mira: Hello.<br>Bo: Hi.<br/>Mira: So.</p>", THREE),
    "a table": ("<table><tr><td>0:00</td><td>Mira</td><td>Hello.</td></tr><tr><td>0:04<td>Bo<td>Hi.</table>", TIMED),
    "spans of a site": ('<div><span class="speaker-name">Mira</span> <span>0:00</span><p>Hello.</p></div><div><span class="speaker-name">Bo</span> <span>0:04</span><p>Hi.</p></div>', TIMED),
    "references": ("<p><b>Mira:</b> fish &amp; chips</p><p><b>Bo:</b> a &lt; b</p>", [("Mira", None, "fish & chips"), ("Bo", None, "a < b")]),
    "no names": ("<!DOCTYPE html><html><body><h1>Nets</h1>\n<p>Hello.</p>\n<p>Hi.</p></body></html>", [("", None, "Hello."), ("", None, "Hi.")]),
    "an introduction": (f'<html><body>{AROUND}<div><span>6 Nov</span><p>Listen</p><p>{"Welcome to the harbour. " * 6}</p><p>Mira Holt:\n Hello.</p><p>MH:\n So.</p><p>Bo:\n Hi.</p><p>MH:\n No.</p></div></body></html>', [("", None, ("Welcome to the harbour. " * 6).strip()), ("Mira Holt", None, "Hello."), ("MH", None, "So."), ("Bo", None, "Hi."), ("MH", None, "No.")]),
    "a page of a site": (f'<html><body>{AROUND}<div id="main"><p>Listen <a href="/a.mp3">here</a></p><div class="t"><p>Nets, by Bo</p><p><b>Mira:</b> Hello.</p><p><b>Bo:</b> Hi.</p><p><b>Mira:</b> So.</p><h2>Related</h2><ul><li>Boats</li></ul></div></div><footer>© Mira</footer><div>Share this</div></body></html>', THREE),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read(name: str) -> None:
    text, turns = FORMS[name]
    assert turns_of(text) == turns


def test_a_turn_has_the_line_of_its_name_and_the_page_its_language() -> None:
    reading, _ = read(
        '<!DOCTYPE html>\n<html lang="de">\n<body>\n<cite>Mira:</cite>\n<time>0:00</time>\n<p>Hello.</p>\n'
        "<cite>Bo:</cite>\n<p>\nHi.</p></body></html>"
    )
    assert reading is not None
    assert reading.transcript.language == "de"
    assert reading.places.find([0, 1]) == {0: (4, 1), 1: (7, 1)}


def test_a_long_text_without_names_on_a_page_is_read() -> None:
    text = "".join(f"<p>{'The ferry is late again. ' * 10}</p>" for _ in range(25))
    page = (
        f"<html><body>{AROUND}<div><article>{text}</article><p>Share this</p></div></body></html>"
    )
    turns = turns_of(page)
    assert len(turns) == 25
    assert turns[0][2].startswith("The ferry is late again.")


NOTHING = "the page has no transcript: no names of speakers, no times and little text; expected what is said"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"<html><body>{AROUND}</body></html>", 1, NOTHING),
        (f"<html><body>{AROUND}<p>Welcome to the harbour.</p></body></html>", 1, NOTHING),
        (f"<html><body>{AROUND}<ul><li>0:00 Intro</li><li>5:00 Nets</li></ul></body></html>", 1, NOTHING),
        (f'<html><body>{AROUND}\n<p>Read the transcript <a href="/33.vtt">here</a>.</p></body></html>', 2, 'the page only links to a transcript, "/33.vtt"; give that file'),
        (f'<html><body>{AROUND}\n<div>\n<a href="/33.vtt">Transcript</a></div></body></html>', 3, 'the page only links to a transcript, "/33.vtt"; give that file'),
        ("<p></p>", 1, NOTHING),
        ("<!-- -->", 1, "this is HTML without any element"),
        ("<div>" * 300, 1, "its elements are nested more than 256 deep; no app shows that"),
        ("<p " + "a=" * 200_000 + ">x</p>", 1, "its tags have far more attributes than any page needs"),
        ("<p " + "a=1 " * 20_000 + ">x</p>", 1, "its tags have far more attributes than any page needs"),
        ("<br>" * 200_001, 1, "it has more than 200,000 lines or paragraphs; expected one episode"),
        ("<p>" + "x" * 10_000_000, 1, "it has more than 10,000,000 characters; expected one transcript"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_page_without_a_transcript_is_refused(text: str, line: int, message: str) -> None:
    assert read(text) == (None, [(line, message)])


@given(st.lists(st.sampled_from(["<p>", "</p>", "<cite>", "</cite>", "<time>", "</time>", "<b>", "</b>", "<br>", "<table>", "<tr>", "<td>", "</table>", "<div hidden>", "</div>", "<dt>", "<dd>", "<nav>", "</nav>", "<a href=x>", "Mira:", "Mira", "0:04", " ", "Hello.", "&amp;", "\0", "\ud800", "<h2>", "<time datetime=PT5S>"]), max_size=30))  # fmt: skip
def test_any_html_is_read_or_refused(parts: list[str]) -> None:
    reading, found = read("".join(parts))
    assert (reading is None) == bool(found)


def test_many_turns_take_little_time() -> None:
    text = "<cite>Mira:</cite><time>0:00</time><p>Hello.</p>" * 20_000
    assert len(turns_of(text)) == 20_000


@pytest.mark.parametrize("name", ["dig-0e7d", "dig-1287"])
def test_real_pages_that_link_to_a_transcript_elsewhere_are_refused(
    shared_data: Path, name: str
) -> None:
    reading, found = read((shared_data / "transcripts" / f"{name}.html").read_text("utf-8"))
    assert reading is None
    ((line, message),) = found
    assert line is not None
    assert line > 2_600
    assert message.startswith('the page only links to a transcript, "https://jacobinmag.com/')
