import pytest

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding
from feedtool.vocabulary import find_rule


def test_what_the_record_says_is_filled_in() -> None:
    record = find_rule("encoding-not-utf-8")
    assert make_finding(
        "encoding-not-utf-8", "the feed is in latin-1", "feed.xml", 1, 1
    ) == Finding(
        "encoding-not-utf-8",
        "warning",
        "the feed is in latin-1",
        "feed.xml",
        1,
        1,
        fix=record.fix,
        fixable=record.fixable,
        spec=record.spec,
        where="xml",
    )


def test_severity_and_where_may_be_given() -> None:
    found = make_finding("bad-url", "link is no URL", severity="info", where="source")
    assert (found.severity, found.where) == ("info", "source")


def test_details_are_passed_on() -> None:
    found = make_finding("bad-url", "link is no URL", value="harbour", profiles=("apple",))
    assert (found.value, found.profiles) == ("harbour", ("apple",))


def test_a_rule_without_record_raises() -> None:
    with pytest.raises(KeyError, match='the rule "bad-harbour" has no record in schemas/rules'):
        make_finding("bad-harbour", "the harbour is full")
