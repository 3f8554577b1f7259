"""What each format says, read back by an independent reader: plain, much, and hostile."""

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from format_readers import READERS, Told, commands_in, read_junit, read_markdown
from hostile_texts import HOSTILE_TEXTS, LONE_SURROGATES
from hypothesis import given, settings
from hypothesis import strategies as st
from written import written

from feedtool.findings.report import SEVERITIES, Excerpt, Finding, Report, Severity
from feedtool.findings.wording import inert, printable
from feedtool.formats.registry import FORMATS

NAMES = sorted(FORMATS)
RULES = ("bad-date", "missing-element", "bad-url")
EXACT = {"json", "jsonl", "sarif", "gitlab"}  # formats that hold every character
FIX = "Write the date as the message says."


def make(number: int = 0, text: str = "", file: str = "tides.xml", severity: Severity | None = None) -> Finding:  # fmt: skip
    return Finding(
        RULES[number % 3],
        severity or SEVERITIES[number % 3],
        f'pubDate is "{text or number}"; expected a date',
        file,
        number + 2,
        number % 7 + 1,
        number + 2,
        number % 7 + 9,
        path=f"/rss/channel/item[{number}]/pubDate",
        element=f"element{number}",
        item=text,
        value=text,
        fix=FIX,
        spec="https://example.com/spec",
        fingerprint=f"{number:016x}",
    )


def expected(name: str, finding: Finding) -> Told:
    """Return what a format is expected to say of a finding."""
    shown = (lambda text: text) if name in EXACT else printable
    file = shown(os.path.normpath(finding.file) if name not in {"json", "jsonl"} else finding.file)
    told = Told(file, finding.line, finding.column, finding.severity, finding.rule, shown(finding.message))  # fmt: skip
    if name == "gitlab":
        told = told._replace(line=told.line or 1, column=told.column or 1)
    return told


def place_of(finding: Finding) -> str:
    return ":".join(str(one) for one in (finding.file, finding.line, finding.column) if one)


def as_code(text: str) -> str:
    """Return a text as Markdown shows it: escaped as on a terminal, and cut."""
    shown = inert(f"x{printable(text)}")[1:]  # commands at the start of a line are no matter here
    shown = shown.replace("|", r"\x7c")
    return shown if len(shown) <= 1000 else f"{shown[:1000]}…"


def assert_read_back(name: str, *reports: Report, text: str = "") -> None:
    text = text or written(name, *reports)
    findings = [one for report in reports for one in report.findings]
    if name in READERS:
        wanted = Counter(expected(name, one) for one in findings)
        assert Counter(READERS[name](text)) == wanted
    elif name == "text":
        told = [
            line
            for line in text.splitlines()
            if re.search(r"^(?! *\d* \| |    ).* \[[a-z-]+\]$", line)
        ]
        assert told == [str(one) for one in findings]
    elif name == "junit":
        assert Counter(read_junit(text)) == Counter(map(str, findings))
    elif name == "markdown":
        wanted_entries = [(place_of(one), one.severity, one.rule, one.message) for one in findings]
        assert [*read_markdown(text)] == [tuple(map(as_code, one)) for one in wanted_entries]


def assert_inert(name: str, text: str) -> None:
    """No command, nothing that steers a terminal, nothing that UTF-8 cannot hold."""
    commands = list(commands_in(text))
    kinds = Counter(one.name for one in commands)
    assert {*kinds} <= ({"error", "warning", "notice"} if name == "github" else set())
    assert all(number <= 10 for number in kinds.values())
    assert [char for char in {*text} if not (char.isprintable() or char == "\n")] == []
    text.encode()


