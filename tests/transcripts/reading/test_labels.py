"""Names in front of a text become speakers where they certainly name one."""

import pytest

from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.reading.labels import name_speakers


def name(*texts: str) -> list[tuple[str, str]]:
    cues = [Cue(text, 0, 1) for text in texts]
    named, places = name_speakers(cues, list(range(len(cues))))
    assert len(named) == len(places)
    return [(one.speaker, one.text) for one in named]


NAMED = {
    "first cue": (["Mira: Hello.", "Bo: Hi."], [("Mira", "Hello."), ("Bo", "Hi.")]),
    "name of several words": (["Mira van der Holt: Hello."], [("Mira van der Holt", "Hello.")]),
    "who is named speaks on": (["Mira: Hello.", "I am here.", "Bo: Hi."], [("Mira", "Hello."), ("Mira", "I am here."), ("Bo", "Hi.")]),
    "nobody before the first name": (["(Bells)", "Mira: Hello.", "Mira: Bye."], [("", "(Bells)"), ("Mira", "Hello."), ("Mira", "Bye.")]),
    "two speakers in a cue": (["Mira: Hello.\nBo: Hi."], [("Mira", "Hello."), ("Bo", "Hi.")]),
    "name on its own line": (["Mira:\nHello."], [("Mira", "Hello.")]),
    "dashes": (["- Mira: Hello.\n- Bo: Hi."], [("Mira", "Hello."), ("Bo", "Hi.")]),
    "arrows of captions": ([">> MIRA: Hello.", ">>BO: Hi."], [("MIRA", "Hello."), ("BO", "Hi.")]),
    "arrows without a name": (["Mira: Hello.", ">> Hi.", "Mira: Bye."], [("Mira", "Hello."), ("", ">> Hi."), ("Mira", "Bye.")]),
    "dashes without a name": (["Mira: Hello.", "- Hi.\n- Oh.", "Mira: Bye."], [("Mira", "Hello."), ("", "- Hi.\n- Oh."), ("Mira", "Bye.")]),
    "a dash inside a sentence": (["Mira: Hello,", "- as I said -", "Mira: Bye."], [("Mira", "Hello,"), ("Mira", "- as I said -"), ("Mira", "Bye.")]),
    "numbered speakers": (["Well.", "Speaker 2: Hello."], [("", "Well."), ("Speaker 2", "Hello.")]),
    "labels of services": (["SPEAKER_00: Hello.", "[SPEAKER_01]: Hi."], [("SPEAKER_00", "Hello."), ("SPEAKER_01", "Hi.")]),
    "names in brackets": (["Well.", "[Mira]: Hello."], [("", "Well."), ("Mira", "Hello.")]),
    "name twice": (["Well.", "Mira: Hello.", "Oh.", "Mira: Bye."], [("", "Well."), ("Mira", "Hello."), ("Mira", "Oh."), ("Mira", "Bye.")]),
    "who speaks once among others": (["Mira: Hello.", "Mira: Oh.", "Bo: Hi."], [("Mira", "Hello."), ("Mira", "Oh."), ("Bo", "Hi.")]),
    "letters": (["Q: Who?", "A: Me."], [("Q", "Who?"), ("A", "Me.")]),
    "title": (["Dr. O’Brien-Holt: Hello."], [("Dr. O’Brien-Holt", "Hello.")]),
    "small letters, often": (["mira: Hello.", "mira: Oh.", "mira: Bye."], [("mira", "Hello."), ("mira", "Oh."), ("mira", "Bye.")]),
    "Chinese": (["李明：你好。", "王：你好！", "李明：再见。"], [("李明", "你好。"), ("王", "你好！"), ("李明", "再见。")]),
    "Hebrew": (["מנחה: שלום.", "אורחת: תודה.", "מנחה: שאלה."], [("מנחה", "שלום."), ("אורחת", "תודה."), ("מנחה", "שאלה.")]),
    "Thai, with signs above letters": (["พิธีกร: สวัสดี", "พิธีกร: เรือ"], [("พิธีกร", "สวัสดี"), ("พิธีกร", "เรือ")]),
    "Hindi": (["मेज़बान: नमस्ते।", "मेज़बान: नाव।"], [("मेज़बान", "नमस्ते।"), ("मेज़बान", "नाव।")]),
    "letters of two parts": (["Zoe\u0308: Ahoj.", "Zoe\u0308: So."], [("Zoe\u0308", "Ahoj."), ("Zoe\u0308", "So.")]),
    "numbers in brackets": (["[Speaker 1] Hello.", "(SPEAKER_02) Hi: yes.", "[laughs] So."], [("Speaker 1", "Hello."), ("SPEAKER_02", "Hi: yes."), ("SPEAKER_02", "[laughs] So.")]),
    "number with a sign": (["Unidentified Speaker #1: Hello."], [("Unidentified Speaker #1", "Hello.")]),
    "dash and brackets": (["(waves)", "- [Mira] Hello.", "- [Bo] Hi.\n- [Mira] So.", "- [Music] La."], [("", "(waves)"), ("Mira", "Hello."), ("Bo", "Hi."), ("Mira", "So."), ("Mira", "- [Music] La.")]),
    "how it is said": (["Mira (laughs): Hello.", "Mira: So."], [("Mira", "(laughs) Hello."), ("Mira", "So.")]),
    "surname that is a word": (["Dorothy Day: Oh.", "Dorothy Day: Hm.", "Dorothy Day: Ah."], [("Dorothy Day", "Oh."), ("Dorothy Day", "Hm."), ("Dorothy Day", "Ah.")]),
    "name of who speaks next": (["Mira: Hello.\nBo:", "Hi.", "Mira:", "So."], [("Mira", "Hello."), ("Bo", "Hi."), ("Mira", ""), ("Mira", "So.")]),
    "Russian": (["Мира: Привет.", "Мира: Пока."], [("Мира", "Привет."), ("Мира", "Пока.")]),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "cues"), NAMED.values(), ids=NAMED)
