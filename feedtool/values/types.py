"""One checker a value type: text in, faults out; the clean case is accepted at once.

The vocabulary names these types (`"type": "date"`), the model of a show uses the same ones, so that
a value is right or wrong for one reason everywhere. A checker sees the text of one attribute or
element and nothing else; what depends on a second value is a rule.
"""

import re
from collections.abc import Callable
from functools import partial

from feedtool.findings.suggestions import closest
from feedtool.values.fault import Fault
from feedtool.values.globe import check_country, check_geo, check_osm
from feedtool.values.html import check_html
from feedtool.values.iso_dates import check_iso_date, check_rfc3339_date, check_w3c_date
from feedtool.values.languages import check_language
from feedtool.values.numbers import (
    check_colour,
    check_duration,
    check_integer,
    check_integer_list,
    check_npt,
    check_number,
    check_point,
    check_points,
    check_seconds,
)
from feedtool.values.picture_sets import check_ratio, check_srcset
from feedtool.values.plain_text import check_plain, check_text, check_title
from feedtool.values.recurrences import check_rrule
from feedtool.values.rss_dates import check_rss_date
from feedtool.values.urls import (
    check_host,
    check_http_url,
    check_https_url,
    check_iri,
    check_secure_uri,
    check_uri,
    check_url,
)
from feedtool.vocabulary import Value, load_list

Checker = Callable[[str], tuple[Fault, ...]]

_MAIL_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAIL_ADDRESS = (
    rf"{_MAIL_ATOM}(?:\.{_MAIL_ATOM})*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
)
_EMAIL = re.compile(_MAIL_ADDRESS)
_CONTACT = rf"(?:mailto:)?({_MAIL_ADDRESS})\s*(?:\(([^()]*)\))?"
_NAMED_ADDRESS = rf"[^<>@]*<({_MAIL_ADDRESS})>|\([^()]*\)\s*({_MAIL_ADDRESS})"
_MIME_NAME = r"[A-Za-z0-9!#$&^_.+-]+"
_MEDIA_TYPE = re.compile(
    rf"{_MIME_NAME}/{_MIME_NAME}(?:\s*;\s*{_MIME_NAME}=(?:{_MIME_NAME}|\"[^\"\r\n]*\"))*", re.ASCII
)
_FORM_NAME = r"[A-Za-z][A-Za-z0-9:._-]*"
_SLUG = r"[A-Za-z0-9._-]+"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)


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
    return (Fault("explicit-legacy-value", says),)


def check_yes_no(text: str) -> tuple[Fault, ...]:
    """Accept exactly `yes` and `no`."""
    if text in ("yes", "no"):
        return ()
    return (Fault("bad-yes-no", 'expected "yes" or "no"'),)


def check_yes(text: str) -> tuple[Fault, ...]:
    """Accept `Yes` in any letters, the only value that acts; any other is without effect.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:block and itunes:complete.
    """
    if text.strip().lower() == "yes":
        return ()
    says = 'only "Yes" has an effect; leave the element out'
    if text.strip().lower() in ("", "no", "false"):
        return (Fault("yes-without-effect", says),)
    return (Fault("bad-yes", says),)


def check_email(text: str) -> tuple[Fault, ...]:
    """Accept a bare address `local@domain`.

    Source: RFC 5322, 3.4.1, https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1
    """
    if _EMAIL.fullmatch(text):
        return ()
    named = re.fullmatch(_NAMED_ADDRESS, text.strip()) or re.fullmatch(_CONTACT, text.strip())
    if named:
        address = named[1] or named[2]
        return (Fault("bad-email", f"expected the address alone: {address}"),)
    if text.isascii():
        return (Fault("bad-email", "expected an e-mail address such as show@example.com"),)
    says = "few mail systems take other than ASCII letters in an address"
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
            return name
        if text.startswith("mailto:"):
            says = "expected the address without mailto:"
            return (Fault("contact-form", says),)
        return ()
    if re.fullmatch(_NAMED_ADDRESS, text.strip()) or re.fullmatch(_CONTACT, text.strip()):
        return (Fault("contact-form", expected),)
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
        return (Fault("uuid-not-version-5", says),)
    return ()


def check_countries(text: str) -> tuple[Fault, ...]:
    """Accept two-letter codes of countries, with blanks between.

    Source: https://www.iso.org/iso-3166-country-codes.html
    """
    known = load_list("countries")
    expected = 'expected two-letter country codes with blanks between, e.g. "gb fr"'
    for code in text.lower().split():
        if code not in known:
            hint = "; write gb" if code == "uk" else ""
            return (Fault("country-unknown", f"{expected}{hint}", text.lower().index(code)),)
    return () if text.split() else (Fault("empty-value", expected),)


