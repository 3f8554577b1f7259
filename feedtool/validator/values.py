"""One checker a value type: text in, faults out; the clean case is accepted at once.

The vocabulary names these types (`"type": "date"`), the model of a show uses the same ones, so that
a value is right or wrong for one reason everywhere. A checker sees the text of one attribute or
element and nothing else; what depends on a second value is a rule.
"""

import re
from collections.abc import Callable
from functools import partial

from feedtool.validator.dates import check_rss_date
from feedtool.validator.faults import Fault
from feedtool.validator.languages import check_language
from feedtool.validator.urls import check_http_url, check_url
from feedtool.vocabulary import Value

Checker = Callable[[str], tuple[Fault, ...]]

_MAIL_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAIL_ADDRESS = (
    rf"{_MAIL_ATOM}(?:\.{_MAIL_ATOM})*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
)
_EMAIL = re.compile(_MAIL_ADDRESS)
_CONTACT = re.compile(rf"(?:mailto:)?({_MAIL_ADDRESS})\s*(?:\(([^()]*)\))?")
_NAMED_ADDRESS = re.compile(rf"[^<>@]*<({_MAIL_ADDRESS})>|\([^()]*\)\s*({_MAIL_ADDRESS})")
_MIME_NAME = r"[A-Za-z0-9!#$&^_.+-]+"
_MEDIA_TYPE = re.compile(
    rf"{_MIME_NAME}/{_MIME_NAME}(?:\s*;\s*{_MIME_NAME}=(?:{_MIME_NAME}|\"[^\"\r\n]*\"))*", re.ASCII
)
_DURATION = re.compile(r"[0-9]{1,6}|[0-9]{1,3}:[0-5][0-9]|[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]")
_FRACTION = re.compile(r"((?:[0-9]{1,3}:)?(?:[0-9]{1,3}:)?[0-9]+)[.,][0-9]*")
_DIGITS = re.compile(r"[0-9]{1,16}")
_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]+)?")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_FULL_DAY_S = 24 * 60 * 60


def parse_duration(text: str) -> int:
    """Read a duration as whole seconds.

    Accepts `S`, `M:SS` and `H:MM:SS`; seconds above 59 and, in the three-part form, minutes above
    59 are refused.

        >>> parse_duration("1:02:03")
        3723

    Raises ValueError if `text` has any other form.
    Source: Apple, "A Podcaster's Guide to RSS", itunes:duration,
    https://help.apple.com/itc/podcasts_connect/#/itcb54353390
    """
    if not _DURATION.fullmatch(text):
        raise ValueError(text)
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def check_duration(text: str) -> tuple[Fault, ...]:
    """Accept whole seconds, M:SS and H:MM:SS; a fraction, zero or more than a day is a warning."""
    expected = "expected seconds or H:MM:SS, e.g. 720"
    if not _DURATION.fullmatch(text):
        if not text.strip():
            return (Fault("bad-duration", expected, severity="warning"),)
        fraction = _FRACTION.fullmatch(text)
        if fraction and _DURATION.fullmatch(fraction[1]):
            says = f"expected whole seconds; write {fraction[1]}"
            return (Fault("duration-fraction", says, severity="warning", fixable="safe"),)
        return (Fault("bad-duration", expected),)
    seconds = parse_duration(text)
    if seconds == 0:
        return (Fault("duration-zero", "expected the length of the episode", severity="warning"),)
    if seconds > _FULL_DAY_S:
        says = "that is more than a day; expected seconds, not milliseconds"
        return (Fault("duration-implausible", says, severity="warning"),)
    return ()


def check_integer(minimum: int, maximum: int | None, text: str) -> tuple[Fault, ...]:
    """Accept ASCII digits within the bounds, no sign; a leading zero is a warning."""
    upper = "" if maximum is None else f" to {maximum}"
    expected = f"expected a whole number from {minimum}{upper}"
    if not _DIGITS.fullmatch(text):
        return (Fault("bad-integer", expected),)
    number = int(text)
    if number < minimum or (maximum is not None and number > maximum):
        return (Fault("bad-integer", expected),)
    if text != str(number):
        says = f"expected no leading zero; write {number}"
        return (Fault("integer-leading-zero", says, severity="warning", fixable="safe"),)
    return ()


def check_decimal(text: str) -> tuple[Fault, ...]:
    """Accept a decimal number of zero or more, written with a full stop."""
    if _DECIMAL.fullmatch(text):
        return ()
    return (Fault("bad-decimal", "expected a number such as 33 or 33.5"),)


def check_boolean(text: str) -> tuple[Fault, ...]:
    """Accept exactly `true` and `false`."""
    if text in ("true", "false"):
        return ()
    return (Fault("bad-boolean", 'expected "true" or "false"'),)


def check_explicit(text: str) -> tuple[Fault, ...]:
    """Accept `true` and `false`; the forms that Apple took before 2019 are a warning.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:explicit.
    """
    if text in ("true", "false"):
        return ()
    now = {"true": "true", "yes": "true", "explicit": "true", "false": "false", "no": "false",
           "clean": "false"}.get(text.strip().lower())  # fmt: skip
    if now is None:
        return (Fault("bad-explicit", 'expected "true" or "false"'),)
    says = f'expected "true" or "false"; write {now}'
    return (Fault("explicit-legacy-value", says, severity="warning", fixable="safe"),)


def check_yes_no(text: str) -> tuple[Fault, ...]:
    """Accept exactly `yes` and `no`."""
    if text in ("yes", "no"):
        return ()
    return (Fault("bad-yes-no", 'expected "yes" or "no"'),)


