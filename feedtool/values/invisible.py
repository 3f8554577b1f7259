"""Characters in titles and names that nobody sees, where no script and no emoji needs them.

Source: https://www.unicode.org/reports/tr51/ (emoji); https://www.unicode.org/reports/tr9/ (bidi)
"""

import re
from collections.abc import Iterator

from feedtool.values.fault import Fault

HIDDEN = (
    "[\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffc\U000e0001-\U000e007f]"
)
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_OVERRIDES = "\u202d\u202e"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = frozenset("\u061c\u200e\u200f")
_JOINERS = frozenset("\u200c\u200d")
_NAMES = {
    "\xad": "a soft hyphen", "\u200b": "a zero-width space", "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner", "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark", "\u2028": "a line separator",
    "\u2029": "a paragraph separator", "\u2060": "a word joiner", "\ufeff": "a byte order mark",
    "\ufffc": "the place of a missing object",
}  # fmt: skip
# Scripts that have no spaces between words.
_UNSPACED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u1aaf]"


def find_invisible(text: str) -> tuple[Fault, ...]:
    """Return the first useless character, and the first that turns the reading direction."""
    found: dict[str, Fault] = {}
    for fault in list_invisible(text):
        found.setdefault(fault.rule, fault)
        if len(found) > 1:
            break
    return tuple(found[one] for one in ("text-invisible", "text-direction") if one in found)


def list_invisible(text: str) -> Iterator[Fault]:
    """Yield all useless characters and all that turn the reading direction."""
    is_rightward = re.search(_RIGHT_TO_LEFT, text) is None
    for match in re.finditer(HIDDEN, text):
        if match[0] in _DIRECTIONS:
            if match[0] in _OVERRIDES or is_rightward:
                yield _explain_turn(match)
        elif not _is_needed(text, match.start(), is_rightward=is_rightward):
            yield _explain(match)


def _explain(hidden: re.Match[str]) -> Fault:
    code = f"U+{ord(hidden[0]):04X}"
    name = f", {_NAMES[hidden[0]]}," if hidden[0] in _NAMES else ""
    says = f"the invisible character {code}{name} hinders search; remove it"
    return Fault("text-invisible", says, hidden.start(), 1, instead="")


def _explain_turn(turned: re.Match[str]) -> Fault:
    says = f"the character U+{ord(turned[0]):04X} changes the reading direction; remove it"
    return Fault("text-direction", says, turned.start(), 1, instead="")


def _is_needed(text: str, at: int, *, is_rightward: bool) -> bool:
    """Whether a character joins, parts or directs what stands beside it."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char in _MARKS:
        return not is_rightward
    if char in _JOINERS:
        return _is_joined(before) and (bool(after) or _is_complex(before))
    if char == "\u200b":
        return bool(re.match(_UNSPACED, before) or re.match(_UNSPACED, after))
    if char in "\u034f\u180e":
        return _is_complex(before)
    # The flags of England, Scotland and Wales are written with invisible letters.
    return char >= "\U000e0020" and "\U0001f3f4" in text[max(0, at - 7) : at]


def _is_joined(char: str) -> bool:
    """Whether joiners make sense after a character: in scripts with ligatures, between emoji."""
    return (
        _is_complex(char) or "\u2190" <= char < "\u2c00" or char == "\ufe0f" or char > "\U0001f000"
    )


def _is_complex(char: str) -> bool:
    """Whether a character is of a script from Hebrew to Mongolian, whose letters change shape."""
    return "\u0590" <= char < "\u1e00" or "\ua800" <= char < "\uac00" or "\ufb1d" <= char < "\ufeff"
