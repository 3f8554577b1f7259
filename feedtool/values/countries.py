"""Codes of countries.

Source: https://www.iso.org/iso-3166-country-codes.html
"""

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType
from feedtool.vocabulary import load_list


def check_country(text: str) -> tuple[Fault, ...]:
    """Accept the code of a country in two capital letters."""
    code = text.strip()
    if code.lower() in load_list("countries"):
        if text == code.upper():
            return ()
        says = f'expected exactly "{code.upper()}"'
        return (Fault("value-case", says, instead=code.upper()),)
    meant = "GB" if code.lower() == "uk" else None
    says = f'expected two capital letters, e.g. "DE"{f"; write {meant}" if meant else ""}'
    return (Fault("country-unknown" if code else "empty-value", says, instead=meant),)


def check_countries(text: str) -> tuple[Fault, ...]:
    """Accept two-letter codes of countries, with spaces between them."""
    known = load_list("countries")
    expected = 'expected two-letter country codes with spaces between them, e.g. "gb fr"'
    for code in text.lower().split():
        if code not in known:
            meant = "gb" if code == "uk" else None
            says = f"{expected}; write {meant}" if meant else expected
            at = text.lower().index(code)
            return (Fault("country-unknown", says, at, len(code), instead=meant),)
    return () if text.split() else (Fault("empty-value", expected),)


TYPES = (
    ValueType("countries", check_countries, "two-letter country codes with spaces between them"),
    ValueType("country", check_country, "country code: `DE`"),
)