def check_yes(text: str) -> tuple[Fault, ...]:
    """Accept `Yes`, the only value that acts; any other is told as without effect.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:block and itunes:complete.
    """
    if text == "Yes":
        return ()
    if text.lower() == "yes":
        says = 'expected "Yes" with a capital letter'
        return (Fault("yes-not-capital", says, severity="info", fixable="safe"),)
    says = 'only "Yes" has an effect; leave the element out'
    return (Fault("yes-without-effect", says, severity="info", fixable="safe"),)


def check_email(text: str) -> tuple[Fault, ...]:
    """Accept a bare address `local@domain`.

    Source: RFC 5322, 3.4.1, https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1
    """
    if _EMAIL.fullmatch(text):
        return ()
    named = _NAMED_ADDRESS.fullmatch(text.strip()) or _CONTACT.fullmatch(text.strip())
    if named:
        address = named[1] or named[2]
        return (Fault("bad-email", f"expected the address alone: {address}"),)
    if text.isascii():
        return (Fault("bad-email", "expected an e-mail address such as show@example.com"),)
    says = "few mail systems take other than ASCII letters in an address"
    return (Fault("email-not-ascii" if "@" in text else "bad-email", says, severity="warning"),)


def check_contact(text: str) -> tuple[Fault, ...]:
    """Accept `address (Name)`, the form of managingEditor, webMaster and item author.

    Source: RSS Advisory Board, RSS Profile, https://www.rssboard.org/rss-profile (e-mail addresses)
    """
    expected = "expected address and name: show@example.com (Name)"
    match = _CONTACT.fullmatch(text)
    if match:
        if not (match[2] or "").strip():
            return (Fault("contact-without-name", expected, severity="info"),)
        if text.startswith("mailto:"):
            says = "expected the address without mailto:"
            return (Fault("contact-form", says, severity="warning", fixable="safe"),)
        return ()
    if _NAMED_ADDRESS.fullmatch(text.strip()) or _CONTACT.fullmatch(text.strip()):
        return (Fault("contact-form", expected, severity="warning", fixable="safe"),)
    return (Fault("bad-contact", expected),)


def check_media_type(text: str) -> tuple[Fault, ...]:
    """Accept `type/subtype` with parameters; whether the type is known is not asked here.

    Source: RFC 2045, 5.1, https://www.rfc-editor.org/rfc/rfc2045#section-5.1
    """
    if _MEDIA_TYPE.fullmatch(text):
        return ()
    return (Fault("bad-media-type", "expected type/subtype, e.g. audio/mpeg"),)


def check_uuid(text: str) -> tuple[Fault, ...]:
    """Accept a UUID; one that is not of version 5 is a warning.

    Source: Podcasting 2.0, podcast:guid,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
    """
    match = _UUID.fullmatch(text)
    if match is None:
        example = "e.g. d84ced82-1926-54c0-88c2-bb01dd35d7e3"
        return (Fault("bad-uuid", f"expected a UUID, {example}"),)
    if match[1] != "5":
        says = f"expected a UUID of version 5, this is version {match[1]}"
        return (Fault("uuid-not-version-5", says, severity="warning"),)
    return ()


def check_text(text: str) -> tuple[Fault, ...]:
    """Accept any text but none at all."""
    if text and not text.isspace():
        return ()
    return (Fault("empty-value", "expected some text"),)


def accept(text: str) -> tuple[Fault, ...]:
    """Accept everything: for text whose only rule is that it may stand there."""
    return ()


TYPES: dict[str, Checker] = {
    "any": accept,
    "boolean": check_boolean,
    "contact": check_contact,
    "date": check_rss_date,
    "decimal": check_decimal,
    "duration": check_duration,
    "email": check_email,
    "explicit": check_explicit,
    "http-url": check_http_url,
    "html": accept,
    "language": check_language,
    "media-type": check_media_type,
    "text": check_text,
    "url": check_url,
    "uuid": check_uuid,
    "yes": check_yes,
    "yes-no": check_yes_no,
}


def build_checker(value: Value) -> Checker:
    """Return the function that checks values of this kind."""
    if value.values:
        return partial(check_enumeration, value.values)
    if value.type == "integer":
        return partial(check_integer, value.minimum, value.maximum)
    return TYPES[value.type]


def check_enumeration(values: tuple[str, ...], text: str) -> tuple[Fault, ...]:
    """Accept one of the listed values, exactly; another case or a near miss is suggested."""
    if text in values:
        return ()
    near = closest(text, values)
    if near is not None and near.lower() == text.strip().lower():
        says = f'expected exactly "{near}"'
        return (Fault("value-case", says, severity="warning", fixable="safe"),)
    listed = ", ".join(f'"{value}"' for value in values[:8]) + (", …" if len(values) > 8 else "")
    says = f"expected {'one of ' if len(values) > 1 else ''}{listed}"
    return (Fault("bad-value", says + (f'; did you mean "{near}"?' if near else "")),)


def closest(text: str, known: tuple[str, ...] | list[str]) -> str | None:
    """Return the known name that `text` most probably stands for, or None.

    >>> closest("pubdate", ["pubDate", "guid"])
    'pubDate'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - 8 ms, only for what is wrong

    by_folded = {name.lower(): name for name in known}
    if text.strip().lower() in by_folded:
        return by_folded[text.strip().lower()]
    # A hostile name may be megabytes long; the match is quadratic.
    matches = get_close_matches(text.strip().lower()[:80], by_folded, n=1, cutoff=0.72)
    return by_folded[matches[0]] if matches else None
