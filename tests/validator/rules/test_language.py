"""The declared language and the language of the texts."""

import pytest

from feedtool import validate

GERMAN = (
    "Wir reden mit den Leuten, die nachts auf der Fähre arbeiten, und über das, was sie dort "
    "erleben. Es ist nicht immer ruhig, und wir wollen wissen, wie sich die Arbeit verändert hat. "
)
ENGLISH = (
    "We talk with the people who work on the night ferry about what they see there and how it "
    "feels. It is not always quiet, and we want to know how the work has changed for them. "
)
SPANISH = (
    "Hablamos con la gente que trabaja por la noche en el ferry y nos cuenta lo que ve. No es "
    "siempre tranquilo, y este trabajo es más duro de lo que parece para los que se quedan. "
)
PORTUGUESE = (
    "Falamos com as pessoas que trabalham à noite no barco e que nos contam o que veem. Não é "
    "sempre calmo, e o trabalho é mais duro do que parece para os que ficam em terra. "
)
NORWEGIAN = (
    "Vi snakker med folk som jobber om natten på fergen, og om det de ser der. Det er ikke alltid "
    "rolig, og vi vil vite hvordan arbeidet har forandret seg for dem som har vært der lenge. "
)
NAMES = "Mira Holt, Ben Quill, Ana Reyes, Ole Berg, Ida Voss, Tom Hale, Lea Brandt, Kim Dahl, "


def findings(language: str, text: str, items: int = 6) -> list[str]:
    item = f"<item><title>Folge</title><description>{text}</description></item>"
    feed = (
        '<rss version="2.0"><channel><title>Hafen</title>'
        f"<language>{language}</language>{item * items}</channel></rss>"
    )
    return [one.message for one in validate(feed.encode(), select=["language-differs"]).findings]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", GERMAN, "German"),
        ("en-US", GERMAN, "German"),
        ("de", ENGLISH, "English"),
        ("no", ENGLISH, "English"),
        ("en", SPANISH, "Spanish"),
        ("en", f"<![CDATA[<p>{GERMAN}</p>]]>", "German"),
    ],
)
def test_another_language_is_told_once(language: str, text: str, name: str) -> None:
    code = language.partition("-")[0]
    assert findings(language, text) == [
        f'language is "{code}", but the titles and descriptions are in {name}'
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", GERMAN), ("en", ENGLISH), ("es", SPANISH), ("pt-BR", PORTUGUESE),
        ("es", PORTUGUESE), ("pt", SPANISH), ("nn", NORWEGIAN), ("da", NORWEGIAN),
        ("en", GERMAN + ENGLISH), ("de", GERMAN + ENGLISH), ("en", NAMES * 3), ("eu", ENGLISH),
        ("und", ENGLISH), ("", ENGLISH), ("en", "Привет"),
    ],
)  # fmt: skip
def test_a_right_or_doubtful_language_is_left_alone(language: str, text: str) -> None:
    assert findings(language, text) == []


def test_a_short_text_is_not_judged() -> None:
    assert findings("en", GERMAN, items=5) == []
