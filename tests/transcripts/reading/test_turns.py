"""Text and Markdown with turns, as people, editors and services lay them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.turns import read_turns

Turn = tuple[str, int | None, str]


def read(text: str) -> Reading | None:
    findings = FileFindings("a.txt")
    reading = read_turns(text, findings)
    assert bool(findings.found) == (reading is None)
    return reading


def turns_of(text: str) -> list[Turn]:
    reading = read(text)
    assert reading is not None
    return [(one.speaker, one.start_ms, one.text) for one in reading.transcript.cues]


PLAIN: list[Turn] = [("Mira", None, "Hello."), ("Bo", None, "Hi.")]
TIMED: list[Turn] = [("Mira", 0, "Hello."), ("Bo", 4000, "Hi.")]
LAYOUTS: dict[str, tuple[str, list[Turn]]] = {
    "names": ("Mira: Hello.\n\nBo: Hi.\n", PLAIN),
    "names without empty lines": ("Mira: Hello.\nBo: Hi.\n", PLAIN),
    "names above": ("Mira:\nHello.\n\nBo:\nHi.\n", PLAIN),
    "line ends of Windows": ("Mira: Hello.\r\n\r\nBo: Hi.\r\n", PLAIN),
    "line ends of old Macs": ("Mira: Hello.\r\rBo: Hi.\r", PLAIN),
    "captions of television": (">> Mira: Hello.\n>> Bo: Hi.\n", PLAIN),
    "roles": ("Mira (host): Hello.\n\nBo [guest]: Hi.\n", PLAIN),
    "times in brackets": ("Mira (0:00): Hello.\nBo (0:04): Hi.\n", TIMED),
    "times before the text": ("Mira (0:00) Hello.\nBo (0:04) Hi.\n", TIMED),
    "Otter": ("Mira  0:00  \nHello.\n\nBo  0:04  \nHi.\n\nTranscribed by https://otter.ai\n", TIMED),
    "Descript": ("[00:00:00] Mira: Hello.\n\n[00:00:04] Bo: Hi.\n", TIMED),
    "Descript, name first": ("Mira: [00:00:00] Hello.\n\nBo: [00:00:04] Hi.\n", TIMED),
    "Trint": ("[00:00:00] Mira\nHello.\n\n[00:00:04] Bo\nHi.\n", TIMED),
    "Rev": ("Mira (00:00):\nHello.\n\nBo (00:04):\nHi.\n", TIMED),
    "Riverside": ("Mira (00:00.000)\nHello.\n\nBo (00:04.000)\nHi.\n", TIMED),
    "Zoom": ("00:00:00\tMira:\tHello.\n00:00:04\tBo:\tHi.\n", TIMED),
    "Happy Scribe": ("[00:00:00.00] - Mira\nHello.\n\n[00:00:04.00] - Bo\nHi.\n", TIMED),
    "times without brackets": ("00:00:00 Mira\nHello.\n\n00:00:04 Bo\nHi.\n", TIMED),
    "bars": ("Mira | 00:00\nHello.\n\nBo | 00:04\nHi.\n", TIMED),
    "name, time, text": ("Mira\n00:00\nHello.\n\nBo\n00:04\nHi.\n", TIMED),
    "time, name, text": ("00:00\nMira\nHello.\n\n00:04\nBo\nHi.\n", TIMED),
    "Markdown": ("**Mira:** *Hello.*\n\n**Bo**: Hi.\n", PLAIN),
    "Markdown with times": ("**Mira** (0:00): Hello.\n\n**Bo** `0:04`: Hi.\n", TIMED),
    "Markdown with linked times": ("**Mira** [0:00](https://example.com/#t=0)\nHello.\n\n**Bo** [0:04](https://example.com/#t=4)\nHi.\n", TIMED),
    "front matter and headings": ("---\ntitle: Nets\nhosts: Bo\n---\n# Transcript: nets\n\n__Mira:__ Hello.\n\n---\n\n__Bo:__ Hi.\n", PLAIN),
    "underlined heading": ("Nets and boats\n==============\n\nMira: Hello.\n\nBo: Hi.\n", PLAIN),
    "bold voices": ("**Mira:** Hello.\n\n**Bo:** Hi.\n\n**The old harbour master:** So.\n\n**Note:** No.\n", [*PLAIN, ("The old harbour master", None, "So."), ("The old harbour master", None, "Note: No.")]),
    "escaped times": ("**Mira:** \\[00:00:00\\] Hello.\n\n**Break:** \\[00:00:02\\]\n\n**Bo:** \\[00:00:04\\] Hi.\n", TIMED),
    "bold alone": ("**Mira**\n\nHello.\n\n**Bo**\n\nHi.\n\n**Mira**\n\nSo.\n\n**Bo**\n\nNo.", [*PLAIN, ("Mira", None, "So."), ("Bo", None, "No.")]),
    "headings are names": ("## Mira\n\nHello.\n\n## Bo\n\nHi.\n\n## Mira\n\nSo.\n\n## Bo\n\nNo.", [*PLAIN, ("Mira", None, "So."), ("Bo", None, "No.")]),
    "numbers": ("Speaker 1: Hello.\n\nSpeaker 2: Hi.\n", [("Speaker 1", None, "Hello."), ("Speaker 2", None, "Hi.")]),
    "numbers alone": ("Speaker 1\nHello.\n\nSpeaker 2\nHi.\n", [("Speaker 1", None, "Hello."), ("Speaker 2", None, "Hi.")]),
    "numbers alone, without empty lines": ("Спикер 1\nHello.\nСпикер 2\nHi.\n", [("Спикер 1", None, "Hello."), ("Спикер 2", None, "Hi.")]),
    "numbers and times without empty lines": ("Speaker 1\n00:00\nHello.\nSpeaker 2\n00:04\nHi.\n", [("Speaker 1", 0, "Hello."), ("Speaker 2", 4000, "Hi.")]),
    "names and times without empty lines": ("Mira\n00:00\nHello.\nBo\n00:04\nHi.\n", TIMED),
    "time above a label": ("00:00\nMira: Hello.\n\n00:04\nBo: Hi.\n", TIMED),
    "time in brackets far above a label": ("[00:00]\n\nMira: Hello.\n\n[00:04]\n\nBo: Hi.\n", TIMED),
    "one time above a label": ("Mira: Hello.\n00:04\nBo: Hi.\n", [("Mira", None, "Hello."), ("Bo", 4000, "Hi.")]),
    "names in brackets": ("[Mira]: Hello.\n\n[Bo]: Hi.\n", PLAIN),
    "numbers in brackets": ("[Speaker 1] Hello.\n\n(Speaker 2) Hi.\n", [("Speaker 1", None, "Hello."), ("Speaker 2", None, "Hi.")]),
    "times and names in brackets": ("[00:00] [Mira]: Hello.\n[00:04] [Bo]: Hi.\n", TIMED),
    "Zoom's own text": ("[Mira] 00:00:00\nHello.\n\n[Bo] 00:00:04\nHi.\n", TIMED),
    "faster-whisper": ("[0.00s -> 4.00s]  Hello.\n[4.00s -> 6.50s]  Hi.\n", [("", 0, "Hello."), ("", 4000, "Hi.")]),
    "thin arrows": ("[00:00 -> 00:04] Hello.\n[00:04 -> 00:06] Hi.\n", [("", 0, "Hello."), ("", 4000, "Hi.")]),
    "table": ("| Time | Name | Text |\n|------|:----:|------|\n| 0:00 | Mira | Hello. |\n| 0:04 | **Bo** | Hi. |\n", TIMED),
    "quotes": ("> **Mira:** Hello.\n>\n> **Bo:** Hi.\n", PLAIN),
    "a bold name among labels": ("**Mira**: Hello.\n\n**Bo**: Hi.\n\n**Mira**\nSo.\n", [*PLAIN, ("Mira", None, "So.")]),
    "a heading that nobody is": ("### Mira\n\nHello.\n\n### Bo\n\nHi.\n\n### Mira\n\nSo.\n\n## Further Reading\n\n- Nets\n", [("Mira", None, "Hello."), ("", None, "Hi."), ("Mira", None, "So."), ("", None, "Nets")]),
    "Otter's lists": ("SUMMARY KEYWORDS\nnets, boats\n\nSPEAKERS\nMira, Bo\n\nMira  0:00\nHello.\n\nBo  0:04\nHi.\n", TIMED),
    "signs above letters": ("พิธีกร: เรือ\n\nแขก: ปลา\n\nพิธีกร: น้ำ\n", [("พิธีกร", None, "เรือ"), ("แขก", None, "ปลา"), ("พิธีกร", None, "น้ำ")]),
    "the unknown": ("Unknown Speaker  0:00\nHello.\n\nBo  0:04\nHi.\n", [("", 0, "Hello."), ("Bo", 4000, "Hi.")]),
    "Chinese": ("田中：こんにちは。\n\n鈴木：はい。\n\n田中：では。\n\n鈴木：さあ。\n", [("田中", None, "こんにちは。"), ("鈴木", None, "はい。"), ("田中", None, "では。"), ("鈴木", None, "さあ。")]),
    "a turn of two paragraphs": ("Mira: Hello\nthere.\n\nAnd so on.\n\nBo: Hi.\n", [("Mira", None, "Hello there."), ("Mira", None, "And so on."), ("Bo", None, "Hi.")]),
    "a turn of two paragraphs with a time": ("[0:00] Mira: Hello.\n\nAnd so on.\n\n[0:04] Bo: Hi.\n", [("Mira", 0, "Hello.\nAnd so on."), ("Bo", 4000, "Hi.")]),
    "times alone": ("[0:00] Hello.\n[0:04] Yes\n[1:02:03] No\n", [("", 0, "Hello."), ("", 4000, "Yes"), ("", 3_723_000, "No")]),
    "our own text": ("[00:00:00] Mira: Hello.\n\n[00:00:02] So.\n\n[00:00:04] Bo: Hi.\n", [("Mira", 0, "Hello."), ("Mira", 2000, "So."), ("Bo", 4000, "Hi.")]),
    "no names": ("Welcome to\nthe harbour.\n\nThe ferry is late.\n", [("", None, "Welcome to the harbour."), ("", None, "The ferry is late.")]),
    "lines of Whisper": ("Welcome to\nthe harbour.\nThe ferry\n", [("", None, "Welcome to"), ("", None, "the harbour."), ("", None, "The ferry")]),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read(name: str) -> None:
    text, turns = LAYOUTS[name]
    assert turns_of(text) == turns


def test_spans_of_time_have_both_ends() -> None:
    reading = read("[00:00.000 --> 00:04.000]  Welcome.\n[00:04.000 --> 00:06.500]  So.\n")
    assert reading is not None
    assert [(one.start_ms, one.end_ms, one.text) for one in reading.transcript.cues] == [
        (0, 4000, "Welcome."),
        (4000, 6500, "So."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Note: the harbour is closed.\n\nWe met at 10:30, and left.\n",
        "The answer: no.\n\nIngredients: salt.\n\nMore: none.\n",
        "He said: hello.\n\nHe said: goodbye.\n",
        "10:30 is when we met.\n\nSee https://example.com: it is there.\n",
        "**Important** things come first.\n\nThe others come later.\n",
    ],
)
def test_what_only_looks_like_a_label_stays_in_the_text(text: str) -> None:
    turns = turns_of(text)
    assert {speaker for speaker, *_ in turns} == {""}
    assert " ".join(said for *_, said in turns).split() == text.replace("*", "").split()


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("some *words* and __more__ `code`", "some words and more code"),
        ("a [link](https://example.com \"Nets\") and ![a net](net.png)", "a link and a net"),
        ("snake_case_name and 5 * 3 * 2", "snake_case_name and 5 * 3 * 2"),
        (r"5 \* 3 \_ \[x\]", "5 * 3 _ [x]"),
        ("fish &amp; chips<br>here", "fish & chips here"),
        ("> quoted", "quoted"),
        ("- a point", "a point"),
    ],
)  # fmt: skip
def test_marks_of_markdown_leave_the_text(marked: str, plain: str) -> None:
    assert [" ".join(text.split()) for *_, text in turns_of(marked)] == [plain]


def test_a_turn_has_the_line_of_its_label() -> None:
    reading = read("# Nets\n\nMira  0:00\nHello.\n\nBo: Hi.\n\nMore.\n")
    assert reading is not None
    assert reading.places.find([0, 1]) == {0: (3, 1), 1: (6, 1)}


@pytest.mark.parametrize("text", ["# Nets\n", "---\n\n***\n", "[0:00]\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    findings = FileFindings("a.txt")
    assert read_turns(text, findings) is None
    assert [one.message for one in findings.found] == ["it has no words; expected what is said"]


@given(st.lists(st.sampled_from(["Mira", "Bo", ": ", ":", " ", "\n", "\n\n", "0:04", "[", "]", "(", ")", "**", "#", "-", "a", "é", "我", "：", "=", "\r", "\0", "\ud800", "<b>"]), max_size=40))  # fmt: skip
def test_any_text_is_read_or_refused(parts: list[str]) -> None:
    read("".join(parts))


@pytest.mark.parametrize(
    "part", ["*a", "_a ", "[", "[a](", "a: ", "Mira ", " ", ">", "0:00", "<b ", "`"]
)
def test_long_lines_take_little_time(part: str) -> None:
    read(part * (2_000_000 // len(part)))


def test_more_lines_than_a_day_of_talk_has_are_refused() -> None:
    findings = FileFindings("a.txt")
    assert read_turns("So\n" * 200_001, findings) is None
    says = "it has more than 200,000 lines or paragraphs; expected one episode"
    assert [one.message for one in findings.found] == [says]
    assert read("\n" * 200_001 + "So") is not None
