"""Values that say yes or no."""

from feedtool.values.fault import PADDED, Fault
from feedtool.values.value_type import ValueType, any_case

_TRUE_FALSE = ("true", "false")
_YES_NO = ("yes", "no")
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
        return (PADDED,)
    return (_explain("bad-boolean", text, _TRUE_FALSE),)


def check_explicit(text: str) -> tuple[Fault, ...]:
    """Accept `true` and `false`; the forms that Apple accepted before 2019 are a warning.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:explicit.
    """
    if text in _TRUE_FALSE:
        return ()
    if text.strip() in _TRUE_FALSE:
        return (PADDED,)
    now = _LEGACY.get(text.strip().lower())
    if now is None:
        return (_explain("bad-explicit", text, _TRUE_FALSE),)
    says = f'expected "true" or "false"; write {now}'
    return (Fault("explicit-legacy-value", says, instead=now),)


def check_yes_no(text: str) -> tuple[Fault, ...]:
    """Accept exactly `yes` and `no`."""
    if text in _YES_NO:
        return ()
    if text.strip() in _YES_NO:
        return (PADDED,)
    return (_explain("bad-yes-no", text, _YES_NO),)


def _explain(rule: str, text: str, choices: tuple[str, str]) -> Fault:
    """Say which of two values is expected, and which is meant if the text clearly says so."""
    word = text.strip().lower()
    meant = choices[0] if word in _SAYS_YES else choices[1] if word in _SAYS_NO else None
    hint = f"; write {meant}" if meant else ""
    return Fault(rule, f'expected "{choices[0]}" or "{choices[1]}"{hint}', instead=meant)


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
