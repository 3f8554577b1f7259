"""Characters in addresses: which cannot be seen, which must be escaped, which are escaped twice.

Source: RFC 3986, section 2, https://www.rfc-editor.org/rfc/rfc3986#section-2
"""

import re
from urllib.parse import quote

from feedtool.findings.wording import MAX_QUOTED_CHARS
from feedtool.values.fault import Fault

_INVISIBLE = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
    # These two belong to the spelling of some scripts.
    "|(?<=[\x20-\x7e])[\u200c\u200d]|[\u200c\u200d](?=[\x20-\x7e]|\\Z)"
)
_ESCAPED_INVISIBLE = re.compile(r"(?i)" r"(?:%E2%80%8[BEF]|%EF%BB%BF|%C2%AD|%C2%A0)+")
_ESCAPED_PADDING = re.compile(r"(?i)" r"(?:%20|%0[9AD]){1,20}\Z")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|quot|lt|gt|apos|nbsp|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6});")
# A blank or another ASCII sign, or letters in UTF-8, whose percent signs are escaped once more.
_LETTERS = r"(?:%25[C-Fc-f][0-9A-Fa-f](?:%25[89ABab][0-9A-Fa-f])+)+"
_IN_PATH = re.compile(rf"%25(?:2[0-9A-Fa-f]|3[A-Fa-f]|5[BbDd])|{_LETTERS}")
# Other signs may structure a parameter of a parameter.
_IN_QUERY = re.compile(rf"%2520|{_LETTERS}")
_CARRIED_TWICE = re.compile(r"(?i)" r"https?%253A(?:%252F){2}")
_CARRIED_ONCE = re.compile(r"(?i)" r"https?%3A(?:%2F){2}")
_NESTED = re.compile(r"(?i)" r"%(?:2F|3A|3D|26|3F)")


def find_invisible(text: str) -> Fault | None:
    """Return the fault of an address with a character that nobody sees."""
    found = _INVISIBLE.search(text)
    # Words are no address, whatever is between them.
    if not found or (" " in text and "://" not in text):
        return None
    from unicodedata import category, name  # noqa: PLC0415 - only for unseen characters

    # A space may belong to the name of the file.
    is_space = category(found[0]) == "Zs"
    code = f"U+{ord(found[0]):04X}"
    called = name(found[0], "").lower()
    says = f"the invisible character {code} ({called}) is in the address; remove it"
    at = found.start()
    return Fault("url-invisible-character", says, at, 1, instead="", doubtful=is_space)


def find_forbidden(text: str) -> Fault | None:
    """Return the fault of an address with a character that must be escaped anywhere."""
    if forbidden := _FORBIDDEN.search(text):
        sign = " for the space, and %23 for the # if it belongs to the name of the file"
        and_sign = sign if forbidden[0] == " " and "#" in text else ""
        says = _explain_forbidden(forbidden[0]) + and_sign
        doubtful = bool(and_sign or re.search(r"[\x00-\x1f\x7f]", text))
        return Fault("bad-url", says, instead=_escape(text), doubtful=doubtful)
    if _BAD_ESCAPE.search(text):
        says = "% must be followed by two hexadecimal digits; write %25 for a percent sign"
        return Fault("bad-url", says, instead=_BAD_ESCAPE.sub("%25", text), doubtful=True)
    if text.count("#") - text.count("&#") > 1:
        return Fault("bad-url", "a URL has at most one #; write %23 for the second")
    if not text.isascii():
        return _explain_letters(text)
    return None


def _escape(text: str) -> str:
    """Return an address with escapes in place of what it must not hold; line breaks go."""
    joined = re.sub(r"(?:(?<! ) +)?[\x00-\x1f\x7f]+ *", "", text)
    return _FORBIDDEN.sub(lambda found: quote(found[0]), joined)


