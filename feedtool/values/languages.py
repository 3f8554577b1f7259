"""Language tags: whether they have the form of BCP 47, and whether each part is registered.

Source: https://www.rfc-editor.org/info/bcp47; https://www.rssboard.org/rss-language-codes
"""

import re
from dataclasses import replace

from feedtool.values.fault import PADDED, Fault
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
_MAX_CHARS = 80
_EXPECTED = "expected a language code such as en or pt-BR"
_SPECIAL = {"mul": "several languages", "und": "no known language", "zxx": "no language at all",
            "mis": "a language without a code"}  # fmt: skip


def check_language(text: str) -> tuple[Fault, ...]:
    """Accept a language tag whose parts are known; suggest the code for the name of a language."""
    match = _TAG.fullmatch(text)
    if match is None:
        return _check_whole(text) or _explain_malformed(text)
    if match["extended"] or match["variants"] or match["language"].lower() == "sgn":
        replaced = _check_whole(text)
        if replaced:
            return replaced
    return _check_primary(match["language"], text) or _check_further_parts(match, text)


def _check_whole(text: str) -> tuple[Fault, ...]:
    """Refuse tags that were registered as a whole, before there were parts."""
    tags: dict[str, str] = load_list("language-tags")
    instead = tags.get(text.lower())
    if instead is None:
        return ()
    if not instead:
        return (Fault("language-unspecific", _EXPECTED),)
    return (Fault("language-code-variant", f"expected {instead}", instead=instead),)


def _check_primary(language: str, text: str) -> tuple[Fault, ...]:
    """Check the code of the language itself, which is the first part of the tag."""
    primary = language.lower()
    if "qaa" <= primary <= "qtz" and len(primary) == 3:
        says = "this code is for private use; expected a code such as en or pt-BR"
        return (Fault("language-unspecific", says),)
    codes: dict[str, str] = load_list("languages" if len(primary) == 2 else "languages-3")
    instead = codes.get(primary)
    if instead:
        whole = f"{instead}{text[len(primary) :]}"
        says = f"expected {instead}; write {whole}"
        return (Fault("language-code-variant", says, instead=whole),)
    if instead is None:
        meant = load_list("language-slips").get(text.lower())
        expected = f"write {meant}" if meant else "expected a code such as en or pt-BR"
        says = f"no language has this code; {expected}"
        return (Fault("bad-language", says, instead=meant),)
    if primary in _SPECIAL:
        says = f"{primary} means {_SPECIAL[primary]}; expected a code such as en or pt-BR"
        return (Fault("language-unspecific", says),)
    return ()


def _check_further_parts(match: re.Match[str], text: str) -> tuple[Fault, ...]:
    return (
        _check_extended(match, text)
        or _check_region(match["region"] or "", text)
        or _check_script(match["script"] or "")
        or _check_variants(match["variants"])
    )


def _check_extended(match: re.Match[str], text: str) -> tuple[Fault, ...]:
    """Check the three letters after a language, such as `zh-yue`, which is now `yue`.

    Source: RFC 5646, 2.2.2, https://www.rfc-editor.org/rfc/rfc5646#section-2.2.2
    """
    parts = match["extended"].lower().split("-")[1:]
    if not parts:
        return ()
    by_language: dict[str, list[str]] = load_list("extended-languages")
    part, rest = parts[0], text[match.end("extended") :]
    languages = [language for language, known in by_language.items() if part in known]
    if not languages:
        says = f'no extended language has the code "{part}"; a region has two letters, e.g. pt-BR'
        return (Fault("language-subtag", says),)
    if len(parts) > 1:
        says = f'"{parts[1]}" is one part too many; write {part}{rest}'
        return (Fault("language-subtag", says, instead=f"{part}{rest}", doubtful=True),)
    if match["language"].lower() not in languages:
        says = f'"{part}" can only follow {languages[0]}; write {part}{rest}'
        return (Fault("language-subtag", says, instead=f"{part}{rest}", doubtful=True),)
    says = f"expected {part}; write {part}{rest}"
    # Apps that read only the first part know zh, but hardly cmn.
    instead = f"{part}{rest}"
    return (Fault("language-code-variant", says, instead=instead, doubtful=True),)


def _check_region(region: str, text: str) -> tuple[Fault, ...]:
    if not region or _PRIVATE_REGION.fullmatch(region.upper()):
        return ()
    instead = load_list("regions").get(region.upper())
    if instead is None:
        says, short = f'no region has the code "{region}"', None
        if text.lower().startswith(f"{region.lower()}-"):
            short = text.replace(f"-{region}", "", 1)
            says += f"; write {short}"
        return (Fault("language-subtag", says, instead=short),)
    if instead:
        written = text.replace(f"-{region}", f"-{instead}", 1)
        says = f"the region is {instead}; write {written}"
        return (Fault("language-subtag", says, instead=written),)
    return ()


def _check_script(script: str) -> tuple[Fault, ...]:
    private = "Qaaa" <= script.title() <= "Qabx"
    if not script or private or script.title() in load_list("scripts"):
        return ()
    return (Fault("language-subtag", f'no script has the code "{script}"'),)


def _check_variants(variants: str) -> tuple[Fault, ...]:
    for variant in variants.lower().split("-")[1:]:
        if variant not in load_list("language-variants"):
            return (Fault("language-subtag", f'no variant has the code "{variant}"'),)
    return ()


def _explain_malformed(text: str) -> tuple[Fault, ...]:
    """Say what is wrong with a text that does not have the form of a tag."""
    if _PRIVATE.fullmatch(text):
        return (Fault("language-unspecific", _EXPECTED),)
    if not text.strip():
        return (Fault("bad-language", _EXPECTED),)
    bare = text.strip().replace("_", "-")
    if bare != text and not any(fault.severity == "error" for fault in check_language(bare)):
        if bare == text.strip():
            return (replace(PADDED, says=f"{PADDED.says}; write {bare}"),)
        right = _canonical(bare)
        return (Fault("bad-language", f"{_EXPECTED}; write {right}", instead=right),)
    first = _find_first(bare)
    if first:
        says = f"expected one language code; write {first}"
        return (Fault("bad-language", says, instead=first, doubtful=True),)
    named = load_list("language-names").get(bare.lower())
    says = f"{_EXPECTED}; write {named}" if named else _EXPECTED
    return (Fault("bad-language", says, instead=named),)


def _canonical(tag: str) -> str:
    """Write a tag with the usual capital letters: `pt-BR`, `zh-Hans`."""
    language, *parts = tag.split("-")
    cased = [{2: part.upper(), 4: part.title()}.get(len(part), part) for part in parts]
    return "-".join([language.lower(), *cased])


def _find_first(text: str) -> str:
    """Return the first of several codes, or the code of a locale; "" for any other text."""
    if len(text) > _MAX_CHARS:
        return ""
    first, *others = re.split(r"(?:(?<!\s)\s+)?[,;|/]\s*|\.(?=(?i:utf)-?8\Z)", text)
    codes = [one for one in others if one.lower() not in ("utf-8", "utf8")]
    is_right = others and not any(check_language(one) for one in (first, *codes))
    return _canonical(first) if is_right else ""


TYPES = (
    ValueType("language", check_language, "language code: `en`, `pt-BR`",
              r"\s*([A-Za-z]{2,3}|[IXix])(-[A-Za-z0-9]{1,8})*\s*"),
)  # fmt: skip
