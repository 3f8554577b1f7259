"""The language that a service names, as a language tag."""

import re

from feedtool.vocabulary import load_list

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def read_language(value: object) -> str:
    """Return a language as a tag, "" if it is none.

    >>> [read_language(one) for one in ("en_us", "Italian", "deu", "auto", 5)]
    ['en-US', 'it', 'de', '', '']
    """
    if not isinstance(value, str):
        return ""
    known = load_list("language-names").get(value.strip().lower())
    if known:
        return str(known)
    tag = value.strip().replace("_", "-")
    primary, *parts = tag.split("-")
    code = primary.lower()
    known_codes = _codes(len(code))
    if _TAG.fullmatch(tag) is None or code not in known_codes:
        return ""
    shortest = known_codes[code] if len(code) == 3 else ""
    return "-".join([shortest or code, *(one.upper() if len(one) == 2 else one for one in parts)])


def _codes(length: int) -> dict[str, str]:
    codes: dict[str, str] = load_list("languages" if length == 2 else "languages-3")
    return codes
