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
        return (Fault("value-case", f'expected exactly "{code.upper()}"'),)
    hint = "; write GB" if code.lower() == "uk" else ""
    says = f'expected two capital letters, e.g. "DE"{hint}'
    return (Fault("country-unknown" if code else "empty-value", says),)


def check_countries(text: str) -> tuple[Fault, ...]:
    """Accept two-letter codes of countries, with spaces between them."""
    known = load_list("countries")
    expected = 'expected two-letter country codes with spaces between them, e.g. "gb fr"'
    for code in text.lower().split():
        if code not in known:
            hint = "; write gb" if code == "uk" else ""
            return (Fault("country-unknown", f"{expected}{hint}", text.lower().index(code)),)
    return () if text.split() else (Fault("empty-value", expected),)


TYPES = (
    ValueType("countries", check_countries, "two-letter country codes with spaces between them"),
    ValueType("country", check_country, "country code: `DE`"),
)
