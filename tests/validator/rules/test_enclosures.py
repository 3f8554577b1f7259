"""Rules about the addresses of audio and video files."""

import pytest

from feedtool.validator.validate import validate

_FEED = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
<item>
<enclosure url="{}" length="24986239" type="audio/mpeg"/>
</item>
</channel>
</rss>
"""


def told(url: str) -> list[str]:
    """Return what is reported about the enclosure, with its column."""
    report = validate(_FEED.format(url).encode(), profiles=["rss", "apple"])
    return [
        f"{found.column} {found.severity} {found.rule}: {found.message}"
        for found in report.findings
        if found.element == "enclosure"
    ]


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("https://example.com/part#1.mp3", "#1.mp3"),
        ("https://example.com/1.mp3#t=30", "#t=30"),
        ("https://example.com/1.mp3#", "#"),
        ("https://example.com/play?id=1#.mp3", "#.mp3"),
    ],
)
def test_a_sign_that_no_server_gets_is_told_alone(url: str, part: str) -> None:
    assert told(url) == [
        f'17 warning enclosure-fragment: url of enclosure holds "{part}", which apps do not send to '
        "the server; write %23 if the # belongs to the name of the file, or else remove this part"
    ]


@pytest.mark.parametrize(
    "url", ["https://example.com/part%231.mp3", "https://example.com/1.mp3?a=%23"]
)
def test_an_escaped_sign_is_silent(url: str) -> None:
    assert told(url) == []


def test_the_ending_is_that_before_the_sign() -> None:
    assert [line.partition(":")[0] for line in told("https://example.com/1.ogg#a.mp3")] == [
        "17 warning enclosure-fragment",
        "17 error enclosure-format-refused",
        "74 warning enclosure-type-mismatch",
    ]


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("https://example.com/{{ slug }}", "37 error url-placeholder"),
        ("https://example.com/1.mp3”", "17 error url-not-alone"),
        ("https://example..com/1", "17 error bad-url"),
        ("https://undefined/1", "17 error url-placeholder"),
        ("https://example.com/1.mp3?a=1&amp;#38;b=2", "46 warning url-escaped-twice"),
    ],
)
def test_what_follows_from_a_wrong_address_is_not_told(url: str, line: str) -> None:
    assert [told.partition(":")[0] for told in told(url)] == [line]


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("http://localhost:8080", "localhost"),
        ("http://192.168.1.5", "192.168.1.5"),
        ("https://nas.local", "nas.local"),
        ("https://media", "media"),
    ],
)
def test_a_file_that_only_its_author_can_fetch_is_an_error_and_told_alone(
    host: str, shown: str
) -> None:
    url = f"{host}/1.mp3"
    assert told(url) == [
        f'17 error url-private-host: url of enclosure is "{url}"; {shown} works only inside its own '
        "network; write the public address"
    ]


@pytest.mark.parametrize("url", ["https://203.0.113.9/1.mp3", "https://8.8.8.8/1.mp3"])
def test_a_public_number_is_silent(url: str) -> None:
    assert told(url) == []


@pytest.mark.parametrize(
    "name", ["undefined", "null", "1.mp3%20", "1.mp3&amp;nbsp;", "1&amp;amp;a=2"]
)
def test_a_name_that_is_faulty_itself_is_not_told_for_its_ending(name: str) -> None:
    (line,) = told(f"https://example.com/{name}")
    assert " warning url-" in line
