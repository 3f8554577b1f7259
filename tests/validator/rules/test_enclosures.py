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
def test_a_file_that_only_its_author_can_fetch_is_told_alone(host: str, shown: str) -> None:
    url = f"{host}/1.mp3"
    assert told(url) == [
        f'17 warning url-private-host: url of enclosure is "{url}"; {shown} works only inside its own '
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


_ADDRESS = (
    "the address of enclosure {}, and Apple knows a file by the ending of its address; "
    "write an address that ends in .{}"
)
_NOT_MEDIA = (
    'type of enclosure is "{}"; expected an audio or video file; link other files in the show notes'
)


@pytest.mark.parametrize(
    ("url", "kind", "lines"),
    [
        ("play/7", "audio/mpeg", ["error " + _ADDRESS.format("has no ending", "mp3")]),
        ("play/7", "audio/x-m4a", ["error " + _ADDRESS.format("has no ending", "m4a")]),
        ("play/7?id=1", "video/mp4", ["error " + _ADDRESS.format("has no ending", "mp4")]),
        ("play.php?id=1", "audio/mpeg", ["error " + _ADDRESS.format("ends in .php", "mp3")]),
        ("1.ogg", "audio/ogg",
         ["error the file of enclosure ends in .ogg; Apple takes mp3, m4a, mp4, m4v, mov, pdf"]),
        ("harbour.jpg", "image/jpeg", ["error " + _NOT_MEDIA.format("image/jpeg")]),
        ("harbour.png?w=9", "image/png", ["error " + _NOT_MEDIA.format("image/png")]),
        ("episodes/7", "text/html", ["error " + _NOT_MEDIA.format("text/html")]),
        ("1.mp3", "image/jpeg",
         ['warning type of enclosure is "image/jpeg"; expected audio or video, e.g. "audio/mpeg"']),
        ("1.mp3", "audio/mpeg", []),
    ],
)  # fmt: skip
def test_one_cause_names_its_own_remedy(url: str, kind: str, lines: list[str]) -> None:
    feed = _FEED.format(f"https://example.com/{url}").replace("audio/mpeg", kind)
    report = validate(feed.encode(), profiles=["rss", "apple"])
    found = [one for one in report.findings if one.element == "enclosure"]
    assert [f"{one.severity} {one.message}" for one in found] == lines


def test_a_picture_as_enclosure_is_a_warning_where_none_is_required() -> None:
    feed = _FEED.format("https://example.com/harbour.jpg").replace("audio/mpeg", "image/jpeg")
    found = validate(feed.encode(), profiles=["rss"]).findings
    assert [one.severity for one in found if one.element == "enclosure"] == ["warning"]


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("audio/mp3", ["enclosure-type-variant"]),
        ("", ["empty-value"]),
        ("audio/ogg", ["enclosure-type-mismatch", "value-not-taken"]),
        ("audio/mpeg", []),
    ],
)
def test_a_limit_of_a_profile_does_not_repeat_a_fault(kind: str, rules: list[str]) -> None:
    feed = _FEED.format("https://example.com/1.mp3").replace("audio/mpeg", kind)
    found = validate(feed.encode(), profiles=["rss", "psp1"]).findings
    assert sorted(one.rule for one in found if one.element == "enclosure") == rules
