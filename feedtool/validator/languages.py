"""Language tags: BCP 47 in form, ISO 639 in the first part.

Source: https://www.rfc-editor.org/info/bcp47; https://www.rssboard.org/rss-language-codes
"""

import re

from feedtool.validator.faults import Fault
from feedtool.vocabulary import load_list

_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
)


def _instead(primary: str) -> str | None:
    """Return what to write instead of a first part, "" where it is right, None if it is unknown."""
    codes: dict[str, str] = load_list("languages" if len(primary) == 2 else "languages-3")
    return codes.get(primary)


def check_language(text: str) -> tuple[Fault, ...]:
    """Accept a language tag whose language is known; the name of a language is put right."""
    match = _TAG.fullmatch(text)
    if match is None:
        return (Fault("bad-language", _explain(text)),)
    primary = match[1].lower()
    instead = _instead(primary)
    if instead == "":
        if primary == "en" and match[2] and match[2].upper() == "UK":
            return (Fault("language-country", "the country is GB; write en-GB", "warning", "safe"),)
        return ()
    if instead:
        says = f"expected {instead}; write {instead}{text[len(primary) :]}"
        return (Fault("language-code-variant", says, severity="warning", fixable="safe"),)
    says = "no language has this code; expected a code such as en or pt-BR"
    return (Fault("bad-language", says),)


def _explain(text: str) -> str:
    expected = "expected a language code such as en or pt-BR"
    bare = text.strip().replace("_", "-")
    if (
        bare != text
        and bare
        and not any(fault.severity == "error" for fault in check_language(bare))
    ):
        return f"{expected}; write {bare}"
    named = load_list("language-names").get(bare.lower())
    return f"{expected}; write {named}" if named else expected
