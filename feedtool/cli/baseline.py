"""The file of known findings: read before a check, and written again with `--update-baseline`."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from feedtool.cli.printing import say
from feedtool.configuration.finding import Finder
from feedtool.configuration.records import Configuration
from feedtool.files.opening import read_bounded
from feedtool.findings.baseline import (
    Baseline,
    BaselineError,
    Entry,
    parse_baseline,
    render_baseline,
)
from feedtool.findings.report import Report
from feedtool.inputs.input import Input, folder_of
from feedtool.inputs.options import CheckOptions
from feedtool.show.file_writing import write_atomically
from feedtool.vocabulary.rule_names import filter_rules

_MAX_BYTES = 200_000_000


class _BadFile(click.ClickException):
    """The file cannot be used: told in one line, without the usage of the command."""

    exit_code = 2


class KnownFindings:
    """The known findings of a file, while reports come.

    With `update`, all that is found becomes known, and `save` writes the file.
    """

    def __init__(self, path: Path, *, update: bool, select: Sequence[str], ignore: Sequence[str]):
        self._path = path
        self._update = update
        self._baseline = load_baseline(path, may_be_missing=update)
        if (is_wanted := filter_rules(select, ignore)) is not None:
            self._baseline.is_checked = is_wanted
        self._checked: dict[str, list[Entry]] = {}
        self._dropped = 0

    def apply(self, report: Report) -> Report:
        """Return a report without what is known."""
        if not self._update:
            return self._baseline.apply(report)
        self._checked[self._baseline.name(report.file)] = self._baseline.entries_of(report)
        self._dropped += sum(report.dropped.values())
        return self._baseline.accept(report)

    def save(self) -> None:
        """Write the file if it is to be updated, and say on standard error what changed."""
        if not self._update:
            return
        before = self._baseline.entries
        after = {**before, **self._checked}
        entries = [one for found in after.values() for one in found]
        try:
            write_atomically(self._path, render_baseline(entries))
        except OSError as why:
            says = f"{why.strerror or why}; it cannot be written, and is as it was [unwritable]"
            raise _fail(self._path, says) from None
        had = [(name, one.mark) for name in self._checked for one in before.get(name, ())]
        has = [(name, one.mark) for name, found in self._checked.items() for one in found]
        added, removed = _count_surplus(has, had), _count_surplus(had, has)
        others = len(entries) - len(has)
        say(_summarise(self._path, len(has), added, removed, others), err=True)
        if self._dropped:
            more = "finding is" if self._dropped == 1 else "findings are"
            message = f"{self._dropped} more {more} not in it; raise --max-findings"
            say(message, err=True)


def find_known(
    inputs: Sequence[Input], finder: Finder, options: CheckOptions, named: Path | None, *,
    update: bool,
) -> list[KnownFindings | None]:  # fmt: skip
    """Return the known findings for each input: of a named file, or of its configuration.

    Raises click.ClickException if a file is missing or damaged.
    """
    paths = [named or _path_in(finder.find(folder_of(one))) for one in inputs]
    select, ignore = options.select, options.ignore
    known = {
        path: KnownFindings(path, update=update, select=select, ignore=ignore)
        for path in dict.fromkeys(paths)
        if path is not None
    }
    return [known[path] if path is not None else None for path in paths]


def _path_in(configuration: Configuration | None) -> Path | None:
    """Return the baseline that a configuration names, from the current folder."""
    if configuration is None or configuration.baseline is None:
        return None
    return Path(os.path.relpath(os.path.join(configuration.base, configuration.baseline)))  # noqa: PTH118


def load_baseline(path: Path, *, may_be_missing: bool = False) -> Baseline:
    """Read a baseline; a file that may be missing is empty then.

    Raises click.ClickException with line and column where the file is damaged.
    """
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - not through links
    try:
        return parse_baseline(read_bounded(path, _MAX_BYTES), folder)
    except FileNotFoundError:
        if may_be_missing:
            return Baseline(folder)
        raise _fail(path, "there is no such file; --update-baseline writes it") from None
    except OSError as why:
        raise _fail(path, why.strerror or "it cannot be read") from None
    except BaselineError as why:
        raise _fail(path, str(why), why.line, why.column) from None


def _fail(path: Path, says: str, *place: int) -> click.ClickException:
    where = ":".join(map(str, (os.fspath(path), *place)))
    return _BadFile(f"{where}: {says}")


def _count_surplus(one: Sequence[object], other: Sequence[object]) -> int:
    return (Counter(one) - Counter(other)).total()


def _summarise(path: Path, number: int, added: int, removed: int, others: int) -> str:
    changes = [
        f"{count} {what}" for count, what in ((added, "added"), (removed, "removed")) if count
    ]
    changed = f" ({', '.join(changes)})" if changes else ", as before"
    rest = f"; {others} of other inputs stay" if others else ""
    says = f"{number} known finding{'' if number == 1 else 's'}{changed}{rest}"
    return f"{os.fspath(path)}: {says}"
