"""Lengths of files that cannot be right, and links that lead nowhere new."""

import pytest
from sample import wrap

from feedtool.validator.validate import validate

RULES = ["enclosure-length-*", "link-shared"]
SAYS = "expected the size of the file in bytes"


def found(feed: bytes) -> list[str]:
    findings = validate(feed, select=RULES).findings
    return [f"{one.line}:{one.column} {one.severity} {one.rule}: {one.message}" for one in findings]


def about_file(length: str, duration: str, kind: str = "audio/mpeg") -> list[str]:
    xml = (
        f'\n<enclosure url="https://example.com/1.mp3" type="{kind}" length="{length}"/>'
        f"<itunes:duration>{duration}</itunes:duration>"
    )
    return found(wrap("item", xml))


@pytest.mark.parametrize(
    ("length", "duration", "kind", "rate"),
    [
        ("61234", "1:02:33", "audio/mpeg", "0.13 kbit/s, less"),
        ("7000000", "3753", "audio/x-m4a", "14.92 kbit/s, less"),
        ("45000000", "45", "audio/mpeg", "8,000 kbit/s, more"),
        ("839282448", "1:19:08", "audio/mp3", "1,414 kbit/s, more"),
    ],
    ids=["kilobytes", "too-slow", "minutes-as-seconds", "size-of-a-wave-file"],
)
def test_length_that_does_not_fit_the_duration(
    length: str, duration: str, kind: str, rate: str
) -> None:
    column = 60 + len(kind)
    assert about_file(length, duration, kind) == [
        f'2:{column} warning enclosure-length-implausible: length of enclosure is "{length}" and '
        f'itunes:duration is "{duration}": that is {rate} than such a file has; {SAYS} and its '
        "duration"
    ]


@pytest.mark.parametrize(
    ("length", "duration", "kind"),
    [
        ("7506000", "3753", "audio/x-m4a"),
        ("126659374", "867", "video/mp4"),
        ("500000000", "3000", "audio/flac"),
        ("9900000", "60", "audio/mpeg"),
        ("61234567", "0", "audio/mpeg"),
        ("61234567", "3753000", "audio/mpeg"),
        ("61234567", "an hour", "audio/mpeg"),
        ("61234567", "²", "audio/mpeg"),
        ("²²²²²", "3753", "audio/mpeg"),
        ("", "3753", "audio/mpeg"),
        ("٣٧٥٣٠٠", "3753", "audio/mpeg"),
        ("9" * 400, "3753", "audio/mpeg"),
    ],
    ids=["16-kbit", "video", "lossless", "short-with-a-cover", "no-duration", "milliseconds",
         "words", "small-digit", "small-digits", "empty", "other-digits", "endless"],
)  # fmt: skip
def test_length_that_may_be_right(length: str, duration: str, kind: str) -> None:
    assert about_file(length, duration, kind) == []


@pytest.mark.parametrize(
    ("length", "rule"),
    [("0", "zero"), ("999", "small"), ("3753", "is-duration")],
)
def test_length_has_one_finding(length: str, rule: str) -> None:
    (finding,) = about_file(length, "3753")
    assert f"enclosure-length-{rule}" in finding


def feed(*items: tuple[str, str, str, str]) -> bytes:
    """A feed of items, each with link, number of the file, length and duration."""
    body = "".join(
        f"\n<item><title>Part {index}</title><link>{link}</link>"
        f'<enclosure url="https://example.com/{file}.mp3" length="{length}" type="audio/mpeg"/>'
        f"<itunes:duration>{duration}</itunes:duration></item>"
        for index, (link, file, length, duration) in enumerate(items)
    )
    return (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<link>https://example.com/</link>{body}</channel></rss>"
    ).encode()


PAGES = ["https://example.com/1", "https://example.com/2", "https://example.com/3"]
DURATIONS = ["1800", "2700", "30:00"]


def feed_with_lengths(lengths: list[str], durations: list[str], files: str = "123") -> bytes:
    return feed(*zip(PAGES, files, lengths, durations, strict=False))


def test_one_length_for_all_files_is_reported_at_the_first() -> None:
    assert found(feed_with_lengths(["24986239"] * 3, DURATIONS)) == [
        f'2:62 warning enclosure-length-shared: length of all 3 enclosures is "24986239"; {SAYS}'
    ]


@pytest.mark.parametrize(
    ("lengths", "durations", "files"),
    [
        (["24986239"] * 2, DURATIONS, "123"),
        (["24986239", "24986239", "24986240"], DURATIONS, "123"),
        (["24986239"] * 3, ["1800"] * 3, "123"),
        (["24986239"] * 3, ["", "1800", ""], "123"),
        (["24986239"] * 3, DURATIONS, "111"),
    ],
    ids=["two-items", "one-differs", "one-duration", "durations-unknown", "one-file"],
)
def test_equal_lengths_that_may_be_right(
    lengths: list[str], durations: list[str], files: str
) -> None:
    assert not [one for one in found(feed_with_lengths(lengths, durations, files)) if SAYS in one]


def feed_with_links(*links: str) -> bytes:
    return feed(*((link, str(n), f"2498623{n}", "1800") for n, link in enumerate(links)))


@pytest.mark.parametrize(
    ("links", "says"),
    [
        (["https://example.com/", "http://www.example.com", "https://example.com"],
         '"https://example.com/", the home page of the show'),
        (["https://example.com/all"] * 3, '"https://example.com/all"'),
    ],
    ids=["home", "one-page"],
)  # fmt: skip
def test_one_link_for_all_items(links: list[str], says: str) -> None:
    assert found(feed_with_links(*links)) == [
        f"2:28 info link-shared: link of all 3 items is {says}; expected the page of each episode"
    ]


@pytest.mark.parametrize(
    "links",
    [["https://example.com/"] * 2, [*["https://example.com/"] * 3, PAGES[0]], [""] * 3, ["#"] * 3],
    ids=["two-items", "one-differs", "empty", "no-address"],
)
def test_links_that_may_be_right(links: list[str]) -> None:
    assert found(feed_with_links(*links)) == []
