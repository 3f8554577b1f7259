"""Reading a configuration: what it says, and each thing that is wrong with it, at its place."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wrong_configurations import CASES

from feedtool.configuration.accepting import is_right
from feedtool.configuration.explaining import list_faults
from feedtool.configuration.fault import ConfigurationError
from feedtool.configuration.reading import MAX_BYTES, read_configuration
from feedtool.configuration.records import Configuration, Ignore
from feedtool.configuration.toml_places import find_places


def read(folder: Path, data: bytes | str) -> Configuration | None:
    path = folder / "feedtool.toml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_configuration(str(path), "feedtool.toml", (), str(folder))


def faults(folder: Path, data: bytes | str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, data)
    return [str(one).removeprefix("feedtool.toml:") for one in caught.value.findings]


@pytest.mark.parametrize(("text", "told"), CASES.values(), ids=CASES)
def test_fault_is_told_at_its_place(text: str, told: str, tmp_path: Path) -> None:
    assert faults(tmp_path, text) == [told]


def test_all_faults_are_told_in_the_order_of_their_places(tmp_path: Path) -> None:
    text = (
        '\n\nseverity = "eror"\nignore = ["bad-dat", {rule = "bad-date", untl = 1}]\nfail_on = 1\n'
    )
    places = [one.split(": ")[0] for one in faults(tmp_path, text)]
    assert places == ["3:12", "4:11", "4:42", "5:1"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'\xff\xfe' + 'url = ""'.encode("utf-16-le"), "1:1: error: it is UTF-16; save it as UTF-8 [configuration-syntax]"),
        (b'# caf\xc3\xa9\n# caf\xe9', "2:6: error: the byte 0xE9 is not UTF-8; save the file as UTF-8 [configuration-syntax]"),
        (b"#" * (MAX_BYTES + 1), " error: it has more than 1000000 bytes [unreadable]"),
        ("\n" + ".".join("a" * 50_000) + " = 1", "2:1: error: lists or tables are nested too deep [configuration-syntax]"),
        ("\n[" + " . ".join(["\"a b\""] * 50_000) + "]", "2:2: error: lists or tables are nested too deep [configuration-syntax]"),
    ],
    ids=["UTF-16", "Latin-1", "huge", "deep key", "deep table"],
)  # fmt: skip
def test_bytes_that_are_no_text_are_told(data: bytes | str, told: str, tmp_path: Path) -> None:
    assert faults(tmp_path, data) == [told]


def test_byte_order_mark_and_line_ends_of_windows_are_fine(tmp_path: Path) -> None:
    found = read(tmp_path, b'\xef\xbb\xbfprofiles = ["rss"]\r\n\r\nfail-on = "info"\r\n')
    assert found is not None
    assert (found.layers[0].profiles, found.layers[0].fail_on) == (("rss",), "info")
    assert found.layers[0].places == {"profiles": (1, 1), "fail-on": (3, 1)}


@pytest.mark.parametrize("kind", ["folder", "broken link", "pipe", "not allowed"])
def test_file_that_cannot_be_read_is_told(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "feedtool.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "broken link":
        path.symlink_to(tmp_path / "none.toml")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_text("")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user may read everything")
    with pytest.raises(ConfigurationError) as caught:
        read_configuration(str(path), "feedtool.toml", (), str(tmp_path))
    assert (
        str(caught.value)
        == {
            "folder": "feedtool.toml: error: it is a folder; expected a file of TOML [unreadable]",
            "broken link": "feedtool.toml: error: it cannot be read (No such file or directory) [unreadable]",
            "pipe": "feedtool.toml: error: it is not a normal file; expected a file of TOML [unreadable]",
            "not allowed": "feedtool.toml: error: it cannot be read (Permission denied) [unreadable]",
        }[kind]
    )


def test_all_keys_are_read(tmp_path: Path) -> None:
    text = """\
profiles = "psp1"
severity = "info"
fail-on = "warning"
select = ["bad-*", "title-numbered"]
ignore = ["bad-date", {element = "itunes:*", path = ["a", "b"], guid = "7", files = "x.xml", reason = "r", until = 2027-01-31}]
url = "https://example.com/feed.xml"
max-findings = 7
files = ["public/*.xml"]
baseline = "known.jsonl"
[severities]
title-numbered = "error"
"title-*" = "off"
[[overrides]]
files = ["es/**"]
ignore = "bad-date"
"""
    found = read(tmp_path, text)
    assert found is not None
    whole, override = found.layers
    assert (whole.profiles, whole.severity, whole.fail_on, whole.select) == (
        ("psp1",),
        "info",
        "warning",
        ("bad-*", "title-numbered"),
    )
    assert (whole.url, whole.max_findings) == ("https://example.com/feed.xml", 7)
    assert (found.inputs, found.baseline) == (("public/*.xml",), "known.jsonl")
    first, second = whole.ignores
    assert first == Ignore(("bad-date",), frozenset({"bad-date"}), (5, 11))
    assert len(second.rules) > 300
    assert (second.elements, second.paths, second.guids, second.files) == (
        ("itunes:*",),
        ("a", "b"),
        ("7",),
        ("x.xml",),
    )
    assert (second.reason, second.until, second.place) == ("r", date(2027, 1, 31), (5, 23))
    # A name wins over a pattern wherever it stands.
    assert [(one.name, one.level, one.place) for one in whole.changes] == [
        ("title-*", "off", (12, 1)),
        ("title-numbered", "error", (11, 1)),
    ]
    assert (override.files, override.place) == (("es/**",), (13, 1))
    assert [one.place for one in override.ignores] == [(15, 10)]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with TemporaryDirectory() as folder, suppress(ConfigurationError):
        read(Path(folder), data)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["rss", "bad-date", "off", "a.xml"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["profiles", "ignore", "severities", "overrides", "files", "rule", "until", "x", "select", "url"]), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_any_data_is_accepted_or_explained(data: object) -> None:
    explained = [*list_faults(data, find_places(""), ())]
    for rule, says, place in explained:
        assert rule.startswith("configuration-")
        assert "another value" not in says
        assert place == (1, 1)
    # Only pydantic knows the patterns that match no rule.
    assert is_right(data) is (not explained) or any(
        "no rule matches" in one[1] for one in explained
    )
