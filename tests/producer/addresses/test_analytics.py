"""Services that count downloads, before enclosure addresses and nowhere else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from shows import set_keys, write_episode

from feedtool.producer.addresses.analytics import bare_url, put_prefixes

Run = Callable[..., Result]
GUID = "ea04a966-8a79-565b-b550-b6e12ae3c7b8"
BARE = "https://media.example.com/2-nets.mp3"


def items_of(show: Path) -> list[tuple[str, str]]:
    items = etree.parse(show / "public" / "feed.xml").getroot().iterfind("channel/item")
    return [(one.findtext("guid"), one.find("enclosure").get("url")) for one in items]


@pytest.mark.parametrize(
    ("url", "prefixes", "written"),
    [
        (BARE, ["op3"], f"https://op3.dev/e,pg={GUID}/media.example.com/2-nets.mp3"),
        ("http://a.example/1.mp3", ["op3"], f"https://op3.dev/e,pg={GUID}/http://a.example/1.mp3"),
        (BARE, ["podtrac"], "https://dts.podtrac.com/redirect.mp3/media.example.com/2-nets.mp3"),
        ("https://a.example/1.M4A?x=1", ["podtrac"], "https://dts.podtrac.com/redirect.m4a/a.example/1.M4A?x=1"),
        ("https://a.example/get/1", ["podtrac"], "https://dts.podtrac.com/redirect.mp3/a.example/get/1"),
        (BARE, ["podscribe"], "https://pscrb.fm/rss/p/media.example.com/2-nets.mp3"),
        ("http://a.example/1.mp3", ["https://t.example/9/"], "https://t.example/9/a.example/1.mp3"),
        (
            BARE, ["op3", "podtrac", "https://t.example/9/"],
            f"https://op3.dev/e,pg={GUID}/dts.podtrac.com/redirect.mp3/t.example/9/media.example.com/2-nets.mp3",
        ),
        ("https://op3.dev/e/a.example/1.mp3", ["op3"], "https://op3.dev/e/a.example/1.mp3"),
        ("https://op3.dev/e,pg=7/a.example/1.mp3", ["op3"], "https://op3.dev/e,pg=7/a.example/1.mp3"),
        ("https://OP3.dev/e/a.example/1.mp3", ["op3"], "https://OP3.dev/e/a.example/1.mp3"),
        (
            "http://www.podtrac.com/pts/redirect.mp3/a.example/1.mp3", ["podtrac"],
            "http://www.podtrac.com/pts/redirect.mp3/a.example/1.mp3",
        ),
        (
            "https://dts.podtrac.com/redirect.mp3/op3.dev/e/a.example/1.mp3", ["podtrac", "op3"],
            "https://dts.podtrac.com/redirect.mp3/op3.dev/e/a.example/1.mp3",
        ),
        ("https://t.example/9/a.example/1", ["https://t.example/9/"], "https://t.example/9/a.example/1"),
        ("https://a.example/1?u=/op3.dev/e/", ["op3"], f"https://op3.dev/e,pg={GUID}/a.example/1?u=/op3.dev/e/"),
        ("https://notop3.dev/e/1.mp3", ["op3"], f"https://op3.dev/e,pg={GUID}/notop3.dev/e/1.mp3"),
        ("https://op3.dev/episode/1.mp3", ["op3"], f"https://op3.dev/e,pg={GUID}/op3.dev/episode/1.mp3"),
        (BARE, ["op3", "op3"], f"https://op3.dev/e,pg={GUID}/media.example.com/2-nets.mp3"),
        (BARE, [], BARE),
    ],
)  # fmt: skip
def test_prefixes_are_put_before_the_address(url: str, prefixes: list[str], written: str) -> None:
    assert put_prefixes(url, prefixes, GUID) == written


@pytest.mark.parametrize(
    ("url", "prefixes", "bare"),
    [
        (f"https://op3.dev/e,pg={GUID}/a.example/1.mp3", [], "https://a.example/1.mp3"),
        ("https://op3.dev/e/http://a.example/1.mp3", [], "http://a.example/1.mp3"),
        ("https://op3.dev/e/dts.podtrac.com/redirect.mp3/a.example/1", [], "https://a.example/1"),
        ("https://t.example/9/op3.dev/e/a.example/1", ["https://t.example/9/"], "https://a.example/1"),
        ("https://t.example/9/a.example/1", [], "https://t.example/9/a.example/1"),
        ("https://a.example/op3.dev/e/1.mp3", [], "https://a.example/op3.dev/e/1.mp3"),
    ],
)  # fmt: skip
def test_bare_address_is_found_again(url: str, prefixes: list[str], bare: str) -> None:
    assert bare_url(url, prefixes) == bare


def test_a_prefix_comes_and_goes_without_a_trace(run: Run, show: Path) -> None:
    assert run("build", show).exit_code == 0
    lock, before = (show / "feed.lock").read_bytes(), items_of(show)
    set_keys(show, "prefixes: [podtrac, op3]")
    assert run("build", show).exit_code == 0
    chain = f"https://dts.podtrac.com/redirect.mp3/op3.dev/e,pg={GUID}/media.example.com"
    assert items_of(show) == [
        (before[0][0], f"{chain}/1-ropes.mp3"),
        (before[1][0], f"{chain}/2-nets.mp3"),
    ]
    assert (show / "feed.lock").read_bytes() == lock
    enclosures = [one["enclosure"]["url"] for one in json.loads(lock)["episodes"].values()]
    assert enclosures == ["https://media.example.com/1-ropes.mp3", BARE]
    set_keys(show, "prefixes: []")
    assert run("build", show).exit_code == 0
    assert items_of(show) == before


def test_a_prefix_that_was_typed_may_become_a_setting(run: Run, show: Path) -> None:
    typed = "https://op3.dev/e/media.example.com/2-nets.mp3"
    keys = f"published: 2024-03-02\naudio: {{url: '{typed}', length: 1000000, duration: 60}}\n"
    write_episode(show, "2-nets", keys)
    assert run("build", show).exit_code == 0
    set_keys(show, "prefixes: op3")
    write_episode(show, "2-nets", "published: 2024-03-02\n")
    assert run("build", show).exit_code == 0
    assert items_of(show)[1][1] == f"https://op3.dev/e,pg={GUID}/media.example.com/2-nets.mp3"


def test_another_address_behind_a_prefix_still_stops_the_build(run: Run, show: Path) -> None:
    set_keys(show, "prefixes: op3")
    assert run("build", show).exit_code == 0
    keys = "published: 2024-03-02T18:00:00+05:30\naudio: {url: https://b.example/2.mp3, length: 9000, duration: 60}\n"
    write_episode(show, "2-nets", keys)
    result = run("build", show)
    assert result.exit_code == 2
    assert "[published-enclosure-changed]" in result.stderr


@pytest.mark.parametrize(
    ("keys", "column", "message"),
    [
        ("prefixes: [op3, podtrak]", 17, 'prefixes is "podtrak"; did you mean "podtrac"? [unknown-prefix]'),
        (
            "prefixes: chartable", 11,
            'prefixes is "chartable"; expected a prefix such as https://example.com/t/, or one of '
            "op3, podtrac, podscribe [unknown-prefix]",
        ),
        (
            "prefixes: [https://t.example/9]", 12,
            'prefixes is "https://t.example/9"; expected a URL that ends with /, without ? or #; write https://t.example/9/ '
            "[bad-prefix]",
        ),
        (
            "prefixes: ['https://t.example/?u=/']", 12,
            'prefixes is "https://t.example/?u=/"; expected a URL that ends with /, without ? or '
            "# [bad-prefix]",
        ),
        (
            "prefixes: ['https://t.example/a b/']", 12,
            'prefixes is "https://t.example/a b/"; a space is not allowed in a URL; write %20 '
            "[bad-url]",
        ),
        (
            "prefixes: ['javascript://t.example/']", 12,
            'prefixes is "javascript://t.example/"; javascript: runs a script, which apps refuse; '
            "expected an address that starts with https:// [bad-url]",
        ),
    ],
)  # fmt: skip
def test_wrong_prefixes_are_told_at_their_place(
    run: Run, show: Path, keys: str, column: int, message: str
) -> None:
    line = set_keys(show, keys)
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{show.as_posix()}/show.yaml:{line}:{column}: error: {message}\n"
        f"{show.as_posix()}: not built: 1 error\n"
    )


@pytest.mark.parametrize("behind", ["example.com/1.mp3", f"example.com/{'x.' * 20_000}mp3"])
def test_any_number_of_services_is_taken_off(behind: str) -> None:
    assert (
        bare_url("https://" + "dts.podtrac.com/redirect.mp3/" * 5_000 + behind, [])
        == f"https://{behind}"
    )


@pytest.mark.parametrize("behind", ["." * 40_000, "x." * 20_000, "x" * 40_000, "a/" * 20_000])
def test_what_is_no_host_behind_a_service_is_left_as_it_is(behind: str) -> None:
    url = f"https://dts.podtrac.com/redirect.mp3/{behind}"
    assert bare_url(url, []) == url
