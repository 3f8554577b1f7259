"""The bytes of a file as text, and whether apps read them as the same text: as UTF-8."""

import re

from feedtool.findings.file_findings import FileFindings
from feedtool.values.byte_marks import find_mark, guess_wide
from feedtool.values.legacy_encodings import guess_legacy
from feedtool.values.long_texts import MAX_CHARS
from feedtool.values.page_decoding import find_declared
from feedtool.values.wrong_decoding import check_characters

_LONE_BYTE = re.compile("[\udc80-\udcff]")
_OTHERS = re.compile("[^\x00-\x7f\udc80-\udcff]")
# A text has so many characters of UTF-8 for each wrong byte if it is UTF-8 all the same.
_MOST_WRONG = 0.5


def decode_text(data: bytes, findings: FileFindings, rule: str) -> str:
    """Return bytes as text without its byte order mark; report by a rule what is not UTF-8."""
    codec, length = find_mark(data)
    codec = codec or guess_wide(data)
    if codec and codec != "utf-8":
        findings.add(rule, f"it is {codec[:6].upper()}; save it as UTF-8", 1, 1)
        text = data[length:].decode(codec, "replace")
    else:
        text = _decode_bytes(data[length:], findings, rule)
    return _replace_nuls(text, findings, rule)


def place_in(text: str, index: int) -> tuple[int, int]:
    r"""Return line and column of a character; CR, LF and CRLF end a line.

    >>> place_in("one\r\ntwo", 6)
    (2, 2)
    """
    before = text[:index]
    line = before.count("\n") + before.count("\r") - before.count("\r\n") + 1
    return line, index - max(before.rfind("\n"), before.rfind("\r"))


def _decode_bytes(data: bytes, findings: FileFindings, rule: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as why:
        if data.lstrip()[:1] == b"<" and (declared := find_declared(data)):
            return data.decode(declared, "replace")
        return _decode_other(data, why.start, findings, rule)
    for fault in check_characters(text[:MAX_CHARS]):
        place = place_in(text, fault.index)
        findings.add(rule, fault.says, *place, value=text[fault.index :][: fault.length])
    return text


def _decode_other(data: bytes, start: int, findings: FileFindings, rule: str) -> str:
    """Return bytes of which the one at `start` is the first that is not UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    index = len(data[:start].decode("utf-8"))
    sample = text[max(0, index - MAX_CHARS) : index + MAX_CHARS]
    wrong = len(_LONE_BYTE.findall(sample))
    right = len(_OTHERS.findall(sample))
    if wrong <= _MOST_WRONG * right:
        return _decode_mixed(text, index, findings, rule)
    legacy = guess_legacy(data)
    if legacy is None:
        message = f"the byte 0x{data[start]:02X} is not UTF-8; save the file as UTF-8"
        findings.add(rule, message, *place_in(text, index))
        return data.decode("cp1252", "replace")
    text = data.decode(legacy.codec, "replace")
    index = len(data[:start].decode(legacy.codec, "replace"))
    message = (
        f'it is {legacy.name}, as the first "{text[index : index + 1]}" shows; save it as UTF-8'
    )
    findings.add(rule, message, *place_in(text, index), value=text[index : index + 1])
    return text


def _decode_mixed(text: str, index: int, findings: FileFindings, rule: str) -> str:
    """Read the wrong bytes of a text in UTF-8 as Windows means them."""
    byte = ord(text[index]) - 0xDC00
    meant = _mean(byte)
    says = f"the byte 0x{byte:02X} is not UTF-8"
    cure = (
        f'windows-1252 means "{meant}" by it; write that'
        if meant != "\ufffd"
        else "write the right character"
    )
    findings.add(rule, f"{says}; {cure}", *place_in(text, index))
    return text.translate({0xDC00 + byte: _mean(byte) for byte in range(0x80, 0x100)})


def _mean(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")


def _replace_nuls(text: str, findings: FileFindings, rule: str) -> str:
    index = text.find("\0")
    if index < 0:
        return text
    findings.add(rule, "it has NUL characters; remove them", *place_in(text, index))
    return text.replace("\0", "\ufffd")
