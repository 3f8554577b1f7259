"""Payments to those who make the show.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags
(value.md, value-recipient.md, value-time-split.md)
"""

import re
from collections.abc import Iterable, Iterator

from feedtool.validator.checking.log import cut
from feedtool.validator.checking.structure import Facts
from feedtool.validator.elements.open_element import Frame
from feedtool.validator.rules import Problem, episode_seconds, rule
from feedtool.values.numbers import parse_npt
from feedtool.values.types import check_email

_NODE = r"0[23][0-9A-Fa-f]{64}"
# itunes:duration is rounded.
_ROUNDING_S = 2
_DIGITS = r"[0-9]{1,9}"


@rule(on="podcast:valueRecipient")
def inspect_recipient(recipient: Frame, facts: Facts) -> Iterable[Problem]:
    """The address fits its type, the share is one, the record has key and value."""
    address, kind = recipient.get("address") or "", recipient.get("type")
    split = recipient.get("split") or ""
    if kind == "node" and address and not re.fullmatch(_NODE, address):
        message = f'address of {recipient.tag} is "{cut(address)}"; expected 66 hexadecimal digits'
        message += " that begin with 02 or 03, the public key of a node"
        yield Problem("value-address", message, recipient, "address", address)
    if kind == "lnaddress" and address and check_email(address):
        message = f'address of {recipient.tag} is "{cut(address)}"; expected name@example.com'
        yield Problem("value-address", message, recipient, "address", address)
    if split.isdigit() and not split.strip("0"):
        message = f"split of {recipient.tag} is 0, so that nothing is paid; leave the element out"
        yield Problem("value-split-zero", message, recipient, "split", split)
    yield from _inspect_record(recipient)


def _inspect_record(recipient: Frame) -> Iterator[Problem]:
    key, value = recipient.get("customKey"), recipient.get("customValue")
    if (key is None) != (value is None):
        missing = "customKey" if key is None else "customValue"
        message = f"{recipient.tag} has no {missing}; customKey and customValue go together"
        yield Problem("value-custom-pair", message, recipient)
    elif key is not None and not (re.fullmatch(_DIGITS, key) and int(key) >= 65536):
        message = f'customKey of {recipient.tag} is "{cut(key)}"; expected a number from 65536'
        yield Problem("value-custom-key", message, recipient, "customKey", key)


@rule(on="podcast:value")
@rule(on="podcast:valueTimeSplit")
def find_greedy_fees(block: Frame, facts: Facts) -> Iterable[Problem]:
    """Fees are percentages of the whole; what is left is shared."""
    fees = 0
    for recipient in block.all("podcast:valueRecipient"):
        split = recipient.get("split") or ""
        if recipient.get("fee") == "true" and re.fullmatch(_DIGITS, split):
            fees += int(split)
    if fees >= 100:
        message = f"the fees in {block.tag} total {fees} percent; nothing is left to be shared"
        yield Problem("value-fees-total", message, block)


@rule(on="podcast:valueTimeSplit")
def inspect_time_split(split: Frame, facts: Facts) -> Iterable[Problem]:
    """A part of the episode is paid to one remote item or to recipients."""
    remote = "podcast:remoteItem" in split.children
    recipients = "podcast:valueRecipient" in split.children
    if not remote and not recipients:
        message = f"{split.tag} has neither podcast:remoteItem nor podcast:valueRecipient; add one"
        yield Problem("missing-element", message, split)
    if remote and recipients:
        message = f"{split.tag} has a remote item and recipients of its own; expected one of them"
        yield Problem("value-time-split-both", message, split)
    percentage = parse_npt((split.get("remotePercentage") or "").lstrip("-")) or 0
    if percentage > 100 or (split.get("remotePercentage") or "").startswith("-"):
        value = split.get("remotePercentage") or ""
        message = f'remotePercentage of {split.tag} is "{cut(value)}"; apps take it as 0 or 100'
        yield Problem("remote-percentage", message, split, "remotePercentage", value)


@rule(on="item", holding="podcast:value")
@rule(on="podcast:liveItem", holding="podcast:value")
def find_odd_times(item: Frame, facts: Facts) -> Iterable[Problem]:
    """Parts lie within the episode and beside each other."""
    end = episode_seconds(item)
    for value in item.all("podcast:value"):
        covered, line = 0.0, 0
        for split in value.all("podcast:valueTimeSplit"):
            start = parse_npt(split.get("startTime") or "")
            length = parse_npt(split.get("duration") or "")
            if start is None or length is None:
                continue
            if end and start + length > end + _ROUNDING_S:
                message = f"{split.tag} ends after {start + length:g} s, the episode after {end} s"
                yield Problem("value-time-split-after-end", message, split, "startTime")
            if start < covered:
                message = f"{split.tag} begins before the one on line {line} ends; apps differ in"
                yield Problem("value-time-splits-overlap", f"{message} whom they pay", split)
            if start + length > covered:
                covered, line = start + length, split.line
