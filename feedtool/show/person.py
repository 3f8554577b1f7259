"""People as a file names them: written out, or by a short name of people.yaml."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut
from feedtool.show.matter import FileMatter
from feedtool.show.roles import check_role
from feedtool.show.value_types import AnyUrl, Picture, Text, as_list


class Person(FileMatter):
    """Somebody in a show. `role` is what the person does in life (CPO), not the part in the show.

    `picture` is a file of the show's folder or a URL.
    """

    name: Text
    role: Text | None = None
    organization: Text | None = None
    url: AnyUrl | None = None
    picture: Picture | None = None
    bio: str | None = None


def _find_person(value: object, info: ValidationInfo) -> object:
    """Read a short name as the person of that name in people.yaml."""
    if not isinstance(value, str):
        return value
    people: Mapping[str, Person] = (info.context or {}).get("people", {})
    if value in people:
        return people[value]
    names = [one.strip() for one in value.split(",")]
    written = ", ".join(f"{{name: {one}}}" for one in names) if " " in value else "{name: …}"
    written = f"[{written}]" if len(names) > 1 else written
    otherwise = f"write {cut(written)} or add it to people.yaml"
    hint = suggest(value, people, otherwise, form="did you mean {}?")
    raise PydanticCustomError(
        "unknown_person",
        "no person of that short name stands in people.yaml; {hint}",
        {"hint": hint},
    )


PersonRef = Annotated[Person, BeforeValidator(_find_person)]
People = Annotated[list[PersonRef], BeforeValidator(as_list)]
Crew = dict[Annotated[str, AfterValidator(check_role)], People]
