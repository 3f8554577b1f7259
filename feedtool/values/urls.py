"""URLs in feeds: absolute, ASCII, with a scheme that apps can open.

Source: RFC 3986, https://www.rfc-editor.org/rfc/rfc3986; RSS Profile, https://www.rssboard.org/rss-profile
"""

import re
from dataclasses import replace

from feedtool.findings.wording import cut
from feedtool.values.fault import PADDED, Fault
from feedtool.values.value_type import ValueType

# What an address without any fault looks like. A sign that may begin a fault is not among these
# characters: what is escaped twice, a placeholder, a second address behind a comma.
_SAFE = r"[A-Za-z0-9\-._~:/?@!$'*+=]*+"
_CHARS = (
    rf"{_SAFE}(?>(?:(?:%(?!25|7[Bb]|5[Bb]object|E2%80%8|EF%BB%BF|C2%A[0D])[0-9A-Fa-f]{{2}}|&(?![a-z]{{2,4}};|#)"
    rf"|[,;](?!https?:)|\({_SAFE}\)){_SAFE})*)"
)
_CLEAN = re.compile(
    r"https?://(?=[^/?#]{4,63}(?:[/?#]|\Z))(?!undefined\.)"
    r"((?>(?:[A-Za-z0-9]++(?>(?:-++[A-Za-z0-9]++)*)\.)+)"
    r"(?!(?:local|lan|internal|arpa|test|invalid|localhost|localdomain|intranet|home|corp|"
    r"html?|php|jpe?g|png|mp[34])\b)[A-Za-z]{2,24})"
    rf"(?:(?=[/?])(?!/++https?://\1){_CHARS})?(?:#{_CHARS})?(?<![,;])(?<!\.\.\.|%20|%0[AaDd9])"
)
_GLUED = re.compile(r"[A-Za-z0-9][Hh]ttps?://")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FORBIDDEN = r"[\x00-\x20\x7f<>\"{}|\\^`]"
_HOST = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,62}"
    r"(?::[0-9]{1,5})?"
)
_SCHEME_AND_HOST = r"(?i)" r"[a-z]+://([^/?#]{1,80})"


def check_url(text: str) -> tuple[Fault, ...]:
    """Accept an absolute URL of any scheme that an app may open; http and https always."""
    return () if _is_clean(text) else _explain(text, only_http=False)


def check_iri(text: str) -> tuple[Fault, ...]:
    """Accept an absolute address that may hold letters of any script; apps differ in reading them.

    Source: https://www.rfc-editor.org/rfc/rfc3987
    """
    faults = check_url(text)
    if not faults or faults[0].rule != "url-not-ascii":
        return faults
    says = "some apps open only ASCII addresses; percent-encode the other characters"
    return (replace(faults[0], rule="iri-not-ascii", says=says),)


def check_iri_reference(text: str) -> tuple[Fault, ...]:
    """Accept what check_iri accepts; a part of an address, as Atom allows it, is a warning.

    Source: https://www.rfc-editor.org/rfc/rfc4287#section-2
    """
    faults = check_iri(text)
    if not any(fault.rule == "bad-url" for fault in faults):
        return faults
    from feedtool.values.url_schemes import is_relative  # noqa: PLC0415 - only for odd addresses

    if not is_relative(text.strip()):
        return faults
    says = "Atom allows a part of an address, but few podcast apps complete it; write it whole"
    return (Fault("iri-relative", says),)


def check_uri(text: str) -> tuple[Fault, ...]:
    """Accept a name with any scheme: https, tag, urn, mailto and others.

    Source: https://www.rfc-editor.org/rfc/rfc3986#section-3
    """
    if _CLEAN.fullmatch(text):
        return ()
    bare = text.strip()
    scheme = _SCHEME.match(bare)
    if scheme and len(bare) > scheme.end() and not re.search(_FORBIDDEN, bare):
        return ()
    from feedtool.values.url_faults import explain_no_uri  # noqa: PLC0415 - only for odd addresses

    return (explain_no_uri(bare),)


def check_http_url(text: str) -> tuple[Fault, ...]:
    """Accept an absolute http or https URL only: what an app downloads."""
    return () if _is_clean(text) else _explain(text, only_http=True)


