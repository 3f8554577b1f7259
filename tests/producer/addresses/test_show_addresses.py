"""A show that moves keeps its followers and its guid; one that ends says so in time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree
from shows import NS, set_keys, write_episode

from feedtool.show.reading import load_show
from feedtool.values.podcast_guids import podcast_guid_of

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
OLD, NOW, NEXT = (f"https://{name}.example.com/feed.xml" for name in ("old", "now", "next"))


def told(run: Run, show: Path, *options: str) -> tuple[Any, str]:
    """Build; return the channel and what was said on standard error."""
    result = run("build", show, *options)
    assert result.exit_code == 0, result.stderr
    return etree.parse(show / "public" / "feed.xml").getroot().find("channel"), result.stderr


def addresses(channel: Any) -> tuple[str, str | None, str]:
    return (
        channel.find("atom:link", NS).get("href"),
        channel.findtext("itunes:new-feed-url", None, NS),
        channel.findtext("podcast:guid", None, NS),
    )


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (f"feed_url: {NOW}", (NOW, None, NOW)),
        (f"feed_url: {NOW}\nmoved_from: {OLD}", (NOW, NOW, OLD)),
        (f"feed_url: {NEXT}\nmoved_from: [{OLD}, {NOW}]", (NEXT, NEXT, OLD)),
        (f"feed_url: {NOW}\nnew_feed_url: {NEXT}", (NEXT, NEXT, NOW)),
        (f"feed_url: {NOW}\nnew_feed_url: {NEXT}\nmoved_from: {OLD}", (NEXT, NEXT, OLD)),
        (f"feed_url: {NOW}\nnew_feed_url: {NOW}", (NOW, NOW, NOW)),
    ],
    ids=["stays", "moved here", "moved twice", "moves away", "moved and moves away", "says so"],
)
def test_addresses_of_a_moving_show(
    run: Run, show: Path, keys: str, expected: tuple[str, str | None, str]
) -> None:
    set_keys(show, keys)
    channel, said = told(run, show)
    own, new, guid_from = expected
    assert addresses(channel) == (own, new, podcast_guid_of(guid_from))
    assert said == ""
    report = run("validate", show / "public" / "feed.xml", "--format", "json").output
    assert "feed-moving" not in report
    assert "self-link" not in report


def test_guid_stays_when_a_published_show_moves(run: Run, show: Path) -> None:
    before = addresses(told(run, show)[0])[2]
    set_keys(show, f"feed_url: {NEXT}\nbase_url: https://example.com/show/\nmoved_from: [{OLD}]")
    channel, _ = told(run, show)
    assert addresses(channel) == (NEXT, NEXT, before)


def test_an_address_that_is_left_is_told_until_it_is_in_moved_from(run: Run, show: Path) -> None:
    told(run, show)
    was = load_show(show).feed_url
    line = set_keys(show, f"base_url: https://example.com/show/\nfeed_url: {NEXT}") + 1
    for _ in range(2):
        _, said = told(run, show)
        assert said == (
            f"{show.as_posix()}/show.yaml:{line}:1: warning: the feed was at {was}, where its "
            f"followers still look; write moved_from: {was} and redirect it (or take it out of "
            "addresses in feed.lock) [feed-url-left]\n"
        )
    set_keys(show, f"moved_from: {was}")
    assert told(run, show)[1] == ""


def test_guid_that_is_given_goes_before_all(run: Run, show: Path) -> None:
    guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    set_keys(show, f"podcast_guid: {guid}\nmoved_from: {OLD}")
    assert addresses(told(run, show)[0])[2] == guid


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (f"feed_url: {NOW}\nmoved_from: [{OLD}, {NOW}]", (1, 48)),
        (f"feed_url: {NOW}\nmoved_from: {NOW}", (1, 1)),
        (f"feed_url: {NOW}\nmoved_from: {NEXT}\nnew_feed_url: {NEXT}", (1, 1)),
    ],
)
def test_show_that_moved_to_where_it_was_is_told(
    run: Run, show: Path, keys: str, place: tuple[int, int]
) -> None:
    line = set_keys(show, keys) + place[0]
    there = NEXT if "new_feed_url" in keys else NOW
    _, said = told(run, show)
    assert said == (
        f'{show.as_posix()}/show.yaml:{line}:{place[1]}: warning: moved_from is "{there}", where '
        "the show is now; remove it [moved-to-itself]\n"
    )


def test_address_with_a_line_end_is_taken_without_it(run: Run, show: Path) -> None:
    set_keys(show, f'feed_url: "{NOW}\\n"\nmoved_from: [" {OLD}"]')
    channel, _ = told(run, show)
    assert addresses(channel) == (NOW, NOW, podcast_guid_of(OLD))


DRAFT = "published: 2024-03-20\ndraft: true\n"


@pytest.mark.parametrize(
    ("scheduled", "drafts", "rest"),
    [
        (1, 0, "there is 1 scheduled episode"),
        (0, 1, "there is 1 draft"),
        (2, 1, "there are 2 scheduled episodes and 1 draft"),
        (1, 2, "there are 1 scheduled episode and 2 drafts"),
        (0, 0, ""),
    ],
)
def test_end_of_a_show_with_more_to_come_is_told(
    run: Run, show: Path, scheduled: int, drafts: int, rest: str
) -> None:
    for number in range(scheduled):
        write_episode(show, f"3-later-{number}", f"published: 2024-04-0{number + 1}\n")
    for number in range(drafts):
        write_episode(show, f"4-draft-{number}", DRAFT)
    line = set_keys(show, "complete: true")
    channel, said = told(run, show, "--at", "2024-03-31")
    assert channel.findtext("itunes:complete", None, NS) == "Yes"
    assert said == (
        f"{show.as_posix()}/show.yaml:{line}:1: warning: complete is true, and {rest}; Apple may "
        "not read the feed again: set it when all are out [complete-with-rest]\n"
        if rest
        else ""
    )


def test_rest_of_a_show_that_goes_on_is_not_told(run: Run, show: Path) -> None:
    write_episode(show, "4-draft", DRAFT)
    assert told(run, show, "--at", "2024-03-05")[1] == ""
