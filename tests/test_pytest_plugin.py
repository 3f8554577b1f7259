"""The plugin of pytest, in real runs of pytest."""

import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sample import sample_feed

from feedtool.findings.report import Report
from feedtool.pytest_plugin import assert_valid_feed

ROOT = Path(__file__).resolve().parents[1]
GOOD = sample_feed()
BAD = GOOD.replace(b"<itunes:explicit>false", b"<itunes:explicit>maybe", 1)
# Where the package was installed before it had the plugin, pytest is told of it.
REGISTERED = any(one.value == "feedtool.pytest_plugin" for one in entry_points(group="pytest11"))
PLUGIN = () if REGISTERED else ("-p", "feedtool.pytest_plugin")
TESTS = """
    from pathlib import Path

    def test_good(assert_valid_feed):
        report = assert_valid_feed("good.xml")
        assert report.items == 1

    def test_bad(assert_valid_feed):
        assert_valid_feed(Path("bad.xml"))

    def test_imported():
        from feedtool.pytest_plugin import assert_valid_feed
        assert_valid_feed(Path("good.xml").read_bytes(), profiles=["rss"])
"""


@pytest.fixture
def folder(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with feeds and tests."""
    pytester.makefile(".ini", pytest="[pytest]\naddopts = -p no:cacheprovider")
    pytester.path.joinpath("good.xml").write_bytes(GOOD)
    pytester.path.joinpath("bad.xml").write_bytes(BAD)
    pytester.makepyfile(test_feeds=TESTS)
    return pytester


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_run_shows_what_is_wrong_and_where(
    folder: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    result = folder.runpytest_subprocess(*PLUGIN, *workers)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            ">       assert_valid_feed(Path(?bad.xml?))",
            "E       AssertionError: bad.xml: 1 item, * error*",
            'E       bad.xml:*: error: itunes:explicit is "maybe"; *',
            "E * | *<itunes:explicit>maybe*",
            "E * | *^^^*",
        ]
    )
    assert "pytest_plugin.py" not in result.stdout.str()  # no line of our own code


@pytest.mark.slow
def test_a_run_without_the_plugin_has_no_fixture(folder: pytest.Pytester) -> None:
    result = folder.runpytest_subprocess("-p", "no:feedtool", "-k", "not imported")
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*fixture 'assert_valid_feed' not found"])


@pytest.mark.slow
def test_the_function_works_without_the_plugin(folder: pytest.Pytester) -> None:
    result = folder.runpytest_subprocess("-p", "no:feedtool", "-k", "imported")
    result.assert_outcomes(passed=1, deselected=2)


def test_the_fixture_is_explained(folder: pytest.Pytester) -> None:
    result = folder.runpytest_subprocess(*PLUGIN, "--fixtures")
    result.stdout.fnmatch_lines(["assert_valid_feed*", "    The function that fails a test if*"])


def test_the_plugin_loads_no_library_before_it_is_used() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import feedtool.pytest_plugin;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    ours = {one for one in loaded if one.startswith("feedtool")}
    assert ours == {"feedtool", "feedtool._version", "feedtool.pytest_plugin"}
    assert not {"click", "lxml", "pydantic", "yaml", "jinja2", "json"} & loaded


def test_a_run_of_pytest_loads_no_library_for_the_plugin(pytester: pytest.Pytester) -> None:
    names = ["click", "lxml", "pydantic", "yaml", "feedtool.validator", "feedtool.findings"]
    pytester.makepyfile(f"import sys\ndef test(): assert not {{*{names}}} & {{*sys.modules}}")
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=1)


def test_the_plugin_is_registered_and_pytest_is_no_dependency() -> None:
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"feedtool": "feedtool.pytest_plugin"}
    assert not [one for one in project["dependencies"] if one.startswith("pytest")]


def test_a_path_bytes_and_a_file_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(GOOD)
    with path.open("rb") as opened:
        for one in (path, str(path), GOOD, BytesIO(GOOD), opened):
            report = assert_valid_feed(one)
            assert isinstance(report, Report)
            assert report.items == 1


def test_the_name_of_the_feed_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(BAD)
    with pytest.raises(AssertionError) as of_path:
        assert_valid_feed(path)
    assert str(of_path.value).startswith(f"{path}: 1 item, 1 error")
    with pytest.raises(AssertionError, match=r"\Athe feed: 1 item, 1 error"):
        assert_valid_feed(BAD)
    with pytest.raises(AssertionError, match=r"\Amade by us: 1 item, 1 error"):
        assert_valid_feed(BAD, name="made by us")


def test_findings_below_the_severity_are_not_shown() -> None:
    data = BAD.replace(b"<itunes:author>Mira Holt</itunes:author>", b"")
    with pytest.raises(AssertionError) as caught:
        assert_valid_feed(data)
    assert "itunes:author" not in str(caught.value)
    with pytest.raises(AssertionError) as caught:
        assert_valid_feed(data, fail_on="warning")
    assert "itunes:author" in str(caught.value)


def test_rules_can_be_selected_and_ignored() -> None:
    assert_valid_feed(BAD, ignore=["bad-explicit"])
    assert_valid_feed(BAD, ignore="bad-*")
    assert_valid_feed(BAD, select="guid-*")
    assert_valid_feed(GOOD, profiles="rss")
    with pytest.raises(AssertionError, match="bad-explicit"):
        assert_valid_feed(BAD, select=["bad-explicit"])


def test_a_long_message_is_cut() -> None:
    wrong = "".join(f"<wrong{number}/>" for number in range(90)).encode()
    with pytest.raises(AssertionError) as caught:
        assert_valid_feed(GOOD.replace(b"</channel>", wrong + b"</channel>"), fail_on="info")
    lines = str(caught.value).splitlines()
    assert len(lines) < 90
    assert lines[-1].startswith("and ")
    assert lines[-1].endswith(" more")


def test_a_file_that_is_missing_fails_the_test(tmp_path: Path) -> None:
    path = tmp_path / "nothing.xml"
    with pytest.raises(AssertionError, match=r"nothing.xml cannot be read: No such file"):
        assert_valid_feed(path)
    with pytest.raises(AssertionError, match=r"cannot be read: it is a folder; expected a file"):
        assert_valid_feed(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (ElementTree.Element("rss"), "file open for reading bytes, not Element"),
        (StringIO("<rss/>"), "file open for reading bytes, not StringIO"),
        (5, "file open for reading bytes, not int"),
        ("<rss></rss>", "expected a path or bytes, not the text of a feed"),
    ],
)
def test_what_is_no_feed_is_refused(wrong: object, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        assert_valid_feed(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"profiles": ["aple"]}, 'no profile or rule "aple"; did you mean apple?'),
        (
            {"ignore": ["bad-explict"]},
            'no profile or rule "bad-explict"; did you mean bad-explicit?',
        ),
        ({"fail_on": "fatal"}, 'fail_on is "fatal"; expected info, warning, error'),
    ],
)
def test_wrong_names_are_refused_with_the_right_ones(
    arguments: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says.replace("?", r"\?")):
        assert_valid_feed(GOOD, **arguments)  # type: ignore[arg-type]
