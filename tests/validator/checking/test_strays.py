"""Misspelt names: one finding for each, with the name that is meant, and never a harmful one."""

import pytest
from sample import sample_feed, wrap

from feedtool.validator.validate import validate

RULES = ["unknown-element", "unknown-attribute", "missing-element", "missing-attribute",
         "guid-not-url", "repeated-element"]  # fmt: skip


def told(feed: bytes) -> list[str]:
    findings = validate(feed, profiles=["rss", "apple", "podcast20"], select=RULES).findings
    return [f"{one.severity}: {one.message}" for one in findings]


DATE = "Tue, 03 Nov 2020 10:00:00 +0000"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (f"<pubDate>{DATE}</pubDate>", f"<pubdate>{DATE}</pubdate>",
         'error: pubdate is not an element of RSS 2.0; did you mean "pubDate"?'),
        ("<title>The night ferry</title>", "<tilte>The night ferry</tilte>",
         'error: tilte is not an element of RSS 2.0; did you mean "title"?'),
        ("<itunes:category text=", "<itunes:catagory text=",
         "error: itunes:catagory is not an element of the itunes namespace; did you mean "
         '"itunes:category"?'),
        ("<language>en</language>", "<Language>en</Language>",
         'error: Language is not an element of RSS 2.0; did you mean "language"?'),
        ('<guid isPermaLink="false">', '<guid ispermalink="false">',
         'error: ispermalink is not an attribute of guid; did you mean "isPermaLink"?'),
        (' type="audio/mpeg"/>', ' Type="audio/mpeg"/>',
         'error: Type is not an attribute of enclosure; did you mean "type"?'),
        ('<itunes:image href=', '<itunes:image url=',
         'error: url is not an attribute of itunes:image; did you mean "href"?'),
        (' length="', ' size="',
         'error: size is not an attribute of enclosure; did you mean "length"?'),
        ('<itunes:image href=', '<itunes:image hreff=',
         'error: hreff is not an attribute of itunes:image; did you mean "href"?'),
        ('<guid isPermaLink="false">harbour-0000</guid>',
         "<itunes:guid>harbour-0000</itunes:guid>",
         "error: itunes:guid is not an element of the itunes namespace; the element with that "
         "name is guid, without a prefix"),
    ],
)  # fmt: skip
def test_misspelt_name_is_not_missing_too(old: str, new: str, message: str) -> None:
    feed = sample_feed()
    assert feed.count(old.encode()) == 1
    feed = feed.replace(old.encode(), new.encode())
    end = old.strip("<").partition(" ")[0].partition(">")[0]
    if f"</{end}>" in old or "category" not in old:
        assert told(feed) == [message]
    else:
        assert told(feed.replace(f"</{end}>".encode(), b"</itunes:catagory>")) == [message]


def test_text_in_place_of_an_attribute_is_one_finding() -> None:
    feed = sample_feed(channel="<itunes:image>https://example.com/a.jpg</itunes:image>")
    findings = validate(feed, profiles=["rss", "apple"]).findings
    assert [one.message for one in findings if one.severity == "error"] == [
        "itunes:image has no href, its address stands as text; write it into href: "
        '<itunes:image href="https://example.com/a.jpg"/>'
    ]


def test_undeclared_prefix_explains_what_is_missing() -> None:
    feed = sample_feed().replace(b"<title>Harbour", b"<x:title>Harbour", 1)
    feed = feed.replace(b"</title><link>", b"</x:title><link>", 1)
    rules = [one.rule for one in validate(feed, profiles=["rss", "apple"]).findings]
    assert rules == ["prefix-undeclared"]


@pytest.mark.parametrize("name", ["rel", "Rel"])
def test_misspelt_attribute_is_not_recommended_too(name: str) -> None:
    place = f'<podcast:location {name}="creator">Hamburg</podcast:location>'
    found = validate(wrap("item", place), profiles=["podcast20"]).findings
    assert "no rel" not in " ".join(one.message for one in found)