def check_link_relation(text: str) -> tuple[Fault, ...]:
    """Accept a registered kind of link, or an address that stands for one of its own.

    Source: https://www.rfc-editor.org/rfc/rfc8288#section-2.1
    """
    known = load_list("link-relations")
    if text in known or (":" in text and not check_uri(text)):
        return ()
    near = closest(text, known)
    hint = f'; did you mean "{near}"?' if near else ", such as self, hub or alternate"
    return (Fault("link-relation-unknown", f"expected a registered kind of link{hint}"),)


def check_filled(text: str) -> tuple[Fault, ...]:
    """Accept any text but none at all."""
    return () if text.strip() else (Fault("empty-value", "expected some text"),)


def check_form_name(text: str) -> tuple[Fault, ...]:
    """Accept the name of a form's field.

    Source: https://www.rssboard.org/rss-profile#element-channel-textinput-name
    """
    if re.fullmatch(_FORM_NAME, text.strip()):
        return ()
    says = "expected a letter, then letters, digits and : - . _"
    return (Fault("bad-name" if text.strip() else "empty-value", says),)


def accept(text: str) -> tuple[Fault, ...]:
    """Accept everything: for text whose only rule is that it may stand there."""
    return ()


def check_slug(text: str) -> tuple[Fault, ...]:
    """Accept one name of letters, digits, dots and hyphens.

    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/serviceslugs.txt
    """
    if re.fullmatch(_SLUG, text):
        return ()
    if len(re.findall(_SLUG, text[:200])) > 1:
        return (Fault("several-values", "expected one; write an element for each"),)
    expected = "expected one name such as spotify"
    return (Fault("bad-name" if text.strip() else "empty-value", expected),)


# Types whose checkers know bounds.
_BOUNDED = {"integer": check_integer, "number": check_number}
TYPES: dict[str, Checker] = {
    "any": accept,
    "boolean": check_boolean,
    "contact": check_contact,
    "countries": check_countries,
    "country": check_country,
    "date": check_rss_date,
    "duration": check_duration,
    "email": check_email,
    "explicit": check_explicit,
    "filled": check_filled,
    "form-name": check_form_name,
    "geo": check_geo,
    "hex-colour": check_colour,
    "host": check_host,
    "html": check_html,
    "http-url": check_http_url,
    "https-url": check_https_url,
    "integer-list": check_integer_list,
    "iri": check_iri,
    "iso-date": check_iso_date,
    "language": check_language,
    "link-relation": check_link_relation,
    "media-type": check_media_type,
    "npt-time": check_npt,
    "osm": check_osm,
    "plain": check_plain,
    "point": check_point,
    "points": check_points,
    "ratio": check_ratio,
    "rfc3339-date": check_rfc3339_date,
    "rrule": check_rrule,
    "seconds": check_seconds,
    "secure-uri": check_secure_uri,
    "slug": check_slug,
    "srcset": check_srcset,
    "text": check_text,
    "title": check_title,
    "uri": check_uri,
    "url": check_url,
    "uuid": check_uuid,
    "w3c-date": check_w3c_date,
    "yes": check_yes,
    "yes-no": check_yes_no,
}


def build_checker(value: Value) -> Checker:
    """Return the function that checks values of this kind."""
    if value.values:
        return partial(check_enumeration, value.values)
    if value.type in _BOUNDED:
        return partial(_BOUNDED[value.type], value.minimum, value.maximum)
    return TYPES[value.type]


def check_enumeration(values: tuple[str, ...], text: str) -> tuple[Fault, ...]:
    """Accept one of the listed values, exactly; another case or a near miss is suggested."""
    if text in values:
        return ()
    near = closest(text, values)
    if near is not None and near.lower() == text.strip().lower():
        says = f'expected exactly "{near}"'
        return (Fault("value-padded" if near == text.strip() else "value-case", says),)
    if not text.strip():
        return (Fault("empty-value", f"expected {' or '.join(values[:8])}"),)
    listed = ", ".join(f'"{value}"' for value in values[:8]) + (", …" if len(values) > 8 else "")
    says = f"expected {'one of ' if len(values) > 1 else ''}{listed}"
    return (Fault("bad-value", says + (f'; did you mean "{near}"?' if near else "")),)
