"""People as a file names them: written out, or by a short name of people.yaml.

In show.yaml somebody may have a part for a time: `{person: mira, until: 2024-05}`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Tag,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut
from feedtool.show.matter import FileMatter
from feedtool.show.moments import Period
from feedtool.show.roles import check_role
from feedtool.show.value_types import AnyUrl, LongTextOrNothing, Picture, Text, as_list


class Person(FileMatter):
    """Somebody in a show. `role` is what the person does in life (CPO), not the part in the show.

    `picture` is a file of the show's folder or a URL.
    """

    name: Text
    role: Text | None = None
    organization: Text | None = None
    url: AnyUrl | None = None
    picture: Picture | None = None
    bio: LongTextOrNothing | None = None


class TimedPerson(Person):
    """Somebody who has a part in a show for a time, both ends included.

    Each end is a day, a month or a year. Without one the time is open there.
    """

    since: Period | None = None
    until: Period | None = None

    @field_validator("until")
    @classmethod
    def _check_order(cls, until: str | None, info: ValidationInfo) -> str | None:
        since = info.data.get("since")
        if since and until and until < since[: len(until)]:
            raise PydanticCustomError(
                "until_before_since",
                "expected a time from {since} on, since when the person takes part",
                {"since": since},
            )
        return until

    def takes_part(self, day: date | None) -> bool:
        """Tell whether a day is in the time; None is a day later than any other."""
        if day is None:
            return self.until is None
        text = day.isoformat()
        begun = self.since is None or text[: len(self.since)] >= self.since
        return begun and (self.until is None or text[: len(self.until)] <= self.until)


def _find_person(value: object, info: ValidationInfo) -> object:
    """Read a short name as the person of that name in people.yaml."""
    if not isinstance(value, str):
        return value
    context = info.context or {}
    people: Mapping[str, Person] = context.get("people", {})
    if value in people:
        return people[value]
    names = [one.strip() for one in value.split(",")]
    # Somebody is written by the short name, or by the name in people.yaml.
    by_name: Mapping[str, str] = context.get("short_names", {})
    known = [one if one in people else by_name.get(one.casefold()) for one in names]
    if all(known):
        written = ", ".join(one or "" for one in known)
        hint = f"write {cut(f'[{written}]' if len(names) > 1 else written)}"
    else:
        pairs = zip(names, known, strict=True)
        written = ", ".join(short or f"{{name: {one}}}" for one, short in pairs)
        written = written if " " in value else "{name: …}"
        written = f"[{written}]" if len(names) > 1 else written
        otherwise = f"write {cut(written)} or add it to people.yaml"
        hint = suggest(value, people, otherwise, form="did you mean {}?")
    raise PydanticCustomError(
        "unknown_person",
        "no person of that short name stands in people.yaml; {hint}",
        {"hint": hint},
    )


def list_short_names(people: Mapping[str, Person]) -> dict[str, str]:
    """Return the short names of people by their names, without regard to case."""
    first = [*people.items()][::-1]
    return {one.name.casefold(): short for short, one in first}


PersonRef = Annotated[Person, BeforeValidator(_find_person)]
People = Annotated[list[PersonRef], BeforeValidator(as_list)]
Crew = dict[Annotated[str, AfterValidator(check_role)], People]


class Stint(TimedPerson):
    """A time in which `person` takes part; other keys replace those of the person."""

    person: PersonRef
    name: Text = ""


def _join_stint(stint: Stint) -> Person:
    """Return the person of a stint, with its time."""
    own = {key: getattr(stint, key) for key in stint.model_fields_set - {"person"}}
    values = {key: getattr(stint.person, key) for key in Person.model_fields}
    made = TimedPerson.model_construct(**{**values, **own})
    if not own.keys() & Person.model_fields.keys():
        made._source = stint.person.source
    return made


def _form_of_person(value: object) -> str:
    keys = value.keys() if isinstance(value, Mapping) else ()
    if "person" in keys:
        return "[stint]"
    return "[timed]" if "since" in keys or "until" in keys else "[person]"


# The tags stand in brackets, by which `explaining` knows that they are no keys of the file.
PersonInShow = Annotated[
    Annotated[PersonRef, Tag("[person]")]
    | Annotated[TimedPerson, Tag("[timed]")]
    | Annotated[Stint, AfterValidator(_join_stint), Tag("[stint]")],
    Discriminator(_form_of_person),
]
PeopleOfShow = Annotated[list[PersonInShow], BeforeValidator(as_list)]
CrewOfShow = dict[Annotated[str, AfterValidator(check_role)], PeopleOfShow]
