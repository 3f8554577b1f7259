"""Rules on the command line: listed, explained, chosen and silenced."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sample import sample_feed

from feedtool.vocabulary import load_list, load_rules
from feedtool.vocabulary.rules import RULE_FILES

Run = Callable[..., Result]
ZERO = '<enclosure url="http://example.com/1.mp3" length="0" type="audio/mpeg"/>'


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_bytes(sample_feed(item=ZERO))
    return path


def rules_told(result: Result) -> list[str]:
    return [one["rule"] for one in json.loads(result.output)["reports"][0]["findings"]]


def test_rules_lists_every_rule_by_severity(run: Run) -> None:
    lines = run("rules").output.splitlines()
    listed = [line.split()[1] for line in lines]
    assert sorted(listed) == sorted(load_rules())
    ranks = [("error", "warning", "info").index(line.split()[0]) for line in lines]
    assert ranks == sorted(ranks)
    assert [line.split()[0] for line in run("rules", "--severity", "info").output.splitlines()] == [
        "info"
    ] * ranks.count(2)


def test_rules_as_json_has_all_of_each_rule(run: Run) -> None:
    document = json.loads(run("rules", "--format", "json").output)
    one = next(rule for rule in document["rules"] if rule["id"] == "guid-duplicate")
    assert document["format"] == 1
    assert one["w3c"] == ["DuplicateValue"]
    assert one["why"].startswith("Apps treat both as one episode")


@pytest.mark.parametrize("rule_id", load_rules())
def test_explain_knows_every_rule(run: Run, rule_id: str) -> None:
    lines = run("explain", rule_id).output.splitlines()
    rule = load_rules()[rule_id]
    assert lines[:3] == [f"# {rule_id}", "", f"**{rule.severity}**: {rule.title}."]


def test_places_share_out_all_rules(run: Run) -> None:
    def listed(*arguments: str) -> list[str]:
        document = json.loads(run("rules", "--format", "json", *arguments).output)
        return [one["id"] for one in document["rules"]]

    assert listed() == list(load_rules())
    assert listed() == [rule for where in RULE_FILES for rule in listed("--where", where)]


def test_rules_of_some_places_alone(run: Run) -> None:
    lines = run("rules", "--where", "lock", "--where", "http", "--severity", "error").output
    listed = [line.split()[1:3] for line in lines.splitlines()]
    assert {where for _, where in listed} == {"lock", "http"}
    assert ["bad-lock", "lock"] in listed


def test_a_place_without_rules_of_a_severity_lists_nothing(run: Run) -> None:
    result = run("rules", "--where", "http", "--severity", "info")
    assert (result.exit_code, result.output) == (0, "")


def test_explain_rule_of_sources_shows_the_files(run: Run) -> None:
    assert run("explain", "unknown-person").output == (
        "# unknown-person\n\n"
        "**error**: A short name is not in people.yaml.\n\n"
        "- Where it happens: The files of a show\n"
        "- Why it matters: The person would be missing from the feed.\n"
        "- How to fix it: Correct the short name, add the person to people.yaml, or write the name "
        "in full: {name: Mira Holt}.\n\n"
        "Wrong, `show.yaml`:\n\n```yaml\nhosts: [mirra]\n```\n\n"
        "Wrong, `people.yaml`:\n\n```yaml\nmira: {name: Mira Holt}\n```\n\n"
        "Right, `show.yaml`:\n\n```yaml\nhosts: [mira]\n```\n\n"
        "Right, `people.yaml`:\n\n```yaml\nmira: {name: Mira Holt}\n```\n\n"
    )


def test_explain_rule(run: Run) -> None:
    assert run("explain", "duration-zero").output == (
        "# duration-zero\n\n"
        "**warning**: The duration is zero.\n\n"
        "- Why it matters: Listeners do not see how long the episode is.\n"
        "- How to fix it: Write the length of the episode, or remove the element.\n"
        "- Source: <https://help.apple.com/itc/podcasts_connect/#/itcb54353390>\n\n"
        "Wrong:\n\n```xml\n<itunes:duration>0</itunes:duration>\n```\n\n"
        "Right:\n\n```xml\n<itunes:duration>3753</itunes:duration>\n```\n\n"
    )


@pytest.mark.parametrize("name", ["itunes:category", "<itunes:category>", "ITUNES:Category"])
def test_explain_element_tells_it_wherever_it_stands(run: Run, name: str) -> None:
    output = run("explain", name).output
    assert "# itunes:category\n" in output
    assert "# itunes:category/itunes:category\n" in output
    assert (
        "- The profile apple reports it as missing (error): in channel, Apple does not list a show"
        in output
    )
    assert "- Attribute `text` (required): any text, not empty." in output


def test_explain_lists_all_categories_of_apple(run: Run) -> None:
    output = run("explain", "itunes:category").output
    tree = load_list("apple-categories")
    for name, inner in tree.items():
        assert f"\n- {name}{': ' if inner else ''}{', '.join(inner)}\n" in output
    assert output.count("Apple's categories, with their subcategories:\n\n- Arts: Books, ") == 1


def test_explain_suggests_a_name(run: Run) -> None:
    result = run("explain", "duration-zro")
    assert result.exit_code == 2
    assert (
        "there is no rule, element or profile duration-zro; did you mean duration-zero?"
        in result.output
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], ["enclosure-not-secure", "enclosure-length-zero"]),
        (["--ignore", "enclosure-length-zero"], ["enclosure-not-secure"]),
        (["--select", "enclosure-length-zero"], ["enclosure-length-zero"]),
        (["--select", "enclosure-*", "--ignore", "*-zero"], ["enclosure-not-secure"]),
        (["--select", "guid-*"], []),
    ],
)
def test_select_and_ignore(run: Run, feed: Path, options: list[str], told: list[str]) -> None:
    assert rules_told(run("validate", "--format", "json", *options, feed)) == told


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_rule_of_sources_is_no_rule_of_feeds(run: Run, feed: Path, option: str) -> None:
    result = run("validate", option, "bad-category", feed)
    assert result.exit_code == 2
    assert "there is no rule bad-category; " in result.output


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_rule_is_wrong_use(run: Run, feed: Path, option: str) -> None:
    result = run("validate", option, "enclosure-lenght-zero", feed)
    assert result.exit_code == 2
    assert "did you mean enclosure-length-zero?" in result.output


def test_url_is_compared_with_the_link_to_itself(run: Run, feed: Path) -> None:
    other = run("validate", "--select", "self-link-differs", "--url", "https://example.com/f", feed)
    assert (
        'warning: href of the self link is "https://example.com/feed.xml"; the feed was read from '
        '"https://example.com/f" [self-link-differs]'
    ) in other.output
    same = run(
        "validate", "--select", "self-link-differs", "--url", "https://example.com/feed.xml", feed
    )
    assert same.output == f"{feed}: 1 item, no findings\n"


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2020-11-02", ["date-in-future"]),
        ("2020-11-03T09:49:59", ["date-in-future"]),
        ("2020-11-03T09:50:00", []),
        ("2020-11-03T11:00:00+02:00", ["date-in-future"]),
        ("2020-11-04", []),
    ],
)
def test_at_fixes_the_clock(run: Run, feed: Path, moment: str, told: list[str]) -> None:
    result = run("validate", "--format", "json", "--select", "date-*", "--at", moment, feed)
    assert rules_told(result) == told


def test_at_must_be_a_date(run: Run, feed: Path) -> None:
    result = run("validate", "--at", "tomorrow", feed)
    assert result.exit_code == 2
    assert '"tomorrow" is not a date; expected e.g. 2022-06-01' in result.output


def test_silenced_findings_are_counted(run: Run, tmp_path: Path) -> None:
    comment = "<!-- feedtool: ignore enclosure-length-zero, enclosure-not-secure old host -->"
    path = tmp_path / "feed.xml"
    path.write_bytes(sample_feed(item=comment + ZERO))
    assert run("validate", path).output == (f"{path}: 1 item, no findings, 2 ignored\n")
    document = json.loads(run("validate", "--format", "json", path).output)
    assert document["reports"][0]["suppressed"] == 2


@pytest.mark.parametrize(("moment", "silenced"), [("2026-01-31", 1), ("2026-02-01", 0)])
def test_comment_silences_until_its_day(
    run: Run, tmp_path: Path, moment: str, silenced: int
) -> None:
    comment = "<!-- feedtool: ignore enclosure-length-zero until 2026-01-31 -->"
    path = tmp_path / "feed.xml"
    path.write_bytes(sample_feed(item=comment + ZERO))
    result = run("validate", "--format", "json", "--at", moment, path)
    assert json.loads(result.output)["reports"][0]["suppressed"] == silenced


def test_comment_before_the_document_silences_all_of_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b"<!-- feedtool: ignore enclosure-length-zero -->" + sample_feed(item=ZERO))
    result = run("validate", "--format", "json", path)
    assert rules_told(result) == ["enclosure-not-secure"]


def test_profiles_side_by_side(run: Run) -> None:
    result = run("profiles", "apple", "spotify")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:2] == ["apple    Apple Podcasts (default)", "spotify  Spotify"]
    assert "channel/itunes:author" in result.output
    rows = {line.split("  ")[0]: line.rpartition("  ")[2] for line in lines[3:]}
    assert rows["channel/itunes:author"] == "error: spotify; warning: apple"
    assert rows["channel/itunes:image"] == "error: apple, spotify"


def test_profiles_shows_all_of_them(run: Run) -> None:
    output = run("profiles").output
    assert "strict        All best practices (includes rss, apple, podcast20, psp1" in output
    assert "xmlns:podcast" in output
    assert "title-angle-bracket" in output


def test_profiles_as_json_has_the_reasons(run: Run) -> None:
    data = json.loads(run("profiles", "youtube", "--format", "json").output)
    assert [one["name"] for one in data["profiles"]] == ["youtube"]
    demands = {one["name"]: one for one in data["profiles"][0]["demands"]}
    assert demands["title-angle-bracket"]["rule"] == "title-angle-bracket"
    assert demands["channel/itunes:owner"]["severity"] == "warning"
    assert {one["severity"] for one in demands.values()} <= {"warning", "info"}


def test_profile_that_is_not_there(run: Run) -> None:
    result = run("profiles", "appel")
    assert result.exit_code == 2
    assert "there is no profile appel; did you mean apple?" in result.output


def test_explain_profile(run: Run) -> None:
    output = run("explain", "psp1").output
    assert output.startswith("# psp1: PSP-1\n")
    assert "- `xmlns:atom` (error): PSP-1 requires this declaration in every feed\n" in output
    assert "- duration-not-seconds (info): " in output


def test_front_matter_in_an_example_is_shown_as_it_is_written(run: Run) -> None:
    shown = run("explain", "chapters-in-notes").stdout
    assert "```yaml\n---\ntitle: Nets\n" in shown
    assert "\\---" not in shown
