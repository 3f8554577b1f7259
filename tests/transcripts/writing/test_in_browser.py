"""VTT as a text track of a real player, and the page in a real browser."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedtool.transcripts.model import Cue, Transcript, Word
from feedtool.transcripts.writing.write import write_transcript

pytest.importorskip("playwright", reason="playwright is not installed")
from in_chromium import load_axe, open_browser
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
browser = pytest.fixture(scope="module")(open_browser)
axe = pytest.fixture(scope="module")(load_axe)

CUES = (
    Cue("We left the harbour at ten,\nand nobody saw us.", 0, 2500, "Mira Holt"),
    Cue("1 < 2 & 3 > 2 --> &amp; <b>", 2500, 2500, "R > D & <b> --> x"),
    Cue("שלום e\u0301 👩\u200d💻 渡し船。", 2501, 3000, "מירה"),
    Cue("A: no tag <00:00:01.000> <v Jon>", 3000, 9_000_000, ""),
    Cue("42", 359_999_000, 360_000_001, "Speaker 1: x"),
    Cue("One\u2028two\x85three\x0bfour\rfive\n\n \nsix", 1, 2, "a\nb"),
    Cue("", 7, 9),
    Cue("Nobody was there.", 10, 900, "Jon", (Word("Nobody", 10, 40), Word("was", 40, 60), Word("there.", 60, 90))),
)  # fmt: skip
# What the player makes of each cue: its text as it stands in the page, the voices, and its times.
READ = """(source) => new Promise((resolve, reject) => {
  const video = document.createElement('video');
  const track = document.createElement('track');
  track.onerror = () => reject(new Error('the track is not read'));
  track.onload = () => resolve([...track.track.cues].map((cue) => {
    const shown = cue.getCueAsHTML();
    return [cue.startTime, cue.endTime, shown.textContent,
            [...shown.querySelectorAll('span[title]')].map((one) => one.title), cue.id, cue.align];
  }));
  track.src = 'data:text/vtt;base64,' + source;
  video.append(track);
  document.body.append(video);
  track.track.mode = 'hidden';
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def played(page: Page, transcript: Transcript, **given: Any) -> list[list[Any]]:
    data = write_transcript(transcript, "vtt", **given).data
    found: list[list[Any]] = page.evaluate(READ, base64.b64encode(data).decode())
    return found


@pytest.mark.parametrize("words", [False, True])
def test_the_cues_of_the_track_are_ours(page: Page, words: bool) -> None:
    found = played(page, Transcript("vtt", CUES), words=words)
    # The player sorts cues by their start, and the longer one comes first.
    expected = sorted(CUES, key=lambda one: (one.start_ms, -(one.end_ms or 0)))
    assert [(round(cue[0] * 1000), round(cue[1] * 1000)) for cue in found] == [
        (one.start_ms, one.end_ms) for one in expected
    ]
    assert [cue[2].split() for cue in found] == [one.text.split() for one in expected]
    assert [cue[3] for cue in found] == [
        [" ".join(one.speaker.split())] if one.speaker else [] for one in expected
    ]


def test_identifiers_settings_and_italics_are_ours(page: Page) -> None:
    cue = Cue("Ahoy you", 0, 900, "Mira", (), "<i>Ahoy</i> you", "intro", "align:start")
    assert played(page, Transcript("vtt", [cue])) == [
        [0, 0.9, "Ahoy you", ["Mira"], "intro", "start"]
    ]


def test_a_divided_cue_is_played_in_order(page: Page) -> None:
    text = " ".join(["harbour"] * 60)
    words = [Word("harbour", index * 500, index * 500 + 400) for index in range(60)]
    found = played(page, Transcript("json", [Cue(text, 0, 30_000, words=words)]))
    assert len(found) == 4
    assert " ".join(" ".join(cue[2].split()) for cue in found) == text


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("form", ["vtt", "txt"])
def test_the_page_is_accessible(
    browser: Browser, axe: str, tmp_path: Path, scheme: Any, width: int, form: str
) -> None:
    cues = CUES if form == "vtt" else [one._replace(start_ms=None, end_ms=None) for one in CUES]
    people = {"Mira Holt": "https://example.com/mira"}
    done = write_transcript(
        Transcript(form, cues), "html", language="en", title="Nets", people=people,
        audio_url="https://example.com/a.mp3",
    )  # fmt: skip
    file = tmp_path / "page.html"
    file.write_bytes(done.data)
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate(axe)
    result = page.evaluate("axe.run()")
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    context.close()
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in result["violations"]] == []  # fmt: skip
    assert len(result["passes"]) > 10
    assert asked == [file.as_uri()]
    assert not sideways
    assert dark == (scheme == "dark")
