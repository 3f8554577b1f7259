"""A page that an episode names is published as it is only if it does nothing but show text."""

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.reading.html_scripts import find_script
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.writing.write import write_transcript

TURN = "<cite>Mira:</cite><time>0:01</time><p>Hello.</p>"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>a()</script>",
        "<SCRIPT src=//example.com/a.js></SCRIPT>",
        "<script\n>a()</script>",
        "<script/x>a()</script>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>a()</x:script>",
        "<svg onload=a()>",
        "<math><mtext></mtext></math>",
        "<img src=x onerror=a()>",
        "<img src=x OnError = 'a()'>",
        "<img/src=x/onerror=a()>",
        "<img src='x'onerror=a()>",
        "<p title='<img src=x onerror=a()>'>",
        "<a href='javascript:a()'>b</a>",
        "<a href=javascript:a()>b</a>",
        "<a href=' java&#9;script&colon;a()'>b</a>",
        "<a href='java\nscript:a()'>b</a>",
        "<a href='https://example.com/' ping='https://example.org/'>b</a>",
        "<iframe src='https://example.org/'></iframe>",
        "<iframe srcdoc='&lt;script>'></iframe>",
        "<object data='a.swf'></object>",
        "<embed src='a.swf'>",
        "<form action='https://example.org/'></form>",
        "<input autofocus onfocus=a()>",
        "<base href='https://example.org/'>",
        "<meta http-equiv='refresh' content='0;url=https://example.org/'>",
        "<meta charset='iso-2022-jp'>",
        "<meta http-equiv='content-type' content='text/html; charset=latin1'>",
        "<noscript><p title='</noscript><script>a()</script>'></noscript>",
        "<template><p>b</p></template>",
        "<textarea></textarea>",
        "<![CDATA[ <p> ]]>",
        "<?xml-stylesheet href='a.xsl' type='text/xsl'?>",
        "<!DOCTYPE html [<!ENTITY a '&lt;script>'>]>",
        "<p",
        "</p onclick=a()>",
    ],
)
def test_what_does_more_than_to_show_text_is_found(markup: str) -> None:
    assert find_script(f"<p>One 1 < 2</p>{markup}") == len("<p>One 1 < 2</p>")


@pytest.mark.parametrize(
    "markup",
    [
        "1 < 2 & <3 and a<=b",
        "<p class=\"a b\" id='c' lang=en hidden>Hello<br/><br />you</p>",
        "<p style='color: red'>Hello</p>",
        "<a href='https://example.com/?a=1&amp;b=2#t=1' rel=nofollow target=_blank>b</a>",
        "<a href=https://example.com/a>b</a>",
        "<a href='/notes?on=javascript:'>b</a>",
        "<img src='data:image/png;base64,AAAA' alt='a'>",
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'>",
        "<meta charset=UTF-8><meta name='viewport' content='width=device-width'>",
        "<meta http-equiv='Content-Type' content='text/html; charset=utf-8'>",
        "<style>p { color: red }</style><link rel='stylesheet' href='/a.css'>",
        "<!-- made by hand --><!-- <p>left out</p> -->",
        "<audio controls src='https://example.com/1.mp3'></audio>",
    ],
)
def test_what_only_shows_text_is_not(markup: str) -> None:
    assert find_script(markup) is None


@pytest.mark.parametrize("markup", ["<!-- <script> -->", "<!--><img src=x onerror=a()>-->"])
def test_a_comment_hides_nothing(markup: str) -> None:
    assert find_script(markup) == markup.index("<", 1)


def test_our_own_page_only_shows_text() -> None:
    cues = [Cue("1 < 2", 0, 900, "Mira"), Cue("<script>", 1000, 2000, 'A "B" & <C>')]
    page = write_transcript(
        Transcript("vtt", cues, "en"), "html", title="<Nets>", audio_url="https://example.com/a'\"",
        people={"Mira": "https://example.com/mira"},
    )  # fmt: skip
    assert find_script(page.data.decode()) is None


def test_a_page_with_a_script_is_told_so() -> None:
    findings = FileFindings("a.html")
    read_transcript(f"{TURN}\n<p>b</p> <script>a()</script>".encode(), findings, "a.html")
    assert [str(one) for one in findings.found] == [
        'a.html:2:10: warning: "<script>a()</script>" does more than to show text, so that a '
        "build publishes the words alone; remove it to publish the page as it is "
        "[transcript-syntax]"
    ]
