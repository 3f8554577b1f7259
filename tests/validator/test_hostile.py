"""Hostile feeds and odd but valid ones, each of which was once a crash, a hang or a false alarm."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sample import sample_feed

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate


def item_findings(xml: str) -> list[Finding]:
    return validate(sample_feed(item=xml)).findings


def rules(xml: str) -> set[str]:
    return {one.rule for one in item_findings(xml)}


def test_many_ampersands_in_an_address_end() -> None:
    """A pattern that could read them in two ways took 2^n steps."""
    link = '<a href="https:x' + "&amp;" * 400 + " <p>]]>"
    assert rules(f"<description><![CDATA[{link}</description>") == {"html-truncated"}


def test_endless_reference_in_an_address() -> None:
    link = f'<a href="https://example.com/&#{"9" * 5000};">x</a>'
    assert rules(f"<description><![CDATA[{link}]]></description>") == {"text-too-long"}


def test_endless_length_of_a_shared_enclosure() -> None:
    enclosure = (
        f'<enclosure url="https://example.com/0.mp3" length="{"9" * 5000}" type="audio/mpeg"/>'
    )
    feed = sample_feed(item=enclosure)
    item = feed[feed.index(b"<item>") : feed.index(b"</channel>")]
    found = {
        one.rule for one in validate(feed.replace(b"</channel>", item + b"</channel>")).findings
    }
    assert {"bad-integer", "enclosure-shared"} <= found


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-14))),
    ],
)
def test_moments_at_the_ends_of_time(at: datetime) -> None:
    comment = "<!-- feedtool: ignore title-repeated until 2027-01-01 -->"
    assert validate(comment.encode() + sample_feed(), at=at).items == 1


def test_everything_is_in_the_future_at_the_epoch() -> None:
    found = validate(sample_feed(), at=datetime(1970, 1, 1, tzinfo=UTC)).findings
    assert [one.rule for one in found] == ["date-in-future"]


def test_too_many_prefixes_are_refused() -> None:
    names = " ".join(f'xmlns:a{index}="x"' for index in range(600))
    found = validate(f'<rss version="2.0" {names}><channel/></rss>'.encode()).findings
    assert [one.rule for one in found] == ["limit-exceeded"]
    assert found[0].message == "more than 500 prefixes are declared; reading stops here"


def test_long_names_are_cut_in_what_is_said() -> None:
    name = "z" * 5000
    found = validate(sample_feed(item=f"<{name}/>")).findings
    assert [one.rule for one in found] == ["unknown-element"]
    assert len(found[0].message) < 400
    assert len(found[0].path) < 200
    assert len(found[0].element) < 100


def test_unknown_rules_in_comments_silence_nothing() -> None:
    comment = "<!-- feedtool: ignore " + ", ".join(f"a{index}" for index in range(300)) + " -->"
    report = validate(comment.encode() + sample_feed())
    assert {one.rule for one in report.findings} == {"ignore-comment"}
    assert len(report.findings) == 300


def test_findings_beyond_the_most_count_all_the_same(run, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(
        sample_feed(item='<link>http://example.com/ a</link><enclosure type="a/b"/>')
        .replace(b"<channel>", b"<channel><ttl>060</ttl>")
    )  # fmt: skip
    whole = run("validate", path)
    cut = run("validate", "--max-findings", "1", path)
    assert (whole.exit_code, cut.exit_code) == (1, 1)
    summary = whole.output.splitlines()[-1]
    assert (
        cut.output.splitlines()[-1]
        == f"{summary}; there are more, raise --max-findings to see them"
    )


def test_a_pipe_under_a_name_is_refused() -> None:
    """It is read as `-`, which every system has."""
    if not Path("/dev/stdin").exists():
        pytest.skip("there is no /dev/stdin")
    command = [sys.executable, "-m", "feedtool", "validate", "/dev/stdin"]
    result = subprocess.run(command, input=sample_feed(), capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (2, b"")
    assert result.stdout == (
        b"/dev/stdin: error: it is not a normal file; to read what a program writes, name - and "
        b"pipe it in [unreadable]\n"
    )


def test_closed_standard_input() -> None:
    command = f"{sys.executable} -m feedtool validate - <&-"
    result = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602 - a fixed text
    assert result.returncode == 2
    assert result.stdout == b"-: error: standard input is closed [unreadable]\n"


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_of_files_steer_no_terminal(run, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mfeed.xml"
    path.write_bytes(sample_feed(item="<ttl>5</ttl>"))
    output = run("validate", path).output + run("validate", f"{path}.none").output
    assert "\x1b" not in output
    assert "\\x1b[31mfeed.xml" in output


@pytest.mark.parametrize(
    "title",
    [
        "« liberté\u00a0»", "LIBERTÉ\u00a0!", "«CAFÉ»", "»Spaß«", "Voilà\u00a0»", "«AMANHÃ»",
        "Où\u00a0? «là»", "das große „Maß“",
    ],
)  # fmt: skip
def test_quotes_after_letters_are_no_mojibake(title: str) -> None:
    assert rules(f"<title>{title}</title>") == set()


@pytest.mark.parametrize(
    "title", ["NoÃ«l", "Â«\u00a0Bonjour\u00a0Â»", "voilÃ\u00a0 tout", "un cafÃ©"]
)
def test_mojibake_is_still_told(title: str) -> None:
    assert rules(f"<title>{title}</title>") == {"text-mojibake"}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/?id=1&gtm_debug=1">x</a>',
        '<a href="https://example.com/?a=1&lt=3&quot=4">x</a>',
        "<a href=https://example.com/>x</a>",
        '<a href="https://example.com/?a=1&amp;b=2">x</a>',
    ],
)
def test_addresses_that_browsers_read(html: str) -> None:
    found = rules(f"<description><![CDATA[{html}]]></description>")
    assert not {rule for rule in found if rule != "html-entity"}


@pytest.mark.parametrize("language", ["en-QM", "en-XA", "en-Qaaa", "en-ZZ"])
def test_private_parts_of_languages(language: str) -> None:
    assert validate(sample_feed(channel=f"<language>{language}</language>")).findings == []


def test_private_language_is_not_said_to_be_wrong() -> None:
    found = validate(sample_feed(channel="<language>qaa</language>")).findings
    assert [(one.rule, one.severity) for one in found] == [("language-unspecific", "warning")]


def test_empty_port_is_a_port() -> None:
    assert rules("<link>https://example.com:/1</link>") == set()


def test_too_many_entities_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{index} "x">' for index in range(1100))
    found = validate(f"<!DOCTYPE rss [{entities}]><rss/>".encode()).findings
    assert "limit-exceeded" in [one.rule for one in found]


START = '<rss version="2.0"><channel><item><title>T</title>'


@pytest.mark.parametrize(
    "xml",
    [
        "<description>" + "<b>" * 10_000, "<description>x" * 10_000, "<item>" * 10_000, "</x>" * 10_000,
        "<description><![CDATA[x</description>\n" * 5000 + "</rss>", "<title>" + "&" * 10_000,
        '<enclosure url="x' + "&a" * 10_000 + '"/>', "<" * 30_000, "<image></image><url>x</url>" * 500,
        "<itunes:category text='Arts'>" * 5000, "<title>" + "&#55356;" * 30_000 + "</title>",
    ],
    ids=range(11),
)  # fmt: skip
def test_thousands_of_faults_of_the_xml_end_soon(xml: str) -> None:
    start = time.process_time()
    assert validate((START + xml).encode(), max_findings=2000).findings
    assert time.process_time() - start < 10


def test_long_text_before_a_stray_end_of_cdata_is_kept_once() -> None:
    """To find what the parser held back, each length of a text of megabytes was compared."""
    found = validate(sample_feed(item=f"<title>{'ab ' * 1_000_000}]]></title>")).findings
    assert [one.rule for one in found if one.rule.startswith("xml-")] == ["xml-character"]


def test_thousands_of_comments_before_the_declaration_are_read_once() -> None:
    """At each comment, all bytes behind it were copied."""
    declaration = b"<?xml version='1.0'?>"
    found = validate(b"<!-- x -->\n" * 50_000 + declaration + sample_feed()).findings
    assert "bad-xml-declaration" in {one.rule for one in found}
