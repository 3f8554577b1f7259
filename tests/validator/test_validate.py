"""The one call: what it reads, which rules it reports, what it raises."""

from io import BytesIO
from pathlib import Path

import pytest

from feedtool.validator.validate import validate

FEED = b'<rss version="2.0"><channel>\n<ttl>x</ttl>\n<nonsense/></channel></rss>'


def test_path_bytes_and_open_file_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(FEED)
    whole = validate(FEED, file="feed.xml", excerpts=True)
    opened = BytesIO(FEED)
    assert validate(path, file="feed.xml", excerpts=True) == whole
    assert validate(str(path), file="feed.xml", excerpts=True) == whole
    assert validate(opened, file="feed.xml", excerpts=True) == whole
    assert not opened.closed


def test_file_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(FEED)
    assert {one.file for one in validate(path).findings} == {str(path)}
    assert {one.file for one in validate(FEED).findings} == {"-"}


@pytest.mark.parametrize(
    ("select", "ignore", "rules"),
    [
        (["bad-integer"], [], ["bad-integer"]),
        (["bad-*", "unknown-*"], [], ["bad-integer", "unknown-element"]),
        (["bad-*", "unknown-*"], ["*-element"], ["bad-integer"]),
        (["bad-url"], [], []),
    ],
)
def test_select_and_ignore(select: list[str], ignore: list[str], rules: list[str]) -> None:
    report = validate(FEED, select=select, ignore=ignore)
    assert [one.rule for one in report.findings] == rules


@pytest.mark.parametrize(
    ("options", "name"),
    [({"select": ["bad-integers"]}, "bad-integers"), ({"ignore": ["nothing-*"]}, "nothing-*"),
     ({"profiles": ["spotfy"]}, "spotfy")],
)  # fmt: skip
def test_unknown_rule_or_profile_is_an_error(options: dict[str, list[str]], name: str) -> None:
    with pytest.raises(KeyError, match=name.replace("*", r"\*")):
        validate(FEED, **options)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"absent\.xml"):
        validate(tmp_path / "absent.xml")


def test_stream_that_cannot_be_read_twice_has_no_excerpts() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    report = validate(Pipe(FEED), excerpts=True)
    assert report.findings
    assert report.excerpts == {}
