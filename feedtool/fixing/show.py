"""Fixes the sources of a show: keys and values in show.yaml, people.yaml and front matter.

The findings are those of a build: what is wrong with the sources, or, if nothing is, with the feeds
that are made from them. After each change the show is read and made again in memory; a change that
makes something worse is not kept. What listeners' apps know an episode by never changes.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from feedtool.files.opening import read_bounded
from feedtool.findings.report import Finding, Report, SourceError
from feedtool.findings.wording import cut
from feedtool.fixing.outcome import FileChange, Outcome
from feedtool.fixing.scalars import Scalar, SourceText
from feedtool.producer.build import examine
from feedtool.show.cache import Cache
from feedtool.show.file_reading import read_instead
from feedtool.show.reading import load_show
from feedtool.show.yaml_source import MAX_BYTES, YamlFault
from feedtool.validator.validate import validate
from feedtool.vocabulary.rule_names import filter_rules

# Apps know the show and its episodes by these, or by what is made from them.
_KEPT_KEYS = frozenset(["guid", "podcast_guid", "feed_url", "base_url", "media_url", "moved_from"])
# What is said of an audio file besides its name.
_FACTS = ("duration", "length", "type")
_IDENTITY = re.compile(rb"<guid[^<]*</guid>|<podcast:guid>[^<]*</podcast:guid>|<enclosure [^<>]*>")
# After each try the whole show is read and made again.
_MOST_TRIES = 40


@dataclass(frozen=True, slots=True)
class FixOptions:
    """What is to be fixed: `select` and `ignore` name rules, * stands for any characters.

    `weigh` takes from a report what the configuration ignores.
    """

    profiles: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe: bool = False
    at: datetime | None = None
    weigh: Callable[[Report], Report] = lambda report: report

    def wants(self, finding: Finding) -> bool:
        """Return whether a finding is to be fixed."""
        is_wanted = filter_rules(self.select, self.ignore)
        if is_wanted is not None and not is_wanted(finding.rule):
            return False
        return finding.fixable == "safe" or (self.unsafe and finding.fixable == "unsafe")


@dataclass(frozen=True, slots=True)
class _State:
    """What a show has wrong, and what apps know its episodes by; None if it cannot be built."""

    findings: Sequence[Finding]
    identities: Sequence[bytes] | None


def fix_show(folder: str, options: FixOptions) -> Outcome:
    """Return what can be fixed in the folder of a show; nothing is written.

    Raises OSError if a file cannot be read.
    """
    with Cache(Path(folder), writable=False) as cache:
        return _Fixer(Path(folder), options, cache).run()


@dataclass
class _Fixer:
    """Works on one show; `changed` holds the new bytes of files by their absolute paths."""

    folder: Path
    options: FixOptions
    cache: Cache
    changed: dict[str, bytes] = field(default_factory=dict)
    fixed: list[Finding] = field(default_factory=list)
    refused: set[tuple[str, str, str]] = field(default_factory=set)
    tries: int = 0

    def run(self) -> Outcome:
        """Fix round after round, until nothing changes any more."""
        state = self._check(self.changed)
        while (better := self._round(state)) is not None:
            state = better
        files = [
            FileChange(self._name(path), read_bounded(Path(path), MAX_BYTES), data)
            for path, data in sorted(self.changed.items())
        ]
        asked = replace(self.options, unsafe=True)
        more = [one for one in state.findings if asked.wants(one)]
        unsafe = 0 if self.options.unsafe else len(self._propose(more)[1])
        stopped = f"{self.tries} readings" if self.tries >= _MOST_TRIES else ""
        return Outcome(
            self.folder.as_posix(), files, self.fixed, state.findings, unsafe, stopped=stopped
        )

    def _round(self, state: _State) -> _State | None:
        """Fix what can be fixed at once; None if that is nothing.

        If something gets worse, half of the findings wait, until the one is found that does it.
        """
        groups = [[
            one for one in state.findings
            if self.options.wants(one) and _key(one) not in self.refused
        ]]  # fmt: skip
        while groups and self.tries < _MOST_TRIES:
            changed, fixed = self._propose(group := groups.pop())
            if not fixed:
                continue
            self.tries += 1
            after = self._check(changed)
            if _is_better(state, after):
                self.changed = changed
                self.fixed += fixed
                return after
            if len(fixed) == 1:
                self.refused.add(_key(fixed[0]))
                groups.append([one for one in group if one is not fixed[0]])
            else:
                middle = group.index(fixed[len(fixed) // 2])
                groups += [group[middle:], group[:middle]]
        return None

    def _check(self, files: Mapping[str, bytes]) -> _State:
        feeds: list[bytes] = []

        def check(data: bytes, name: str) -> Report:
            feeds.append(data)
            return validate(data, profiles=self.options.profiles, file=name, at=at)

        with read_instead(files):
            try:
                show = load_show(self.folder, cache=self.cache)
                at = show.localize(self.options.at) or datetime.now(UTC)
                reports, besides = examine(show, check, at=at, cache=self.cache, whole=False)
            except SourceError as error:
                return _State(self._weigh(error.findings, unbuilt=True), None)
        found = [one for report in reports for one in report.findings]
        identities = sorted(one for feed in feeds for one in _IDENTITY.findall(feed))
        return _State(self._weigh([*dict.fromkeys([*found, *besides])]), identities)

    def _weigh(self, findings: Sequence[Finding], *, unbuilt: bool = False) -> Sequence[Finding]:
        report = Report(self.folder.as_posix(), findings, unbuilt=unbuilt)
        return self.options.weigh(report).findings

    def _propose(self, findings: Sequence[Finding]) -> tuple[dict[str, bytes], Sequence[Finding]]:
        """Return the changed files in which findings are fixed, and these findings."""
        by_path: dict[str, list[Finding]] = {}
        for one in findings:
            if one.instead is not None and one.file.endswith((".yaml", ".md")):
                path = str(Path(self._path(one.file)).absolute())
                by_path.setdefault(path, []).append(one)
        changed, fixed = dict(self.changed), set[int]()
        for path, found in by_path.items():
            source = self._read(path)
            if source is None:
                continue
            plan = _plan(source, found)
            after, made = source.replace({scalar: new for scalar, (_, new) in plan.items()})
            if made:
                changed[path] = after
                fixed.update(id(plan[scalar][0]) for scalar in made)
        return changed, [one for one in findings if id(one) in fixed]

    def _read(self, path: str) -> SourceText | None:
        try:
            data = self.changed.get(path) or read_bounded(Path(path), MAX_BYTES)
            return SourceText(path, data)
        except (OSError, UnicodeDecodeError, YamlFault):
            return None

    def _path(self, file: str) -> str:
        """Return the path of a file as a finding names it."""
        name = file.removeprefix(f"{self.folder.as_posix()}/")
        return (self.folder / name).as_posix()

    def _name(self, path: str) -> str:
        inner = Path(path).relative_to(self.folder.absolute())
        return (self.folder / inner).as_posix()


def _plan(source: SourceText, findings: Sequence[Finding]) -> dict[Scalar, tuple[Finding, str]]:
    """Return the keys and values to write, each with the finding that asks for it and its text.

    Of two findings of one value, the second one waits for the next round.
    """
    plan: dict[Scalar, tuple[Finding, str]] = {}
    for one in findings:
        scalar = _find_scalar(source, one)
        if scalar is None or scalar in plan:
            continue
        new = _write(scalar, one)
        if new is not None and new != scalar.text:
            plan[scalar] = one, new
    return plan


def _find_scalar(source: SourceText, finding: Finding) -> Scalar | None:
    """Return the key or the value that fixes a finding; None if it must stay as it is."""
    if finding.line is None or finding.column is None:
        return None
    scalar = source.at((finding.line, finding.column))
    if scalar is not None and scalar.is_key and finding.rule != "unknown-key":
        scalar = source.value_of(scalar)
    return None if scalar is None or _is_kept(scalar) else scalar


def _is_kept(scalar: Scalar) -> bool:
    """Return whether a value must stay, as apps know the show or an episode by it."""
    names = [one for one in scalar.path if isinstance(one, str)]
    is_file = names[:1] == ["audio"] and names[-1] not in _FACTS
    return is_file or not _KEPT_KEYS.isdisjoint(names)


def _write(scalar: Scalar, finding: Finding) -> str | None:
    """Return a key or a value as it should be; None if the finding is about another text.

    A finding about the feed names the part that is wrong, which must stand in the source once.
    """
    assert finding.instead is not None  # noqa: S101 - asked before
    if not finding.path:
        return finding.instead
    if finding.rule == "value-padded":
        return scalar.text.strip()
    # A finding shows a character that nobody sees by its code.
    parts = [finding.value, *(one for one in {*scalar.text} if cut(one) == finding.value)]
    wrong = next((one for one in parts if one and one in scalar.text), None)
    if wrong is None or "…" in finding.value or (len(wrong) > 1 and scalar.text.count(wrong) > 1):
        return None
    return scalar.text.replace(wrong, finding.instead)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.file, finding.message


def _is_better(before: _State, after: _State) -> bool:
    """Return whether a show has fewer faults than before, and the same episodes.

    Behind errors of the sources nobody sees what is wrong with the feed.
    """
    if before.identities is None:
        return after.identities is not None or (
            len(after.findings) < len(before.findings) and not _count(after) - _count(before)
        )
    return (
        after.identities == before.identities
        and len(after.findings) < len(before.findings)
        and not _errors(after) - _errors(before)
    )


def _count(state: _State) -> Counter[str]:
    return Counter(one.rule for one in state.findings)


def _errors(state: _State) -> Counter[str]:
    return Counter(one.rule for one in state.findings if one.severity == "error")
