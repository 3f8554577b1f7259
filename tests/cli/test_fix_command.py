"""`feedtool fix`: what it prints, what it writes, and how it ends."""

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedtool.cli import cli
from feedtool.fixing.fix import Fixed, fix

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Harbour Notes</title>
    <link>https://example.com/</link>
    <description>Talks about small ports.</description>
    <atom:link rel="self" href="https://example.com/feed.xml"/>
    <Ttl>60</Ttl>
    <item>
      <title>Salt & sea</title>
      <guid isPermaLink="false">harbour-0001</guid>
      <pubDate>Tue, 03 Nov 2020 18:00:00 +0000</pubDate>
      <enclosure url="https://example.com/1.mp3" length="24986239" type="audio/mpeg"/>
    </item>
  </channel>
</rss>
"""
FIXED = FEED.replace("&", "&amp;").replace("Ttl>", "ttl>")
DIFF = """--- feed.xml
+++ feed.xml
@@ -6,7 +6,7 @@
     <description>Talks about small ports.</description>
     <atom:link rel="self" href="https://example.com/feed.xml"/>
-    <Ttl>60</Ttl>
+    <ttl>60</ttl>
     <item>
-      <title>Salt & sea</title>
+      <title>Salt &amp; sea</title>
       <guid isPermaLink="false">harbour-0001</guid>
       <pubDate>Tue, 03 Nov 2020 18:00:00 +0000</pubDate>
