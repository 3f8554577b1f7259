"""What becomes of a finding: severity, profiles, limit, name of the item, fingerprint."""

import pytest
from sample import sample_feed

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate

STUFFED = sample_feed(channel="<title>Boats | ports | ferries</title>")


def only(feed: bytes, rule: str, *profiles: str) -> Finding:
    (finding,) = validate(feed, profiles=profiles, select=[rule]).findings
    return finding


@pytest.mark.parametrize(
    ("profiles", "severity", "named"),
    [
        (("rss",), "error", ("rss",)),
        (("rss", "apple"), "error", ("rss", "apple")),
    ],
)
def test_missing_element_names_all_who_require_it(
    profiles: tuple[str, ...], severity: str, named: tuple[str, ...]
) -> None:
    feed = sample_feed().replace(b"<title>Harbour Notes</title>", b"", 1)
    finding = only(feed, "missing-element", *profiles)
    assert (finding.severity, finding.profiles) == (severity, named)


@pytest.mark.parametrize(
    ("profiles", "named"),
    [(("rss", "apple"), ("apple",)), (("psp1",), ("psp1",)), (("rss", "apple", "psp1"), None)],
)
def test_rule_by_profile_names_only_profiles_that_list_it(
    profiles: tuple[str, ...], named: tuple[str, ...] | None
) -> None:
    finding = only(STUFFED, "title-stuffed", *profiles)
    assert set(finding.profiles) == set(named or ("apple", "psp1"))


def test_rule_by_profile_is_silent_without_one() -> None:
    assert validate(STUFFED, profiles=["rss"], select=["title-stuffed"]).findings == []


@pytest.mark.parametrize("max_findings", [0, 1, 3])
def test_findings_beyond_the_limit_are_counted_by_severity(max_findings: int) -> None:
    feed = sample_feed(
        channel="<ttl>x</ttl>",
        item="<title> </title><nonsense/><itunes:duration>1 h</itunes:duration>",
    )
    whole = validate(feed)
    report = validate(feed, max_findings=max_findings)
    assert report.truncated
    kept = [one.severity for one in report.findings]
    assert max(map(kept.count, kept), default=0) == max_findings
    for severity in ("error", "warning", "info"):
        total = sum(one.severity == severity for one in whole.findings)
        assert kept.count(severity) + report.dropped.get(severity, 0) == total


def test_infos_take_no_room_of_errors() -> None:
    infos = "<title>Ferries </title>" * 5
    feed = sample_feed(item=f"{infos}<itunes:duration>1 h</itunes:duration>")
    errors = [one for one in validate(feed).findings if one.rule == "bad-duration"]
    assert len(errors) == 1
    few = validate(feed, max_findings=1, select=["value-padded", "bad-duration"])
    assert errors[0] in few.findings


def test_withdrawn_finding_takes_no_room() -> None:
    """A missing href is reported, then withdrawn for a better message."""
    feed = sample_feed(channel="<itunes:image>https://example.com/a.jpg</itunes:image>")
    found = validate(feed, max_findings=1, select=["missing-attribute"]).findings
    assert [one.message.partition(";")[0] for one in found] == [
        "itunes:image has no href, its address stands as text"
    ]


def test_nothing_is_counted_below_the_limit() -> None:
    report = validate(STUFFED, max_findings=100)
    assert report.dropped == {}
    assert not report.truncated


@pytest.mark.parametrize(
    ("inside", "label"),
    [
        ("<title>Ferries</title><guid>tag:1</guid><nonsense/>", "Ferries"),
        ("<nonsense/><guid>tag:1</guid><title> Ferries </title>", "Ferries"),
        ("<nonsense/><guid>tag:1</guid>", "tag:1"),
        ("<nonsense/>", ""),
    ],
    ids=["title-first", "title-last", "guid", "neither"],
)
def test_finding_in_an_item_has_its_name(inside: str, label: str) -> None:
    feed = f'<rss version="2.0"><channel><nothing/><item>{inside}</item></channel></rss>'.encode()
    findings = validate(feed, profiles=["rss"], select=["unknown-element"]).findings
    assert [(one.element, one.item) for one in findings] == [("nothing", ""), ("nonsense", label)]


def test_finding_in_an_unfinished_item_is_kept() -> None:
    feed = b'<rss version="2.0"><channel><item><nonsense/><title>Ferries'
    findings = validate(feed, profiles=["rss"], select=["unknown-element"]).findings
    assert [(one.element, one.item) for one in findings] == [("nonsense", "Ferries")]


GUID = '<guid isPermaLink="false">harbour-2</guid>'


def fingerprint(before: str, guid: str, name: str) -> str:
    feed = f'<rss version="2.0"><channel>{before}<item>{guid}{name}</item></channel></rss>'
    (finding,) = validate(feed.encode(), select=["bad-duration"]).findings
    return finding.fingerprint


def test_fingerprint_survives_moved_lines_and_new_items() -> None:
    prefix = '<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
    duration = f"{prefix}12 min</itunes:duration>"
    usual = fingerprint("", GUID, duration)
    assert fingerprint("\n\n<ttl>5</ttl>\n", GUID, duration) == usual
    assert fingerprint("<item><title>New</title></item>\n", GUID, f"\n{duration}") == usual
    others = {
        fingerprint("", GUID.replace("2", "3"), duration),
        fingerprint("", GUID, duration.replace("12", "13")),
        fingerprint("", "", duration),
    }
    assert len(others | {usual}) == 4
    # An item that is known by nothing has no number either: items may come before it.
    assert fingerprint("<item/>", "", duration) == fingerprint("", "", duration)


@pytest.mark.parametrize(
    ("tag", "severity"),
    [("itunes:nonsense", "warning"), ("nonsense", "error")],
)
def test_severity_is_bounded_by_the_namespace(tag: str, severity: str) -> None:
    finding = only(sample_feed(channel=f"<{tag}/>"), "unknown-element", "rss")
    assert finding.severity == severity


def test_very_long_names_are_cut() -> None:
    feed = sample_feed(channel="<x/>").replace(b"<x/>", b"<" + b"n" * 5000 + b"/>")
    assert len(only(feed, "unknown-element", "rss").message) < 500
