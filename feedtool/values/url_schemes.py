"""The beginning of an address: a scheme that is missing, misspelt, there twice, or not for apps.

Source: RFC 3986, section 3.1, https://www.rfc-editor.org/rfc/rfc3986#section-3.1
"""

import re

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault
from feedtool.vocabulary import load_list

EXPECTED = "expected an absolute URL, e.g. https://example.com/1"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DANGEROUS = ("javascript", "data", "vbscript", "blob", "about", "view-source")
_READERS = ("feed", "itpc", "pcast", "podcast", "view-source")
# Two schemes in a row, each with or without its own signs.
_TWICE = re.compile(
    r"(?i)"
    r"(?:https?[:;]?/{0,4}){1,8}(?=https?(?::|/{2}))(https?)[:;]?/{0,4}([^/\s].*)",
    re.DOTALL,
)
_GLUED = re.compile(
    r"(?i)" r"(?:https?:/{1,3})?([^/?#\s]{1,253}?|[./]{1,3}):?(https?)(?:://?|//)(.+)",
    re.DOTALL,
)
_SAME_SITE = re.compile(r"(?i)" r"https?://([^/?#]{1,253})/+(https?://\1(?![^/?#]).*)", re.DOTALL)
_BEGINNING = re.compile(
    r"(?i)" r"([a-z]{0,8})([ \t]*[:;.,\uff1a]{0,2}[ \t]*)([/\\|]{0,5}:?)[ \t]*(.*)", re.DOTALL
)
_MISSPELT = re.compile(r"(?i)" r"[htps]{2,8}|hxxps?|h[a-z]?t?t[a-z]?ps?|https?[a-z]|[a-z]https?")
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+(?:[A-Za-z]{{2,24}}|xn--[a-z0-9-]{{1,59}})"
_HOSTLIKE = re.compile(rf"{_HOST}\.?(?::[0-9]{{1,5}})?(?:[/?#]\S*)?")
_LOCAL_HOST = re.compile(r"(?i)" r"(?:localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?::[0-9]+)?(?:/.*)?")
_FILE_NAME = re.compile(
    r"(?i)"
    r"[^/?#]+\.(?:html?|xhtml|php[0-9]?|aspx?|jsp|cgi|css|js|json|xml|rss|atom|txt|md|pdf|epub|docx?|zip"
    r"|jpe?g|png|gif|webp|avif|svg|bmp|ico|tiff?|heic"
    r"|mp3|m4[abv]|mp4|mov|ogg|oga|opus|wav|aac|flac|webm|wma|aiff?|vtt|srt)(?:[?#]\S*)?"
)
_MAIL = re.compile(r"[^\s@/:]{1,64}@[^\s@/:]{1,200}\.[A-Za-z]{2,24}")
_LOCAL_FILE = re.compile(
    r"(?i)"
    r"file:|[a-z]:[\\/]|\\\\[^\\]|~/|/(?:Users|Volumes|home/[^/]+|tmp|mnt|var/www)/(?=.*\.)"
)
_RELATIVE = re.compile(r"[^\s<>\"{}|\\^`]+")


def find_local_file(text: str) -> Fault | None:
    """Return the fault of an address that leads to a file on the author's own computer."""
    if not _LOCAL_FILE.match(text):
        return None
    says = (
        "this is a file on your own computer, which nobody else can open; "
        "upload it and write its address, e.g. https://example.com/1.mp3"
    )
    return Fault("bad-url", says)


def find_backslash(text: str) -> Fault | None:
    """Return the fault of an address with backslashes in place of slashes."""
    if "\\" not in text:
        return None
    slashed = text.replace("\\/", "/").replace("\\", "/")
    slashed = re.sub(r"(?i)" r"\A(https?):/+", r"\1://", slashed)
    if not re.match(r"(?i)" r"https?://", slashed):
        return None
    says = f"an address has no backslashes; write {cut(slashed)}"
    return Fault("bad-url", says, instead=slashed)


def find_two_schemes(text: str) -> Fault | None:
    """Return the fault of an address with a second scheme, which a program put before the first."""
    if twice := _TWICE.fullmatch(text):
        whole = f"{twice[1].lower()}://{twice[2]}"
        return Fault("bad-url", f"the scheme is there twice; write {cut(whole)}", instead=whole)
    if (glued := _GLUED.fullmatch(text)) and _is_front(glued[1]):
        whole = f"{glued[2].lower()}://{glued[3]}"
        site = "." in glued[1].strip("./")
        before = "the address of the site" if site else f'"{glued[1]}"'
        says = f"{before} stands before an address that is whole already; write only {cut(whole)}"
        return Fault("bad-url", says, instead=whole)
    if same := _SAME_SITE.fullmatch(text):
        says = "the address of the site stands before an address that is whole already"
        says += f"; write only {cut(same[2])}"
        return Fault("bad-url", says, override="warning", instead=same[2], doubtful=True)
    return None


