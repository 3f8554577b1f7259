"""Which services may list the show, and texts that prove who owns it.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/block.md, txt.md
"""

from collections.abc import Iterable

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule


@rule(on="channel", with_child="podcast:block")
def inspect_blocks(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a second element for the same service, and a show that all services must hide."""
    seen: dict[str, tuple[str, int]] = {}
    blocks = channel.all("podcast:block")
    exceptions = any(block.text.strip() == "no" for block in blocks)
    for block in blocks:
        service, text = (block.get("id") or "").strip().lower(), block.text.strip()
        before = seen.setdefault(service, (text, block.line))
        if before[1] != block.line or before[0] != text:
            whom = f'"{cut(service)}"' if service else "all services"
            says = "the same as" if before[0] == text else "something other than"
            message = f"{block.tag} says for {whom} {says} on line {before[1]}"
            yield ElementFault("block-repeated", message, block)
        if text == "yes" and not service and not exceptions:
            message = (
                f"{block.tag} hides the show from all services; remove it unless you want this"
            )
            yield ElementFault("blocked-everywhere", message, block)


@rule(on="podcast:txt")
def inspect_record(txt: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a text that does not fit its purpose."""
    purpose, text = (txt.get("purpose") or "").strip().lower(), txt.text.strip()
    if purpose == "ai-content" and text and text not in ("true", "false"):
        message = f'{txt.tag} for ai-content is "{cut(text)}"; expected "true" or "false"'
        yield ElementFault("txt-value", message, txt, value=text, in_text=True)
    if purpose in ("verify", "applepodcastsverify") and len(text.split()) > 1:
        message = f'{txt.tag} for {purpose} is "{cut(text)}"; expected the code alone'
        yield ElementFault("txt-value", message, txt, value=text, in_text=True)
    elif purpose == "applepodcastsverify" and text:
        message = f"{txt.tag} is needed only until Apple has confirmed the show; then remove it"
        yield ElementFault("verification-left", message, txt)
