"""The key `ignore` of a show or an episode: rules whose findings its author has read, and why."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import suggest
from feedtool.vocabulary.rule_names import rules_named
from feedtool.vocabulary.rules import load_rules

_FORM = "expected rules with reasons, e.g. {markup-in-text: the tags are part of the titles}"
# As in the comments that feeds have.
_UNTIL = re.compile(r"until\s+([0-9]{4}-[0-9]{2}-[0-9]{2})(?=\s|\Z)\s*")


def _check_form(value: object) -> object:
    if not isinstance(value, Mapping):
        raise PydanticCustomError("bad_ignore", _FORM)
    return value


def _check_name(name: str) -> str:
    if not rules_named(name):
        hint = suggest(name, load_rules(), "feedtool rules lists them")
        raise PydanticCustomError("bad_ignore", "there is no such rule; {hint}", {"hint": hint})
    return name


def _check_reason(value: object) -> str:
    if not isinstance(value, str) or not _UNTIL.sub("", value.strip(), count=1).strip():
        raise PydanticCustomError("bad_ignore", "expected the reason, for whoever reads it later")
    try:
        last_day_of(value)
    except ValueError:
        raise PydanticCustomError(
            "bad_ignore", "there is no such day; expected e.g. until 2027-01-31 and the reason"
        ) from None
    return value


def last_day_of(reason: str) -> date | None:
    """Return the last day on which an ignore holds, None if it always does.

    >>> last_day_of("until 2027-01-31 the host gives no lengths")
    datetime.date(2027, 1, 31)

    Raises ValueError if there is no such day.
    """
    match = _UNTIL.match(reason.strip())
    return date.fromisoformat(match[1]) if match is not None else None


Ignores = Annotated[
    dict[
        Annotated[str, AfterValidator(_check_name)], Annotated[str, BeforeValidator(_check_reason)]
    ],
    BeforeValidator(_check_form),
]
