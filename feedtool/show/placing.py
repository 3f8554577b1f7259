"""Findings at a key of show.yaml, of people.yaml or of an episode's front matter."""

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Finding, Severity
from feedtool.show.key_path import KeyPath
from feedtool.show.matter import FileMatter
from feedtool.show.model import Channel, Item
from feedtool.show.person import Person


def name_place(
    show: Channel, model: FileMatter, key: KeyPath, *, at_value: bool = False
) -> tuple[str, int | None, int | None]:
    """Return file, line and column of a key, or of the nearest key around it.

    With `at_value` it is the place of the value, if that is on the line of the key.

    A model that was made in Python stands in no file; its own name takes the place of the file's.
    """
    if not model.source.file:
        return _name(show, model), None, None
    find = model.source.find_value if at_value else model.source.find
    return show.name_file(model.source.file), *find(*key)


def _name(show: Channel, model: FileMatter) -> str:
    if isinstance(model, Item):
        return f'the episode "{model.title[:60]}"'
    if isinstance(model, Person):
        return f'the person "{model.name[:60]}"'
    title = model.title if isinstance(model, Channel) else show.title
    return f'the show "{title[:60]}"'


def make_finding_at(
    show: Channel, model: FileMatter, key: KeyPath, rule: str, severity: Severity, message: str
) -> Finding:
    """Return a finding at the place of a key."""
    place = name_place(show, model, key)
    return make_finding(rule, message, *place, severity=severity, where="source")
