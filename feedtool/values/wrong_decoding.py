"""Characters that only a wrong decoding leaves behind: lost ones, and garbled UTF-8."""

import re
from typing import TYPE_CHECKING

from feedtool.values.fault import Fault
from feedtool.values.long_texts import MAX_CHARS

if TYPE_CHECKING:
    from feedtool.values.mojibake import Garbled

# `re` compiles these when the first text needs them: that takes 2 ms, and ASCII needs none.
_BROKEN = "[\x80-\x9f\ufffd]"
_USUAL = "\xa0\xad«»‘’“”„‚‹›–—…™®©°ªº²³¹†‡•·§"
_BYTES = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
# The start of a run that may be garbled UTF-8, in any of the encodings that `mojibake` knows.
_STRANGE = (
    rf"[\xc2-\xf4ĂĹРСвГ√‚├Γ锟](?:(?<=[\xc2-\xdfĂĹ])[{_BYTES}]|(?<=[ĂĹÄ])[ŚťŤŹśźˇ˘ŁĄŞŻ˛łąşĽ˝ľż]"
    rf"|(?<=[\xe0-\xf4])(?!(?:[«»‘’“”‚‹›–—…™®©°ªº²³¹‡•·§\xa0\xad]){{2}})[{_BYTES}ŚťŤŹśźˇ˘ŁĄÇ][^\x00-\x7f]"
    r"|(?<=[РС])[°±µ¶·»«¬­®©§¦¤†‡€‰‹›™•…„‚ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї]|(?<=в)[Ђ„†‚]"
    r"|(?<=Г)[\xa0-\xbfЎўЈҐЁЄЇІіґё№єјЅѕї]|(?<=[√├])[^\x00-\x7f]|(?<=‚)[ÄÇÑÜ]|(?<=[ΓÔ])Ç|(?<=锟)斤"
    r"|(?<=[a-zß-ÿ][ÃÂ])(?: |\Z)|(?<=[.,;!?]Â) )"
)


def check_characters(text: str) -> tuple[Fault, ...]:
    """Accept text without characters that only a wrong decoding leaves behind."""
    if text.isascii():
        return ()
    if re.search(_STRANGE, text):
        from feedtool.values.mojibake import find_lost_character, find_mojibake  # noqa: PLC0415 - only if odd

        if (garbled := find_mojibake(text)) is not None:
            return (explain_garbled(garbled),)
        if (lost := find_lost_character(text)) is not None:
            says = (
                f'"{text[slice(*lost)]}" stands for a character that is lost; write the right one'
            )
            return (Fault("text-broken-character", says, lost[0], lost[1] - lost[0]),)
    broken = re.search(_BROKEN, text)
    if broken is not None:
        return (Fault("text-broken-character", _explain_broken(broken[0]), broken.start(), 1),)
    return ()


def list_garbled(text: str) -> tuple[Fault, ...]:
    """Return the faults of all garbled runs of a text, as far as texts are checked."""
    from feedtool.values.mojibake import list_mojibake  # noqa: PLC0415 - only if odd

    return tuple(explain_garbled(one) for one in list_mojibake(text[:MAX_CHARS]))


def explain_garbled(garbled: "Garbled", index: int | None = None, length: int = 0) -> Fault:
    """Return the fault of a garbled run, at its own place or at the place of its references."""
    right = f'write "{garbled.right}"' if garbled.right else "write the right character"
    says = f'"{garbled.wrong}" is UTF-8 that was read as {garbled.encoding}; {right}'
    instead = None
    if index is None:
        index, length, instead = garbled.start, garbled.length, garbled.meaning or None
    return Fault("text-mojibake", says, index, length, instead=instead, doubtful=True)


def _explain_broken(char: str) -> str:
    code = f"U+{ord(char):04X}"
    meant = bytes([ord(char)]).decode("cp1252", "ignore") if char < "\xa0" else ""
    if meant:
        return f'{code} is a control character; Windows means "{meant}" by it; write "{meant}"'
    return f"the character {code} comes from a wrong decoding; write the right character"
