"""The guid of the show: whether it fits the address of the feed, and which elements repeat it.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.links import own_addresses
from feedtool.values.urls import check_url


@rule(on="channel")
def inspect_feed_guid(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the guid of the show with the guid that the address of the feed gives."""
    guid = channel.children.get("podcast:guid")
    urls = [url for url in (memory.url, *own_addresses(channel)[:3]) if url.startswith("http")]
    text = guid.text.strip().lower() if guid is not None else ""
    if guid is None or not urls or len(text) != 36:
        return ()
    from feedtool.values.podcast_guids import podcast_guid_of  # noqa: PLC0415 - uuid takes 2 ms

    return (
        ()
        if any(text == podcast_guid_of(url) for url in urls)
        else _find_wrong_guid(guid, text, urls)
    )


def _find_wrong_guid(guid: OpenElement, text: str, urls: list[str]) -> Iterator[ElementFault]:
    from feedtool.values.podcast_guids import podcast_guid_of, wrong_guids_of  # noqa: PLC0415 - as above

    if any(check_url(url) for url in urls):
        return  # What is wrong with the address is reported there; no guid follows from it.
    right = podcast_guid_of(urls[-1])
    mistake = next(
        (how for url in urls for one, how in wrong_guids_of(url).items() if one == text), ""
    )
    if mistake:
        message = (
            f"{guid.tag} was computed with {mistake}; the address of the feed gives {right}. "
            "Keep it if the feed is listed already"
        )
        yield ElementFault("guid-miscomputed", message, guid, value=text)
    elif text[14] == "5":
        message = (
            f'{guid.tag} is not the guid that "{cut(urls[-1])}" gives, which is {right}; '
            "keep it if the feed has moved"
        )
        yield ElementFault("guid-not-from-url", message, guid, value=text)


@rule(on="channel", with_child="podcast:podroll")
def find_own_remote_items(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a show that recommends itself."""
    guid = channel.text_of("podcast:guid").lower()
    for item in channel.children["podcast:podroll"].all("podcast:remoteItem") if guid else ():
        if (item.get("feedGuid") or "").strip().lower() == guid:
            message = f"{item.tag} has the guid of this feed; a podroll names other shows"
            yield ElementFault("remote-item-self", message, item)
