"""Pictures of the show and of its episodes: what their addresses and attributes show.

Source: https://podcasters.apple.com/support/896-artwork-requirements;
https://www.rssboard.org/rss-profile (image)
"""

import re
from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.ratios import parse_ratio
from feedtool.values.urls import check_http_url

_SUFFIX = re.compile(r"\.([A-Za-z]{3,5})$")
_PIXELS = r"[1-9][0-9]{0,6}"
_APPLE = ("jpg", "jpeg", "png")
_RSS = (*_APPLE, "gif")
_PICTURES = (*_RSS, "webp", "avif", "svg", "bmp", "tif", "tiff", "heic", "ico")


@rule(on="itunes:image")
def find_odd_artwork(image: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a picture that is not on https, or not JPEG or PNG, the formats that Apple takes."""
    url = image.get("href") or ""
    if url.endswith((".jpg", ".png")) and url.startswith("https:"):
        return ()
    return (*_find_odd_format(image, url.strip()), *_find_unsafe(image, url.strip(), "href"))


def _find_unsafe(image: OpenElement, url: str, attribute: str = "") -> Iterator[ElementFault]:
    if url[:7].lower() != "http://":
        return
    # An address that is wrong otherwise is told as that.
    if not any(fault.severity == "error" for fault in check_http_url(url)):
        name = image.tag if attribute else "image"
        message = (
            f"the picture of {name} starts with http://; web players do not load it; "
            "expected https://"
        )
        yield ElementFault(
            "artwork-not-secure", message, image, attribute, url, in_text=not attribute
        )


def _find_odd_format(image: OpenElement, url: str) -> Iterator[ElementFault]:
    ending = _ending(url)
    if ending in _PICTURES and ending not in _APPLE:
        message = f"the picture of {image.tag} ends in .{ending}; Apple takes .jpg and .png"
        yield ElementFault("artwork-format", message, image, "href", url)


@rule(on="image/url")
def find_odd_image(url: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a picture that is not on https, or not GIF, JPEG or PNG, the formats of RSS."""
    yield from _find_unsafe(url, url.text.strip())
    ending = _ending(url.text.strip())
    if ending in _PICTURES and ending not in _RSS:
        message = f"the picture of image ends in .{ending}; expected .jpg, .png or .gif"
        yield ElementFault("image-format", message, url, value=url.text, in_text=True)


@rule(on="podcast:image")
def find_odd_height(image: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report width and height that do not fit the aspect ratio."""
    width, height = image.get("width") or "", image.get("height") or ""
    ratio = parse_ratio(image.get("aspect-ratio") or "1/1")
    if not (re.fullmatch(_PIXELS, width) and re.fullmatch(_PIXELS, height) and ratio):
        return
    if abs(int(width) - int(height) * ratio) > 0.02 * int(width) + 1:
        ratio_text = image.get("aspect-ratio")
        says = f"its aspect-ratio is {cut(ratio_text)}" if ratio_text else "has no aspect-ratio"
        message = f"{image.tag} is {width} × {height} pixels, but {says}"
        if not ratio_text:
            message += ", which means 1/1"
        yield ElementFault("image-size-differs", message, image)


@rule(on="channel")
def find_other_title(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an image whose title differs from the title of the show."""
    yield from _find_difference("image-title-differs", channel, "title")


@rule(on="channel")
def find_other_link(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an image whose link differs from the link of the show."""
    yield from _find_difference("image-link-differs", channel, "link")


def _find_difference(rule_id: str, channel: OpenElement, name: str) -> Iterator[ElementFault]:
    image = channel.children.get("image")
    mine = image.children.get(name) if image is not None else None
    theirs = channel.text_of(name)
    text = mine.text.strip() if mine is not None else ""
    if mine is None or not theirs or not (text.startswith("http") or (text and name == "title")):
        return
    if text.rstrip("/") != theirs.rstrip("/"):
        message = f'{name} of image is "{cut(text)}"; expected "{cut(theirs)}", as in channel'
        yield ElementFault(rule_id, message, mine, value=text, instead=theirs, doubtful=True)


@rule(on="channel", with_child="image", if_demanded=("image-differs",))
def find_two_pictures(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report different pictures in image and itunes:image; a small one beside artwork is right."""
    image, artwork = channel.children["image"], channel.children.get("itunes:image")
    href = (artwork.get("href") or "").strip() if artwork is not None else ""
    url = image.text_of("url")
    if "width" in image.children or not (url.startswith("http") and href.startswith("http")):
        return
    if url != href and _ending(url) in ("", *_RSS):
        message = (
            "image and itunes:image show different pictures; apps differ in which of them they show"
        )
        yield ElementFault(
            "image-differs",
            message,
            image.children["url"],
            value=url,
            instead=href,
            doubtful=True,
        )


def _ending(url: str) -> str:
    match = _SUFFIX.search(url.partition("?")[0].partition("#")[0])
    return match[1].lower() if match else ""
