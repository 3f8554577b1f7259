"""What an element that the vocabulary does not know probably means."""

from collections.abc import Mapping, Sequence, Set

from feedtool.findings.suggestions import closest, count_slips, letters_of
from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement
from feedtool.vocabulary import Element, load_list

# Where several namespaces have a name, the first of these is meant.
_LIKELY = ("itunes", "", "podcast", "atom", "content")


def propose(
    check: Check, parent: OpenElement, name: str, attributes: Sequence[str]
) -> tuple[str, str]:
    """Return the name that an unknown name stands for, and the end of the message about it.

    The first is "" if no name is near. `attributes` are the names of its attributes.
    """
    known = check.plans.vocabulary.children[parent.plan.id]
    near = "" if not parent.plan.record else _find_near(check, name, known)
    if near:
        return near, f'; did you mean "{near}"?'
    plain = {one for one in attributes if ":" not in one and one != "xmlns"}
    namesake = _find_namesake(name, known, plain)
    if namesake:
        prefix = "" if ":" in namesake else ", without a prefix"
        return namesake, f"; the element with that name is {namesake}{prefix}"
    return "", _explain(name)


def _find_near(check: Check, name: str, known: Mapping[str, Element]) -> str:
    """Return the known name that a name with a slip stands for, "" if none is near."""
    if f"itunes:{name}" in known:
        return f"itunes:{name}"
    near = closest(name, known)
    drastic = load_list("drastic-elements")
    if near is not None and near in drastic and _differ(name, near):
        near = closest(name, [one for one in known if one not in drastic])
    return near or ""


def _differ(name: str, near: str) -> bool:
    if name.rpartition(":")[2][:1].lower() != near.rpartition(":")[2][:1]:
        return True  # A lock or a clock is no block.
    return count_slips(letters_of(name.lower()), letters_of(near.lower()), 1) > 1


def _find_namesake(name: str, known: Mapping[str, Element], attributes: Set[str]) -> str:
    """Return the known name that differs in its prefix only, "" if none has these attributes."""
    local = name.rpartition(":")[2]
    for prefix in _LIKELY:
        other = f"{prefix}:{local}" if prefix else local
        if other in known and known[other].attributes.keys() >= attributes:
            return other
    return ""


def _explain(name: str) -> str:
    from feedtool.values.html_names import TAGS  # noqa: PLC0415 - only for an unknown name

    if ":" in name:
        return ""
    if name.lower() in TAGS:
        return "; it is HTML: write it inside description, in CDATA"
    return "; elements that RSS 2.0 does not have need a prefix"
