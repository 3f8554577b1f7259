"""The source files of a show while they are read: what is wrong so far, and what they share."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Unpack

from pydantic import ValidationError

from feedtool.findings.catalogue import Remedy, make_finding
from feedtool.findings.place import LineColumn
from feedtool.findings.report import Finding, SourceError, place_of
from feedtool.findings.wording import cut
from feedtool.show.cache import Cache
from feedtool.show.elements import KeyFault, read_elements
from feedtool.show.explaining import explain
from feedtool.show.file_reading import read_text
from feedtool.show.inside import find_inside
from feedtool.show.key_hints import is_other_name
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import FLAGS
from feedtool.show.live import find_live_faults
from feedtool.show.lock import NAME, Lock, read_lock
from feedtool.show.locked_audio import LockedNames
from feedtool.show.matter import FileMatter, Matter, SourceMap
from feedtool.show.members import list_people
from feedtool.show.model import EpisodeMatter, ItemMatter, ShowFile, ShowMatter
from feedtool.show.named_files import FileFault, find_file
from feedtool.show.yaml_source import YamlFault, YamlSource, read_what_can_be_read

M = TypeVar("M", bound=Matter)
_PARENTS: Mapping[type[Matter], str] = {
    ShowMatter: "channel",
    ShowFile: "channel",
    EpisodeMatter: "item",
}


@dataclass(slots=True)
class Sources:
    """The findings so far, and what the files of one show share."""

    folder: Path
    kept: Cache
    findings: list[Finding] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)
    timezone_failed: bool = False
    people_failed: bool = False
    _lock: Lock | None = None
    _lock_is_read: bool = False
    _locked_names: LockedNames | None = None

    def add(
        self, rule: str, message: str, file: str, place: LineColumn, **remedy: Unpack[Remedy]
    ) -> None:
        """Add an error at a place of a file of the show."""
        name = f"{self.folder.as_posix()}/{file}"
        found = make_finding(
            rule, message, name, *place, severity="error", where="source", **remedy
        )
        self.findings.append(found)

    def read_lock(self) -> Lock | None:
        """Return what feed.lock has; report a damaged one, which is None."""
        if not self._lock_is_read:
            self._lock_is_read = True
            try:
                self._lock = read_lock(self.folder / NAME, f"{self.folder.as_posix()}/{NAME}")
            except SourceError as error:
                self.findings += error.findings
        return self._lock

    def has_locked_audio(self, lock: Lock, name: str) -> bool:
        """Return whether an episode of feed.lock has audio of that name."""
        if self._locked_names is None:
            self._locked_names = LockedNames(lock)
        return name in self._locked_names

    def error(self) -> SourceError:
        """Return all findings as an error; a fault that several feeds share is reported once."""
        return SourceError(sorted(dict.fromkeys(self.findings), key=place_of))

    def read_text(self, name: str, path: Path | None = None) -> str | None:
        """Read a file of the show; report why it cannot be read and return None.

        `path` is given where the file is known to lie in the show's folder.
        """
        path = path or find_inside(self.folder, name)
        if path is None:
            self.add("path-outside-show", f"{name} leads out of the show's folder", name, (1, 1))
            return None
        try:
            return read_text(path)
        except YamlFault as fault:
            self.add("bad-yaml", fault.message, name, (fault.line, fault.column))
        except OSError as why:
            self.add("unreadable", f"{name} cannot be read ({why.strerror})", name, (1, 1))
        return None

    def read_yaml(self, name: str) -> YamlSource | None:
        """Read a YAML file of the show, as `read_text`."""
        text = self.read_text(name)
        if text is None:
            return None
        source = read_what_can_be_read(text)
        self.add_yaml_faults(source, name)
        return source

    def add_yaml_faults(self, source: YamlSource, file: str) -> None:
        """Report the parts of a file that are not the YAML that we read."""
        for fault in source.faults:
            message = fault.message
            if file == "people.yaml":
                message = message.replace("title: My show", "bo: {name: Bo Lind}")
            self.add("bad-yaml", message, file, (fault.line, fault.column))

    def validate(self, model: type[M], source: YamlSource, file: str) -> M | None:
        """Return the model of a file's keys; report its faults and return None if it has any."""
        return self.check({}, model, model, source, file)[0]

    def check(
        self, own: Mapping[str, Any], whole: type[M], model: type[Matter], source: YamlSource,
        file: str,
    ) -> tuple[M | None, Set[str]]:  # fmt: skip
        """Return the model of a file's keys, or None and the keys that have faults.

        `whole` is a model that also holds what the file does not say, given by `own`.
        """
        if model in _PARENTS:
            self._drop_surplus(source, file)
        given = elements_of(model, source.data) if model in _PARENTS else {}
        unknown, wrong = self._report_elements(model, given, source, file)
        data = {key: one for key, one in source.data.items() if key not in given or key in unknown}
        try:
            if unknown:
                model.model_validate(data, context=self.context)
            return whole.model_validate({**data, **own}, context=self.context), wrong
        except ValidationError as error:
            draft = model is EpisodeMatter and _may_be_draft(source.data, error)
            for one in explain(error, model, source, draft=draft):
                if not self._is_told(one.rule):
                    remedy = Remedy(instead=one.instead, doubtful=one.doubtful)
                    self.add(one.rule, one.message, file, one.place, **remedy)
            return None, wrong | {str(loc[0]) for loc in _places_of(error) if loc}

    def _drop_surplus(self, source: YamlSource, file: str) -> None:
        """Report keys and entries beyond the limit at the first of them, and leave them out."""
        for key, value in source.data.items():
            if isinstance(value, list) and len(value) > _MOST_ENTRIES:
                message = (
                    f"{len(value):,} entries stand in this list; "
                    f"expected {_MOST_ENTRIES:,} at the most"
                )
                self.add("bad-yaml", message, file, source.values[key, _MOST_ENTRIES])
                del value[_MOST_ENTRIES:]
        surplus = [*source.data][_MOST_KEYS:]
        if surplus:
            message = f"{len(source.data):,} keys stand here; expected {_MOST_KEYS:,} at the most"
            self.add("bad-yaml", message, file, source.keys[surplus[0],])
            for key in surplus:
                del source.data[key]

    def _is_told(self, rule: str) -> bool:
        """Return whether the cause of a fault is reported elsewhere: in show.yaml, people.yaml."""
        return (rule == "date-without-zone" and self.timezone_failed) or (
            rule == "unknown-person" and self.people_failed
        )

    def _report_elements(
        self, model: type[Matter], given: Mapping[str, Any], source: YamlSource, file: str
    ) -> tuple[Set[str], Set[str]]:
        """Report faults of keys that stand for elements.

        Returns the keys that are no element's, and those with faults. A key that is unknown to the
        vocabulary, too, is reported once, by the model.
        """
        parent = _PARENTS.get(model, "")
        faults = read_elements(given, parent).faults if given else []
        unknown = {
            str(fault.path[0])
            for fault in faults
            if len(fault.path) == 1 and fault.rule == "unknown-key"
        }
        if faults:
            # `image: cover.jpg` is no image of RSS, but what others call the artwork.
            names = _names_of(model) - (source.data.keys() - _OFTEN_ADDED)
            unknown |= {
                str(fault.path[0])
                for fault in faults
                if len(fault.path) == 1 and is_other_name(str(fault.path[0]), names)
            }
        if parent == "channel":
            faults += find_live_faults(source.data)
        ours = [fault for fault in faults if fault.path[0] not in unknown]
        if ours:
            places = SourceMap(file, {**source.values, **source.keys})
            for fault in ours:
                self._add_key_fault(fault, places)
        return unknown, {str(fault.path[0]) for fault in ours}

    def add_at(self, rule: str, message: str, matter: FileMatter, *key: str | int) -> None:
        """Add an error at a key of a file that was read."""
        self.add(rule, message, matter.source.file, matter.source.find(*key))

    def check_file(self, matter: FileMatter, key: str, name: str, path: KeyPath) -> None:
        """Report a file that a key names but that is missing."""
        if "://" in name:
            return
        try:
            find_file(self.folder, key, name)
        except FileFault as fault:
            self.add_at(fault.rule, fault.message, matter, *path)

    def check_pictures(self, matter: ShowMatter | ItemMatter) -> None:
        """Report missing pictures of people; those of people.yaml are checked elsewhere."""
        for member in list_people(matter):
            if member.person.picture is not None and not member.person.source.file:
                path = (*member.key, "picture")
                self.check_file(matter, "picture", member.person.picture, path)

    def _add_key_fault(self, fault: KeyFault, places: SourceMap) -> None:
        key = ".".join(str(step) for step in fault.path if not isinstance(step, int))
        what = "is unknown" if fault.rule == "unknown-key" else "cannot be read"
        message = f'"{cut(key)}" {what}; {fault.says}'
        self.add(fault.rule, message, places.file, places.find(*fault.path))


# Shows and episodes have some dozens.
_MOST_KEYS = 500
# Of people, chapters, redirects or live items.
_MOST_ENTRIES = 2_000
# A key that other tools call otherwise, and that a show often has already.
_OFTEN_ADDED = frozenset(["artwork"])


def elements_of(model: type[Matter], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys that a model does not have: they stand for elements."""
    names = _names_of(model)
    return {key: one for key, one in data.items() if key not in names}


@cache
def _names_of(model: type[Matter]) -> frozenset[str]:
    return frozenset(model.model_fields)


def _may_be_draft(data: Mapping[str, Any], error: ValidationError) -> bool:
    """Return whether an episode is a draft, or would be one if `draft` were written right."""
    return is_draft(data) or any(loc[:1] == ("draft",) for loc in _places_of(error))


def _places_of(error: ValidationError) -> list[tuple[int | str, ...]]:
    """Return where the faults are. Values and addresses of help would take many times as much."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return [one["loc"] for one in faults]


def is_draft(data: Mapping[str, Any]) -> bool:
    """Tell whether front matter says that the episode is a draft."""
    value = data.get("draft")
    return isinstance(value, str) and FLAGS.get(value.strip().lower(), False)
