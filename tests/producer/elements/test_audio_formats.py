"""The same audio in several formats: alternates in a feed, and a feed for one format."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import NS, set_keys, write_episode

from feedtool.show.placeholder import make_silence

Run = Callable[..., Result]
MEDIA = "https://media.example.com/"
MP3 = f"{{url: {MEDIA}1.mp3, length: 1000000, duration: 60}}"
OPUS = f"{{url: {MEDIA}1.opus, length: 600000}}"
AAC = f"{{url: {MEDIA}1.m4a, length: 800000, duration: 61}}"
ALTERNATE = f"alternate_enclosures: {{type: audio/ogg, length: 600000, title: Small, sources: [{MEDIA}1.opus]}}\n"
FEED = "feeds: {opus: {title: Harbour in Opus, audio: opus}}"


def items_of(show: Path, feed: str = "feed") -> list[etree._Element]:
    return etree.parse(show / "public" / f"{feed}.xml").findall("channel/item")


def audio_of(item: etree._Element) -> list[tuple[str, str, str]]:
    """The enclosure and then the alternates: address, length and type."""
    enclosure = item.find("enclosure")
    found = [(enclosure.get("url"), enclosure.get("length"), enclosure.get("type"))]
    for one in item.findall("podcast:alternateEnclosure", NS):
        source = one.find("podcast:source", NS)
        found.append((source.get("uri"), one.get("length"), one.get("type")))
    return [(url.removeprefix(MEDIA), length, kind) for url, length, kind in found]


IN_MP3 = ("1.mp3", "1000000", "audio/mpeg")
IN_OPUS = ("1.opus", "600000", "audio/ogg")
IN_AAC = ("1.m4a", "800000", "audio/x-m4a")


@pytest.mark.parametrize(
    ("keys", "wanted", "main", "other"),
    [
        (f"audio: [{MP3}, {OPUS}]\n", "opus", [IN_MP3, IN_OPUS], [IN_OPUS, IN_MP3]),
        (
            f"audio: [{MP3}, {AAC}, {OPUS}]\n",
            "opus",
            [IN_MP3, IN_AAC, IN_OPUS],
            [IN_OPUS, IN_MP3, IN_AAC],
        ),
        (f"audio: [{MP3}, {OPUS}]\n", "mp3", [IN_MP3, IN_OPUS], [IN_MP3, IN_OPUS]),
        (f"audio: [{MP3}, {OPUS}]\n", "audio/ogg", [IN_MP3, IN_OPUS], [IN_OPUS, IN_MP3]),
        (f"audio: [{MP3}, {AAC}]\n", "m4a", [IN_MP3, IN_AAC], [IN_AAC, IN_MP3]),
        (f"audio: {MP3}\n{ALTERNATE}", "opus", [IN_MP3, IN_OPUS], [IN_OPUS, IN_MP3]),
        (
            f"audio: [{MP3}, {AAC}]\n{ALTERNATE}",
            "opus",
            [IN_MP3, IN_OPUS, IN_AAC],
            [IN_OPUS, IN_MP3, IN_AAC],
        ),
    ],
)
def test_a_feed_has_the_audio_of_its_format(
    run: Run, small_show: Path, keys: str, wanted: str, main: list[object], other: list[object]
) -> None:
    set_keys(small_show, FEED.replace("audio: opus", f'audio: "{wanted}"'))
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\n{keys}")
    result = run("build", small_show)
    assert result.exit_code == 0, result.stderr
    (item,), (same,) = items_of(small_show), items_of(small_show, "opus")
    assert (audio_of(item), audio_of(same)) == (main, other)
    assert item.findtext("guid") == same.findtext("guid")
    lasts = "61" if other[0] == IN_AAC else "60"
    assert same.findtext("itunes:duration", namespaces=NS) == lasts
    lock = json.loads((small_show / "feed.lock").read_text("utf-8"))
    assert lock["episodes"]["1-ropes"]["enclosure"]["url"] == f"{MEDIA}1.mp3"
    assert lock["episodes"]["1-ropes"]["feeds"] == ["feed", "opus"]
    assert run("build", small_show).output.count("unchanged") == 2


def test_an_address_without_an_ending_is_known_by_its_type(run: Run, small_show: Path) -> None:
    set_keys(small_show, FEED)
    typed = f"{{url: {MEDIA}get?id=1, length: 600000, type: audio/ogg}}"
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\naudio: [{MP3}, {typed}]\n")
    assert run("build", small_show).exit_code == 0
    assert audio_of(items_of(small_show, "opus")[0])[0] == ("get?id=1", "600000", "audio/ogg")


def test_files_are_measured(run: Run, small_show: Path) -> None:
    set_keys(small_show, f"media_url: {MEDIA}\nfeeds: {{mp3: {{audio: mp3}}}}")
    (small_show / "audio" / "1.mp3").write_bytes(make_silence(7))
    write_episode(small_show, "1-ropes", f"published: 2024-03-09\naudio: [{AAC}, 1.mp3]\n")
    assert run("build", small_show).exit_code == 0
    length = str((small_show / "audio" / "1.mp3").stat().st_size)
    assert audio_of(items_of(small_show, "mp3")[0]) == [("1.mp3", length, "audio/mpeg"), IN_AAC]
    bitrate = items_of(small_show)[0].find("podcast:alternateEnclosure", NS).get("bitrate")
    assert bitrate == str(round(int(length) * 8 / 7))


def test_a_file_of_an_alternate_is_measured(run: Run, small_show: Path) -> None:
    set_keys(small_show, f"media_url: {MEDIA}\nfeeds: {{mp3: {{audio: mp3}}}}")
    (small_show / "audio" / "1.mp3").write_bytes(make_silence(7))
    keys = f"published: 2024-03-09\naudio: {AAC}\nalternate_enclosures: {{sources: 1.mp3}}\n"
    write_episode(small_show, "1-ropes", keys)
    assert run("build", small_show).exit_code == 0
    length = str((small_show / "audio" / "1.mp3").stat().st_size)
    assert audio_of(items_of(small_show, "mp3")[0]) == [("1.mp3", length, "audio/mpeg"), IN_AAC]


def test_an_episode_without_the_format_is_left_out_and_told(run: Run, small_show: Path) -> None:
    line = set_keys(small_show, FEED)
    write_episode(small_show, "1-ropes", "published: 2024-03-09\n")
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: [{MP3}, {OPUS}]\n")
    result = run("build", small_show)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"{small_show.as_posix()}/show.yaml:{line}:40: warning: audio is opus, which an episode "
        "has not, so the feed leaves out 1-ropes; add the file, or choose by only "
        "[audio-format-missing]"
    ]
    assert (len(items_of(small_show)), len(items_of(small_show, "opus"))) == (2, 1)


def test_what_the_feed_does_not_choose_is_not_told(run: Run, small_show: Path) -> None:
    set_keys(small_show, "feeds: {opus: {audio: opus, only: {seasons: 2}}}")
    write_episode(small_show, "1-ropes", "published: 2024-03-09\nseason: 1\n")
    write_episode(small_show, "3-late", "published: 2999-03-09\nseason: 2\n")
    keys = f"published: 2024-03-10\nseason: 2\naudio: [{MP3}, {OPUS}]\n"
    write_episode(small_show, "2-nets", keys)
    result = run("build", small_show)
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_episode_that_loses_the_format_stops_the_build(run: Run, small_show: Path) -> None:
    set_keys(small_show, FEED)
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: [{MP3}, {OPUS}]\n")
    assert run("build", small_show).exit_code == 0
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: {MP3}\n")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert 'the episode "2-nets" is published in opus.xml and no longer in it' in result.stderr
    assert run("build", small_show, "--accept", "vanished").exit_code == 0


def test_more_formats_change_nothing_for_those_who_have_the_episode(
    run: Run, small_show: Path
) -> None:
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: {MP3}\n")
    assert run("build", small_show).exit_code == 0
    guid = items_of(small_show)[0].findtext("guid")
    set_keys(small_show, FEED)
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: [{MP3}, {OPUS}]\n")
    assert run("build", small_show).exit_code == 0
    assert items_of(small_show)[0].findtext("guid") == guid
    assert items_of(small_show, "opus")[0].findtext("guid") == guid


def test_another_first_format_is_another_enclosure(run: Run, small_show: Path) -> None:
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: [{MP3}, {AAC}]\n")
    assert run("build", small_show).exit_code == 0
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: [{AAC}, {MP3}]\n")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert "[published-enclosure-changed]" in result.stderr
    # With a format the order does not matter.
    set_keys(small_show, "audio: mp3")
    assert run("build", small_show).exit_code == 0


@pytest.mark.parametrize(
    ("audio", "column", "says"),
    [
        (
            f"[{MP3}, missing.opus]",
            80,
            'audio is "missing.opus"; there is no such file under audio/',
        ),
        ("[]", 8, "audio is an empty "),
        (
            f"[{MP3}, {{length: 5}}]",
            80,
            '"audio.url" is missing; add the URL of the audio, or a file',
        ),
        (f"[{MP3}, {{url: 5}}]", 86, 'audio.url is "5"'),
    ],
)
def test_a_fault_in_a_list_is_told_at_its_place(
    run: Run, small_show: Path, audio: str, column: int, says: str
) -> None:
    path = write_episode(small_show, "2-nets", f"audio: {audio}\npublished: 2024-03-10\n")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert f"{path.as_posix()}:3:{column}: error: {says}" in result.stderr


def test_a_format_that_nobody_knows_is_told_with_the_nearest(run: Run, small_show: Path) -> None:
    line = set_keys(small_show, FEED.replace("audio: opus", "audio: opsu"))
    result = run("build", small_show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f'{small_show.as_posix()}/show.yaml:{line}:47: error: audio is "opsu"; did you mean "opus"? '
        "[bad-value]"
    )


def test_no_file_of_a_list_counts_as_forgotten(run: Run, small_show: Path) -> None:
    for name in ("001.mp3", "1.mp3"):
        (small_show / "audio" / name).write_bytes(make_silence(7))
    write_episode(
        small_show, "1-ropes", f"published: 2024-03-09\naudio: [001.mp3, {OPUS}, 1.mp3]\n"
    )
    result = run("build", small_show)
    assert (result.exit_code, result.stderr) == (0, "")


def test_another_address_in_the_feed_of_a_format_stops_the_build(
    run: Run, small_show: Path
) -> None:
    set_keys(small_show, FEED)
    keys = "published: 2024-03-10\naudio: [{}, {}]\n"
    path = write_episode(small_show, "2-nets", keys.format(MP3, OPUS))
    assert run("build", small_show).exit_code == 0
    write_episode(small_show, "2-nets", keys.format(MP3, OPUS.replace("1.opus", "2.opus")))
    result = run("build", small_show)
    assert result.stderr.splitlines()[0] == (
        f'{path.as_posix()}:4:1: error: audio in opus.xml is at "{MEDIA}2.opus" and was at '
        f'"{MEDIA}1.opus"; apps that know the old address fail unless it redirects to the new one; '
        "keep the old one, or build with --accept enclosure [published-enclosure-changed]"
    )
    assert run("build", small_show, "--accept", "enclosure").exit_code == 0
    assert run("build", small_show).output.count("unchanged") == 2


def test_files_that_are_not_in_the_checkout_are_known_by_the_lock_file(
    run: Run, small_show: Path
) -> None:
    set_keys(small_show, f"media_url: {MEDIA}")
    for path in small_show.glob("audio/*"):
        path.unlink()
    for name in ("1.mp3", "2.mp3"):
        (small_show / "audio" / name).write_bytes(make_silence(7))
    write_episode(small_show, "1-ropes", "published: 2024-03-09\naudio: [1.mp3, 2.mp3]\n")
    assert run("build", small_show).exit_code == 0
    feed = (small_show / "public" / "feed.xml").read_bytes()
    for name in ("1.mp3", "2.mp3"):
        (small_show / "audio" / name).unlink()
    result = run("build", small_show)
    assert result.exit_code == 0, result.stderr
    assert (small_show / "public" / "feed.xml").read_bytes() == feed


def test_a_lock_file_with_damaged_formats_is_refused(run: Run, small_show: Path) -> None:
    write_episode(small_show, "2-nets", f"published: 2024-03-10\naudio: [{MP3}, {OPUS}]\n")
    assert run("build", small_show).exit_code == 0
    lock = small_show / "feed.lock"
    for wrong in ('"more_audio": {}', '"more_audio": [{"url": 5}]', '"more_audio": [{}]'):
        text = lock.read_text("utf-8")
        start = text.index('"more_audio"')
        lock.write_text(text[:start] + wrong + text[text.index("]", start) + 1 :], "utf-8")
        result = run("build", small_show)
        assert (result.exit_code, "[bad-lock]" in result.stderr) == (2, True), wrong
        lock.write_text(text, "utf-8")
