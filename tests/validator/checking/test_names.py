"""Elements that are unknown, proposed, misplaced or retired; documents that are no feed."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<podcast:recommendations/>",
         "podcast:recommendations was proposed for the podcast namespace, but not accepted"),
        ("<nonsense/>",
         "nonsense is not an element of RSS 2.0; elements that RSS 2.0 does not have need a prefix"),
        ("<lnguage>en</lnguage>",
         'lnguage is not an element of RSS 2.0; did you mean "language"?'),
        ("<podcast:trailler/>",
         'podcast:trailler is not an element of the podcast namespace; did you mean '
         '"podcast:trailer"?'),
        ("<enclosure/>", "enclosure has no meaning in channel; expected in item or podcast:liveItem"),
        ("<x:y/>", 'the prefix "x" is not declared; add xmlns:x="…" to rss'),
    ],
)  # fmt: skip
def test_name_that_does_not_belong_here(xml: str, message: str) -> None:
    feed = sample_feed(channel="<ttl>5</ttl>").replace(b"<ttl>5</ttl>", xml.encode())
    rules = ["element-proposed", "unknown-element", "misplaced-element", "prefix-undeclared"]
    assert [one.message for one in validate(feed, select=rules).findings] == [message]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>',
         "this is an Atom feed; podcast directories take RSS 2.0"),
        ("<channel/>",
         'the channel is not inside rss; expected <rss version="2.0"> around it'),
        ("<HTML/>",
         "this is a web page, not a feed; is the address right, or does it ask for a login?"),
        ("<show/>", 'the outermost element is "show"; expected rss'),
    ],
)  # fmt: skip
def test_document_that_is_no_feed(xml: str, message: str) -> None:
    assert [one.message for one in validate(xml.encode()).findings] == [message]


def test_rss_in_a_namespace_is_checked_like_any_other() -> None:
    feed = b'<rss version="2.0" xmlns="https://example.com/x"><channel><ttl>x</ttl></channel></rss>'
    findings = validate(feed, profiles=["rss"], select=["namespace-on-rss", "bad-integer"]).findings
    assert [one.rule for one in findings] == ["namespace-on-rss", "bad-integer"]
    assert findings[0].message == (
        'rss is in the namespace "https://example.com/x"; expected no namespace: remove this xmlns'
    )
