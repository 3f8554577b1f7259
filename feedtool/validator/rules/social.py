"""Posts under which people can comment: whether they have addresses, and which comes first.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/social-interact.md
"""

from collections.abc import Iterable, Iterator

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule


@rule(on="podcast:socialInteract")
def inspect_post(social: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a post without address, and an address where comments are disabled."""
    names = social.attributes[::2]
    if (social.get("protocol") or "").strip().lower() == "disabled":
        others = [name for name in names if name != "protocol" and ":" not in name]
        if others:
            message = f'{social.tag} says protocol="disabled"; remove {others[0]}'
            yield ElementFault("social-disabled-and-more", message, social, others[0])
        return
    if "accountId" not in names:
        message = f"{social.tag} has no accountId, which apps use"
        yield ElementFault("attribute-recommended", message, social, "accountId")
    if "uri" not in names and "protocol" in names:
        message = f'{social.tag} has no uri; add uri="…", the address of the post'
        yield ElementFault("missing-attribute", message, social, "uri")


@rule(on="channel", with_child="podcast:socialInteract")
@rule(on="item", with_child="podcast:socialInteract")
def inspect_posts(parent: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report several posts with the same priority, or beside protocol="disabled"."""
    return _find_clashes(parent) if parent.children["podcast:socialInteract"].twins else ()


def _find_clashes(parent: OpenElement) -> Iterator[ElementFault]:
    posts = parent.all("podcast:socialInteract")
    seen: dict[str, int] = {}
    for post in posts:
        priority = (post.get("priority") or "").strip().lstrip("0")
        if post.get("protocol") == "disabled":
            message = f'{post.tag} says protocol="disabled", but there are other posts too'
            yield ElementFault("social-disabled-and-more", message, post)
        if priority and priority in seen:
            message = f"priority of {post.tag} is {priority[:20]}, as on line {seen[priority]}"
            yield ElementFault("social-priority-repeated", message, post)
        seen.setdefault(priority, post.line)
