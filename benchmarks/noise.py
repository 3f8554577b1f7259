"""How many groups of findings the feeds of a folder get, and which rules cause most of them.

python benchmarks/noise.py FOLDER [PROFILE …]. A group is all findings of a feed about one rule and
one element. Feeds with errors and feeds without errors are counted apart.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from feedtool import validate
from feedtool.validator.validate import DEFAULT_PROFILES

SEVERITIES = ("error", "warning", "info")
SHOWN_RULES = 30

# The severity, the rule and the element of a group.
Group = tuple[str, str, str]


def groups_of(path: Path, profiles: Sequence[str]) -> set[Group]:
    """Return the groups of a feed, each with its most serious severity."""
    worst: dict[tuple[str, str], str] = {}
    for one in validate(path, profiles=profiles).findings:
        key = (one.rule, one.element)
        worst[key] = min(worst.get(key, "info"), one.severity, key=SEVERITIES.index)
    return {(severity, *key) for key, severity in worst.items()}


def quantile(counts: list[int], part: float) -> int:
    """Return the count that this part of all counts does not exceed; 0 if there are no counts."""
    return sorted(counts)[min(int(part * len(counts)), len(counts) - 1)] if counts else 0


def print_counts(title: str, feeds: list[set[Group]]) -> None:
    """Print the median and the 90 % quantile of the groups, and the rules with most groups."""
    print(f"\n{title}: {len(feeds)} feeds\n\n| severity | median | 90 % |\n|---|---|---|")
    for name in (*SEVERITIES, "all"):
        counts = [sum(name in (one[0], "all") for one in groups) for groups in feeds]
        print(f"| {name} | {quantile(counts, 0.5)} | {quantile(counts, 0.9)} |")
    print("\n| share of feeds | severity | rule | element |\n|---|---|---|---|")
    for (severity, rule, element), number in Counter(
        one for groups in feeds for one in groups
    ).most_common(SHOWN_RULES):
        print(f"| {number / len(feeds):.0%} | {severity} | {rule} | {element} |")


def main(folder: str, *profiles: str) -> None:
    """Print the counts for the feeds with and without errors."""
    paths = sorted(one for one in Path(folder).rglob("*") if one.suffix in (".xml", ".rss"))
    feeds = [groups_of(path, profiles or DEFAULT_PROFILES) for path in paths]
    clean = [one for one in feeds if all(severity != "error" for severity, _, _ in one)]
    print_counts("without errors", clean)
    print_counts("with errors", [one for one in feeds if one not in clean])


if __name__ == "__main__":
    main(*sys.argv[1:])