UNREADABLE = Report(
    "nowhere.xml",
    [Finding("unreadable", "error", "No such file or directory", "nowhere.xml", fix="Check it.")],
    unreadable=True,
)
SHOW = Report(
    "feeds/harbour",
    [make(1, file="feeds/harbour/episodes/033.md"), make(2, file="feeds/harbour/show.yaml")],
)
CASES = {
    "no report": [],
    "a clean feed": [Report("tides.xml", items=3)],
    "one finding": [Report("tides.xml", [make()])],
    "a finding without a place": [Report("tides.xml", [Finding("bad-date", "error", "no", "tides.xml")])],
    "an unreadable input": [UNREADABLE],
    "a show whose findings are in its sources": [SHOW],
    "several": [Report("a.xml"), Report("tides.xml", [make(n) for n in range(9)]), UNREADABLE, SHOW],
    "absolute path": [Report("/srv/feeds/a b.xml", [make(file="/srv/feeds/a b.xml")])],
    "bytes in a name": [Report(LONE_SURROGATES[0], [make(file=LONE_SURROGATES[0])])],
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_findings_are_read_back(name: str, case: str) -> None:
    text = written(name, *CASES[case])
    assert_read_back(name, *CASES[case], text=text)
    assert_inert(name, text)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"github", "markdown"}))
def test_ten_thousand_findings_are_read_back(name: str) -> None:
    assert_read_back(name, Report("tides.xml", [make(n) for n in range(10_000)]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", [*HOSTILE_TEXTS, *LONE_SURROGATES], ids=lambda text: ascii(text)[:40]
)
def test_hostile_text_in_a_feed_is_inert(name: str, text: str) -> None:
    finding = replace(make(text=text), message=f"{text}; {text}", element=text, path=f"/rss/{text}")
    excerpts = {("tides.xml", 2, 1): Excerpt(printable(text)[:96], 0)}
    report = Report("tides.xml", [finding, replace(finding, rule="bad-url")], excerpts=excerpts)
    out = written(name, report)
    assert_inert(name, out)
    if name != "github" or len(text) < 1000:
        assert_read_back(name, report, text=out)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", [*HOSTILE_TEXTS, LONE_SURROGATES[0]], ids=lambda text: ascii(text)[:40]
)
def test_hostile_name_of_a_file_is_inert(name: str, text: str) -> None:
    reports = [Report(text, [make(file=text)]), Report(f"{text}.xml", items=1)]
    out = written(name, *reports)
    assert_inert(name, out)
    if name != "github" or text.strip() == text:  # the runner trims names
        assert_read_back(name, *reports, text=out)


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
FILES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)


@pytest.mark.parametrize("name", NAMES)
@given(
    message=ANY_TEXT.filter(str.strip),
    value=ANY_TEXT,
    file=FILES.filter(lambda file: file.strip(" -") == file),
)
@settings(max_examples=60)
def test_any_text_is_read_back(name: str, message: str, value: str, file: str) -> None:
    finding = replace(make(text=value, file=file), message=message)
    out = written(name, Report(file, [finding]))
    assert_inert(name, out)
    if not (name == "github" and message != message.strip()):
        assert_read_back(name, Report(file, [finding]), text=out)


# What a log would take for a command stands at the start of a line and within lines, in a text, an
# attribute, an element's name, HTML and a comment that turns off a rule.
HOSTILE_FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>##[add-mask]e</title><link>
::error::link</link><description>
::stop-commands::x</description><language>##vso[task.complete]</language>
<itunes:explicit>::set-output name=a::b</itunes:explicit><itunes:tpye>##[group]x</itunes:tpye>
<!-- feedtool: ignore ::error::x -->
<item><title>::warning::one</title><enclosure url="##[error]x" length="
::add-mask::1" type="##teamcity[x]"/><description><![CDATA[
::debug::<bad ##[debug]x>
::group::<script>]]></description><pubDate>
::notice::now</pubDate>::error::stray</item>
::error::unfinished <"""


@pytest.mark.parametrize("name", NAMES)
def test_no_feed_gives_commands_to_the_log_of_a_ci_system(name: str, tmp_path: Path) -> None:
    files = [
        "::error::a,b.xml",
        "##[group]c.xml",
        "##vso[task.complete]d.xml",
        os.fsdecode(b"caf\xe9.xml"),
    ]
    for file in files:
        (tmp_path / file).write_text(HOSTILE_FEED, "utf-8")
    command = [sys.executable, "-m", "feedtool", "validate", "--severity", "info", "--format", name]
    done = subprocess.run(
        [*command, *files, "##[warning]nowhere.xml"], check=False, cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 2
    assert_inert(name, done.stdout.decode())
    assert [*commands_in(done.stderr.decode())] == []
    assert b"nowhere.xml" in done.stdout
    assert done.stdout.count(b"bad-explicit") >= (1 if name == "github" else 4)
