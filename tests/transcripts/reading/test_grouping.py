"""Words become cues that end where people breathe, and none is lost."""

import random

import pytest

from feedtool.transcripts.reading.grouping import are_words, group_words
from feedtool.transcripts.reading.spoken import Spoken


def say(text: str, *, gaps: dict[int, int] | None = None, speakers: str = "") -> list[Spoken]:
    """Make words of 200 ms; `gaps` are pauses before a word."""
    words = []
    now = 0
    for index, word in enumerate(text.split()):
        now += (gaps or {}).get(index, 0)
        speaker = speakers[index : index + 1]
        words.append(Spoken(word, now, now + 200, speaker, ("words",), index))
        now += 200
    return words


LONG = "this sentence is longer than thirty two letters."


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (say("So it is."), ["So it is."]),
        (say("So it is.", gaps={2: 999}), ["So it is."]),
        (say("So it is.", gaps={2: 1000}), ["So it", "is."]),
        (say("So it is.", speakers="AAB"), ["So it", "is."]),
        (say(f"{LONG} Next one."), [LONG, "Next one."]),
        (say('He said "this sentence is longer than that." Next one.'), ['He said "this sentence is longer than that."', "Next one."]),
        (say("Yes. No. Maybe."), ["Yes. No. Maybe."]),
        (say("Yes. No. Maybe.", gaps={1: 300}), ["Yes.", "No. Maybe."]),
        (say("a " * 40), ["a " * 34 + "a", "a a a a a"]),
        (say("these words have a comma after forty letters, and then they go on and on without end"), ["these words have a comma after forty letters,", "and then they go on and on without end"]),
        (say("x" * 500 + " then"), ["x" * 500, "then"]),
        (say("我们 今天 在 港口 。 你 好"), ["我们今天在港口。你好"]),
        (say("船は ferry です"), ["船は ferry です"]),
        (say("ท่าเรือ เปิด แล้ว"), ["ท่าเรือเปิดแล้ว"]),
        (say("ميرا تتحدث عن الميناء الصغير في الشمال؟ نعم"), ["ميرا تتحدث عن الميناء الصغير في الشمال؟", "نعم"]),
    ],
)  # fmt: skip
def test_words_are_grouped(words: list[Spoken], texts: list[str]) -> None:
    found = group_words(words)
    assert [cue.text for cue in found.cues] == [text.strip() for text in texts]


@pytest.mark.parametrize(
    ("texts", "is_so"),
    [
        (["The", "ferry", "is", "late."], True),
        (["The ferry", "is late."], False),
        (["我们", "今天"], True),
        (["我们今天在港口等船"], False),
        (["x" * 41], False),
        (["The"] * 19 + ["New York"], True),
        (["The"] * 9 + ["New York"], False),
    ],
)
def test_single_words_are_known(texts: list[str], is_so: bool) -> None:
    assert are_words([Spoken(text, 0, 1, "", (), 0) for text in texts]) is is_so


def make_words(seed: int) -> list[Spoken]:
    """Make words with odd letters, of which many have no times or wrong ones."""
    chance = random.Random(seed)
    times = [None, *range(0, 20_000, 350)]
    return [
        Spoken(
            "".join(chance.choices('aé我。.,?"', k=chance.randrange(12))),
            chance.choice(times),
            chance.choice(times),
            chance.choice(["", "Mira", "Bo"]),
            ("words",),
            index,
        )
        for index in range(60)
    ]


@pytest.mark.parametrize("seed", range(50))
def test_no_word_is_lost_or_moved(seed: int) -> None:
    words = make_words(seed)
    found = group_words(words)
    texts = "".join(cue.text for cue in found.cues).replace(" ", "")
    assert texts == "".join(one.text for one in words)
    assert len(found.paths) == len(found.cues)
    for cue in found.cues:
        at = 0
        for word in cue.words:
            at = cue.text.index(word.text, at) + len(word.text)
