"""Retired elements: one finding a feed, and no other checks of a text that no app reads."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

GOOGLE = "Google's podcast services no longer exist; remove the element"


def feed(channel: str, *items: str) -> bytes:
    """A feed whose second line holds elements of the channel, and each other line an item."""
    body = "".join(f"\n<item>{one}</item>" for one in items)
    return (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"><channel>\n'
        f"{channel}{body}</channel></rss>"
    ).encode()


def found(data: bytes, profile: str = "apple") -> list[str]:
    findings = validate(
        data, profiles=[profile], select=["retired-element", "repeated-element"]
    ).findings
    return [f"{one.line}:{one.column} {one.severity}: {one.message}" for one in findings]


SUMMARY = "<itunes:summary>Who rides?</itunes:summary>"
SUBTITLE = "<itunes:subtitle>Who rides?</itunes:subtitle>"
KEYWORDS = "<itunes:keywords>ports, ferries</itunes:keywords>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (feed(SUMMARY), ["2:1 info: itunes:summary is retired; apps read description instead"]),
        (feed("", *[SUBTITLE] * 50),
         ["3:7 info: itunes:subtitle is retired; apps read description instead"]),
        (feed(SUMMARY, SUBTITLE + SUMMARY, KEYWORDS),
         ["2:1 info: itunes:summary, itunes:subtitle and itunes:keywords are retired; "
          "apps read description instead; Apple searches titles and descriptions"]),
        (feed("<googleplay:author>Mira</googleplay:author>", SUBTITLE,
              "<googleplay:explicit>no</googleplay:explicit>"),
         [f"2:1 info: googleplay:author and googleplay:explicit are retired; {GOOGLE}; "
          "itunes:subtitle is retired; apps read description instead"]),
        (feed(SUMMARY + SUMMARY), ["2:1 info: itunes:summary is retired; apps read description instead"]),
        (feed("", "<title>The night ferry</title>"), []),
    ],
    ids=["in-channel", "in-all-items", "several", "two-namespaces", "twice", "none"],
)  # fmt: skip
def test_retired_elements_are_one_finding_a_feed(data: bytes, says: list[str]) -> None:
    assert found(data) == says


def test_strict_has_one_warning_too() -> None:
    assert [one[:11] for one in found(feed("", *[SUMMARY] * 9), "strict")] == ["3:7 warning"]


def test_a_comment_silences_the_element_that_follows_alone() -> None:
    ignore = "<!-- feedtool: ignore retired-element -->"
    report = validate(feed("", f"{ignore}{SUMMARY}", SUBTITLE), select=["retired-element"])
    assert [(one.line, one.element) for one in report.findings] == [(4, "itunes:subtitle")]
    assert report.suppressed == 1
    report = validate(feed("", f"{ignore}{SUMMARY}", SUMMARY), select=["retired-element"])
    assert [one.line for one in report.findings] == [4]


@pytest.mark.parametrize("name", ["summary", "subtitle", "keywords"])
@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (" padded ", set()),
        ("&lt;p&gt;Who &amp;amp; what?&lt;/p&gt;", set()),
        ("long " * 2000, set()),
        ("", set()),
        ("un cafÃ©", {"text-mojibake"}),
    ],
    ids=["padded", "markup", "long", "empty", "garbled"],
)
def test_text_that_no_app_reads_is_checked_for_garbling_alone(
    name: str, text: str, rules: set[str]
) -> None:
    xml = f"<itunes:{name}>{text}</itunes:{name}>"
    findings = validate(sample_feed(item=xml)).findings
    assert {one.rule for one in findings} - {"retired-element"} == rules
