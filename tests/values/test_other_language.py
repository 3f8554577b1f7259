"""Whether a text is certainly in another language than it should be."""

import pytest

from feedtool.values.other_language import find_other_script, find_other_words, primary_of

EN = "The tide is low today, and the boats that you see from here are not on the water. "
RU = "Сегодня вода низкая, и лодки стоят на песке. "


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "en"), (" EN-us ", "en"), ("zh_Hant_TW", "zh"), ("", "")]
)
def test_primary_of(tag: str, code: str) -> None:
    assert primary_of(tag) == code


@pytest.mark.parametrize(
    ("times", "code", "enough", "name"),
    [
        (20, "fr", 200, "English"),
        (20, "en", 200, ""),
        (5, "fr", 200, ""),
        (5, "fr", 80, "English"),
        (20, "ko", 200, "English"),
        # Its words are not known, and it may be like English.
        (20, "sco", 200, ""),
    ],
)
def test_other_words(times: int, code: str, enough: int, name: str) -> None:
    assert find_other_words(EN * times, code, enough) == name


@pytest.mark.parametrize(
    ("text", "code", "enough", "script"),
    [
        (RU * 10, "en", 200, "Cyrillic"),
        (RU * 10, "bg", 200, ""),
        (RU * 2, "en", 200, ""),
        (RU * 2, "en", 60, "Cyrillic"),
        (RU * 4 + EN * 2, "en", 60, ""),
        (EN * 10, "ru", 60, ""),
    ],
)
def test_other_script(text: str, code: str, enough: int, script: str) -> None:
    assert find_other_script(text, code, enough) == script
