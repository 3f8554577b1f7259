"""The language that a service names, as a language tag."""

import re

from feedtool.vocabulary import load_list

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def read_language(value: object) -> str:
    """Return a language as a tag, "" if it is none.

    >>> read_language("en_us"), read_language("Italian"), read_language("auto"), read_language(5)
    ('en-US', 'it', '', '')
    """
    if not isinstance(value, str):
        return ""
    known = load_list("language-names").get(value.strip().lower())
    if known:
        return str(known)
    tag = value.strip().replace("_", "-")
    primary, *parts = tag.split("-")
    if _TAG.fullmatch(tag) is None or primary.lower() not in _codes(len(primary)):
        return ""
    return "-".join([primary.lower(), *(one.upper() if len(one) == 2 else one for one in parts)])


def _codes(length: int) -> dict[str, str]:
    codes: dict[str, str] = load_list("languages" if length == 2 else "languages-3")
    return codes