"""
TOLD = """feed.xml:8:5: error: Ttl is not an element of RSS 2.0; did you mean "ttl"? [unknown-element]
feed.xml:10:19: error: XML does not allow a bare &; write &amp; [xml-reference]
"""
HINT = "--diff shows the changes, --write writes them\n"
BOTH = "2 (1 xml-reference, 1 unknown-element); nothing left\n"


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "feed.xml"
    path.write_text(FEED)
    return path


def run(*arguments: str, data: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["fix", *arguments, "--profile", "rss"], input=data)


@pytest.mark.parametrize(
    ("options", "code", "out", "err", "after"),
    [
        ([], 1, TOLD, f"feed.xml: would fix {BOTH}{HINT}", FEED),
        (["--diff"], 1, DIFF, f"feed.xml: would fix {BOTH}", FEED),
        (["--write"], 0, "", f"feed.xml: fixed {BOTH}", FIXED),
        (
            ["--write", "--select", "xml-*"], 0, "",
            "feed.xml: fixed 1 (1 xml-reference); nothing left\n", FEED.replace("&", "&amp;"),
        ),
        (
            ["--write", "--ignore", "xml-*"], 0, "",
            "feed.xml: fixed 1 (1 unknown-element); nothing left\n", FEED.replace("Ttl>", "ttl>"),
        ),
        (["--select", "bad-date"], 0, "", "feed.xml: would fix nothing; nothing left\n", FEED),
    ],
    ids=["list", "diff", "write", "select", "ignore", "nothing to fix"],
)  # fmt: skip
def test_what_is_printed_and_written(
    feed: Path, options: list[str], code: int, out: str, err: str, after: str
) -> None:
    result = run("feed.xml", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (code, out, err)
    assert feed.read_text() == after


def test_list_has_one_entry_for_similar_findings(feed: Path) -> None:
    itunes = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    item = "<item><itunes:duration>{} min</itunes:duration></item>\n"
    items = "".join(item.format(one) for one in range(1, 5))
    text = FIXED.replace("</channel>", f"{items}</channel>").replace("<rss", f"<rss {itunes}")
    feed.write_text(text)
    result = run("feed.xml", "--select", "bad-duration")
    assert result.stdout == (
        'feed.xml:15:26: error: itunes:duration is "1 min"; expected seconds or H:MM:SS; '
        "write 60 [bad-duration]\n    and 3 more of this kind: lines 16, 17, 18\n"
    )


def test_a_second_run_changes_nothing_and_does_not_touch_the_file(feed: Path) -> None:
    run("feed.xml", "--write")
    os.utime(feed, (1, 1))
    assert run("feed.xml", "--write").exit_code == 0
    assert feed.stat().st_mtime == 1


def test_what_takes_a_guess_is_counted_and_fixed_on_request(feed: Path) -> None:
    feed.write_text(FIXED.replace("</title>\n      <guid", "\n      <guid"))
    told = run("feed.xml", "--write")
    assert told.stderr.endswith("fixed nothing; left: 1 error; 1 more with --unsafe\n")
    assert told.exit_code == 1
    assert run("feed.xml", "--write", "--unsafe").exit_code == 0
    assert feed.read_text() == FIXED


def test_standard_input_is_fixed_to_standard_output(feed: Path) -> None:
    data = feed.read_bytes().replace(b"\n", b"\r\n")
    result = run("-", data=data)
    assert result.stdout_bytes == FIXED.encode().replace(b"\n", b"\r\n")
    assert result.stderr == f"-: fixed {BOTH}"


def test_standard_input_without_faults_comes_out_as_it_is(feed: Path) -> None:
    assert run("-", data=FIXED.encode()).stdout_bytes == FIXED.encode()


@pytest.mark.skipif(os.name == "nt", reason="needs permissions and links")
def test_a_link_stays_a_link_and_a_file_keeps_its_mode(feed: Path) -> None:
    feed.chmod(0o640)
    link = feed.with_name("link.xml")
    link.symlink_to("feed.xml")
    assert run("link.xml", "--write").exit_code == 0
    assert link.is_symlink()
    assert feed.read_text() == FIXED
    assert feed.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in feed.parent.iterdir()) == ["feed.xml", "link.xml"]


def test_several_files_have_a_total(feed: Path) -> None:
    feed.with_name("other.xml").write_text(FIXED)
    result = run("feed.xml", "other.xml", "--write")
    assert result.stderr.splitlines()[-1] == "2 inputs: fixed 2 in 1 file"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.xml"], "missing.xml: No such file or directory"),
        (["--diff", "--write", "feed.xml"], "--diff writes nothing"),
        (["-", "feed.xml"], "- must be the only FEED"),
        (["feed.xml", "--select", "bad-dat"], "did you mean bad-date?"),
        (["feed.xml", "--url", "https://example.com/", "missing.xml"], "--url is the address of one"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)  # fmt: skip
def test_wrong_use_ends_with_2(feed: Path, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert feed.read_text() == FEED


def test_a_diff_holds_nothing_that_steers_a_terminal_or_a_log(feed: Path) -> None:
    hostile = "\x1b[2J\u202eab\x9b31m\n::error::no\n##[group]x\t"
    feed.write_text(FEED.replace("sea", hostile), encoding="utf-8")
    shown = run("feed.xml", "--diff").stdout
    assert "\\x1b[2J\\u202eab\\x9b31m" in shown
    assert all(line.replace("\t", "").isprintable() for line in shown.splitlines())
    assert "\n ::error" not in shown
    assert "##[" not in shown


def test_a_diff_of_a_feed_on_one_line_shows_the_place_that_changes(feed: Path) -> None:
    feed.write_text(FEED.replace("\n", "").replace("Ttl", "ttl"))
    lines = run("feed.xml", "--diff").stdout.splitlines()
    assert [line[:2] for line in lines] == ["--", "++", "@@", "-…", "+…"]
    assert "Salt & sea" in lines[3]
    assert "Salt &amp; sea" in lines[4]
    assert all(len(line) < 260 for line in lines)


def test_a_diff_reads_a_feed_in_another_encoding(feed: Path) -> None:
    text = FEED.replace("UTF-8", "ISO-8859-1").replace("Salt", "Häfen")
    feed.write_text(text, encoding="latin-1")
    assert "+      <title>Häfen &amp; sea</title>" in run("feed.xml", "--diff").stdout


def test_what_a_configuration_ignores_is_not_fixed(feed: Path) -> None:
    feed.with_name("feedtool.toml").write_text('ignore = ["unknown-element"]\n')
    result = run("feed.xml", "--write")
    assert result.stderr == "feed.xml: fixed 1 (1 xml-reference); nothing left\n"
    assert feed.read_text() == FEED.replace("&", "&amp;")


def test_the_self_link_is_added_if_the_address_is_known(feed: Path) -> None:
    link = '    <atom:link rel="self" href="https://example.com/feed.xml"/>\n'
    feed.write_text(
        FIXED.replace(link, "").replace(' xmlns:atom="http://www.w3.org/2005/Atom"', "")
    )
    assert run("feed.xml", "--write", "--url", "https://example.com/a?b&c").exit_code == 0
    assert (
        '  <channel>\n    <atom:link href="https://example.com/a?b&amp;c" rel="self" '
        'type="application/rss+xml"/>\n    <title>'
    ) in feed.read_text()


def test_a_file_that_another_program_changes_is_not_overwritten(
    feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = FEED.replace("Talks", "Stories")

    def fix_slowly(data: bytes, **asked: Any) -> Fixed:
        fixed = fix(data, **asked)
        feed.write_text(changed)  # as an editor does while the feed is read again and again
        return fixed

    monkeypatch.setattr("feedtool.cli.fix_command.fix", fix_slowly)
    result = run("feed.xml", "--write")
    says = "another program has changed the file since it was read; run fix again"
    assert result.stderr == f"feed.xml: not written: {says}\n"
    assert result.exit_code == 2
    assert feed.read_text() == changed
    assert [one.name for one in feed.parent.iterdir()] == ["feed.xml"]


def test_the_limit_that_ends_the_work_is_told(feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedtool.fixing.fix._MOST_FIXED", 2)
    monkeypatch.setattr("feedtool.fixing.fix._MAX_FINDINGS", 2)
    item = "<item><title> Nets</title></item>"
    feed.write_text(FEED.replace("<Ttl>60</Ttl>", item * 5))
    result = run("feed.xml", "--write", "--select", "value-padded", "--ignore", "xml-*")
    assert result.stderr.startswith("feed.xml: fixed 2 (2 value-padded); left: ")
    assert result.stderr.endswith("; stopped after 2 fixes, run it again for the rest\n")
