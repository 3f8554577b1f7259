"""Takes out of the findings what show.yaml and front matter ignore, and reports what is left.

An ignore of the show is about all its files and episodes, that of an episode about this one alone.
Errors are never ignored: a feed with errors is not published.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.elements.documents import Document
from feedtool.producer.sources.origins import model_of
from feedtool.show.ignores import last_day_of
from feedtool.show.model import Channel, Episode, Show
from feedtool.show.placing import make_finding_at, name_place
from feedtool.validator.elements.plans import expand_profiles
from feedtool.validator.validate import DEFAULT_PROFILES
from feedtool.vocabulary import load_rules, load_vocabulary
from feedtool.vocabulary.rule_names import rules_named


@dataclass(frozen=True, slots=True)
class _Ignore:
    """One line of `ignore`; `slug` is empty for the show."""

    matter: Show | Episode
    slug: str
    name: str
    until: date | None

    def is_about(self, finding: Finding) -> bool:
        return finding.severity != "error" and finding.rule in rules_named(self.name)


@dataclass(slots=True)
class Ignores:
    """The ignores of a show that hold on a day, and which of them were of use."""

    show: Show
    now: datetime
    listed: list[_Ignore] = field(init=False)
    _used: set[tuple[str, str]] = field(default_factory=set)
    _by_slug: dict[str, list[_Ignore]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        matters: list[Show | Episode] = [self.show, *self.show.episodes]
        self.listed = [
            _Ignore(one, "" if isinstance(one, Channel) else one.slug, name, last_day_of(reason))
            for one in matters
            for name, reason in one.ignore.items()
        ]
        for ignore in self.listed:
            self._by_slug.setdefault(ignore.slug, []).append(ignore)

    def drop_of_feed(self, findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
        """Yield the findings of a feed that are not ignored."""
        if not self.listed:
            yield from findings
            return
        for one in findings:
            model = model_of(one, document)[0]
            slug = model.slug if isinstance(model, Episode) else ""
            if not self._is_ignored(one, slug):
                yield one

    def drop_of_sources(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings at lines of sources that are not ignored."""
        if not self.listed:
            yield from findings
            return
        slugs = dict(self._list_files())
        for one in findings:
            if not self._is_ignored(one, slugs.get(one.file, "")):
                yield one

    def _list_files(self) -> Iterator[tuple[str, str]]:
        """Yield the files of each episode that ignores something, and its slug."""
        for one in self.show.episodes:
            if one.ignore:
                yield name_place(self.show, one, ())[0], one.slug
                for transcript in one.transcript:
                    if transcript.file is not None:
                        yield self.show.name_file(transcript.file), one.slug

    def _is_ignored(self, finding: Finding, slug: str) -> bool:
        matching = [
            (one.slug, one.name)
            for about in {"", slug}
            for one in self._by_slug.get(about, ())
            if self._holds(one) and one.is_about(finding)
        ]
        self._used.update(matching)
        return bool(matching)

    def _holds(self, ignore: _Ignore) -> bool:
        return ignore.until is None or ignore.until >= self.now.date()

    def find_leftovers(self, documents: Sequence[Document]) -> Iterator[Finding]:
        """Yield a warning for each ignore that has ended or is about nothing.

        That it is about nothing is said only if all is checked that it may be about: an episode
        that no feed has yet is not.
        """
        if not self.listed:
            return
        checked = {one.slug for document in documents for one in document.episodes}
        all_checked = checked >= {one.slug for one in self.show.episodes} and not self.show.drafts
        for one in self.listed:
            key = ("ignore", one.name)
            if not self._holds(one):
                says = f"the ignore of {cut(one.name)} ended on {one.until}; fix the findings"
                yield make_finding_at(self.show, one.matter, key, "ignore-expired", "warning", says)
            elif (
                (one.slug, one.name) not in self._used
                and (one.slug in checked if one.slug else all_checked)
                and not _is_of_other_profiles(one.name)
            ):
                says = f"no warning of {cut(one.name)} is left to ignore; remove the line"
                yield make_finding_at(self.show, one.matter, key, "ignore-unused", "warning", says)


def _is_of_other_profiles(name: str) -> bool:
    """Return whether a build never reports some of the rules, as only other profiles list them."""
    profiles = load_vocabulary().profiles
    own = {rule for one in expand_profiles(DEFAULT_PROFILES) for rule in profiles[one].rules}
    return any(load_rules()[rule].by_profile and rule not in own for rule in rules_named(name))