@pytest.mark.parametrize("first", [True, False])
def test_misspelt_name_beside_the_right_one_is_milder(first: bool) -> None:
    wrong, right = '<itunes:catagory text="Arts"/>', '<itunes:category text="Technology"/>'
    feed = sample_feed(channel=wrong + right if first else right + wrong)
    assert told(feed) == [
        "warning: itunes:catagory is not an element of the itunes namespace; did you mean "
        '"itunes:category"?'
    ]


def test_right_element_after_a_misspelt_one_is_not_a_second_one() -> None:
    feed = sample_feed(item="<tilte>One</tilte><title>Two</title>")
    assert told(feed) == ['error: tilte is not an element of RSS 2.0; did you mean "title"?']


def test_faults_inside_a_misspelt_item_are_reported() -> None:
    feed = sample_feed(item="<itunes:duration>1 h</itunes:duration>")
    feed = feed.replace(b"<item>", b"<Item>").replace(b"</item>", b"</Item>")
    rules = [one.rule for one in validate(feed).findings]
    assert rules == ["unknown-element", "bad-duration"]


def test_comment_silences_a_misspelt_name_and_what_it_explains() -> None:
    wrong = "<!-- feedtool: ignore unknown-element --><tilte>The night ferry</tilte>"
    feed = sample_feed().replace(b"<title>The night ferry</title>", wrong.encode())
    assert told(feed) == []


@pytest.mark.parametrize(
    ("parent", "xml", "hint"),
    [
        ("channel", "<podcast:category>Leisure</podcast:category>",
         "; the element with that name is itunes:category"),
        ("channel", "<itunes:link>https://example.com/</itunes:link>",
         "; the element with that name is link, without a prefix"),
        ("channel", '<itunes:link rel="image" href="https://example.com/cover.jpg"/>',
         "; the element with that name is atom:link"),
        ("channel", '<podcast:title kind="short">Notes</podcast:title>', ""),
        ("channel", "<itunes:compleat>x</itunes:compleat>", ""),
        ("channel", "<itunes:compete>x</itunes:compete>", '; did you mean "itunes:complete"?'),
        ("channel", "<itunes:newFeedUrl>x</itunes:newFeedUrl>",
         '; did you mean "itunes:new-feed-url"?'),
        ("channel", "<podcast:looked>yes</podcast:looked>", '; did you mean "podcast:locked"?'),
        ("channel", "<podcast:lookd>yes</podcast:lookd>", ""),
        ("item", "<podcast:socialinteract/>", '; did you mean "podcast:socialInteract"?'),
        ("item", "<podcast:transcripts/>", '; did you mean "podcast:transcript"?'),
        ("item", "<itunes:transcript/>", "; the element with that name is podcast:transcript"),
        ("item", "<duration>12</duration>", '; did you mean "itunes:duration"?'),
        ("item", "<harbour/>", "; elements that RSS 2.0 does not have need a prefix"),
        ("item", "<br/>", "; it is HTML: write it inside description, in CDATA"),
    ],
)  # fmt: skip
def test_only_a_name_that_is_near_and_harmless_is_proposed(
    parent: str, xml: str, hint: str
) -> None:
    (finding,) = validate(wrap(parent, xml), select=["unknown-element"]).findings
    assert finding.message.partition(";")[1] + finding.message.partition(";")[2] == hint


def test_a_misspelt_name_is_told_alike_however_often_it_comes() -> None:
    item = '<item><guid isPermalink="true">https://example.com/{}</guid></item>'
    items = "".join(item.format(index) for index in range(400)).encode()
    feed = sample_feed().replace(b"</channel>", items + b"</channel>")
    findings = validate(feed, select=["unknown-attribute"], max_findings=None).findings
    assert len(findings) == 400
    says = 'isPermalink is not an attribute of guid; did you mean "isPermaLink"?'
    assert {(one.severity, one.message) for one in findings} == {("error", says)}


def test_element_in_a_wrong_place_is_expected_elsewhere_not_in_itself() -> None:
    feed = sample_feed(item='<itunes:category text="Technology"/>')
    (finding,) = validate(feed, select=["misplaced-element"]).findings
    assert finding.message == "itunes:category has no meaning in item; expected in channel"
