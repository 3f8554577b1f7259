"""Live items have the keys of an episode, and come out as an item does."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import set_keys

from feedtool import load_show, read_show
from feedtool.importing.feed.elements import name_of
from feedtool.show.placeholder import make_cover
from feedtool.values.podcast_guids import podcast_guid_of
from feedtool.vocabulary import load_vocabulary

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
PEOPLE = "bo: {name: Bo Lind, url: https://example.com/bo}\n"
SHOW = """\
live_items:
  - status: pending
    start: 2030-05-01T20:00
    end: 2030-05-01T21:30
    title: Live from the quay
    guests: [bo]
    crew: {editor: {name: Noor}}
    explicit: no
    artwork: artwork/live.png
    transcript: transcripts/001.txt
    notes: |
      Bring a *coat*.
    chat: {server: chat.example.com, protocol: irc}
    content_links: {href: "https://example.com/live", text: Watch}
    extra: '<acme:mood xmlns:acme="https://example.com/acme">calm</acme:mood>'
    audio: {url: "https://example.com/stream.mp3"}
"""


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    show = tmp_path / "show"
    run("init", show)
    (show / "people.yaml").write_text(PEOPLE, "utf-8")
    (show / "artwork" / "live.png").write_bytes(make_cover(1400))
    (show / "transcripts").mkdir(exist_ok=True)
    (show / "transcripts" / "001.txt").write_text("Bo: Hello.\n", "utf-8")
    path = show / "show.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("(?m)^timezone: .*", "timezone: Europe/Paris", text), "utf-8")
    return show


def append(folder: Path, text: str) -> int:
    """Add lines to show.yaml; return how many there were."""
    path = folder / "show.yaml"
    before = path.read_text("utf-8")
    path.write_text(before + text, "utf-8")
    return len(before.splitlines())


def live_item(run: Run, folder: Path) -> etree._Element:
    result = run("build", folder)
    assert result.exit_code == 0, result.stderr
    root = etree.parse(folder / "public" / "feed.xml").getroot()
    return root.find("channel/{https://podcastindex.org/namespace/1.0}liveItem")


def test_a_live_item_is_written_as_an_item(run: Run, folder: Path) -> None:
    append(folder, SHOW)
    node = live_item(run, folder)
    base = load_show(folder).feed_url.rpartition("/")[0]
    assert dict(node.attrib) == {
        "status": "pending", "start": "2030-05-01T20:00:00+02:00", "end": "2030-05-01T21:30:00+02:00",
    }  # fmt: skip
    found = {name_of(one) or "mood": one for one in node}
    assert found["title"].text == "Live from the quay"
    assert found["guid"].get("isPermaLink") == "false"
    assert dict(found["enclosure"].attrib) == {
        "url": "https://example.com/stream.mp3", "length": "0", "type": "audio/mpeg",
    }  # fmt: skip
    assert found["itunes:image"].get("href") == f"{base}/artwork/live.png"
    assert found["itunes:explicit"].text == "false"
    assert (
        found["podcast:transcript"]
        .get("url", "")
        .startswith(f"{base}/transcripts/live/2030-05-01-live-from-the-quay.")
    )
    assert "<em>coat</em>" in found["description"].text
    assert "content:encoded" not in found
    people = [one for one in node if name_of(one) == "podcast:person"]
    assert [(one.text, one.get("role")) for one in people][-2:] == [
        ("Bo Lind", "guest"),
        ("Noor", "editor"),
    ]
    assert people[-2].get("href") == "https://example.com/bo"
    assert found["podcast:chat"].get("server") == "chat.example.com"
    assert found["mood"].text == "calm"
    ranks = list(load_vocabulary().children["item"])
    order = [ranks.index(name_of(one)) for one in node if name_of(one)]
    assert order == sorted(order)
    assert (folder / "public/transcripts/live/2030-05-01-live-from-the-quay.txt").is_file()


def test_what_was_read_back_builds_the_same(run: Run, folder: Path) -> None:
    append(folder, SHOW)
    live_item(run, folder)
    (live,) = read_show((folder / "public" / "feed.xml").read_bytes()).live_items
    assert (live.title, live.status, live.audio and live.audio.url) == (
        "Live from the quay", "pending", "https://example.com/stream.mp3",
    )  # fmt: skip
    assert set(live.elements) == {"chat", "content_links"}


def test_the_guid_stays_as_long_as_title_and_day(run: Run, folder: Path) -> None:
    append(folder, "live_items: {status: ended, start: '2024-05-01T20:00:00Z', title: Quay}\n")
    guid = live_item(run, folder).findtext("guid")
    assert live_item(run, folder).findtext("guid") == guid
    path = folder / "show.yaml"
    path.write_text(path.read_text("utf-8").replace("20:00:00Z", "21:00:00Z"), "utf-8")
    assert live_item(run, folder).findtext("guid") == guid
    path.write_text(path.read_text("utf-8").replace("title: Quay", "title: Port"), "utf-8")
    assert live_item(run, folder).findtext("guid") not in (guid, None)
    path.write_text(
        path.read_text("utf-8").replace("title: Port", "title: Port, guid: q-1"), "utf-8"
    )
    assert live_item(run, folder).findtext("guid") == "q-1"
    assert podcast_guid_of(load_show(folder).feed_url) in (folder / "feed.lock").read_text("utf-8")


SOUND = "status: ended, start: 2024-05-01, title: Q"


@pytest.mark.parametrize(
    ("keys", "at", "message"),
    [
        ("start: 2024-05-01, title: Q", "{", '"status" is missing; add pending, live or ended [missing-key]'),
        ("status: on, start: 2024-05-01, title: Q", "on", 'live_items.status is "on"; expected "pending", "live" or "ended" [bad-value]'),
        ("status: ended, start: soon, title: Q", "soon", 'live_items.start is "soon"; expected an ISO 8601 date, e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00 [bad-date]'),
        (f"{SOUND}, guests: [boo]", "boo", 'live_items.guests is "boo"; no person of that short name stands in people.yaml; did you mean bo? [unknown-person]'),
        (f"{SOUND}, guest: [bo]", "guest", '"live_items.guest" is unknown; did you mean "guests"? [unknown-key]'),
        (f"{SOUND}, chat: {{sever: x}}", "sever", '"live_items.chat.sever" is unknown; did you mean "server"? [unknown-key]'),
        (f"{SOUND}, elements: {{chat: x}}", "elements", '"live_items.elements" is unknown; there are '),
        (f"{SOUND}, audio: no.mp3", "audio", 'audio is "no.mp3"; there is no such file under audio/ [file-missing]'),
        (f"{SOUND}, audio: 'https://example.com/x'", "audio", '"audio.type" is missing; add the media type, e.g. audio/mpeg [missing-key]'),
        (f"{SOUND}, artwork: no.png", "artwork", 'artwork is "no.png"; there is no such file in the show\'s folder [file-missing]'),
        (f"{SOUND}, chat: {{server: 'a b', protocol: irc}}", "server", 'server of podcast:chat is "a b"; '),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[{%s}]", "{%s}"], ids=["listed", "alone"])
def test_wrong_keys_are_told_at_their_place(
    run: Run, folder: Path, keys: str, at: str, message: str, form: str
) -> None:
    line = f"live_items: {form % keys}"
    number = append(folder, f"{line}\n") + 1
    column = line.index(at, len("live_items: ")) + 1
    result = run("build", folder)
    path = (folder / "show.yaml").as_posix()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}:{number}:{column}: error: {message}")
    assert result.stderr.endswith(": not built: 1 error\n")


def test_another_feed_has_the_same_or_its_own(run: Run, folder: Path) -> None:
    live = "live_items: [{status: ended, start: 2024-05-01, title: %s, content_links: https://example.com/l}]"
    append(folder, live % "Quay")
    append(folder, f"\nfeeds:\n  es: {{title: Puerto, {live % 'Vivo'}}}\n  fr: {{title: Port}}\n")
    assert run("build", folder).exit_code == 0
    texts = {
        name: (folder / "public" / f"{name}.xml").read_text("utf-8").partition("<item>")[0]
        for name in ("feed", "es", "fr")
    }
    found = {name: re.findall("<title>(Quay|Vivo)</title>", text) for name, text in texts.items()}
    assert found == {"feed": ["Quay"], "es": ["Vivo"], "fr": ["Quay"]}
    guids = {name: re.findall("<guid[^>]*>([^<]+)</guid>", text) for name, text in texts.items()}
    assert guids["feed"] == guids["fr"] != guids["es"]


def test_a_mistake_that_feeds_share_is_told_once(run: Run, folder: Path) -> None:
    append(folder, "images: no.png\nfeeds:\n  fr: {title: Port}\n")
    result = run("build", folder)
    assert result.stderr.endswith(": not built: 1 error\n")


def test_two_of_one_title_and_day_are_told(run: Run, folder: Path) -> None:
    one = "{status: ended, start: '2024-05-01T20:00:00Z', title: Quay}"
    lines = append(folder, f"live_items:\n  - {one}\n  - {one}\n")
    result = run("build", folder)
    assert result.exit_code == 2
    assert (
        f'show.yaml:{lines + 3}:52: error: title is "Quay", as that of another live item'
        in result.stderr
    )


def test_other_live_items_of_another_feed_need_other_titles(run: Run, show: Path) -> None:
    item = (
        "{{title: Live, status: live, start: '2025-04-05T{0}', "
        "audio: {{url: 'https://example.com/{0}', type: audio/mpeg}}}}"
    )
    line = set_keys(
        show,
        f"live_items:\n  - {item.format('18:00')}\nfeeds:\n  plus:\n    title: Plus\n"
        f"    live_items:\n      - {item.format('20:00')}",
    )
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f'{show.as_posix()}/show.yaml:{line + 6}:10: error: title is "Live", as that of another live '
        "item of the day in another feed of the show; say what is different [live-item-duplicate]"
    )
