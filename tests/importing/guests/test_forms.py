"""Forms of titles that name guests."""

import pytest

from feedtool.importing.guests.forms import (
    FormError,
    NamedGuest,
    find_guests,
    read_form,
    usual_forms,
)

FOUND = {
    ("with {guest}", "Tides with Bo Lind"): ["Bo Lind"],
    ("with {guest}", "Tides (with Bo Lind)"): ["Bo Lind"],
    ("with {guest}", "Tides, WITH Bo Lind!"): ["Bo Lind"],
    ("with {guest}", "With Bo Lind on tides"): [],
    ("with {guest}", "Tides with Bo Lind - live"): ["Bo Lind"],
    ("with {guest}", "Tides with Bo Lind | Harbour Notes"): ["Bo Lind"],
    ("with {guest}", "Working with wood with Bo Lind"): ["Bo Lind"],
    ("with {guest}", "Tides with Bo Lind, master of ropes"): ["Bo Lind"],
    ("with {guest}", "Tides with Bo Lind, Example Port"): ["Bo Lind"],
    ("with {guest}", "Tides with Bo Lind and Al Roe"): ["Bo Lind", "Al Roe"],
    ("with {guest}", "Tides with Bo Lind, Al Roe & Mira Holt"): ["Bo Lind", "Al Roe", "Mira Holt"],
    ("with {guest}", "Tides with Bo Lind, Al Roe, and Mira Holt"): ["Bo Lind", "Al Roe", "Mira Holt"],
    ("with {guest}", "Tides with Bo Lind and Friends"): ["Bo Lind"],
    ("with {guest}", "Tides with Bo Lind of Example Port"): ["Bo Lind (Example Port)"],
    ("with {guest}", "Tides with Bo Lind @ Example"): ["Bo Lind (Example)"],
    ("with {guest}", "Tides with Friends"): [],
    ("with {guest}", "Tides with a crane"): [],
    ("with {guest}", "Tides within Bo Lind"): [],
    ("with {guest}", "Tides with Bo"): [],
    ("with {guest}", "with"): [],
    ("avec {guest}", "Marées, avec Élodie Roy et Bo Lind (Port)"): ["Élodie Roy", "Bo Lind"],
    ("avec {guest}", "Parler avec vous"): [],
    ("mit {guest}", "Gezeiten mit Bo Lind und Al Roe"): ["Bo Lind", "Al Roe"],
    ("mit {guest}", "Umgang mit der Flut"): [],
    ("con {guest}", "Mareas con Óscar Núñez"): ["Óscar Núñez"],
    ("com {guest}", "Marés com Ana Maria Roe"): ["Ana Maria Roe"],
    ("feat. {guest}", "Tides (feat. Bo Lind)"): ["Bo Lind"],
    ("feat. {guest}", "Tides [Feat. Bo Lind]"): ["Bo Lind"],
    ("with {guest} of {organization}", "Tides with Bo Lind of Example Port (live)"): ["Bo Lind (Example Port)"],
    ("with {guest} ({organization})", "Tides with Bo Lind (Example Port)"): ["Bo Lind (Example Port)"],
    ("with {guest} ({organization})", "Tides with Bo Lind"): [],
    ("{guest}: {title}", "Bo Lind: Tides"): ["Bo Lind"],
    ("{guest}: {title}", "Tides: Bo Lind"): [],
    ("{guest}: {title}", "Bo Lind:"): [],
    ("{title} - {guest}", "Tides - Bo Lind"): ["Bo Lind"],
    ("{title} - {guest}", "Tides – Bo Lind"): ["Bo Lind"],
    ("{title} - {guest}", "Tides - ropes — Bo Lind & Al Roe"): ["Bo Lind", "Al Roe"],
    ("{title} - {guest}", "Tides - Part Two"): [],
    ("{title} - {guest}", "Bo Lind"): [],
    ("{title} - {guest} - {organization}", "Tides - Bo Lind - Example Port"): ["Bo Lind (Example Port)"],
    ("{title} - {guest} - {organization}", "Tides - Bo Lind"): [],
    ("{title} - {guests} - {organizations}", "A - B - Bo Lind - Port"): ["Bo Lind (Port)"],
    ("#{title} | {guest} ({organization})", "#7 Tides | Bo Lind (Port)"): ["Bo Lind (Port)"],
    ("#{title} | {guest} ({organization})", "7 Tides | Bo Lind (Port)"): [],
    ("[{guest}] {title}", "[Bo Lind] Tides"): ["Bo Lind"],
}  # fmt: skip


@pytest.mark.parametrize(("form", "title"), FOUND)
def test_guests_of_titles(form: str, title: str) -> None:
    found = find_guests(title, read_form(form))
    told = [f"{one.name} ({one.organization})" if one.organization else one.name for one in found]
    assert told == FOUND[form, title]


WRONG = {
    "": "expected {guest} once, {title} and {organization} at the most once",
    "with": "expected {guest} once, {title} and {organization} at the most once",
    "{title}": "expected {guest} once, {title} and {organization} at the most once",
    "{guest} and {guest}": "expected {guest} once, {title} and {organization} at the most once",
    "{guest} {title}": 'expected words or signs between the placeholders, as in "with {guest}"',
    "{guest}": 'expected words or signs between the placeholders, as in "with {guest}"',
    "with {name}": "{name} is no placeholder; expected {title}, {guest} or {organization}",
    "with {guest}\x1b": "it has a character that is not printed; expected words and placeholders",
    "x" * 201: "it has more than 200 characters",
}


@pytest.mark.parametrize("form", WRONG)
def test_wrong_forms_are_explained(form: str) -> None:
    with pytest.raises(FormError) as caught:
        read_form(form)
    assert str(caught.value) == WRONG[form]


def test_titles_that_are_very_long_name_nobody() -> None:
    title = "a" * 286 + " with Bo Lind"
    assert find_guests(title, read_form("with {guest}")) == [NamedGuest("Bo Lind")]
    assert find_guests(f"a{title}a", read_form("with {guest}")) == []


def test_a_list_without_end_is_cut() -> None:
    names = ", ".join(["Bo Lind"] * 100)
    found = find_guests(f"Tides - {names}"[:290], read_form("{title} - {guest}"))
    assert len(found) <= 20


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt", "it", "nl"])
def test_each_language_has_its_forms(language: str) -> None:
    (weak, *_) = usual_forms("weak_forms", language)
    title = weak.text.replace("{guest}", "Bo Lind")
    assert find_guests(f"X {title}", weak) == [NamedGuest("Bo Lind")]
    assert any("feat" in one.text for one in usual_forms("forms", language))


def test_without_a_known_language_all_forms_count() -> None:
    assert len(usual_forms("forms", "")) > len(usual_forms("forms", "en"))
    assert usual_forms("forms", "xx") == []
