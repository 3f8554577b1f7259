"""Feeds as files: each names all its findings in comments after the document."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.validator.validate import validate

FEEDS = Path(__file__).resolve().parents[1] / "feeds"
EXPECTED = re.compile(r"<!-- expect: (.+) -->")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
# Feeds of the plain specification, and those that podcast apps and directories read.
PODCASTS = ("apple", "small", "serial", "other_prefixes")
# A feed that nobody can find anything wrong with.
PROFILES = {("valid", "podcast20"): ("strict", "spotify", "youtube", "amazon")}


def findings(path: Path) -> list[str]:
    usual = ("rss", "apple", "podcast20") if path.stem in (*PODCASTS, "podcast20") else ("rss",)
    profiles = PROFILES.get((path.parent.name, path.stem), usual)
    report = validate(path, profiles=profiles, at=NOW)
    return [f"{one.line}:{one.column} {one.severity} {one.rule}" for one in report.findings]


@pytest.mark.parametrize("path", sorted(FEEDS.glob("broken/*.xml")), ids=lambda path: path.stem)
def test_broken_feed_has_these_findings_and_no_other(path: Path) -> None:
    assert findings(path) == EXPECTED.findall(path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(FEEDS.glob("valid/*.xml")), ids=lambda path: path.stem)
def test_valid_feed_has_no_finding(path: Path) -> None:
    assert findings(path) == []


@pytest.mark.parametrize("path", sorted(FEEDS.glob("broken/*.xml")), ids=lambda path: path.stem)
def test_findings_do_not_depend_on_the_pieces(path: Path) -> None:
    whole = validate(path, profiles=["strict"], at=NOW).findings
    for size in (1, 37):
        assert validate(path, profiles=["strict"], at=NOW, chunk_bytes=size).findings == whole
