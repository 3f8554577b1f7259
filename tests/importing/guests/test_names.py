"""What looks like the name of a person, and lists of names."""

import pytest

from feedtool.importing.guests.names import looks_like_name, split_names

NAMES = [
    "Bo Lind", "Jean-Luc Marchand", "Helen O'Hara", "Muireann O’Connell", "Ada Carty-Williams", "Dr. Ron Lind",
    "J. K. Lind", "J.K. Lind", "Tim Van Damme", "Ludwig van der Lind", "Simone de Lind", "Paul McLind", "Ryan MacLeod",
    "Ana María Roe", "Élodie Roy", "Óscar Núñez", "Eliz Kılıç", "JOHN SMITH", "Stephen Lind Jr.", "Jan Müller",
    "April Lind", "June May", "Лена Орлова", "AJ Lind", "Omar bin Lind", "Bo A. Lind", "Maike J.", "Queen Ada III",
]  # fmt: skip
OTHERS = [
    "", "Bo", "bo lind", "Bo lind", "The Friends", "Our Friends", "Third Party", "Part Two", "Rails Engines", "Your Middle Finger",
    "Bo Lind 2", "Bo & Al", "DeltaDB Lind", "AKS Diagnostics", "Unison.js Lind", "Le produit", "de Lind", "Bo van", "Many Voices",
    "A B", "C. D.", "Bo Lind (Port)", "Bo: Lind", "x" * 61, "Bo " * 6, "五分鐘 心理學", "Harbour Quartet", "Deine Freunde",
    "Nos Amis", "Mis Amigos", "String Trio", "Example University", "\u202eBo Lind", "Bo\x1b[2J Lind",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_name(text: str) -> None:
    assert not looks_like_name(text)


LISTS = {
    "Bo Lind": ["Bo Lind"],
    "Bo Lind and Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind & Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind, Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind, Al Roe and Mira Holt": ["Bo Lind", "Al Roe", "Mira Holt"],
    "Bo Lind, Al Roe, and Mira Holt": ["Bo Lind", "Al Roe", "Mira Holt"],
    "Bo Lind et Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind und Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind y Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind e Al Roe": ["Bo Lind", "Al Roe"],
    "Bo Lind en Al Roe": ["Bo Lind", "Al Roe"],
    "Andrea Ender": ["Andrea Ender"],
}


@pytest.mark.parametrize("text", LISTS)
def test_lists(text: str) -> None:
    assert split_names(text) == LISTS[text]