def _is_front(text: str) -> bool:
    """Whether a text before a scheme is a site or slashes, and not words or another scheme."""
    return not text.strip("./") or bool(re.fullmatch(rf"(?i)(?:{_HOST}|www)[.:]?", text))


def find_scheme_fault(text: str, *, only_http: bool) -> Fault | None:
    """Return the fault of an address that does not begin with a scheme that apps can open."""
    if re.match(r"(?i)" r"https?://", text):
        return None
    return (
        _find_missing_scheme(text)
        or _find_misspelt_scheme(text)
        or _find_other_scheme(text, only_http=only_http)
    )


def _find_missing_scheme(text: str) -> Fault | None:
    if text.startswith("//"):
        return _lacks_scheme(f"https:{text}")
    if _LOCAL_HOST.fullmatch(text):
        says = "the scheme is missing, and the host works only in your own network"
        return Fault("bad-url", f"{says}; write the public address")
    if is_hostlike(text):
        return _lacks_scheme(f"https://{text}")
    if is_mail(text):
        return Fault("bad-url", "this is an e-mail address; expected the address of a page or file")
    return None


def _lacks_scheme(whole: str) -> Fault:
    # Whether the server has https is not certain.
    says = f"the scheme is missing; write {cut(whole)}"
    return Fault("bad-url", says, instead=whole, doubtful=True)


def _find_misspelt_scheme(text: str) -> Fault | None:
    before, sign, rest = text.partition("://")
    if sign and re.fullmatch("https?", squeezed := re.sub(r"\s", "", before[:20]).lower()):
        says = f"a space is in the scheme; write {squeezed}://{cut(rest)}"
        return Fault("bad-url", says, instead=f"{squeezed}://{rest}")
    parts = _BEGINNING.fullmatch(text)
    if parts is None or not (parts[2].strip() or parts[3]) or not parts[4]:
        return None
    scheme, rest = parts[1].lower(), parts[4]
    if scheme not in ("", "http", "https") and not _MISSPELT.fullmatch(scheme):
        return None
    sign = parts[2].strip()
    if not scheme and (not sign or len(parts[3]) < 2):
        return None
    if not is_hostlike(rest.rstrip()):
        return None
    right = "https" if "s" in scheme or not scheme else "http"
    wrong = f'"{text[: parts.start(4)].strip()}" is misspelt' if scheme else "the scheme is missing"
    says = f"{wrong}; write {right}://{cut(rest)}"
    return Fault("bad-url", says, instead=f"{right}://{rest}", doubtful=not scheme)


def _find_other_scheme(text: str, *, only_http: bool) -> Fault | None:
    found = _SCHEME.match(text)
    scheme = found[1].lower() if found else ""
    is_empty = found is None or found.end() == len(text)
    # "Part 7: The ferry" is a title.
    is_title = scheme not in load_list("url-schemes") and " " in text
    if found is None or is_empty or is_title or scheme in ("http", "https"):
        return Fault("bad-url", _explain_relative(text))
    meaning = load_list("url-schemes").get(scheme, "is no scheme that podcast apps open")
    wanted, whole = "expected an address that starts with https://", None
    if scheme in _READERS:
        bare = re.sub(r"(?i)\A(?:https?:)?/*", "", text[found.end() :])
        whole = f"https://{bare}"
        wanted = f"write {cut(whole)}"
    rule = "bad-url" if only_http or scheme in _DANGEROUS else "url-not-http"
    says = f"{scheme[:30]}: {meaning}; {wanted}"
    return Fault(rule, says, instead=whole, doubtful=True)


def _explain_relative(text: str) -> str:
    if " " in text.partition("/")[0]:
        return f"these words are no address; {EXPECTED}"
    if is_relative(text):
        whole = f"https://example.com/{text.lstrip('./')}"
        return f"this is only a part of an address; expected the whole, e.g. {cut(whole)}"
    return EXPECTED


def is_hostlike(text: str) -> bool:
    """Whether a text begins with the name of a server.

    >>> is_hostlike("www.example.com/e1"), is_hostlike("index.html")
    (True, False)
    """
    return bool(_HOSTLIKE.fullmatch(text)) and not _FILE_NAME.fullmatch(text)


def is_relative(text: str) -> bool:
    """Whether a text is a reference to a place near the feed, such as `/e1` or `cover.jpg`.

    Source: RFC 3986, section 4.2
    """
    if _SCHEME.match(text) or not _RELATIVE.fullmatch(text):
        return False
    return not (is_hostlike(text) or is_mail(text) or _LOCAL_FILE.match(text))


def is_mail(text: str) -> bool:
    """Whether a text is an e-mail address without a scheme."""
    return bool(_MAIL.fullmatch(text))
