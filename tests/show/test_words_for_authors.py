"""What newcomers write wrong, and what they read: file, line, column, what is there, the way on."""

from pathlib import Path

import pytest

from feedtool.findings.report import SourceError
from feedtool.show.reading import load_show

SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: Europe/London
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
"""
AUDIO = "audio: {url: https://example.com/1.mp3, length: 123456, duration: 52:10}"
EPISODE = f"""\
---
title: The night ferry
number: 1
published: 2024-01-15T07:00
{AUDIO}
---
Notes.
"""
E = "episodes/001-ferry.md"
BACKSLASH = (
    "YAML does not know what follows this backslash; write the character itself, or \\\\ for a "
    "backslash, or put the value in single quotes"
)


def told(folder: Path, file: str, text: str | bytes) -> list[str]:
    """Return what is said of a show with one other file: place, message and rule."""
    (folder / "episodes").mkdir(exist_ok=True)
    for name, own in (("show.yaml", SHOW), (E, EPISODE), (file, text)):
        (folder / name).write_bytes(own if isinstance(own, bytes) else own.encode())
    try:
        load_show(folder)
    except SourceError as error:
        start = f"{folder.as_posix()}/"
        return [str(one).removeprefix(start).replace(": error: ", " ") for one in error.findings]
    return []


OTHER_YAML = [
    ("number: 1", "number:1", "3:1 a blank is missing after the colon; write number: 1"),
    ("number: 1", "number :1", "3:1 a blank is missing after the colon; write number: 1"),
    ("number: 1", "number = 1", '3:1 expected ":" in place of "="; write number: 1'),
    ("number: 1", "summary", '3:1 expected "key: value"; write summary: and the value behind it'),
    ("number: 1", "Some text, not a key.",
     '3:1 expected "key: value"; if the show notes start here, write "---" above this line'),
    ("number: 1", "\tnumber: 1", "3:1 YAML does not allow a tab here; indent with spaces"),
    ("title: The", "title:\u00a0The",
     "2:1 the colon or the blank after it is not the plain one; write title: The night ferry"),
    ("title: The", "title\uff1aThe",
     "2:1 the colon or the blank after it is not the plain one; write title: The night ferry"),
    ("title: The", 'title: "The',
     '2:8 the quote " that opens here is not closed; write " at the end of the value'),
    ("title: The", "title: 'The",
     "2:8 the quote ' that opens here is not closed; write ' at the end of the value"),
    ("The night ferry", '"Fog \\ud83d\\udcf1"', f"2:13 {BACKSLASH}"),
    ("The night ferry", '"C:\\data\\x"', f"2:11 {BACKSLASH}"),
    ("The night ferry", "'It's late'",
     '2:11 the quote \' ends the value here, and more follows; write "It\'s late"'),
    ("The night ferry", '"Say "no" twice"',
     '2:13 the quote " ends the value here, and more follows; write "Say \\"no\\" twice"'),
    ("The night", "- The night",
     '2:8 YAML does not take "- " for the start of a text; put the value in quotes: "- The night ferry"'),
    ("The night", "? The night",
     '2:8 YAML does not take "? " for the start of a text; put the value in quotes: "? The night ferry"'),
    ("The night", "> The night",
     '2:8 after > the text must start on the next line; put the value in quotes: "> The night ferry"'),
    ("The night", "| The night",
     '2:8 after | the text must start on the next line; put the value in quotes: "| The night ferry"'),
    ("The night", "*The* night",
     '2:8 * and & at the start of a value mean another one; put the value in quotes: "*The* night ferry"'),
    ("The night", "@The night",
     '2:8 a value cannot start with @; put the value in quotes: "@The night ferry"'),
    ("The night", "! The night",
     "2:8 YAML takes ! for a tag, which is not read; put the value in quotes"),
    ("The night", "[Live] The night",
     '2:8 a value that starts with [ is a list in YAML, and ends at ]; put the value in quotes: "[Live] The night ferry"'),
    ("The night", "Night: the",
     '2:13 a second ": " stands in one value; put the value in quotes: "Night: the ferry"'),
    ("night ferry", "night ferry #12",
     '2:23 YAML takes "#12" as a comment; if it belongs to the value, put the value in quotes; if not, write a blank after the #'),
    ("number: 1", "  number: 1",
     '3:3 "number" is indented as if it went on the value of "title"; write both keys in the same column'),
    (AUDIO, f"{AUDIO[:-1]}",
     "5:8 the { that opens here is not closed; write } at its end"),
    (AUDIO, "audio: {url: https://example.com/1.mp3; length: 123456}",
     '5:47 expected "," or "}" here; put a value with a comma, colon or bracket in quotes'),
    (AUDIO, "audio:\n    url: https://example.com/1.mp3\n  length: 12345",
     '7:3 "length" does not start in the column of the keys above it; write both keys in the same column'),
    ("title: The", "  title: The",
     "3:1 the lines above are indented, and this one is not; indent none of them"),
    ("number: 1", "- number: 1", '3:1 expected "key: value", not a list; remove the "- "'),
    ("number: 1", "number: 1\nnumber: 2", '4:1 "number" is written twice, first on line 3; remove one'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), OTHER_YAML)
def test_yaml_is_explained_where_it_must_be_changed(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert told(tmp_path, E, EPISODE.replace(old, new, 1)) == [f"{E}:{says} [bad-yaml]"]


OTHER_FILES = [
    ("", '1:1 the file is empty; expected "---", the keys, "---" and the show notes'),
    ("Notes.\n", '1:1 expected "---" and the episode\'s keys at the top of the file'),
    (EPISODE.removeprefix("---\n"), '1:1 expected "---" as the first line, above the keys'),
    (f"\n{EPISODE}", '1:1 the file starts with an empty line; expected "---" as the first line'),
    (EPISODE.replace("---", "----"), '1:1 the line is "----"; expected "---"'),
    (EPISODE.replace("---", "\u2014"), '1:1 the line is "\u2014"; expected "---"'),
    (EPISODE.replace("---\nN", "--\nN"),
     '6:1 the line is "--"; expected "---", which ends the front matter'),
    (EPISODE.replace("---\nN", "\nN"),
     '5:1 the front matter is not closed; write "---" on a line of its own below this line'),
    (EPISODE.replace("---\nN", "\nN") + "\n---\n",
     '7:1 expected "key: value"; if the show notes start here, write "---" above this line'),
    (EPISODE.replace("Notes.", EPISODE),
     "7:1 a second front matter starts here; move its keys up into the first, or remove it"),
    (EPISODE.replace("---", "+++"),
     '1:1 front matter between +++ is TOML; write it as YAML between two lines "---", e.g. title: The night ferry'),
    ("{\\rtf1 hello}", "1:1 this is a file of a word processor; save it as plain text"),
    ("<p>x</p>", '1:1 this is HTML; expected "---", the keys, "---" and the show notes'),
    (EPISODE.encode("utf-16"), "1:1 the file is UTF-16; save it as UTF-8"),
    (EPISODE.replace("night", "n\xe9ght").encode("latin-1"),
     "2:13 the byte 0xE9 is not UTF-8; save the file as UTF-8"),
    (EPISODE.replace("night", "n\0t"), "2:13 a control character stands here; remove it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), OTHER_FILES)
def test_a_file_that_is_no_episode_is_explained(
    tmp_path: Path, text: str | bytes, says: str
) -> None:
    assert told(tmp_path, E, text) == [f"{E}:{says} [bad-yaml]"]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + EPISODE.encode(),
        EPISODE.replace("\n", "\r\n"),
        EPISODE.replace("Notes.", "---\n\nA line, then notes.\n\n---\n"),
        EPISODE.replace("Notes.", "---\nNote: a line.\n\nMore\n"),
        EPISODE.replace("title: The", 'title: "The\n  ').replace("ferry", 'ferry"', 1),
    ],
)
def test_a_file_that_only_looks_odd_is_read(tmp_path: Path, text: str | bytes) -> None:
    assert told(tmp_path, E, text) == []


OTHER_KEYS = [
    (E, AUDIO, "audio:\nurl: https://example.com/1.mp3\nlength: 12345\nduration: 60",
     [f'{E}:{line}:1 "{key}" is not a key of an episode; it belongs to "audio": write two blanks before it [unknown-key]'
      for line, key in ((6, "url"), (7, "length"), (8, "duration"))]),
    (E, "number: 1", "slug: ferry",
     [f'{E}:3:1 "slug" is not a key of an episode; the name of the file stands in addresses: rename the file [unknown-key]']),
    (E, "number: 1", "duration: 52:10",
     [f'{E}:3:1 "duration" is not a key of an episode; write it within audio: {{url: …, length: …, duration: …}} [unknown-key]']),
    (E, "number: 1", "content: x",
     [f'{E}:3:1 "content" is not a key of an episode; move the text below the front matter [unknown-key]']),
    (E, "number: 1", "itunes:episode: 1",
     [f'{E}:3:1 "itunes:episode" is not a key of an episode; did you mean "number"? [unknown-key]']),
    (E, "number: 1", "guests:\n  -name: Bo",
     [f'{E}:4:3 "-name" is not a key of a person; write a blank after the "-" [unknown-key]']),
    (E, "number: 1", "guests: Bo Lind, Mira Holt",
     [f"{E}:3:9 guests is \"Bo Lind, Mira Holt\"; no person of that short name stands in people.yaml; "
      "write [{name: Bo Lind}, {name: Mira Holt}] or add it to people.yaml [unknown-person]"]),
    (E, "length: 123456", "length: 12.345.678",
     [f'{E}:5:49 audio.length is "12.345.678"; expected a whole number; write 12345678 [bad-value]']),
    (E, "52:10", "52 min",
     [f'{E}:5:67 audio.duration is "52 min"; expected seconds or H:MM:SS, e.g. 52:10; write 3120 [bad-duration]']),
    ("show.yaml", "artwork: https://example.com/cover.png", "image: cover.jpg",
     ['show.yaml:9:1 "image" is not a key of a show; did you mean "artwork"? [unknown-key]']),
    ("show.yaml", "artwork", "itunes_image",
     ['show.yaml:9:1 "itunes_image" is not a key of a show; did you mean "artwork"? [unknown-key]']),
    ("show.yaml", "title:", "name:",
     ['show.yaml:1:1 "name" is not a key of a show; did you mean "title"? [unknown-key]']),
    ("show.yaml", "language: en", "language: en\ndate: 2024-01-01",
     ['show.yaml:6:1 "date" is not a key of a show; each episode has a date of its own: published [unknown-key]']),
    ("show.yaml", "language: en", "language: en\nauthor_email: ed@example.com",
     ['show.yaml:6:1 "author_email" is not a key of a show; write it as owner: {email: …} [unknown-key]']),
    ("show.yaml", "timezone: Europe/London", "tz: Europe/London",
     ['show.yaml:6:1 "tz" is not a key of a show; did you mean "timezone"? [unknown-key]']),
    ("show.yaml", "Europe/London", "Berlin",
     ['show.yaml:6:11 timezone is "Berlin"; expected a name such as Europe/Paris or UTC; write Europe/Berlin [bad-timezone]']),
    ("show.yaml", "Europe/London", "GMT+2",
     ['show.yaml:6:11 timezone is "GMT+2"; expected a name such as Europe/Paris or UTC [bad-timezone]']),
    ("show.yaml", "{email: ed@example.com}", "\nname: Ed\nemail: ed@example.com",
     [f'show.yaml:{line}:1 "{key}" is not a key of a show; it belongs to "owner": write two blanks before it [unknown-key]'
      for line, key in ((8, "name"), (9, "email"))]),
    ("show.yaml", "{email: ed@example.com}", "ed@example.com",
     ['show.yaml:7:8 owner is "ed@example.com"; expected keys with values, e.g. {name: …, email: …} [bad-value]']),
    ("show.yaml", "[Technology]", "Technology, News",
     ['show.yaml:8:13 categories is "Technology, News"; expected a list: [Technology, News] [bad-category]']),
    ("show.yaml", "[Technology]", "[]",
     ["show.yaml:8:13 categories is an empty list; expected a list with at least one value [bad-value]"]),
    ("show.yaml", "language: en", "language: en\nhosting: github",
     ['show.yaml:6:10 hosting is "github"; expected "netlify", "cloudflare", "apache", "vercel", "nginx" or "github-pages"; did you mean "github-pages"? [bad-value]']),
]  # fmt: skip


MISLEADING = [
    ("title: The night ferry", "title: *Am Kai*",
     '2:8 anchors and aliases (& and *) are not read; write the value again, or put it in quotes: "*Am Kai*"'),
    ("title: The night ferry", 'title: "No" again',
     '2:11 the quote " ends the value here, and more follows; write "\\"No\\" again"'),
    ("title: The night ferry", "title: \u201eAm Kai: der Anfang\u201c",
     '2:15 a second ": " stands in one value; put the value in quotes: "Am Kai: der Anfang"'),
    ("title: The night ferry", "title: \u201eAm Kai\u201c: der \u201eAnfang\u201c",
     '2:16 a second ": " stands in one value; put the value in quotes: '
     '"\u201eAm Kai\u201c: der \u201eAnfang\u201c"'),
    ("number: 1\n", "<<<<<<< HEAD\nnumber: 1\n=======\nnumber: 2\n>>>>>>> other\n",
     "3:1 git left a conflict here; keep the lines of one side, or of both, and remove the lines "
     "with <<<<<<<, ======= and >>>>>>>"),
    ("Notes.", "<<<<<<< HEAD\nNotes.\n=======\nMore.\n>>>>>>> other",
     "7:1 git left a conflict here; keep the lines of one side, or of both, and remove the lines "
     "with <<<<<<<, ======= and >>>>>>>"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), MISLEADING)
def test_what_a_message_says_to_write_is_what_the_author_means(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert told(tmp_path, E, EPISODE.replace(old, new)) == [f"{E}:{says} [bad-yaml]"]


def test_a_heading_of_equals_signs_is_no_conflict(tmp_path: Path) -> None:
    notes = "Tides\n=======\n<<<<<<< is how git begins a conflict.\n"
    assert told(tmp_path, E, EPISODE.replace("Notes.", notes)) == []


BY_NAME = [
    ("[Bo Lind]", "3:10 guests is \"Bo Lind\"", "write bo"),
    ("bo, al", "3:9 guests is \"bo, al\"", "write [bo, al]"),
    ("Bo Lind, Kim Ray", "3:9 guests is \"Bo Lind, Kim Ray\"",
     "write [bo, {name: Kim Ray}] or add it to people.yaml"),
    ("[Kim Ray]", "3:10 guests is \"Kim Ray\"", "write {name: Kim Ray} or add it to people.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("guests", "what", "hint"), BY_NAME)
def test_a_person_by_full_name_is_found_in_people_yaml(
    tmp_path: Path, guests: str, what: str, hint: str
) -> None:
    (tmp_path / "people.yaml").write_text("bo: {name: Bo Lind}\nal: {name: Al}\n", "utf-8")
    found = told(tmp_path, E, EPISODE.replace("number: 1", f"guests: {guests}"))
    says = f"no person of that short name stands in people.yaml; {hint} [unknown-person]"
    assert found == [f"{E}:{what}; {says}"]


@pytest.mark.parametrize("name", ["002-tides.txt", "002-tides.md.txt", "002-tides.TXT"])
def test_an_episode_with_the_ending_of_an_editor_is_told(tmp_path: Path, name: str) -> None:
    found = told(tmp_path, f"episodes/{name}", EPISODE)
    says = f"episodes are files that end in .md; rename {name}, or move it away [bad-file-name]"
    assert found == [f"episodes/{name}:1:1 {says}"]


@pytest.mark.parametrize("value", ["ja", "1", "\u201ctrue\u201d"])
def test_of_a_draft_that_is_written_wrong_nothing_else_is_asked(tmp_path: Path, value: str) -> None:
    found = told(tmp_path, E, f"---\ntitle: Tides\ndraft: {value}\n---\n")
    assert [one.rpartition(" ")[2] for one in found] == ["[bad-boolean]"]


def test_a_text_without_keys_may_lie_beside_episodes(tmp_path: Path) -> None:
    assert told(tmp_path, "episodes/ideas.txt", "Ask Bo about the nets.") == []


def test_artwork_that_is_there_is_named_for_an_image_that_is_not(tmp_path: Path) -> None:
    found = told(tmp_path, "show.yaml", f"{SHOW}image: cover.jpg\n")
    says = '"image" is not a key of a show; did you mean "artwork"? [unknown-key]'
    assert found == [f"show.yaml:10:1 {says}"]


@pytest.mark.parametrize(("file", "old", "new", "says"), OTHER_KEYS)
def test_what_other_tools_write_is_told_in_our_words(
    tmp_path: Path, file: str, old: str, new: str, says: list[str]
) -> None:
    text = SHOW if file == "show.yaml" else EPISODE
    assert told(tmp_path, file, text.replace(old, new, 1)) == says


SEVERAL = [
    (E, EPISODE.replace("number: 1", "number: x\nignore: {bad-date: a reason}"), ["3:9"]),
    (E, EPISODE.replace("number: 1", "number:1\nseason:2\npublised: x"), ["3:1", "4:1", "5:1"]),
    (E, EPISODE.replace("The night", '"The night').replace("number: 1", 'summary: Who rides"\nseason: x'),
     ["2:8", "4:9"]),
    (E, EPISODE.replace("The night", '"The night').replace("number: 1", 'summary: "Who rides"\nseason: x'),
     ["2:8", "4:9"]),
    (E, EPISODE.replace("number: 1", 'guests:\n  - name: "Bo\n    role: x\nseason: x'), ["4:11", "6:9"]),
    (E, EPISODE.replace("number: 1", "number: 1\nnumber: 2\nseason: x\nartwork: no.png"),
     ["4:1", "5:9", "6:1"]),
    (E, EPISODE.replace("night", "#12").replace("number: 1", "summary: x #y\nseason: z"),
     ["2:11", "3:11", "4:9"]),
    (E, EPISODE.replace("number: 1", "summary: &a x\nnumber: y"), ["3:10", "4:9"]),
    ("people.yaml", "bo:\n\tname: Bo\nal: {name: Al, rol: x}\nno: x\n", ["2:1", "3:16", "4:1"]),
    ("show.yaml", SHOW.replace("[Technology]", "[Technology").replace("Notes", ": Notes").replace("Lon", "Ron"),
     ["1:16", "6:11", "8:13"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "places"), SEVERAL)
def test_what_is_wrong_besides_a_fault_of_yaml_is_told_too(
    tmp_path: Path, file: str, text: str, places: list[str]
) -> None:
    found = [one.removeprefix(f"{file}:").split(" ")[0] for one in told(tmp_path, file, text)]
    assert found == places


def test_a_person_who_cannot_be_read_is_known(tmp_path: Path) -> None:
    episode = EPISODE.replace("number: 1", "guests: [bo, al]")
    assert told(tmp_path, E, episode) != []
    (tmp_path / E).write_text(episode, "utf-8")
    people = "bo: {name: Bo\nal: {name: }\n"
    (tmp_path / "people.yaml").write_text(people, "utf-8")
    with pytest.raises(SourceError) as caught:
        load_show(tmp_path)
    assert [(one.file.rpartition("/")[2], one.line) for one in caught.value.findings] == [
        ("people.yaml", 1), ("people.yaml", 2),
    ]  # fmt: skip


def test_a_file_of_many_keys_is_read_in_bounded_time(tmp_path: Path) -> None:
    found = told(tmp_path, E, "---\n" + "a:1\n" * 100_000 + "---\n")
    assert len(found) == 1
    found = told(tmp_path, E, f"---\na{' ' * 900_000}b\nnumber:1\n---\n")
    assert [one.split(" ")[0] for one in found] == [f"{E}:2:1", f"{E}:3:1"]
    found = told(tmp_path, E, "---\n" + "a:1\n" * 1000 + "---\n")
    assert len(found) == 20
