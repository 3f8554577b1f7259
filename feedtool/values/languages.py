"""Language tags: BCP 47 in form, each part looked up in the registry.

Source: https://www.rfc-editor.org/info/bcp47; https://www.rssboard.org/rss-language-codes
"""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType
from feedtool.vocabulary import load_list

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?P<extended>(?:-[A-Za-z]{3}){0,3})(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
    r"(?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
)
_PRIVATE_REGION = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")
_PRIVATE = re.compile(r"[xX](?:-[A-Za-z0-9]{1,8})+")
_SPECIAL = {"mul": "several languages", "und": "no known language", "zxx": "no language at all",
            "mis": "a language without a code"}  # fmt: skip


def check_language(text: str) -> tuple[Fault, ...]:
    """Accept a language tag whose parts are known; the name of a language is put right."""
    match = _TAG.fullmatch(text)
    if match is None:
        return _check_irregular(text)
    primary = match["language"].lower()
    if "qaa" <= primary <= "qtz" and len(primary) == 3:
        says = "it is for private use; expected a code such as en or pt-BR"
        return (Fault("language-unspecific", says),)
    codes: dict[str, str] = load_list("languages" if len(primary) == 2 else "languages-3")
    instead = codes.get(primary)
    if instead:
        says = f"expected {instead}; write {instead}{text[len(primary) :]}"
        return (Fault("language-code-variant", says),)
    if instead is None:
        says = "no language has this code; expected a code such as en or pt-BR"
        return (Fault("bad-language", says),)
    if primary in _SPECIAL:
        says = f"{primary} means {_SPECIAL[primary]}; expected a code such as en or pt-BR"
        return (Fault("language-unspecific", says),)
    return _check_further_parts(match, text)


def _check_further_parts(match: re.Match[str], text: str) -> tuple[Fault, ...]:
    region, script = match["region"], match["script"]
    if region and not _PRIVATE_REGION.fullmatch(region.upper()):
        instead = load_list("regions").get(region.upper())
        if instead is None:
            return (Fault("language-subtag", f'no region has the code "{region}"'),)
        if instead:
            written = text.replace(f"-{region}", f"-{instead}", 1)
            return (Fault("language-subtag", f"the region is {instead}; write {written}"),)
    private = script and "Qaaa" <= script.title() <= "Qabx"
    if script and not private and script.title() not in load_list("scripts"):
        return (Fault("language-subtag", f'no script has the code "{script}"'),)
    if match["variants"]:
        variants = load_list("language-variants")
        for variant in match["variants"].lower().split("-")[1:]:
            if variant not in variants:
                return (Fault("language-subtag", f'no variant has the code "{variant}"'),)
    return ()


def _check_irregular(text: str) -> tuple[Fault, ...]:
    """Accept whole tags of old; explain what has no form of a tag at all."""
    expected = "expected a language code such as en or pt-BR"
    tags: dict[str, str] = load_list("language-tags")
    instead = tags.get(text.lower())
    if instead:
        return (Fault("language-code-variant", f"expected {instead}"),)
    if instead == "" or _PRIVATE.fullmatch(text):
        return (Fault("language-unspecific", expected),)
    if not text.strip():
        return (Fault("bad-language", expected),)
    bare = text.strip().replace("_", "-")
    if bare != text and not any(fault.severity == "error" for fault in check_language(bare)):
        if bare == text.strip():
            return (Fault("value-padded", f"expected no space around it; write {bare}"),)
        return (Fault("bad-language", f"{expected}; write {bare}"),)
    named = load_list("language-names").get(bare.lower())
    return (Fault("bad-language", f"{expected}; write {named}" if named else expected),)


TYPES = (
    ValueType("language", check_language, "language code: `en`, `pt-BR`",
              r"\s*([A-Za-z]{2,3}|[IXix])(-[A-Za-z0-9]{1,8})*\s*"),
)  # fmt: skip
