"""Values that say yes or no."""

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType, any_case

_TRUE_FALSE = ("true", "false")
_YES_NO = ("yes", "no")
_LEGACY = {
    "true": "true", "yes": "true", "explicit": "true", "false": "false", "no": "false",
    "clean": "false",
}  # fmt: skip


def check_boolean(text: str) -> tuple[Fault, ...]:
    """Accept exactly `true` and `false`."""
    if text in _TRUE_FALSE:
        return ()
    return (Fault("bad-boolean", 'expected "true" or "false"'),)


def check_explicit(text: str) -> tuple[Fault, ...]:
    """Accept `true` and `false`; the forms that Apple accepted before 2019 are a warning.

    Source: Apple, "A Podcaster's Guide to RSS", itunes:explicit.
    """
    if text in _TRUE_FALSE:
        return ()
    now = _LEGACY.get(text.strip().lower())
    if now is None:
        return (Fault("bad-explicit", 'expected "true" or "false"'),)
    says = f'expected "true" or "false"; write {now}'
    return (Fault("explicit-legacy-value", says),)


def check_yes_no(text: str) -> tuple[Fault, ...]:
    """Accept exactly `yes` and `no`."""
    if text in _YES_NO:
        return ()
    return (Fault("bad-yes-no", 'expected "yes" or "no"'),)


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
    ValueType("boolean", check_boolean, "`true` or `false`", choices=_TRUE_FALSE),
    ValueType("explicit", check_explicit, "`true` or `false`",
              rf"\s*{any_case(_LEGACY)}\s*", choices=_TRUE_FALSE),
    ValueType("yes", check_yes, "`Yes`, the only value that has an effect", role="flag"),
    ValueType("yes-no", check_yes_no, "`yes` or `no`", choices=_YES_NO, role="flag"),
)  # fmt: skip
