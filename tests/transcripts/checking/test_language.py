"""Texts in another language than the declared one, if that is certain."""

import pytest
from checked_cues import saying, told

EN = "Welcome to the harbour. The tide is low today, and the boats that you see from here are not on the water."
FR = "Bienvenue dans le port. La mer est basse pour les bateaux que nous avons sur le quai, et il est tard."
DE = "Willkommen im Hafen. Das Wasser ist heute nicht hoch, und die Boote, die wir von hier sehen, sind auf dem Sand."
RU = "Добро пожаловать в гавань. Сегодня вода низкая, и лодки стоят на песке."
JA = "港へようこそ。今日は潮が引いていて、船は砂の上にあります。"


def says(declared: str, found: str) -> list[str]:
    return [
        f'1:1: warning: the language is "{declared}", but the text is {found}; declare the '
        "language of the text [transcript-other-language]"
    ]


@pytest.mark.parametrize(
    ("text", "declared", "found"),
    [
        (EN, "fr", "in English"),
        (EN, "de-AT", "in English"),
        (EN, "ja", "in English"),
        (FR, "en", "in French"),
        (DE, "en_US", "in German"),
        (RU, "en", "written in Cyrillic letters"),
        (RU, "ja", "written in Cyrillic letters"),
    ],
)
def test_another_language(text: str, declared: str, found: str) -> None:
    texts = [f"{number} {text}" for number in range(8)]
    assert told(saying(*texts), language=declared) == says(declared, found)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        (EN, "en-GB"), (FR, "fr"), (DE, "de-CH"), (RU, "ru"), (RU, "uk"), (JA, "ja"), (EN, ""),
        # We do not know their words, or they are close to others.
        (EN, "cy"), (DE, "gsw"), (FR, "ht"), (EN, "mul"), (EN, "und"),
    ],
)  # fmt: skip
def test_the_right_language_and_what_is_not_certain(text: str, declared: str) -> None:
    texts = [f"{number} {text}" for number in range(8)]
    assert told(saying(*texts), language=declared) == []


def test_a_short_text_and_a_mixed_text_are_not_certain() -> None:
    assert told(saying(EN), language="fr") == []
    lesson = [f"{number} {text}" for number in range(8) for text in (EN, FR)]
    assert told(saying(*lesson), language="en") == []
    assert told(saying(*lesson), language="fr") == []


def test_the_file_may_say_its_language_itself() -> None:
    texts = [f"{number} {FR}" for number in range(8)]
    assert told(saying(*texts), file_language="en") == says("en", "in French")
    assert told(saying(*texts), file_language="en", language="fr") == []


def test_a_greeting_in_another_language_is_no_other_language() -> None:
    texts = [f"{number} {FR}" for number in range(8)] + [f"{number} {EN}" for number in range(90)]
    assert told(saying(*texts), language="en") == []
