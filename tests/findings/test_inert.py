"""Lines of a log: no CI system takes a part of them for a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steering import is_command

from feedtool.findings.report import Finding
from feedtool.findings.wording import inert


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("::error file=a.xml::no", r"\::error file=a.xml::no"),
        ("    ::stop-commands::x", r"    \::stop-commands::x"),
        ("feed.xml: ::error::no", "feed.xml: ::error::no"),
        ("a ##[add-mask]b", r"a #\#[add-mask]b"),
        ("###[error]", r"##\#[error]"),
        ("##vso[task.setvariable variable=x]y", r"#\#vso[task.setvariable variable=x]y"),
        ("##teamcity[buildStop]", r"#\#teamcity[buildStop]"),
        ("--- a.xml", r"\--- a.xml"),
        ("  +++ b", r"  \+++ b"),
        ("~~~", r"\~~~"),
        ("^^^ +++", r"\^^^ +++"),
        ("travis_fold:start:x", r"\travis_fold:start:x"),
        (" travis_time:end:1", r" \travis_time:end:1"),
        ("\u3000::error::no", "\u3000\\::error::no"),
        ("---- four", "---- four"),
        ("- a", "- a"),
        ("## Links [here]", "## Links [here]"),
        (": one colon", ": one colon"),
    ],
)
def test_commands_get_a_backslash(line: str, written: str) -> None:
    assert inert(line) == written
    shown = inert(line, keeps_width=True)
    assert len(shown) == len(line)
    assert not is_command(written)
    assert not is_command(shown)


PIECES = st.lists(
    st.sampled_from(
        [
            "::",
            ":",
            " ",
            "##",
            "#",
            "[",
            "]",
            "error",
            "vso",
            "\\",
            "é",
            ".",
            "---",
            "+++",
            "~",
            "travis_fold:",
        ]
    ),
    max_size=9,
)


@given(PIECES.map("".join))
def test_no_line_is_a_command(line: str) -> None:
    assert not is_command(inert(line))
    assert inert(inert(line)) == inert(line)
    assert not is_command(inert(line, keeps_width=True))


@given(PIECES.map("".join), PIECES.map("".join))
def test_no_finding_is_a_command(file: str, message: str) -> None:
    assert not is_command(str(Finding("bad-url", "error", message, file, 1, 2)))
