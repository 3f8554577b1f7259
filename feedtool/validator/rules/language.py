"""Compares the declared language with the script of the titles and with the words of the texts.

Only what is certain is reported, see `feedtool/values/other_language.py`.
"""

from collections.abc import Iterable

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.other_language import find_other_script, find_other_words, primary_of

_MAX_CHARS = 20_000
# How many items are looked at for their words, and how much of each text.
_ITEMS = 12
_TITLE_CHARS = 200
_TEXT_CHARS = 800


class _Sample:
    """The titles of the items up to a limit, and all texts of the first items."""

    def __init__(self) -> None:
        self.titles = ""
        self.texts: list[str] = []


@rule(on="item")
def collect_titles(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Remember titles and a few texts for the end of the channel."""
    sample = memory.of(_Sample)
    children = item.children
    title = children.get("title")
    if title is not None and not title.text.isascii() and len(sample.titles) < _MAX_CHARS:
        sample.titles += title.text[:_TITLE_CHARS]
    if len(sample.texts) < 2 * _ITEMS:
        text = children.get("description") or children.get("content:encoded")
        sample.texts += [
            title.text[:_TITLE_CHARS] if title is not None else "",
            text.text[:_TEXT_CHARS] if text is not None else "",
        ]
    return ()


@rule(on="channel", with_child="language")
def find_other_language(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a declared language in which the texts are surely not written."""
    declared = channel.children["language"]
    code = primary_of(declared.text)
    if code:
        sample = memory.of(_Sample)
        own = [channel.text_of("title"), channel.text_of("description")[:2000]]
        found = find_other_script(f"{' '.join(own)}{sample.titles}", code)
        says = f"the titles are written in {found} letters" if found else ""
        if not found and (found := find_other_words(" ".join([*own, *sample.texts]), code)):
            says = f"the titles and descriptions are in {found}"
        if says:
            message = f'language is "{code}", but {says}'
            yield ElementFault("language-differs", message, declared, value=code)
