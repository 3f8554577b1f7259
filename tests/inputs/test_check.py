"""One input becomes one report, also if it cannot be read."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from click.testing import Result
from sample import sample_feed

from feedtool.inputs.check import check_input
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions

NORMAL = "it is not a normal file; to read what a program writes, name - and pipe it in"


def fault_of(path: Path | str) -> str:
    report = check_input(Input(str(path), str(path)), CheckOptions())
    (finding,) = report.findings
    assert (report.unreadable, finding.rule, finding.severity) == (True, "unreadable", "error")
    assert finding.file == report.file == str(path)
    return finding.message


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda path: None, "No such file or directory"),
        (lambda path: path.mkdir(), "it is a folder; expected a file"),
        pytest.param(make_pipe, NORMAL, marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")),
        pytest.param(lambda path: path.symlink_to(path), "Too many levels of symbolic links", marks=pytest.mark.skipif(os.name == "nt", reason="other words there")),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), NORMAL, marks=pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero")),
    ],
    ids=["missing", "folder", "pipe", "loop", "device"],
)  # fmt: skip
def test_why_an_input_cannot_be_read(
    tmp_path: Path, make: Callable[[Path], object], fault: str
) -> None:
    make(tmp_path / "feed.xml")
    assert fault_of(tmp_path / "feed.xml") == fault


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.touch(0)
    assert fault_of(path) == "Permission denied"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("harbor.xml", 'No such file or directory; did you mean "{}"?'),
        ("Harbour.XML", 'No such file or directory; did you mean "{}"?'),
        ("lighthouse.xml", "No such file or directory"),
        ("none/harbour.xml", "No such file or directory"),
        ("a\0b", "no file can have this name"),
    ],
)
def test_closest_name_of_a_missing_file(tmp_path: Path, name: str, fault: str) -> None:
    near = tmp_path / "harbour.xml"
    near.touch()
    assert fault_of(tmp_path / name) == fault.format(near)


def test_the_address_of_a_feed_is_no_file() -> None:
    report = check_input(Input("a", "https://example.com/feed.xml"), CheckOptions())
    assert report.findings[0].message == (
        "No such file or directory; to check a feed on the web, write: curl --location ADDRESS | "
        "feedtool validate -"
    )


def test_file_and_bytes_have_the_same_report(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(sample_feed(item="<ttl>5</ttl>"))
    options = CheckOptions(profiles=("rss",), excerpts=True)
    report = check_input(Input("a.xml", str(path)), options)
    assert report.findings
    assert report.excerpts
    assert check_input(Input("a.xml", "-", "data", path.read_bytes()), options) == report


def test_options_reach_the_validator(run: Callable[..., Result]) -> None:
    feed = Input("a.xml", "-", "data", sample_feed(item="<ttl>5</ttl>"))
    assert check_input(feed, CheckOptions(select=("guid-*",))).findings == []
    assert check_input(feed, CheckOptions(profiles=("rss",))).profiles == ("rss",)


@pytest.mark.parametrize("kind", ["file", "data"])
def test_edits_are_added_where_they_are_asked_for(
    tmp_path: Path, kind: Literal["file", "data"]
) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(sample_feed(item="<title>Sea & shore</title>"))
    one = Input("a.xml", str(path), kind, path.read_bytes())
    plain = check_input(one, CheckOptions(select=("xml-reference",)))
    assert [finding.edits for finding in plain.findings] == [()]
    (finding,) = check_input(one, CheckOptions(select=("xml-reference",), edits=True)).findings
    assert [edit.text for edit in finding.edits] == ["&amp;"]
