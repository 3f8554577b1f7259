"""The keys of the configuration, and what each may hold.

`schemas/configuration.schema.json` is made from these models.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import suggest
from feedtool.vocabulary import load_rules, load_vocabulary
from feedtool.vocabulary.rule_names import rules_named

_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_URL = re.compile(r"https?://[^\s/]\S*")


def _refuse(says: str) -> PydanticCustomError:
    return PydanticCustomError("configuration_value", "{says}", {"says": says})


def _check_rule(name: str) -> str:
    if rules_named(name):
        return name
    if any(char in name for char in "*?["):
        raise _refuse("no rule matches this pattern; feedtool rules lists the rules")
    hint = suggest(name, load_rules(), "feedtool rules lists the rules")
    raise _refuse(f"there is no such rule; {hint}")


def _check_profile(name: str) -> str:
    known = load_vocabulary().profiles
    if name in known:
        return name
    hint = suggest(name, known, f"there are {', '.join(known)}")
    raise _refuse(f"there is no such profile; {hint}")


def _check_glob(pattern: str) -> str:
    if "\\" in pattern:
        raise _refuse("write / between folders, also on Windows")
    if _ABSOLUTE.match(pattern) or ".." in pattern.split("/"):
        raise _refuse("expected a path or a pattern below the folder of the configuration")
    return pattern


def _check_url(url: str) -> str:
    if _URL.fullmatch(url):
        return url
    raise _refuse("expected the whole address of a feed, e.g. https://example.com/feed.xml")


def _read_day(value: object) -> object:
    """Return a day that is written as a date of TOML or as a text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _refuse("expected a day, e.g. 2027-01-31") from None


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _OneOrMore:
    """Takes one text in place of a list, and says so in the JSON Schema."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}


def _as_tables(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def _as_table(value: object) -> object:
    """Read the name of a rule as the table of an ignore that has nothing else."""
    return {"rule": value} if isinstance(value, str) else value


_ONE_OR_MORE = (Field(min_length=1), BeforeValidator(_as_list), _OneOrMore())
Text = Annotated[str, Field(min_length=1)]
RuleName = Annotated[Text, AfterValidator(_check_rule), WithJsonSchema({"$def": "Rule"})]
ProfileName = Annotated[Text, AfterValidator(_check_profile), WithJsonSchema({"$def": "Profile"})]
Glob = Annotated[Text, AfterValidator(_check_glob), WithJsonSchema({"$def": "Glob"})]
Url = Annotated[
    Text, AfterValidator(_check_url), Field(json_schema_extra={"pattern": "^https?://[^\\s/]"})
]
Day = Annotated[date, BeforeValidator(_read_day)]
Shown = Literal["error", "warning", "info"]
Level = Literal["error", "warning", "info", "off"]
Rules = Annotated[list[RuleName], *_ONE_OR_MORE]
Profiles = Annotated[list[ProfileName], *_ONE_OR_MORE]
Globs = Annotated[list[Glob], *_ONE_OR_MORE]
Texts = Annotated[list[Text], *_ONE_OR_MORE]


def _key(description: str, *examples: Any, default: Any = None) -> Any:
    """Describe a key that may be left out, with examples of its value."""
    return Field(default, description=description, examples=list(examples))


class Table(BaseModel):
    """A table of the configuration: no other keys, and no value is converted."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )  # fmt: skip


