"""E-mail addresses."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("email", "a.b+c@sub.example.com", []),
        ("email", "Mira <a@example.com>", ["bad-email"]),
        ("email", "a@b", ["bad-email"]),
        ("contact", "a@example.com (Mira Holt)", []),
        ("contact", "a@example.com", ["contact-without-name"]),
        ("contact", "Mira Holt <a@example.com>", ["contact-form"]),
        ("contact", "Mira", ["bad-contact"]),
    ],
)
def test_mail_addresses(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Mira Holt", "; a name alone belongs in itunes:author"),
        ("mira@ (Mira)", ""),
    ],
)
def test_a_name_alone_gets_an_element_that_takes_it(text: str, hint: str) -> None:
    (fault,) = find_type("contact").check(text)
    assert fault.says == f"expected address and name: show@example.com (Name){hint}"
