"""Addresses and titles that mean the same episode."""

import pytest

from feedtool.importing.adopting.match import plain_title, plain_url


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example.com/1.mp3", "http://A.example.com/1.mp3#t=3"),
        ("https://a.example.com/a%20b.mp3", "https://a.example.com/a b.mp3"),
        ("https://www.podtrac.com/pts/redirect.mp3/https/a.example.com/1.mp3", "https://a.example.com/1.mp3"),
        ("https://pdst.fm/e/mgln.ai/e/12/a.example.com/1.mp3", "https://a.example.com/1.mp3"),
    ],
)  # fmt: skip
def test_addresses_of_the_same_file(one: str, other: str) -> None:
    assert plain_url(one, query=True) == plain_url(other, query=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example.com/1.mp3", "https://b.example.com/1.mp3"),
        ("https://a.example.com/1.mp3", "https://a.example.com/1.MP3"),
        ("https://a.example.com/get?id=1", "https://a.example.com/get?id=2"),
        ("https://media.blubrry.com/harbour/1.mp3", "https://media.blubrry.com/1.mp3"),
    ],
)  # fmt: skip
def test_addresses_of_different_files(one: str, other: str) -> None:
    assert plain_url(one, query=True) != plain_url(other, query=True)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("#12 Nets", "nets"), ("Ep. 12: Nets", "nets"), ("S1E2 – Nets", "nets"), ("12. Nets", "nets"),
        ("Folge 12: Nets", "nets"), ("Episode #12 | Nets", "nets"), ("s01 e02 nets", "nets"),
        ("Nets 12", "nets 12"), ("12", "12"), ("E-mail", "e mail"), ("1984Nets", "1984nets"),
        ("Créer – l’été", "créer l été"), ("Episode 12", "episode 12"), ("", ""),
    ],
)  # fmt: skip
def test_titles_without_their_number(title: str, plain: str) -> None:
    assert plain_title(title) == plain
