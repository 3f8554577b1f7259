"""What some standards and directories require of texts, reported only under their profiles.

Source: https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification
"""

import re
from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.durations import check_duration, parse_duration

_TAG = r"</?([A-Za-z][A-Za-z0-9]{0,20})[\s/>]"
_PLAIN_TAGS = frozenset(("p", "ol", "ul", "li", "a", "b", "i", "strong", "em"))
_NOISE = r"(?i)" r"\u00a9|\u24b8|\(c\)|\bcopyright\b|\b(?:19|20)[0-9]{2}\b"
_MAX_COMMAS = 2


class _Html:
    """The first description that holds HTML."""

    def __init__(self) -> None:
        self.first: OpenElement | None = None


_HTML_RULES = ("html-not-cdata", "html-beyond-basic", "html-without-content")


@rule(on="description", if_demanded=_HTML_RULES)
@rule(
    on="item/description",
    if_demanded=_HTML_RULES,
)
def inspect_html(description: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report HTML in a description that is not in CDATA, or has tags that few apps show."""
    return _inspect_html(description, memory) if "<" in description.text else ()


def _inspect_html(description: OpenElement, memory: FeedMemory) -> Iterator[ElementFault]:
    tags = list(re.finditer(_TAG, description.text))
    if not tags:
        return
    seen = memory.of(_Html)
    seen.first = seen.first or description
    if memory.cdata is not description:
        message = f"{description.tag} holds escaped HTML; expected it in a CDATA section"
        yield ElementFault("html-not-cdata", message, description, in_text=True)
    other = next((tag for tag in tags if tag[1].lower() not in _PLAIN_TAGS), None)
    if other is not None:
        message = (
            f"{description.tag} holds <{other[1].lower()}>, which some apps do not show; all apps "
            "show p, ol, ul, li, a, b, i, strong and em"
        )
        yield ElementFault(
            "html-beyond-basic", message, description, value=other[0], in_text=True,
            index=other.start(), length=len(other[0]) - 1,
        )  # fmt: skip


@rule(on="rss", if_demanded=("html-without-content",))
def find_undeclared_content(rss: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a feed with HTML that does not declare the content namespace."""
    html = memory.of(_Html).first
    if (
        html is not None
        and "http://purl.org/rss/1.0/modules/content/" not in rss.scope.uris.values()
    ):
        message = (
            f"{html.tag} on line {html.line} holds HTML; "
            'add xmlns:content="http://purl.org/rss/1.0/modules/content/" to rss'
        )
        yield ElementFault("html-without-content", message, rss, once="content")


@rule(on="copyright", if_demanded=("copyright-noise",))
def find_noise(copyright_: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a copyright that holds more than the owner."""
    match = re.search(_NOISE, copyright_.text[:300])
    if match:
        message = (
            f'copyright is "{cut(copyright_.text.strip())}"; expected only the owner, '
            f'without "{match[0]}"'
        )
        yield ElementFault(
            "copyright-noise", message, copyright_, value=copyright_.text, in_text=True
        )


@rule(on="title", if_demanded=("title-stuffed",))
def find_stuffed_title(title: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a title that holds more than the name of the show."""
    text = title.text.strip()
    if "|" in text or text.count(",") > _MAX_COMMAS:
        message = f'title is "{cut(text)}"; expected the name of the show and nothing else'
        yield ElementFault("title-stuffed", message, title, value=text, in_text=True)


@rule(on="title", if_demanded=("title-angle-bracket",))
@rule(on="item/title", if_demanded=("title-angle-bracket",))
def find_angle_bracket(title: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report < or > in a title: YouTube does not allow them."""
    text = title.text
    if "<" in text or ">" in text:
        message = f'{title.tag} is "{cut(text.strip())}"; YouTube allows no < and no > in it'
        yield ElementFault("title-angle-bracket", message, title, value=text, in_text=True)


@rule(on="itunes:duration", if_demanded=("duration-not-seconds",))
def find_clock_form(duration: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a duration that is not in whole seconds."""
    text = duration.text.strip()
    if ":" in text:
        message = f'{duration.tag} is "{cut(text)}"; expected whole seconds'
        seconds = "" if check_duration(text) else str(parse_duration(text))
        yield ElementFault(
            "duration-not-seconds", message, duration, value=text, in_text=True,
            instead=seconds or None,
        )  # fmt: skip
