"""`feedtool diff`: what subscribers would notice, and what they would not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
from click.testing import Result
from two_feeds import FOG, NEW, OLD, REEF, TIDE, compare, swap

from feedtool.comparing.model import Kind

Run = Callable[..., Result]
SCHEMA = Path(__file__).resolve().parents[2] / "schemas" / "diff.schema.json"

AGAIN = "apps show an episode with another guid as a new one, unheard; keep the guid"


DANGERS = [
    (
        "a guid changes and the audio stays",
        swap(("h-3", "h-9")),
        "Danger: 1 episode will be downloaded again.",
        [f"danger: 1 episode will be downloaded again: {AGAIN}",
         '    "Fog": guid "h-3" becomes "h-9"'],
    ),
    (
        "a guid changes, and the title and no audio stays",
        swap(("h-3", "h-9"), ("/3.mp3", "/fog.mp3"), ("17 Nov", "18 Nov")),
        "Danger: 1 episode will be downloaded again.",
        [f"danger: 1 episode will be downloaded again: {AGAIN}",
         '    "Fog": guid "h-3" becomes "h-9"',
         "change: 1 episode with audio at a new address: apps that know the old address fail unless"
         " it redirects to the new one",
         '    "Fog": "https://example.com/3.mp3" becomes "https://example.com/fog.mp3"',
         "change: 1 episode with a new date: apps move it to another place and may announce it"
         " again",
         '    "Fog": "Tue, 17 Nov 2020 18:00:00 +0000" becomes "Tue, 18 Nov 2020 18:00:00 +0000"'],
    ),
    (
        "a guid is gone, so that apps know the episode by its audio",
        swap(('<guid isPermaLink="false">h-3</guid>', "")),
        "Danger: 1 episode will be downloaded again.",
        [f"danger: 1 episode will be downloaded again: {AGAIN}",
         '    "Fog": guid "h-3" becomes "https://example.com/3.mp3"'],
    ),
    (
        "two episodes swap their guids",
        swap(("h-3", "h-0"), ("h-2", "h-3"), ("h-0", "h-2")),
        "Danger: 2 episodes will be downloaded again.",
        [f"danger: 2 episodes will be downloaded again: {AGAIN}",
         '    "Fog": guid "h-3" becomes "h-2"', '    "Tide": guid "h-2" becomes "h-3"'],
    ),
    (
        "another episode takes a guid",
        OLD.replace(FOG, NEW.replace("h-4", "h-3")),
        "Danger: 1 episode has the guid of another episode.",
        ["danger: 1 episode has the guid of another episode: apps do not show it as a new one;"
         " give it a guid of its own", '    "Gale": the guid "h-3" was that of "Fog"'],
    ),
    (
        "a new episode shares a guid",
        OLD.replace(FOG, FOG + NEW.replace("h-4", "h-3")),
        "Danger: 1 episode shares its guid with another.",
        ["danger: 1 episode shares its guid with another: apps show one of them only; give each a"
         " guid of its own", '    "Gale"'],
    ),
    (
        "an episode is gone",
        OLD.replace(TIDE, ""),
        "Danger: 1 removed episode.",
        ["danger: 1 removed episode: apps take it out of their lists; bring it back",
         '    "Tide"'],
    ),
    (
        "the oldest falls out as a new one comes",
        OLD.replace(REEF, "").replace(FOG, NEW + FOG),
        "Danger: the oldest episode falls out of the feed.",
        ["danger: the oldest episode falls out of the feed: who subscribes now does not get it;"
         " keep all episodes in the feed", '    "Reef"', "change: 1 new episode", '    "Gale"'],
    ),
    (
        "podcast:guid changes",
        swap(("d84ced82", "d84ced83")),
        "Danger: podcast:guid changes.",
        ["danger: podcast:guid changes: apps would show another show; keep the podcast:guid",
         '    "d84ced82-1926-54c0-88c2-bb01dd35d7e3" becomes "d84ced83-1926-54c0-88c2-bb01dd35d7e3"'],
    ),
    (
        "new-feed-url leads elsewhere",
        swap(("<language>", "<itunes:new-feed-url>https://example.org/f</itunes:new-feed-url>"
              "<language>")),
        "Danger: itunes:new-feed-url sends followers away.",
        ["danger: itunes:new-feed-url sends followers away: it is not the address that this feed"
         " says it has", '    is "https://example.org/f"'],
    ),
    (
        "the show is hidden",
        swap(("<language>", "<itunes:block>Yes</itunes:block><language>")),
        "Danger: itunes:block hides the show.",
        ["danger: itunes:block hides the show: directories take out what says Yes",
         '    is "Yes"'],
    ),
    (
        "directories need an element of the channel",
        swap(("<language>en</language>", "")),
        "Danger: language is gone from the show.",
        ["danger: language is gone from the show: directories need it", '    was "en"'],
    ),
    (
        "directories need an element that is empty now",
        swap(("<language>en</language>", "<language/>")),
        "Danger: language is gone from the show.",
        ["danger: language is gone from the show: directories need it", '    was "en"'],
    ),
    (
        "directories need an element inside another",
        swap(("<itunes:email>mira@example.com</itunes:email>", "<itunes:name>M</itunes:name>")),
        "Danger: itunes:email in itunes:owner is gone from the show.",
        ["danger: itunes:email in itunes:owner is gone from the show: directories need it",
         '    was "mira@example.com"', "change: itunes:name in itunes:owner of the show is new",
         '    is "M"'],
    ),
    (
        "directories need an attribute of items",
        swap((' type="audio/mpeg"', "")),
        "Danger: type of enclosure is gone from 3 episodes.",
        ["danger: type of enclosure is gone from 3 episodes: directories need it",
         '    "Fog": was "audio/mpeg"', '    "Tide": was "audio/mpeg"',
         '    "Reef": was "audio/mpeg"'],
    ),
]  # fmt: skip

HARMLESS = [
    ("nothing differs", OLD, "No difference.", []),
    ("the same in other words",
     swap(("<itunes:duration>90", "<itunes:duration>1:30"),
          ("<itunes:explicit>false", "<itunes:explicit>no"), ("d84ced82", "D84CED82"),
          ("<description>Thick.", "<description>  <![CDATA[Thick.]]>"),
          ("<pubDate>Tue, 17 Nov 2020 18:00:00 +0000", "<pubDate>17 Nov 2020 19:00:00 +0100"),
          ("<lastBuildDate>Tue, 17", "<lastBuildDate>Tue, 24"), ("<x:mood>", "<x:mood >")),
     "No difference.", []),
    ("what only says by what and when the feed was written",
     swap(("<lastBuildDate>Tue, 17 Nov 2020 18:00:00 +0000</lastBuildDate>",
           "<generator>Old Host</generator><pubDate>Tue, 17 Nov 2020 18:00:00 +0000</pubDate>"),
          ('<atom:link rel="self"', '<atom:link rel="self" title="The feed" type="text/xml"')),
     "No difference.", []),
    ("another prefix", OLD.replace("x:mood", "y:mood").replace("xmlns:x=", "xmlns:y="),
     "No difference.", []),
    ("another address of the feed, and new-feed-url that names it",
     swap(('href="https://example.com/feed.xml"', 'href="https://example.org/f"'),
          ("<language>", "<itunes:new-feed-url>https://example.org/f</itunes:new-feed-url>"
           "<language>")),
     "No subscriber will notice.",
     ["change: itunes:new-feed-url names the feed itself", '    is "https://example.org/f"',
      "change: the feed says another address of its own",
      '    "https://example.com/feed.xml" becomes "https://example.org/f"']),
    ("a new tag", swap(("<description>High.", "<itunes:season>1</itunes:season><description>High.")),
     "No subscriber will notice.",
     ["change: itunes:season is new in 1 episode", '    "Tide": is "1"']),
    ("a new episode", OLD.replace(FOG, NEW + FOG), "No danger: 1 new episode.",
     ["change: 1 new episode", '    "Gale"']),
    ("a tag of a namespace without records is gone", swap(("<x:mood>calm</x:mood>", "")),
     "No danger: x:mood is gone from 1 episode.",
     ["change: x:mood is gone from 1 episode", '    "Fog": was "calm"']),
    ("a title and notes", swap((">Tide<", ">Tides<"), ("High.", "Higher.")),
     "No danger: 1 episode with a new title; 1 episode with new notes.",
     ["change: 1 episode with a new title", '    "Tides": "Tide" becomes "Tides"',
      "change: 1 episode with new notes", '    "Tides"']),
    ("audio at another address under the same guid", swap(("/3.mp3", "/fog.mp3")),
     "No danger: 1 episode with audio at a new address.",
     ["change: 1 episode with audio at a new address: apps that know the old address fail unless"
      " it redirects to the new one",
      '    "Fog": "https://example.com/3.mp3" becomes "https://example.com/fog.mp3"']),
    ("the same audio behind an analytics service",
     swap(("https://example.com/3.mp3", "https://op3.dev/e/example.com/3.mp3")),
     "No danger: url of enclosure changes in 1 episode.",
     ["change: url of enclosure changes in 1 episode",
      '    "Fog": "https://example.com/3.mp3" becomes "https://op3.dev/e/example.com/3.mp3"']),
    ("the length of an enclosure", swap(('"3000"', '"3001"')),
     "No danger: length of enclosure changes in 1 episode.",
     ["change: length of enclosure changes in 1 episode", '    "Fog": "3000" becomes "3001"']),
    ("the order", OLD.replace(TIDE, "").replace(FOG, TIDE + FOG),
     "No danger: 1 episode stands at another place.",
     ["change: 1 episode stands at another place", '    "Fog"']),
]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "verdict", "lines"), [one[1:] for one in DANGERS], ids=[one[0] for one in DANGERS]
)
def test_a_danger_is_told_with_exit_code_1(
    run: Run, tmp_path: Path, new: str, verdict: str, lines: list[str]
) -> None:
    result = compare(run, tmp_path, new)
    first, _, _, *rest = result.stdout.splitlines()
    assert (first, rest, result.exit_code) == (verdict, lines, 1)


@pytest.mark.parametrize(
    ("new", "verdict", "lines"), [one[1:] for one in HARMLESS], ids=[one[0] for one in HARMLESS]
)
def test_what_does_no_harm_is_told_with_exit_code_0(
    run: Run, tmp_path: Path, new: str, verdict: str, lines: list[str]
) -> None:
    result = compare(run, tmp_path, new)
    first, _, _, *rest = result.stdout.splitlines()
    assert (first, rest, result.exit_code) == (verdict, lines, 0)


def test_json_is_as_its_schema_says(run: Run, tmp_path: Path) -> None:
    new = OLD.replace(TIDE, "").replace("<x:mood>calm</x:mood>", "")
    result = compare(run, tmp_path, new, "--format", "json")
    document = json.loads(result.stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    places = {name: document[name] | {"place": ""} for name in ("old", "new")}
    assert document | places == {
        "format": 1,
        "verdict": "Danger: 1 removed episode.",
        "danger": True,
        "old": {"place": "", "episodes": 3},
        "new": {"place": "", "episodes": 2},
        "changes": [
            {
                "kind": "episode-gone", "danger": True, "says": "1 removed episode",
                "where": "episodes", "tag": "", "attribute": "", "count": 1,
                "touched": [{"title": "Tide", "guid": "h-2", "old": "", "new": ""}],
            },
            {
                "kind": "tag-gone", "danger": False, "says": "x:mood is gone from 1 episode",
                "where": "episodes", "tag": "{https://example.com/x}mood", "attribute": "",
                "count": 1,
                "touched": [{"title": "Fog", "guid": "h-3", "old": "calm", "new": ""}],
            },
        ],
        "left_out": 0,
    }  # fmt: skip


def test_the_schema_knows_each_kind() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert schema["$defs"]["change"]["properties"]["kind"]["enum"] == [*get_args(Kind)]


def test_markdown_is_a_comment_without_markup_of_the_feed(run: Run, tmp_path: Path) -> None:
    title = "@mira &lt;img src=x> [a](https://example.com) `b`"
    output = tmp_path / "comment.md"
    old = OLD.replace(">Tide<", f">{title}<")
    result = compare(
        run, tmp_path, OLD.replace(TIDE, ""), "--format", "markdown", "-o", output, old=old
    )
    assert (result.stdout, result.exit_code) == ("", 1)
    text = output.read_text("utf-8")
    assert text.startswith("## Danger: 1 removed episode.\n\n- old: `")
    assert text.endswith(
        "**danger**: 1 removed episode: apps take it out of their lists; bring it back\n\n"
        "- `` @mira <img src=x> [a](https://example.com) `b` ``\n"
    )


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_no_text_of_a_feed_steers_a_log(run: Run, tmp_path: Path, form: str) -> None:
    wild = "::error::no\n##[group]x \u202e \x9b"
    new = swap((">Tide<", f">{wild}<"), ("<x:mood>", "<x:mood2>"), ("</x:mood>", "</x:mood2>"))
    output = compare(run, tmp_path, new, "--format", form).stdout
    assert "\u202e" not in output
    assert "##[" not in output
    assert not any(line.lstrip().startswith("::") for line in output.splitlines())


def test_more_tags_than_anybody_reads_are_counted(run: Run, tmp_path: Path) -> None:
    many = "".join(f"<x:a{number}/>" for number in range(300))
    result = compare(run, tmp_path, swap(("<x:mood>", f"{many}<x:mood>")))
    assert result.stdout.splitlines()[-1] == (
        "note: 100 more tags differ; the first ones are shown"
    )


def test_of_many_episodes_the_first_are_named(run: Run, tmp_path: Path) -> None:
    items = [REEF.replace("h-1", f"r-{n}").replace("/1.mp3", f"/r{n}.mp3") for n in range(13)]
    old = OLD.replace(REEF, "".join(items))
    result = compare(run, tmp_path, OLD.replace(REEF, ""), old=old)
    assert result.stdout.splitlines()[0] == "Danger: 13 removed episodes."
    assert result.stdout.splitlines()[-1] == "    and 3 more"
