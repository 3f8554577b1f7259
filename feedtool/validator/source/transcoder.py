"""Turns a feed in another encoding into UTF-8, and marks the first bytes that are wrong in it."""

import codecs

from feedtool.validator.source.encoding import Encoding

# This byte never stands in UTF-8, so the parser stops at it.
_MARK = "\udcff"


class Transcoder:
    """Decodes pieces of a feed; `says` is what is wrong with the first bytes that are no character.

    In the UTF-8 that `convert` returns, the byte 0xFF stands for these bytes, and U+FFFD for each
    later fault of this kind.
    """

    def __init__(self, encoding: Encoding) -> None:
        self.says = ""
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding.name)()

    def convert(self, data: bytes, *, final: bool = False) -> bytes:
        """Return the next piece in UTF-8."""
        state = self._decoder.getstate()
        try:
            return self._decoder.decode(data, final).encode()
        except UnicodeDecodeError as fault:
            if self.says:
                raise
            return self._mark(fault, data, state, final=final).encode("utf-8", "surrogateescape")

    def _mark(
        self, fault: UnicodeDecodeError, data: bytes, state: tuple[bytes, int], *, final: bool
    ) -> str:
        """Return a piece with a mark at its first fault; from here on faults are replaced."""
        self.says = _explain(fault, self._encoding)
        held = len(fault.object) - len(data)
        good = self._decoder
        good.setstate(state)
        before = good.decode(data[: max(fault.start - held, 0)])
        self._decoder = codecs.getincrementaldecoder(self._encoding.name)("replace")
        self._decoder.setstate(state)
        text = self._decoder.decode(data, final)
        return before + _MARK + text[len(before) + 1 :]


def _explain(fault: UnicodeDecodeError, encoding: Encoding) -> str:
    """Return the message about bytes that are no character of an encoding."""
    wrong = fault.object[fault.start : fault.end][:4]
    shown = " ".join(f"0x{byte:02X}" for byte in wrong)
    one = len(wrong) == 1
    subject = f"the byte {shown} is" if one else f"the bytes {shown} are"
    if not encoding.name.startswith("utf-"):
        name = encoding.label[:40]
        return f'{subject} not {name}; save the file as UTF-8, and declare encoding="UTF-8"'
    kind = encoding.name[:6].upper()
    if len(wrong) < int(kind[4:]) // 8:
        return f"{subject} only a part of a character of {kind}; save the file as UTF-8"
    return f"{subject} no character of {kind}; save the file as UTF-8"
