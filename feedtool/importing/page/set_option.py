"""`--set KEY=VALUE`: which file a key belongs to, and whether the value may stand there."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from feedtool.findings.suggestions import suggest
from feedtool.importing.page.yaml_entries import Number
from feedtool.show.explaining import explain
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.show.yaml_source import YamlSource

_NUMBERS = ("number", "season", "length", "duration")


class SettingError(Exception):
    """A setting cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Values for show.yaml and for the episode's front matter, nested as they stand there."""

    show: dict[str, Any] = field(default_factory=dict)
    episode: dict[str, Any] = field(default_factory=dict)


def read_settings(texts: tuple[str, ...]) -> Settings:
    """Read `KEY=VALUE` texts; dots lead into a mapping, `episode.` to an episode's key.

    Raises SettingError for an unknown key or a value that the file would not take.
    """
    settings = Settings()
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not value.strip():
            raise SettingError(f'"{text}" sets nothing; expected KEY=VALUE')
        _enter(settings, key.strip(), value.strip())
    _check(ShowMatter, settings.show)
    _check(EpisodeMatter, settings.episode)
    return settings


def _enter(settings: Settings, key: str, value: str) -> None:
    steps = key.split(".")
    target, model = settings.show, ShowMatter.model_fields
    if steps[0] == "episode" and len(steps) > 1:
        steps, target, model = steps[1:], settings.episode, EpisodeMatter.model_fields
    elif _is_of_episode(steps[0]):
        target, model = settings.episode, EpisodeMatter.model_fields
    if steps[0] not in model:
        known = [*ShowMatter.model_fields, *EpisodeMatter.model_fields]
        hint = suggest(steps[0], known, f"there are {', '.join(known)}")
        raise SettingError(f'"{key}" is not a key of a show or an episode; {hint}')
    for step in steps[:-1]:
        inner = target.setdefault(step, {})
        if not isinstance(inner, dict):
            raise SettingError(f'"{key}" is set twice in different forms')
        target = inner
    last = steps[-1]
    target[last] = _split_list(value) if last == "categories" else _type(last, value)


def _type(key: str, value: str) -> str:
    """Mark a value that is to be written as a number, unless YAML would read another one."""
    is_number = value.isascii() and value.isdigit() and value == value.lstrip("0")
    return Number(value) if key in _NUMBERS and is_number else value


def _is_of_episode(key: str) -> bool:
    """Return whether a key belongs to the episode: the show has none, or only episodes need it."""
    own, shared = EpisodeMatter.model_fields.get(key), ShowMatter.model_fields.get(key)
    if own is None or shared is None:
        return own is not None
    return own.is_required() and not shared.is_required()


def _split_list(value: str) -> list[str]:
    return [part.strip() for part in value.strip("[]").split(",") if part.strip()]


def _check(model: type[BaseModel], values: dict[str, Any]) -> None:
    """Let the model judge the values; what is missing beside them does not matter here."""
    try:
        model.model_validate(values, context={"people": {}, "timezone": ZoneInfo("UTC")})
    except ValidationError as error:
        for one in explain(error, model, YamlSource(values), draft=False):
            if one.rule != "missing-key":
                raise SettingError(one.message) from None