class IgnoreTable(Table):
    """Findings that are not reported: those that match each key that is given."""

    rule: Rules | None = _key(
        "The rule, or several. * stands for any characters. Without this key, all rules.",
        "enclosure-length-zero", ["image-*", "title-numbered"],
    )  # fmt: skip
    element: Texts | None = _key(
        "The element that the finding is about. * stands for any characters.",
        "itunes:image", ["podcast:*", "media:*"],
    )  # fmt: skip
    path: Texts | None = _key(
        "The path of the finding in the feed, or its end. * stands for any characters within a "
        "step, ** for any characters; a step without an index means every index.",
        "/rss/channel/item/enclosure/@length", "itunes:owner/**",
    )  # fmt: skip
    guid: Texts | None = _key(
        "The guid of the item that the finding is in.", "harbour-0007", ["harbour-0007", "42"]
    )
    files: Globs | None = _key(
        "Files and folders, from the folder of the configuration. * stands for any characters but "
        "/, ** for any characters. A pattern without / matches a name in any folder.",
        "feeds/archive/**", ["old.xml", "feeds/es/*.xml"],
    )  # fmt: skip
    reason: Text | None = _key("Why, for whoever reads this later.", "the host gives no lengths")
    until: Day | None = _key(
        "The last day on which the findings are ignored. After it, they are reported again.",
        "2027-01-31",
    )

    @model_validator(mode="after")
    def _check_criteria(self) -> Self:
        if self.rule or self.element or self.path or self.guid or self.files:
            return self
        raise _refuse(
            "an ignore needs a rule, element, path, guid or files; this one would hide everything"
        )


class _NameOrTable:
    """Says in the JSON Schema that the name of a rule may stand for a table."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"$def": "Rule"}, handler(core)]}


Ignores = Annotated[
    list[Annotated[IgnoreTable, BeforeValidator(_as_table), _NameOrTable()]],
    BeforeValidator(_as_tables),
    _OneOrMore(),
]


class FeedTable(Table):
    """What may be different from feed to feed."""

    profiles: Profiles | None = _key(
        "The profiles to check. In an override, they replace those of the file.",
        ["rss", "apple"], ["psp1"],
    )  # fmt: skip
    severity: Shown | None = _key(
        "The lowest severity to show. What is not shown is still counted.", "warning"
    )
    fail_on: Shown | None = _key("The lowest severity that makes the exit code 1.", "error")
    select: Rules | None = _key(
        "Report only these rules. * stands for any characters. In an override, they replace those "
        "of the file.",
        ["enclosure-*", "bad-date"],
    )  # fmt: skip
    ignore: Ignores = _key(
        "Findings that are not reported: names of rules, or tables that say more exactly which. "
        "Those of an override are ignored in addition.",
        ["title-numbered"],
        [{"rule": "enclosure-length-zero", "guid": "harbour-0007", "until": "2027-01-31"}],
        default=[],
    )
    severities: dict[RuleName, Level] = _key(
        "Another severity for rules. * stands for any characters; a later line wins over an "
        "earlier one, a name over a pattern.",
        {"title-numbered": "off", "html-*": "warning"},
        default={},
    )
    url: Url | None = _key(
        "The address of the feed on the web, to compare with its link to itself.",
        "https://example.com/feed.xml",
    )
    max_findings: Annotated[int, Field(ge=1)] | None = _key(
        "How many findings of each severity to keep for each feed; the others are counted.", 1000
    )


class OverrideTable(FeedTable):
    """Other values for some files."""

    files: Globs = Field(
        description="The files and folders for which the override holds, from the folder of the "
        "configuration. * stands for any characters but /, ** for any characters.",
        examples=["feeds/es/**", ["archive.xml", "feeds/old/*.xml"]],
    )


class ConfigurationTable(FeedTable):
    """The configuration of feedtool: feedtool.toml, or tool.feedtool in pyproject.toml."""

    files: Globs | None = _key(
        "What `feedtool validate` checks if no input is named: files, folders and patterns.",
        ["public/feed.xml"], ["feeds/*/public/*.xml"],
    )  # fmt: skip
    baseline: Glob | None = _key(
        "A file with findings that are known and not reported again.", "feedtool-baseline.jsonl"
    )
    overrides: list[OverrideTable] = _key(
        "Other values for some files. A later override wins over an earlier one.",
        [{"files": ["feeds/es/**"], "profiles": ["rss"]}],
        default=[],
    )
