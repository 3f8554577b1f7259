"""Which guests are proposed: those whom titles name, and whom something confirms."""

import pytest

from feedtool.importing.guests.forms import read_form
from feedtool.importing.guests.propose import Prose, propose_guests

FILLER = [Prose(f"Tides {number}", "") for number in range(40)]


def names(episodes: list[Prose], language: str = "en", **more: object) -> list[str]:
    found = propose_guests(episodes, language, **more)  # type: ignore[arg-type]
    return [one.name for proposal in found if proposal for one in proposal.guests]


# The episodes, and who is proposed.
CASES = {
    "a sure form alone": ([Prose("Tides (feat. Bo Lind)", ""), *FILLER], ["Bo Lind"]),
    "a weak form alone": ([Prose("Tides with Bo Lind", ""), *FILLER], []),
    "a weak form that the notes confirm": ([Prose("Tides with Bo Lind", "Bo Lind talks."), *FILLER], ["Bo Lind"]),
    "a weak form with two guests": ([Prose("Tides with Bo Lind and Al Roe", ""), *FILLER], ["Bo Lind", "Al Roe"]),
    "a weak form in many titles": (
        [*(Prose(f"Tides with {name} Lind", "") for name in ("Bo", "Al", "Mira", "Ada", "Ole")), *FILLER],
        ["Bo Lind", "Al Lind", "Mira Lind", "Ada Lind", "Ole Lind"],
    ),
    "a name behind a dash alone": ([Prose("Tides - Bo Lind", "Bo Lind talks."), *FILLER], []),
    "names behind dashes in many titles": (
        [Prose(f"Tides - {name} Lind", f"{name} Lind talks.") for name in ("Bo", "Al", "Mira")],
        ["Bo Lind", "Al Lind", "Mira Lind"],
    ),
    "words behind dashes in many titles": (
        [Prose(f"Tides - {name} Murloc", "Nets.") for name in ("Contest", "Winner", "Teaser")],
        [],
    ),
    "names and organizations behind dashes": (
        [Prose(f"Tides - {name} Lind - Port", f"{name} Lind") for name in ("Bo", "Al", "Mira")],
        ["Bo Lind", "Al Lind", "Mira Lind"],
    ),
    "who is in most titles is a host": ([Prose(f"Tides {at} with Mira Holt", "") for at in range(20)], []),
    "nobody": ([], []),
}  # fmt: skip


@pytest.mark.parametrize("claim", CASES)
def test_who_is_proposed(claim: str) -> None:
    episodes, expected = CASES[claim]
    assert names(episodes) == expected


@pytest.mark.parametrize(
    "more",
    [{"known": ["bo lind"]}, {"show_title": "The Bo Lind Show"}, {"known": ["Bo Lind", "x"]}],
)
def test_people_of_the_show_are_no_guests(more: dict[str, object]) -> None:
    episodes = [Prose("Tides feat. Bo Lind & Al Roe", ""), Prose("Nets feat. Bo Lind", "")]
    assert names(episodes, **more) == ["Al Roe"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Marées avec Élodie Roy"), ("fr-BE", "Marées avec Élodie Roy"), ("de-DE", "Flut mit Élodie Roy"),
        ("es", "Marea con Élodie Roy"), ("it", "Marea con Élodie Roy"), ("pt-BR", "Maré com Élodie Roy"),
        ("nl", "Getij met Élodie Roy"), ("", "Marées avec Élodie Roy"), ("EN", "Tides with Élodie Roy"),
    ],
)  # fmt: skip
def test_words_are_those_of_the_language_of_the_show(language: str, title: str) -> None:
    assert names([Prose(title, "Élodie Roy")], language) == ["Élodie Roy"]
    other = "de" if language.startswith("fr") else "fr"
    assert names([Prose(title, "Élodie Roy")], other if language else "ru") == []


def test_forms_of_the_author_always_count() -> None:
    forms = [read_form("{guest}: {title}")]
    assert names([Prose("Bo Lind: Tides", ""), *FILLER], "ru", forms=forms) == ["Bo Lind"]
    assert names([Prose("Bo Lind: Tides", "Bo Lind"), *FILLER], "en") == []
