"""E-mail addresses, alone and with a name."""

import re
from dataclasses import replace

from feedtool.values.fault import Fault
from feedtool.values.plain_text import check_plain
from feedtool.values.value_type import ValueType
from feedtool.values.wrong_decoding import check_characters

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = (
    rf"{_ATOM}(?:\.{_ATOM})*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
)
_EMAIL = re.compile(_ADDRESS)
_CONTACT = rf"(?:mailto:)?({_ADDRESS})\s*+(?:\(([^()]*)\))?"
_NAMED_ADDRESS = rf"[^<>@]*<({_ADDRESS})>|\([^()]*\)\s*({_ADDRESS})"


def check_email(text: str) -> tuple[Fault, ...]:
    """Accept a bare address `local@domain`.

    Source: RFC 5322, 3.4.1, https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1
    """
    if _EMAIL.fullmatch(text):
        return ()
    named = re.fullmatch(_NAMED_ADDRESS, text.strip()) or re.fullmatch(_CONTACT, text.strip())
    if named:
        address = named[1] or named[2]
        return (Fault("bad-email", f"expected only the address: {address}", instead=address),)
    if text.isascii():
        return (Fault("bad-email", "expected an e-mail address such as show@example.com"),)
    says = "few mail systems accept letters other than ASCII in an address"
    return (Fault("email-not-ascii" if "@" in text else "bad-email", says),)


def check_contact(text: str) -> tuple[Fault, ...]:
    """Accept `address (Name)`, the form of managingEditor, webMaster and item author.

    Source: RSS Advisory Board, RSS Profile, https://www.rssboard.org/rss-profile (e-mail addresses)
    """
    expected = "expected address and name: show@example.com (Name)"
    match = re.fullmatch(_CONTACT, text)
    if match:
        if not (match[2] or "").strip():
            return (Fault("contact-without-name", expected),)
        if name := check_plain(match[2]):
            start = match.start(2)
            return tuple(replace(fault, index=start + fault.index) for fault in name)
        if text.startswith("mailto:"):
            says = "expected the address without mailto:"
            return (Fault("contact-form", says, instead=text.removeprefix("mailto:")),)
        return ()
    bare = text.strip()
    if named := re.fullmatch(_NAMED_ADDRESS, bare) or re.fullmatch(_CONTACT, bare):
        fault = Fault("contact-form", expected, instead=_write_contact(named))
        return (*check_characters(text), fault)
    if "@" not in text and text.strip():
        expected += "; a name alone belongs in itunes:author"
    return (*check_characters(text), Fault("bad-contact", expected))


def _write_contact(named: re.Match[str]) -> str | None:
    """Write an address and a name in the form of RSS; None if there is no clear name.

    >>> _write_contact(re.fullmatch(_NAMED_ADDRESS, '"Mira Holt" <mira@example.com>'))
    'mira@example.com (Mira Holt)'
    """
    start, end = named.span(1) if named[1] else named.span(2)
    name = " ".join((named.string[:start] + named.string[end:]).split())
    name = name.removeprefix("mailto:").strip("<>() \"'")
    if not name or re.search(r"[<>()@\"]", name):
        return None
    return f"{named.string[start:end]} ({name})"


TYPES = (
    ValueType("contact", check_contact, "e-mail address and name: `show@example.com (Name)`"),
    # An address with letters beyond ASCII is a warning.
    ValueType("email", check_email, "e-mail address",
              r"\s*[A-Za-z0-9!#$%&'*+/=?\^_`{|}~.\-]+@[A-Za-z0-9.\-]+\s*"
              r"|[ -~\s]*[^ -~\t\r\n][\s\S]*"),
)  # fmt: skip
