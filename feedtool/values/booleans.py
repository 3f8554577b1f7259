"""Values that say yes or no."""

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType, any_case

_TRUE_FALSE = ("true", "false")
_YES_NO = ("yes", "no")
_PADDED = Fault("value-padded", "expected no space around the value")
_SAYS_YES = ("true", "yes", "1", "y", "t", "on")
_SAYS_NO = ("false", "no", "0", "n", "f", "off")
_LEGACY = {
    "true": "true", "yes": "true", "explicit": "true", "false": "false", "no": "false",
    "clean": "false",
}  # fmt: skip


def check_boolean(text: str) -> tuple[Fault, ...]:
    """Accept exactly `true` and `false`."""
    if text in _TRUE_FALSE:
        return ()
    if text.strip() in _TRUE_FALSE:
        return (_PADDED,)
    return (Fault("bad-boolean", f'expected "true" or "false"{_meant(text, _TRUE_FALSE)}'),)


def check_explicit(text: str) -> tuple[Fault, ...]:
    """Accept `true` and `false`; the forms that Apple accepted before 2019 are a warning.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:explicit.
    """
    if text in _TRUE_FALSE:
        return ()
    if text.strip() in _TRUE_FALSE:
        return (_PADDED,)
    now = _LEGACY.get(text.strip().lower())
    if now is None:
        says = f'expected "true" or "false"{_meant(text, _TRUE_FALSE)}'
        return (Fault("bad-explicit", says),)
    says = f'expected "true" or "false"; write {now}'
    return (Fault("explicit-legacy-value", says),)


def check_yes_no(text: str) -> tuple[Fault, ...]:
    """Accept exactly `yes` and `no`."""
    if text in _YES_NO:
        return ()
    if text.strip() in _YES_NO:
        return (_PADDED,)
    return (Fault("bad-yes-no", f'expected "yes" or "no"{_meant(text, _YES_NO)}'),)


def _meant(text: str, choices: tuple[str, str]) -> str:
    """Say which of two values a text means that clearly says yes or no."""
    word = text.strip().lower()
    if word in _SAYS_YES:
        return f"; write {choices[0]}"
    return f"; write {choices[1]}" if word in _SAYS_NO else ""


def check_yes(text: str) -> tuple[Fault, ...]:
    """Accept `Yes` in small or capital letters; no other value has an effect.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:block and itunes:complete.
    """
    if text.strip().lower() == "yes":
        return ()
    says = 'only "Yes" has an effect; write Yes or remove the element'
    if text.strip().lower() in ("", "no", "false"):
        return (Fault("yes-without-effect", says),)
    return (Fault("bad-yes", says),)


TYPES = (
    ValueType("boolean", check_boolean, "`true` or `false`", r"\s*(true|false)\s*",
              choices=_TRUE_FALSE),
    ValueType("explicit", check_explicit, "`true` or `false`",
              rf"\s*{any_case(_LEGACY)}\s*", choices=_TRUE_FALSE),
    ValueType("yes", check_yes, "`Yes`, the only value that has an effect", role="flag"),
    ValueType("yes-no", check_yes_no, "`yes` or `no`", r"\s*(yes|no)\s*", choices=_YES_NO,
              role="flag"),
)  # fmt: skip
