"""What became of one input of `feedtool fix`: a feed, or the sources of a show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feedtool.findings.report import SEVERITIES, Finding
from feedtool.fixing.fix import Fixed
from feedtool.formats.sums import count_of


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file: its path, its bytes as they are, and as they would be right."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is fixed in an input and what is left.

    `files` holds the files that change. `unsafe` counts the findings left that --unsafe fixes.
    `fault` says why the input cannot be read or fixed, `stopped` which limit ended the work.
    """

    name: str
    files: Sequence[FileChange] = ()
    fixed: Sequence[Finding] = ()
    left: Sequence[Finding] = ()
    unsafe: int = 0
    fault: str = ""
    stopped: str = ""


def outcome_of_feed(name: str, path: str, before: bytes, fixed: Fixed) -> Outcome:
    """Return the outcome of a feed in one file."""
    files = [FileChange(path, before, fixed.data)] if fixed.data != before else []
    return Outcome(
        name, files, fixed.fixed, fixed.report.findings, fixed.unsafe,
        f"it is not fixed: {fixed.refused}" if fixed.refused else "", fixed.stopped,
    )  # fmt: skip


def summarize(outcome: Outcome, verb: str) -> str:
    """Return a line such as `fixed 12 (7 xml-reference, 5 bad-date); left: 3 errors`.

    `verb` says what is done with what can be fixed.
    """
    rules = Counter(one.rule for one in outcome.fixed).most_common()
    listed = ", ".join(f"{count} {rule}" for rule, count in rules)
    parts = [f"{verb} {len(outcome.fixed)} ({listed})" if rules else f"{verb} nothing"]
    counts = Counter(one.severity for one in outcome.left)
    left = ", ".join(filter(None, (count_of(counts[one], one) for one in reversed(SEVERITIES))))
    parts.append(f"left: {left}" if left else "nothing left")
    if outcome.unsafe:
        parts.append(f"{outcome.unsafe} more with --unsafe")
    if outcome.stopped:
        parts.append(f"stopped after {outcome.stopped}, run it again for the rest")
    return "; ".join(parts)
