"""Media RSS: values that depend on each other, such as a checksum and its method.

Source: https://www.rssboard.org/media-rss
"""

import re
from collections.abc import Iterable
from itertools import islice

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.html import check_html
from feedtool.values.plain_text import check_plain
from feedtool.values.urls import check_uri
from feedtool.vocabulary import load_list

_RATINGS = {
    "urn:simple": r"adult|nonadult",
    "urn:mpaa": r"g|pg|pg-13|r|nc-17|nr|unrated",
    "urn:v-chip": r"tv-y|tv-y7|tv-y7-fv|tv-g|tv-pg|tv-14|tv-ma",
    "urn:icra": r"r \((?:(?:c[abz]|l[abcz]|n[a-iriz]|o[a-hz]|v[a-kz]|x[a-e]) [01] ?)+\)",
}
_HASH_CHARS = {"md5": 32, "sha-1": 40}


@rule(on="media:content")
def find_unaddressed(content: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an element with neither a file nor a player."""
    if content.get("url") is None and "media:player" not in content.children:
        yield ElementFault(
            "media-content-without-address",
            f"{content.tag} has neither url nor media:player; add the address",
            content,
        )


@rule(on="media:group")
def find_lonely(group: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a group of fewer than two: it is for several forms of one thing."""
    if len(group.all("media:content")) < 2:
        yield ElementFault(
            "media-group-of-one",
            f"{group.tag} holds fewer than two media:content; a group is for several forms",
            group,
        )


@rule(on="media:rating")
def find_unknown_rating(rating: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a rating that its scheme does not have."""
    scheme = rating.get("scheme") or "urn:simple"
    known = _RATINGS.get(scheme)
    text = rating.text.strip()
    if known is not None and text and not re.fullmatch(known, text):
        hint = (
            ' expected "adult" or "nonadult"'
            if scheme == "urn:simple"
            else " expected one of its values"
        )
        message = f'{rating.tag} is "{cut(text)}", which {scheme} does not have;{hint}'
        yield ElementFault("media-rating-unknown", message, rating, value=text, in_text=True)


@rule(on="media:hash")
def find_odd_hash(hash_: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a checksum of the wrong length."""
    algorithm = hash_.get("algo") or "md5"
    size = _HASH_CHARS.get(algorithm)
    text = hash_.text.strip()
    if size and text and not re.fullmatch(rf"[0-9A-Fa-f]{{{size}}}", text):
        message = (
            f'{hash_.tag} is "{cut(text)}"; expected {size} hexadecimal digits for {algorithm}'
        )
        yield ElementFault("media-hash-length", message, hash_, value=text, in_text=True)


@rule(on="media:credit")
def find_odd_role(credit: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a role of the usual scheme that is not in lower case."""
    role = credit.get("role") or ""
    if role != role.lower() and (credit.get("scheme") or "urn:ebu") == "urn:ebu":
        message = f'role of {credit.tag} is "{cut(role)}"; expected "{cut(role.lower())}"'
        yield ElementFault(
            "media-credit-role-case", message, credit, "role", role, instead=role.lower()
        )


@rule(on="media:restriction")
def find_odd_restriction(restriction: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a restriction whose text does not fit its type."""
    kind, text = restriction.get("type"), restriction.text.strip()
    if kind is None and text not in ("all", "none"):
        message = f'{restriction.tag} is "{cut(text)}"; expected "all" or "none", or a type'
        yield ElementFault(
            "media-restriction-unknown", message, restriction, value=text, in_text=True
        )
    if kind == "uri":
        for word in islice(re.finditer(r"\S+", restriction.text), 100):
            if check_uri(word[0]):
                message = f'{restriction.tag} holds "{cut(word[0])}"; expected absolute addresses'
                yield _fault_at("media-restriction-unknown", message, restriction, word)


@rule(on="media:restriction")
def find_odd_country(restriction: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report countries that are not two-letter codes."""
    if restriction.get("type") != "country":
        return
    known = load_list("countries")
    for word in islice(re.finditer(r"\S+", restriction.text), 300):
        code = word[0]
        if code.lower() not in known:
            hint = ", write gb" if code.lower() == "uk" else ""
            message = (
                f'{restriction.tag} holds "{cut(code)}"; expected two-letter country codes{hint}'
            )
            yield _fault_at("country-unknown", message, restriction, word)


def _fault_at(
    rule_id: str, message: str, element: OpenElement, word: re.Match[str]
) -> ElementFault:
    return ElementFault(
        rule_id, message, element, value=word[0], in_text=True,
        index=word.start(), length=len(word[0]),
    )  # fmt: skip


@rule(on="media:title")
@rule(on="media:description")
@rule(on="media:text")
def find_odd_text(element: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Check a text as plain text or as HTML, as its attribute type says."""
    check = check_html if element.get("type") == "html" else check_plain
    for fault in check(element.text):
        if fault.rule not in ("value-padded", "empty-value"):
            message = f"{element.tag}: {fault.says}"
            yield ElementFault(
                fault.rule, message, element, in_text=True, index=fault.index, length=fault.length
            )
