"""The feed as a whole: old versions of RSS, and HTML in the description of the show.

Source: https://www.rssboard.org/rss-specification; https://www.rssboard.org/rss-profile
"""

from collections.abc import Iterable

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule


@rule(on="rss")
def find_old_version(rss: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an old version of RSS, which lacks what a podcast needs."""
    version = rss.get("version") or "2.0"
    if version.startswith("0."):
        message = f'version of rss is "{version}", which lacks what podcasts need; write 2.0'
        yield ElementFault("rss-version-old", message, rss, value=version)


@rule(on="description")
def find_markup(description: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report HTML in the description: RSS expects plain text here."""
    if "</" in description.text or "<br" in description.text:
        message = "description of the channel holds HTML; RSS readers show its tags as text"
        yield ElementFault("description-with-markup", message, description, in_text=True)
