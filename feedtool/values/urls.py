"""URLs in feeds: absolute, ASCII, with a scheme that apps can open.

Source: RFC 3986, https://www.rfc-editor.org/rfc/rfc3986; RSS Profile, https://www.rssboard.org/rss-profile
"""

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_CHARS = r"[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*+(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*+)*+"
_CLEAN = re.compile(
    r"https?://(?=[A-Za-z0-9])(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*"
    rf"(?:[/?]{_CHARS})?(?:#{_CHARS})?"
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FORBIDDEN = r"[\x00-\x20\x7f<>\"{}|\\^`]"
_BAD_ESCAPE = r"%(?![0-9A-Fa-f]{2})"
_DANGEROUS = ("javascript", "data", "vbscript", "file")
_HOSTLIKE = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/?#]\S*)?"
_HOST = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,62}"
    r"(?::[0-9]{1,5})?"
)
_SCHEME_AND_HOST = r"(?i)" r"[a-z]+://([^/?#]{1,80})"


def check_url(text: str) -> tuple[Fault, ...]:
    """Accept an absolute URL of any scheme that an app may open; http and https always."""
    if _CLEAN.fullmatch(text):
        return ()
    syntax = _check_syntax(text, check_url)
    if syntax:
        return syntax
    scheme = text.split(":", 1)[0].lower()
    if scheme in ("http", "https"):
        return _check_host(text)
    if scheme in _DANGEROUS:
        return (Fault("bad-url", f"apps refuse {scheme}: addresses; {_EXPECTED}"),)
    if scheme in ("mailto", "tel", "urn", "tag", "feed", "ftp"):
        return (Fault("url-not-http", _EXPECTED),)
    return (Fault("url-not-http", f"few apps open {scheme}: addresses; {_EXPECTED}"),)


def check_iri(text: str) -> tuple[Fault, ...]:
    """Accept an absolute address that may hold letters of any script; apps differ in reading them.

    Source: https://www.rfc-editor.org/rfc/rfc3987
    """
    faults = check_url(text)
    if not faults or faults[0].rule != "url-not-ascii":
        return faults
    says = "some apps open only ASCII addresses; percent-encode the other characters"
    return (Fault("iri-not-ascii", says),)


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
    return (Fault("bad-uri", "expected an absolute address, e.g. https://example.com/1"),)


def check_http_url(text: str) -> tuple[Fault, ...]:
    """Accept an absolute http or https URL only: what an app downloads."""
    if _CLEAN.fullmatch(text):
        return ()
    syntax = _check_syntax(text, check_http_url)
    if syntax:
        return syntax
    if text.split(":", 1)[0].lower() not in ("http", "https"):
        return (Fault("bad-url", _EXPECTED),)
    return _check_host(text)


def check_https_url(text: str) -> tuple[Fault, ...]:
    """Accept an absolute https URL; http is a warning.

    Source: Podcasting 2.0, general rules,
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md
    """
    if text.startswith("https:") and _CLEAN.fullmatch(text):
        return ()
    return check_http_url(text) or _check_secure(text)


def check_secure_uri(text: str) -> tuple[Fault, ...]:
    """Accept an address with any scheme, such as ipfs or magnet; http is a warning."""
    if text[:4].lower() == "http":
        return check_https_url(text)
    return check_uri(text)


def _check_secure(text: str) -> tuple[Fault, ...]:
    if text[:6].lower() == "https:":
        return ()
    says = f"web players refuse http://; expected https:{text[5:65]}"
    return (Fault("url-not-https", says),)


def check_host(text: str) -> tuple[Fault, ...]:
    """Accept the full name of a server, with or without a port.

    Source: https://www.rfc-editor.org/rfc/rfc1123#section-2
    """
    if re.fullmatch(_HOST, text.strip()):
        return ()
    expected = "expected only the name of a server, e.g. chat.example.com"
    named = re.match(_SCHEME_AND_HOST, text.strip())
    hint = f"; write {named[1]}" if named and re.fullmatch(_HOST, named[1]) else ""
    return (Fault("bad-host" if text.strip() else "empty-value", expected + hint),)


_EXPECTED = "expected an absolute URL, e.g. https://example.com/1"


