"""Licences: whether their names are known, or have an address that explains them.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/license.md
"""

from collections.abc import Iterable
from functools import cache

from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list


@rule(on="podcast:license")
def inspect_licence(licence: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a licence that is not in the list and has no address where people can read it."""
    text = licence.text.strip()
    usual = _by_small_letters().get(text.lower())
    if not text or usual == text:
        return ()
    if usual is not None:
        message = f'{licence.tag} is "{cut(text)}"; the list of licences has "{usual}"'
        return (
            ElementFault("license-case", message, licence, value=text, in_text=True, instead=usual),
        )
    return _find_unexplained(licence, text) if licence.get("url") is None else ()


@cache
def _by_small_letters() -> dict[str, str]:
    return {name.lower(): name for name in load_list("licenses")}


def _find_unexplained(licence: OpenElement, text: str) -> Iterable[ElementFault]:
    hint = suggest(text, load_list("licenses"), form='; did you mean "{}"?')
    message = (
        f'{licence.tag} is "{cut(text)}", which is not a known licence, and it has no url{hint}'
    )
    return (ElementFault("license-without-url", message, licence, value=text, in_text=True),)