def _explain_letters(text: str) -> Fault:
    says = "expected ASCII; percent-encode the other characters"
    host, slash, path = text.partition("://")[2].partition("/")
    if not slash or not host.isascii():
        return Fault("url-not-ascii", f"{says} (the host needs xn--)")
    from unicodedata import normalize  # noqa: PLC0415 - only for letters beyond ASCII

    escaped = quote(normalize("NFC", path), safe="%/:?#[]@!$&'()*+,;=~-._")
    whole = text[: -len(path)] + escaped
    says += f": {whole}" if len(whole) <= MAX_QUOTED_CHARS else ""
    # The file may have a name in another form of the same letters.
    is_same = normalize("NFC", path) == path
    return Fault("url-not-ascii", says, instead=whole, doubtful=not is_same)


def _explain_forbidden(char: str) -> str:
    if char in "\r\n":
        return "a line break is in the address; write the address on one line"
    if char < " " or char == "\x7f":
        what = "a tab" if char == "\t" else f"the control character U+{ord(char):04X}"
        return f"{what} is in the address; remove it"
    what = "a space" if char == " " else f"the character {char!r}"
    return f"{what} is not allowed in a URL; write {quote(char)}"


def find_escaped_invisible(text: str) -> Fault | None:
    """Return the fault of an address with the escape of a character that nobody sees."""
    # A parameter may hold a title, which may hold such characters.
    path = text.partition("?")[0]
    found = _ESCAPED_INVISIBLE.search(path) or _ESCAPED_PADDING.search(path)
    if not found:
        return None
    is_end = found.re is _ESCAPED_PADDING
    what = "a space or a line break at the end" if is_end else "an invisible character"
    says = f"{found[0]} is the escape of {what}; remove it"
    return Fault(
        "url-invisible-character", says, found.start(), len(found[0]), override="warning",
        instead="", doubtful=True,
    )  # fmt: skip


def find_brackets(text: str) -> Fault | None:
    """Return the fault of an address with brackets outside the host."""
    rest = re.sub(r"\A[A-Za-z]+://[^/?#]*", "", text)
    query = rest.partition("#")[0]
    if "[" in rest or "]" in query:
        escaped = rest.replace("[", "%5B").replace("]", "%5D")
        whole = text[: len(text) - len(rest)] + escaped
        return Fault("bad-url", "[ and ] must be written %5B and %5D", instead=whole)
    return None


def find_escaped_twice(text: str) -> Fault | None:
    """Return the fault of an address in which a sign is escaped twice."""
    if found := _ESCAPED_AMPERSAND.search(text):
        says = (
            f'a sign is escaped twice, so the address itself holds "{found[0]}"; '
            "escape it once, or not at all inside CDATA"
        )
        return Fault(
            "url-escaped-twice", says, found.start(), len(found[0]),
            instead=_meaning(found[0]), doubtful=True,
        )  # fmt: skip
    return find_percent_twice(text)


def _meaning(reference: str) -> str | None:
    """Return the sign of a reference as an address holds it."""
    from html import unescape  # noqa: PLC0415 - 4 ms, only for odd addresses

    return quote(unescape(reference), safe="&'")


def find_percent_twice(text: str) -> Fault | None:
    """Return the fault of an address in which a percent sign is escaped once more."""
    path, _, query = text.partition("#")[0].partition("?")
    if carried := _CARRIED_TWICE.search(path):
        says = (
            f'the address from "{carried[0]}" on is escaped twice; '
            "this is right only if the service in front of it removes both"
        )
        return Fault("url-escaped-twice", says, carried.start(), len(carried[0]), override="info")
    # An address inside an address has its own escapes, and they are escaped once more.
    path = _CARRIED_ONCE.split(path, maxsplit=1)[0]
    found = _IN_PATH.search(path)
    if not found and query and not _NESTED.search(query):
        found = _IN_QUERY.search(text, text.index("?"))
    if not found:
        return None
    once = found[0].replace("%25", "%")[:60]
    says = f'"{found[0][:60]}" is "{once}" escaped twice; write {once}'
    return Fault(
        "url-escaped-twice", says, found.start(), len(found[0]),
        instead=found[0].replace("%25", "%"), doubtful=True,
    )  # fmt: skip