def check_https_url(text: str) -> tuple[Fault, ...]:
    """Accept an absolute https URL; http is a warning.

    Source: Podcasting 2.0, general rules,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md
    """
    if text.startswith("https:") and _is_clean(text):
        return ()
    faults = check_http_url(text)
    # A part of the address that is wrong does not make the rest of it right.
    return faults if faults and not faults[0].length else (*faults, *_check_secure(text))


def check_secure_uri(text: str) -> tuple[Fault, ...]:
    """Accept an address with any scheme, such as ipfs or magnet; http is a warning."""
    if text[:4].lower() == "http":
        return check_https_url(text)
    return check_uri(text)


def _check_secure(text: str) -> tuple[Fault, ...]:
    if text[:5].lower() != "http:":
        return ()
    secure = f"https:{text[5:]}"
    says = f"Podcasting 2.0 takes only https://; expected {cut(secure)}"
    return (Fault("url-not-https", says, instead=secure, doubtful=True),)


def check_host(text: str) -> tuple[Fault, ...]:
    """Accept the full name of a server, with or without a port.

    Source: https://www.rfc-editor.org/rfc/rfc1123#section-2
    """
    if re.fullmatch(_HOST, text.strip()):
        return ()
    expected = "expected only the name of a server, e.g. chat.example.com"
    named = re.match(_SCHEME_AND_HOST, text.strip())
    host = named[1] if named and re.fullmatch(_HOST, named[1]) else None
    hint = f"; write {host}" if host else ""
    return (Fault("bad-host" if text.strip() else "empty-value", expected + hint, instead=host),)


def _is_clean(text: str) -> bool:
    """Whether an address is surely right; False if it must be read in full."""
    return bool(_CLEAN.fullmatch(text)) and not (
        "undefined" in text or "/null" in text or "/None" in text or "NaN" in text
        or (text.find("://", 8) > 0 and _GLUED.search(text, 8))
    )  # fmt: skip


def _explain(text: str, *, only_http: bool) -> tuple[Fault, ...]:
    from feedtool.values.url_faults import find_url_fault  # noqa: PLC0415 - only for odd addresses

    bare = text.strip(_SPACE)
    fault = find_url_fault(bare, only_http=only_http)
    if fault and fault.length:
        fault = replace(fault, index=fault.index + text.index(bare))
    found = (fault,) if fault else ()
    if bare == text or (fault and fault.severity == "error"):
        return found
    return (replace(PADDED, override="warning"), *found)


# White space that programs remove; other space belongs to the value.
_SPACE = " \t\r\n\f\v"
_ANY_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*"
_HTTP = r"[Hh][Tt][Tt][Pp][Ss]?"
_ESCAPE = "%[0-9A-Fa-f]{2}"
# The characters that a URL holds without escape; an IRI may also hold letters of any script.
_ASCII = r"!#-$&-;=?-\[\]_a-z~"
_IRI = r"""[^\t\r\n <>"{}|\\\^`%""" + "\x7f]"
_HTTP_PATTERN = rf"\s*{_HTTP}://[{_ASCII}]([{_ASCII}]|{_ESCAPE})*\s*"
_URI_PATTERN = rf"\s*{_ANY_SCHEME}:({_IRI}|%)+\s*"
TYPES = (
    ValueType("host", check_host, "name of a server", r"\s*([A-Za-z0-9.\-]+(:[0-9]{1,5})?\s*)?"),
    ValueType("http-url", check_http_url, "absolute http or https address", _HTTP_PATTERN,
              role="address"),
    ValueType("https-url", check_https_url, "absolute https address", _HTTP_PATTERN,
              role="address"),
    ValueType("iri", check_iri, "absolute address",
              rf"\s*{_ANY_SCHEME}:({_IRI}|{_ESCAPE})*\s*", role="address"),
    ValueType("iri-reference", check_iri_reference, "address, whole or relative", role="address"),
    ValueType("secure-uri", check_secure_uri, "absolute address, not http", _URI_PATTERN,
              role="address"),
    ValueType("uri", check_uri, "absolute address or name with a scheme", _URI_PATTERN,
              role="address"),
    ValueType("url", check_url, "absolute address",
              rf"\s*{_ANY_SCHEME}:([{_ASCII}]|{_ESCAPE})*\s*", role="address"),
)  # fmt: skip
