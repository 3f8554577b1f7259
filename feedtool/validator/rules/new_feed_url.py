"""Elements that move, hide or end a show.

Source: https://podcasters.apple.com/support/837-change-the-rss-feed-url;
Apple, "A Podcaster's Guide to RSS", itunes:block, itunes:complete
"""

from collections.abc import Iterable

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.links import own_addresses


@rule(on="itunes:block")
def find_block(block: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a show or an episode that is hidden from Apple."""
    if block.text.strip().lower() == "yes":
        parent = block.parent
        what = "episode" if parent is not None and parent.plan.id == "item" else "show"
        message = (
            f"{block.tag} hides the {what} from Apple Podcasts; remove it unless you want this"
        )
        yield ElementFault("hidden-by-block", message, block)


@rule(on="itunes:complete")
def find_end(complete: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a show that is marked as ended."""
    if complete.text.strip().lower() == "yes":
        message = (
            f"{complete.tag} says that no more episodes come; Apple may not read the feed again"
        )
        yield ElementFault("marked-complete", message, complete)


@rule(on="channel")
def find_new_address(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a feed that sends its followers to another address."""
    new = channel.children.get("itunes:new-feed-url")
    url = new.text.strip() if new is not None else ""
    own = memory.url or next(iter(own_addresses(channel)), "")
    if new is not None and url.startswith("http") and own.startswith("http") and url != own:
        message = f'{new.tag} sends all followers to "{cut(url)}"; remove it unless you want this'
        yield ElementFault("feed-moving", message, new, value=url)


@rule(on="itunes:applepodcastsverify")
def find_code(code: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a code for Apple that is needed only for a short time."""
    if code.text.strip():
        message = f"{code.tag} is needed only until Apple has confirmed the show; then remove it"
        yield ElementFault("verification-left", message, code)
