"""Places that are hard to find: behind comments, elements, entities; long lines; many faults."""

import pytest
from sample import sample_feed

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate

HEAD = '<rss version="2.0">\n<channel><title>T</title><link>https://example.com/</link>\n'


def only(feed: str, rule: str, **options) -> Finding:
    found = [one for one in validate(feed.encode(), profiles=["rss"], **options).findings]
    named = [one for one in found if one.rule == rule]
    assert len(named) == 1, [str(one) for one in found]
    return named[0]


@pytest.mark.parametrize(
    ("title", "line", "column"),
    [
        ("<!-- " + "comment\n" * 40 + " -->\n{{x}} title", 44, 1),
        ("&#x" + "0" * 60 + "41; {{x}}", 3, 75),
        ("a <b>bold</b>\n{{x}} title", 4, 1),
        ("a <b>bold <i>and</i> <br/></b> <hr/> {{x}}", 3, 45),
        ("a <b><![CDATA[</b>]]> <!-- </b> --> x</b> {{x}}", 3, 50),
    ],
)
def test_text_behind_other_things(title: str, line: int, column: int) -> None:
    feed = f"{HEAD}<title>{title}</title></channel></rss>".replace("<title>T</title>", "")
    finding = only(feed, "text-placeholder")
    assert (finding.line, finding.column) == (line, column)


def test_text_behind_an_entity_of_the_feed() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY show "My Very Long Show Name Of Mine">]>\n'
    title = "<title>&show; &show; {{x}}</title>"
    feed = f"{doctype}{HEAD}{title}</channel></rss>".replace("<title>T</title>", "")
    finding = only(feed, "text-placeholder")
    assert (finding.line, finding.column) == (4, 22)


def test_loose_text_behind_an_apostrophe() -> None:
    feed = f"<!DOCTYPE rss [<!-- don't -->]>\n{HEAD}ships<ttl>5</ttl></channel></rss>"
    finding = only(feed, "unexpected-text")
    assert (finding.line, finding.column) == (4, 1)


def test_html_entity_in_an_attribute() -> None:
    category = '<itunes:category text="Arts &eacute; more"/>'
    feed = sample_feed(channel="<x/>").replace(b"<x/>", category.encode()).decode()
    findings = validate(feed.encode(), select=["xml-reference", "category-unknown"]).findings
    column = feed.index("&eacute;") + 1
    assert [(one.rule, one.column) for one in findings] == [
        ("category-unknown", column - 5), ("xml-reference", column),
    ]  # fmt: skip
    assert findings[0].value == "Arts é more"
    assert findings[1].message == "&eacute; is known in HTML only; write &#233; or the character"


def test_entities_of_the_feed_are_known_behind_a_fault() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY show "My &#34;Show&#34;">]>\n'
    items = "".join(
        f'<item><title>&show; {index} &show;</title><guid isPermaLink="false">show-{index:07}</guid>'
        '<source url="https://example.com/&show;">x</source></item>'
        for index in range(600)
    )
    feed = f"{doctype}{HEAD}<description>a & b</description>{items}</channel></rss>"
    report = validate(feed.encode(), profiles=["rss"], select=["xml-reference", "limit-*"])
    assert [(one.line, one.message) for one in report.findings] == [
        (4, "XML does not allow a bare &; write &amp;")
    ]
    assert report.items == 600


@pytest.mark.slow
def test_five_hundred_faults_behind_many_lines() -> None:
    lines = "line\n" * 20_000
    feed = f"{HEAD}<description>{lines}" + "a & b\n" * 400 + "</description></channel></rss>"
    report = validate(feed.encode(), select=["xml-reference"])
    assert [(one.line, one.column) for one in report.findings] == [
        (3 + 20_000 + index, 3) for index in range(400)
    ]


@pytest.mark.slow
def test_source_line_far_to_the_right() -> None:
    """A feed on one line is shown where its faults are, wherever the pieces end."""
    items = "".join(f"<item><title>Part {index}</title></item>" for index in range(9000))
    feed = f"{HEAD}<description>d</description>{items}<ttl>1x</ttl></channel></rss>".replace(
        "\n", ""
    )
    report = validate(feed.encode(), profiles=["rss"], select=["bad-integer"], excerpts=True)
    place = (1, feed.index("1x") + 1)
    excerpt = report.excerpts["-", *place]
    assert place[1] > 65536 * 4
    assert excerpt.text[excerpt.caret :].startswith("1x</ttl></channel></rss>")
    assert len(excerpt.text) <= 96


def test_attributes_of_a_document_type_are_not_those_of_the_feed() -> None:
    feed = f'<!DOCTYPE rss [<!ATTLIST ttl x CDATA "a">]>\n{HEAD}<ttl>5</ttl></channel></rss>'
    assert "unknown-attribute" not in {one.rule for one in validate(feed.encode()).findings}
