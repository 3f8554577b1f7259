"""Feeds with findings without end, through each format, with ignores and a baseline."""

import json
from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled
from hostile.registry import clean, hostile

_ALL = ("validate", "feed.xml", "--severity", "info", "--max-findings", "1000000")


@clean("findings", "validate", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


def _write_empty_items(folder: Path, size: int) -> None:
    """Write a feed of which each item has several findings, which lack each other's causes."""
    (folder / "feed.xml").write_bytes(HEAD + filled(b"<item/>\n", size) + TAIL)


def _write_wrong_values(folder: Path, size: int) -> None:
    each = (b"<itunes:duration>%d min</itunes:duration>\n" % n for n in range(size // 45))
    (folder / "feed.xml").write_bytes(HEAD + b"".join(each) + TAIL)


@hostile("findings", "validate", "feed.xml", "--format", "text")
def as_text(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--severity", "info")
def all_severities(folder: Path, size: int) -> None:
    _write_wrong_values(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "json")
def as_json(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "jsonl")
def as_jsonl(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "sarif")
def as_sarif(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "junit")
def as_junit(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "github")
def as_github(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "gitlab")
def as_gitlab(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "checkstyle")
def as_checkstyle(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "markdown")
def as_markdown(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "html")
def as_html(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--statistics", "--quiet")
def statistics(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--select", "missing-*", "--ignore", "*-element")
def left_out(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--update-baseline", "--baseline", "known.txt")
def written_to_a_baseline(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


def _write_baseline(folder: Path, size: int, file: str) -> None:
    lines = [
        json.dumps({"file": file, "rule": "bad-value", "fingerprint": f"{n:016x}"})
        for n in range(size // 75)
    ]
    header = json.dumps({"feedtool": "baseline", "format": 1})
    (folder / "known.txt").write_text("\n".join([header, *lines]) + "\n", "utf-8")


@hostile("findings", "validate", "feed.xml", "--baseline", "known.txt")
def a_baseline_of_this_feed(folder: Path, size: int) -> None:
    _write_empty_items(folder, size // 4)
    _write_baseline(folder, size - size // 4, "feed.xml")


@hostile("findings", "validate", "feed.xml", "--baseline", "known.txt", "--update-baseline")
def a_baseline_of_another_feed(folder: Path, size: int) -> None:
    _write_empty_items(folder, size // 4)
    _write_baseline(folder, size - size // 4, "other.xml")


def _write_ignores(folder: Path, size: int, line: str) -> None:
    _write_empty_items(folder, size // 4)
    count = (size - size // 4) // 90
    entries = [
        f'[[ignore]]\nrule = "missing-element"\n{line.format(n)}\nreason = "old"\n'
        for n in range(count)
    ]
    (folder / "feedtool.toml").write_text("\n".join(entries), "utf-8")


@hostile("findings", "validate", "feed.xml", most=400_000)
def ignores_with_a_path(folder: Path, size: int) -> None:
    _write_ignores(folder, size, 'path = "item[{}]"')


@hostile("findings", "validate", "feed.xml", most=400_000)
def ignores_with_a_star(folder: Path, size: int) -> None:
    _write_ignores(folder, size, 'path = "/rss/*/item[{}]/**"')


@hostile("findings", "validate", "feed.xml", most=400_000)
def ignores_with_a_guid(folder: Path, size: int) -> None:
    _write_ignores(folder, size, 'guid = "harbour-{}"')


@hostile("findings", "validate", "feed.xml", most=400_000)
def ignores_with_a_file(folder: Path, size: int) -> None:
    _write_ignores(folder, size, 'files = ["feed{}.xml"]')


@hostile("findings", "validate", "feed.xml")
def places_in_one_line(folder: Path, size: int) -> None:
    body = filled(b"<itunes:duration>a</itunes:duration>", size)
    (folder / "feed.xml").write_bytes(HEAD + body + TAIL)


@hostile("findings", "validate", "feed.xml")
def one_line_and_a_finding_at_its_end(folder: Path, size: int) -> None:
    text = b"<itunes:summary>" + filled(b"a b ", size) + b"</itunes:summary><item/>"
    (folder / "feed.xml").write_bytes(HEAD + text + TAIL)


@hostile("findings", *_ALL, "--format", "jsonl", most=400_000)
def more_findings_than_by_default(folder: Path, size: int) -> None:
    _write_empty_items(folder, size)


@hostile("findings", "validate", "feed.xml", "--format", "json")
def long_guids_and_titles_of_items(folder: Path, size: int) -> None:
    one = b"<item><title>" + b"a" * 2000 + b"</title><guid>" + b"b" * 2000 + b"</guid></item>\n"
    (folder / "feed.xml").write_bytes(HEAD + filled(one, size) + TAIL)


@hostile("findings", "validate", "feed.xml", "--format", "html")
def long_values(folder: Path, size: int) -> None:
    one = b"<itunes:duration>" + b"<&amp;>" * 300 + b"</itunes:duration>\n"
    (folder / "feed.xml").write_bytes(HEAD + filled(one.replace(b"<&", b"&lt;&"), size) + TAIL)


@hostile("findings", "validate", "feed.xml", "--format", "markdown")
def each_of_its_own_kind(folder: Path, size: int) -> None:
    each = (b"<itunes:a%dx/>\n" % n for n in range(size // 18))
    (folder / "feed.xml").write_bytes(HEAD + b"".join(each) + TAIL)


@hostile("findings", "validate", "feeds")
def many_feeds(folder: Path, size: int) -> None:
    (folder / "feeds").mkdir()
    for number in range(max(size // 4000, 1)):
        path = folder / "feeds" / f"{number}.xml"
        path.write_bytes(HEAD + filled(b"<item/>\n", 3000) + TAIL)