def test_speaker_is_named(texts: list[str], cues: list[tuple[str, str]]) -> None:
    assert name(*texts) == cues


KEPT = {
    "sentence": ["Note: this is a harbour.", "Hello."],
    "sentence among others": ["Hello.", "Note: this is a harbour.", "Note: and that a pier."],
    "German sentence": ["Hinweis: Das ist ein Hafen.", "Frage: Wo?"],
    "clause": ["the question is: why?", "the question is: when?", "the question is: who?"],
    "name once inside": ["Hello.", "Mira: this is a pier.", "Bye."],
    "name that goes on with a sentence": ["We said hello to\nMira: she came", "with others and\nMira: she left"],
    "time": ["10:30 is the time.", "It is 10:30: late."],
    "address": ["https://example.com/a", "https://example.com/b"],
    "title of several words": ["Pro Tip: Take a boat.", "Fun Fact: Tides turn."],
    "label of sixty characters": [f"{'Mira ' * 12}: Hello."] * 3,
    "Chinese once": ["时间：十点。", "再见。"],
    "Chinese question": ["问题：船多大？", "很大。", "问题：什么是船？"],
    "Russian question": ["Вопрос: зачем?", "Да.", "Вопрос: когда?"],
    "words in brackets behind a dash": ["- [laughs] Yes.", "- [Music] So.", "- [laughs] No."],
    "words in brackets": ["[laughs] Yes.", "(Man who) knows.", "[Music] So."],
    "sentence of a name": ["And I'm Mira Holt: hello.", "Oh.", "And I'm Bo: hi."],
    "sentence of a name, twice": ["And Mira: hello.", "Oh.", "And Mira: bye."],
    "words that go on": ["Host is: Mira.", "Man who: Bo."],
}  # fmt: skip


@pytest.mark.parametrize("texts", KEPT.values(), ids=KEPT)
def test_text_that_names_nobody_is_kept(texts: list[str]) -> None:
    assert name(*texts) == [("", text) for text in texts]


def test_sentence_among_speakers_is_no_speaker() -> None:
    found = name("Mira: Hello.", "Note: it is late.", "Bo: Hi.")
    assert found == [("Mira", "Hello."), ("Mira", "Note: it is late."), ("Bo", "Hi.")]
    found = name("李明：你好。", "问题：船多大？", "李明：很大。")
    assert found == [("李明", "你好。"), ("李明", "问题：船多大？"), ("李明", "很大。")]


def test_voices_of_webvtt_do_not_speak_on() -> None:
    cues = [
        Cue("Hello.", 0, 1, "Mira"),
        Cue("Oh.", 1, 2),
        Cue("Bo: Hi.", 2, 3),
        Cue("Bo: So.", 3, 4),
    ]
    named, _ = name_speakers(cues, [1, 2, 3, 4])
    assert [(one.speaker, one.text) for one in named] == [
        ("Mira", "Hello."), ("", "Oh."), ("Bo", "Hi."), ("Bo", "So."),
    ]  # fmt: skip


TURNS = [("Mira", "Hello, and"), ("", "welcome."), ("Bo", "Thanks to"), ("", "all."), ("Mira", "So"), ("", "be it."), ("", "Yes.")]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "are_turns"),
    [
        ({}, True),
        ({4: ("Bo", "So")}, False),
        ({0: ("Mira", "Hello."), 2: ("Bo", "Thanks.")}, False),
        ({1: ("Mira", "welcome.")}, False),
        ({4: ("", "So")}, False),
    ],
    ids=["turns", "a name repeated", "whole sentences", "more voices", "two voices"],
)
def test_voices_of_turns_speak_on(changes: dict[int, tuple[str, str]], are_turns: bool) -> None:
    said = [changes.get(at, one) for at, one in enumerate(TURNS)]
    named, _ = name_speakers([Cue(text, 0, 1, who) for who, text in said], [*range(len(said))])
    turns = ["Mira", "Mira", "Bo", "Bo", "Mira", "Mira", "Mira"]
    assert [one.speaker for one in named] == (turns if are_turns else [who for who, _ in said])


def test_markup_and_words_lose_the_name_too() -> None:
    words = (Word("Mira: Hello", 0, 1), Word("Bo", 1, 2))
    cues = [Cue("Mira: Hello Bo", 0, 2, words=words, markup="Mira: Hello <i>Bo</i>")]
    named, _ = name_speakers(cues, [1])
    assert named == [
        Cue("Hello Bo", 0, 2, "Mira", (Word("Hello", 0, 1), Word("Bo", 1, 2)), "<v Mira>Hello <i>Bo</i>")
    ]  # fmt: skip


def test_cue_of_two_speakers_keeps_its_place() -> None:
    named, places = name_speakers([Cue("Mira: Hello.\nBo: Hi.", 0, 1)], [7])
    assert (len(named), places) == (2, [7, 7])


@pytest.mark.parametrize(
    ("label", "is_speaker"),
    [
        ("Bottom Line", False),
        ("Monday", False),
        ("Fun Fact", False),
        ("Myth", False),
        ("Main Takeaway", False),
        ("Zusammenfassung", False),
        ("Étape 2", False),
        ("Domenica", False),
        ("URL", False),
        ("Mira", True),
        ("Moderator/in", True),
        ("Dr. Holt", True),
    ],
)
def test_a_label_said_twice(label: str, is_speaker: bool) -> None:
    found = name(f"{label}: the nets are out.", "It rains.", f"{label}: they are in again.")
    assert [speaker for speaker, _ in found] == [label if is_speaker else ""] * 3
