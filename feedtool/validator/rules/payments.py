"""Payments to the people who make the show: their addresses, shares, fees and time splits.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags
(value.md, value-recipient.md, value-time-split.md)
"""

import re
from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.episode_length import episode_seconds
from feedtool.values.durations import parse_npt
from feedtool.values.mail import check_email

_NODE = r"0[23][0-9A-Fa-f]{64}"
# itunes:duration is rounded.
_ROUNDING_S = 2
# A last part that goes on so little longer than the episode is paid as it was meant.
_SLIGHT_S = 30
_DIGITS = r"[0-9]{1,9}"


@rule(on="podcast:valueRecipient")
def inspect_recipient(recipient: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an address that does not fit its type, a share of 0, a wrong custom record."""
    address, kind = recipient.get("address") or "", recipient.get("type")
    split = recipient.get("split") or ""
    if kind == "node" and address and not re.fullmatch(_NODE, address):
        message = f'address of {recipient.tag} is "{cut(address)}"; expected 66 hexadecimal digits'
        message += " that begin with 02 or 03, the public key of a node"
        yield ElementFault("value-address", message, recipient, "address", address)
    if kind == "lnaddress" and address and check_email(address):
        message = f'address of {recipient.tag} is "{cut(address)}"; expected name@example.com'
        yield ElementFault("value-address", message, recipient, "address", address)
    if split.isdigit() and not split.strip("0"):
        message = f"split of {recipient.tag} is 0, so nothing is paid; remove the element"
        yield ElementFault("value-split-zero", message, recipient, "split", split)
    yield from _inspect_record(recipient)


def _inspect_record(recipient: OpenElement) -> Iterator[ElementFault]:
    key, value = recipient.get("customKey"), recipient.get("customValue")
    if (key is None) != (value is None):
        missing = "customKey" if key is None else "customValue"
        message = (
            f"{recipient.tag} has no {missing}; give both customKey and customValue or none of them"
        )
        yield ElementFault("value-custom-pair", message, recipient)
    elif key is not None and not (re.fullmatch(_DIGITS, key) and int(key) >= 65536):
        message = (
            f'customKey of {recipient.tag} is "{cut(key)}"; expected a number of at least 65536'
        )
        yield ElementFault("value-custom-key", message, recipient, "customKey", key)


@rule(on="podcast:value")
@rule(on="podcast:valueTimeSplit")
def find_greedy_fees(block: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report fees that leave nothing: they are percentages of the whole."""
    fees = 0
    for recipient in block.all("podcast:valueRecipient"):
        split = recipient.get("split") or ""
        if recipient.get("fee") == "true" and re.fullmatch(_DIGITS, split):
            fees += int(split)
    if fees >= 100:
        message = f"the fees in {block.tag} total {fees} percent; nothing is left to share"
        yield ElementFault("value-fees-total", message, block)


@rule(on="podcast:valueTimeSplit")
def inspect_time_split(split: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a time split that does not name either a remote item or recipients."""
    remote = "podcast:remoteItem" in split.children
    recipients = "podcast:valueRecipient" in split.children
    if not remote and not recipients:
        message = f"{split.tag} has neither podcast:remoteItem nor podcast:valueRecipient; add one"
        yield ElementFault("missing-element", message, split)
    if remote and recipients:
        message = (
            f"{split.tag} has a remote item and recipients of its own; expected only one of the two"
        )
        yield ElementFault("value-time-split-both", message, split)
    percentage = parse_npt((split.get("remotePercentage") or "").lstrip("-")) or 0
    if percentage > 100 or (split.get("remotePercentage") or "").startswith("-"):
        value = split.get("remotePercentage") or ""
        message = f'remotePercentage of {split.tag} is "{cut(value)}"; apps use 0 or 100 instead'
        yield ElementFault(
            "remote-percentage", message, split, "remotePercentage", value,
            instead="0" if value.startswith("-") else "100", doubtful=True,
        )  # fmt: skip


def _report_late(split: OpenElement, split_end: float, end: int) -> ElementFault:
    message = f"{split.tag} ends after {split_end:g} s, the episode after {end} s"
    is_slight = split_end - end <= _SLIGHT_S
    return ElementFault(
        "value-time-split-after-end", message, split, "startTime",
        severity="info" if is_slight else None,
    )  # fmt: skip


@rule(on="item", with_child="podcast:value")
@rule(on="podcast:liveItem", with_child="podcast:value")
def find_odd_times(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report time splits that end after the episode or overlap."""
    end = episode_seconds(item)
    for value in item.all("podcast:value"):
        covered, line = 0.0, 0
        for split in value.all("podcast:valueTimeSplit"):
            start = parse_npt(split.get("startTime") or "")
            length = parse_npt(split.get("duration") or "")
            if start is None or length is None:
                continue
            if end and start + length > end + _ROUNDING_S:
                yield _report_late(split, start + length, end)
            if start < covered:
                message = (
                    f"{split.tag} begins before the {split.tag} on line {line} ends; "
                    "apps differ in whom they pay"
                )
                yield ElementFault("value-time-splits-overlap", message, split)
            if start + length > covered:
                covered, line = start + length, split.line