def _check_syntax(text: str, check: Callable[[str], tuple[Fault, ...]]) -> tuple[Fault, ...]:
    """Refuse a text that is not a URI: empty, without a scheme, with a character to escape."""
    bare = text.strip()
    if not bare:
        return (Fault("bad-url", _EXPECTED),)
    if bare != text:
        inner = check(bare)
        if any(fault.severity == "error" for fault in inner):
            return inner
        return (Fault("value-padded", "expected no space around the value", override="warning"),)
    scheme = _SCHEME.match(text)
    if scheme is None or (re.fullmatch(_HOSTLIKE, text) and "." in scheme[1]):
        return (Fault("bad-url", _explain_relative(text)),)
    return _check_characters(text)


def _check_characters(text: str) -> tuple[Fault, ...]:
    """Refuse characters that must be escaped anywhere in a URL."""
    forbidden = re.search(_FORBIDDEN, text)
    if forbidden:
        name = "a space" if forbidden[0] == " " else f"the character {forbidden[0]!r}"
        says = f"{name} is not allowed in a URL; write {quote(forbidden[0])}"
        return (Fault("bad-url", says),)
    if re.search(_BAD_ESCAPE, text):
        says = "% must be followed by two hexadecimal digits; write %25 for a percent sign"
        return (Fault("bad-url", says),)
    if text.count("#") > 1:
        return (Fault("bad-url", "a URL has at most one #; write %23 for the second"),)
    if not text.isascii():
        says = "expected ASCII; percent-encode the other characters (the host needs xn--)"
        return (Fault("url-not-ascii", says),)
    return ()


def _check_host(text: str) -> tuple[Fault, ...]:
    """Refuse an http address without a usable host; warn of a host that few can reach."""
    if not re.match(r"https?://[^/?#]", text, re.IGNORECASE):
        return (Fault("bad-url", f"the host is missing; {_EXPECTED}"),)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return (Fault("bad-url", f"the host or the port is not valid; {_EXPECTED}"),)
    if not host or port == 0:
        return (Fault("bad-url", f"the host or the port is not valid; {_EXPECTED}"),)
    if host.startswith(".") or ".." in host:
        return (Fault("bad-url", "a part of the host is empty; remove the extra dot"),)
    if parts.username is not None or parts.password is not None:
        return (Fault("url-with-password", "everybody can read this password; remove it"),)
    if _is_private(host):
        return (Fault("url-private-host", f"{host} works only inside its own network"),)
    if "[" in parts.path + parts.query + parts.fragment or "]" in parts.path + parts.query:
        return (Fault("bad-url", "[ and ] must be written %5B and %5D"),)
    return ()


def _is_private(host: str) -> bool:
    from ipaddress import ip_address  # noqa: PLC0415 - 4 ms, only for hosts that look unusual

    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".lan")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host and ":" not in host


def _explain_relative(text: str) -> str:
    if text.startswith("//"):
        return f"the scheme is missing; write https:{text[:60]}"
    if re.fullmatch(_HOSTLIKE, text):
        return f"the scheme is missing; write https://{text[:60]}"
    return _EXPECTED


_ANY_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*"
_HTTP = r"[Hh][Tt][Tt][Pp][Ss]?"
_ESCAPE = "%[0-9A-Fa-f]{2}"
# The characters that a URL holds without escape; an IRI may also hold letters of any script.
_ASCII = r"!#-$&-;=?-\[\]_a-z~"
_IRI = r"""[^\t\r\n <>"{}|\\\^`%""" + "\x7f]"
_HTTP_PATTERN = rf"\s*{_HTTP}://[{_ASCII}]([{_ASCII}]|{_ESCAPE})*\s*"
_URI_PATTERN = rf"\s*{_ANY_SCHEME}:({_IRI}|%)+\s*"
TYPES = (
    ValueType("host", check_host, "name of a server", r"\s*([A-Za-z0-9.\-]+(:[0-9]{1,5})?)?\s*"),
    ValueType("http-url", check_http_url, "absolute http or https address", _HTTP_PATTERN,
              role="address"),
    ValueType("https-url", check_https_url, "absolute https address", _HTTP_PATTERN,
              role="address"),
    ValueType("iri", check_iri, "absolute address",
              rf"\s*{_ANY_SCHEME}:({_IRI}|{_ESCAPE})*\s*", role="address"),
    ValueType("secure-uri", check_secure_uri, "absolute address, not http", _URI_PATTERN,
              role="address"),
    ValueType("uri", check_uri, "absolute address or name with a scheme", _URI_PATTERN,
              role="address"),
    ValueType("url", check_url, "absolute address",
              rf"\s*{_ANY_SCHEME}:([{_ASCII}]|{_ESCAPE})*\s*", role="address"),
)  # fmt: skip
