"""Names of months in the languages that people write."""

import pytest

from feedtool.values.months import MONTHS, find_month, guess_month


@pytest.mark.parametrize("number", range(1, 13))
def test_english_short_form_is_found(number: int) -> None:
    assert find_month(MONTHS[number - 1]) == number
    assert guess_month(MONTHS[number - 1]) == number


@pytest.mark.parametrize(
    ("name", "found", "guessed"),
    [
        ("Janeiro", 1, 1), ("fÉVRIER", 2, 2), ("mrt", 3, 3), ("Mai", 5, 5), ("juin", 6, 6),
        ("juil", 7, 7), ("jui", None, None), ("novemb", None, 11), ("outubro", 10, 10),
        ("Marmalade", None, 3), ("x", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_name_is_found_whole_and_guessed_by_its_start(
    name: str, found: int | None, guessed: int | None
) -> None:
    assert find_month(name) == found
    assert guess_month(name) == guessed
