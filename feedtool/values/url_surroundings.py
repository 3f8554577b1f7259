"""What was pasted along with an address: quotes, brackets, markup, a second address."""

import re

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault

_HTTP = r"(?i)" r"https?://"
_ADDRESS = re.compile(_HTTP + r"[^\s<>\"“”„‟«»‹›`]+")
_QUOTES = "\"'`“”„‟‘’‚‛«»‹›″′＂"
_TAG = re.compile(r"(?i)" r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,400})?/?>")
_MARKDOWN = re.compile(
    r"!?\[[^\[\]]{0,400}\]\(\s*([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)[^()]{0,200}\)"
)
_LABEL = re.compile(
    r"(?i)"
    r"((?!https?\b)[a-z][a-z -]{0,30}(?:=\s*|:\s+|\s+|(?<=url|src):|(?<=link|href):)[\"'“”]?)(?=https?://)"
)
_TWO = re.compile(_HTTP + r"[^\s,;|]+(?:\s*[,;|]\s*|\s+(?:(?:and|or|und|et|y)\s+)?)https?://")
# A size or a word after the name of a file: it has no dot, as the rest of a name would have.
_AFTER_FILE = re.compile(
    _HTTP
    + r"(\S+\.(?:jpe?g|png|gif|webp|mp[34]|m4[av]|mov|ogg|opus|pdf|html?|php))"
    + r"[ \t]+([^\s./?&=][^./?&=]{0,200})"
)
_CUT_OFF = "the address is cut off at the end; write it whole"


def find_surroundings(text: str) -> Fault | None:
    """Return the fault of a value that holds more than an address."""
    says = _explain_markup(text) or _explain_words(text) or _explain_quotes(text)
    if not says and re.match(_HTTP, text) and text.endswith("…"):
        return Fault("bad-url", _CUT_OFF)
    return Fault("url-not-alone", says) if says else None


def find_sign_at_end(text: str) -> Fault | None:
    """Return the fault of an address with a sign at its end that belongs to a sentence."""
    if text.endswith("..."):
        return Fault("bad-url", _CUT_OFF, override="warning")
    end = text[-1]
    if end not in ",;)" or (end == ")" and text.count("(") >= text.count(")")):
        return None
    says = f'the "{end}" at the end belongs to a sentence, not to an address; remove it'
    return Fault("url-not-alone", says, override="warning")


def _explain_markup(text: str) -> str:
    address = _ADDRESS.search(text)
    if markdown := _MARKDOWN.fullmatch(text):
        return f"Markdown is not read here; write only {cut(markdown[1])}"
    if address and (tag := _TAG.search(text)):
        return f"HTML such as {cut(tag[0])} is not read here; write only {cut(address[0])}"
    if tag := _TAG.search(text):
        return f"{cut(tag[0])} is HTML; expected only an address, e.g. https://example.com/1"
    first = text[0]
    if address and first in "<[(" and text.rstrip()[-1] in ">])" and address.start() < 8:
        inner = address[0].rstrip(">])")
        return f"brackets are around the address; write only {cut(inner)}"
    if address and text.endswith(">"):
        return f'the ">" at the end is no part of the address; write {cut(address[0])}'
    return ""


def _explain_quotes(text: str) -> str:
    bare = text.strip(_QUOTES + "\\")
    opened = text[0] in _QUOTES or text.startswith('\\"')
    # An address may end in the quote that ASCII has for an apostrophe.
    closed = text[-1] in _QUOTES and text[-1] != "'"
    if not bare or not (opened or closed):
        return ""
    return f"quotes are part of the value; write only {cut(bare)}"


def _explain_words(text: str) -> str:
    if _TWO.match(text):
        return "there are two addresses; write one of them"
    if label := _LABEL.match(text):
        front, rest = label[1].rstrip(_QUOTES).strip(), text[label.end() :].rstrip(_QUOTES)
        return f'"{front}" is no part of the address; write only {cut(rest)}'
    if after := _AFTER_FILE.fullmatch(text):
        address = text[: after.end(1)]
        return f'"{cut(after[2])}" is no part of the address; write only {cut(address)}'
    return ""
