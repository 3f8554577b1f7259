"""What was pasted along with an address: quotes, brackets, markup, a second address."""

import re

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault

_HTTP = r"(?i)" r"https?://"
_ADDRESS = re.compile(_HTTP + r"[^\s<>\"“”„‟«»‹›`]+")
_QUOTES = "\"'`“”„‟‘’‚‛«»‹›″′＂"
_TAG = re.compile(r"(?i)" r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,400})?/?>")
_MARKDOWN = re.compile(
    r"!?\[[^\[\]]{0,400}\]\(\s*+((?>[^()\s]+(?:\([^()\s]*\)[^()\s]*)?))[^()]{0,200}\)"
)
_LABEL = re.compile(
    r"(?i)"
    r"((?!https?\b)[a-z][a-z -]{0,30}(?:=\s*+|:\s++|\s++|(?<=url|src):|(?<=link|href):)[\"'“”]?)(?=https?://)"
)
# An address, and what follows it after a space.
_NOTE = re.compile(r"(?i)" r"(https?://[^\s<>\"]+)\s+(\S.*)", re.DOTALL)
_ENDINGS = (
    "mp3|m4[abv]|mp4|mov|ogg|oga|opus|wav|aac|flac|webm|jpe?g|png|gif|webp|html?|php|pdf|srt|vtt"
)
_FILE_END = re.compile(rf"(?is)\.(?:{_ENDINGS})(?:[?#].*)?\Z")
# The scheme of a second address directly behind the end of the first.
_GLUED = re.compile(r"(?i)" r"(?<=[a-z0-9])https?://")
_TWO = re.compile(_HTTP + r"[^\s,;|]+(?:\s*[,;|]\s*|\s+(?:(?:and|or|und|et|y)\s+)?)https?://")
_CUT_OFF = "the address is cut off at the end; write it whole"


def find_surroundings(text: str) -> Fault | None:
    """Return the fault of a value that holds more than an address."""
    found = _find_markup(text) or _find_words(text) or _find_quotes(text)
    if not found and re.match(_HTTP, text) and text.endswith("…"):
        return Fault("bad-url", _CUT_OFF)
    return found


def find_glued(text: str) -> Fault | None:
    """Return the fault of two addresses with nothing between them."""
    found = _GLUED.search(text, 8)
    if not found:
        return None
    second = cut(text[found.start() :])
    says = f'there are two addresses, the second from "{second}" on; write one of them'
    is_sure = _ends_as_file(text[: found.start()])
    return Fault(
        "url-not-alone", says, found.start(), len(found[0]),
        override=None if is_sure else "warning",
    )  # fmt: skip


def find_sign_at_end(text: str) -> Fault | None:
    """Return the fault of an address with a sign at its end that belongs to a sentence."""
    if text.endswith("..."):
        return Fault("bad-url", _CUT_OFF, override="warning")
    end = text[-1]
    if end not in ",;)" or (end == ")" and text.count("(") >= text.count(")")):
        return None
    says = f'the "{end}" at the end belongs to a sentence, not to an address; remove it'
    return Fault("url-not-alone", says, override="warning", instead=text[:-1], doubtful=True)


def _ends_as_file(text: str) -> bool:
    """Whether the last word of a text is the name of a file, with or without a query."""
    return not text[-1:].isspace() and _FILE_END.search(text.rsplit(maxsplit=1)[-1]) is not None


def _not_alone(why: str, address: str, *, doubtful: bool = False) -> Fault:
    """Return the fault of a value of which only the address belongs there."""
    says = f"{why}; write only {cut(address)}"
    is_sure = re.match(_HTTP, address) and not doubtful
    return Fault("url-not-alone", says, instead=address, doubtful=not is_sure)


def _find_markup(text: str) -> Fault | None:
    address = _ADDRESS.search(text)
    if markdown := _MARKDOWN.fullmatch(text):
        return _not_alone("Markdown is not read here", markdown[1])
    if address and (tag := _TAG.search(text)):
        several = len(set(_ADDRESS.findall(text))) > 1
        why = f"HTML such as {cut(tag[0])} is not read here"
        return _not_alone(why, address[0], doubtful=several)
    if tag := _TAG.search(text):
        says = f"{cut(tag[0])} is HTML; expected only an address, e.g. https://example.com/1"
        return Fault("url-not-alone", says)
    first = text[0]
    if address and first in "<[(" and text.rstrip()[-1] in ">])" and address.start() < 8:
        inner = address[0].rstrip(">])")
        return _not_alone("brackets are around the address", inner)
    if address and text.endswith(">"):
        says = f'the ">" at the end is no part of the address; write {cut(address[0])}'
        return Fault("url-not-alone", says, instead=address[0], doubtful=True)
    return None


def _find_quotes(text: str) -> Fault | None:
    bare = text.strip(_QUOTES + "\\")
    opened = text[0] in _QUOTES or text.startswith('\\"')
    if not opened and any(quote in bare for quote in "“„«"):
        return None  # Quotes in the middle of an address belong to a name in it.
    # An address may end in the quote that ASCII has for an apostrophe.
    closed = text[-1] in _QUOTES and text[-1] != "'"
    if not bare or not (opened or closed):
        return None
    return _not_alone("quotes are part of the value", bare)


def _find_words(text: str) -> Fault | None:
    if _TWO.match(text):
        return Fault("url-not-alone", "there are two addresses; write one of them")
    if label := _LABEL.match(text):
        front, rest = label[1].rstrip(_QUOTES).strip(), text[label.end() :].rstrip(_QUOTES)
        return _not_alone(f'"{front}" is no part of the address', rest)
    return _find_note(text)


def _find_note(text: str) -> Fault | None:
    """Return the fault of words behind an address; None if they may be a part of it."""
    parts = _NOTE.fullmatch(text)
    if not parts or _ends_as_file(parts[2]):
        return None
    address, note = parts[1], parts[2]
    is_host = "/" not in address.partition("://")[2] and "." in address
    if note[0] in "#([{|<*" or _ends_as_file(address) or (is_host and not set(note) & set("./")):
        why = f'"{cut(note)}" is no part of the address'
        return _not_alone(why, address, doubtful=True)
    return None
