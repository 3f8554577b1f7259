"""`feedtool profiles`: shows what each profile requires."""

from collections.abc import Iterable
from dataclasses import asdict

import click

from feedtool.cli.completion import complete_profiles
from feedtool.cli.printing import say, say_json
from feedtool.findings.report import SEVERITIES
from feedtool.findings.suggestions import suggest
from feedtool.reference.describe_profile import list_demands
from feedtool.validator.validate import DEFAULT_PROFILES
from feedtool.vocabulary import Profile, load_vocabulary


@click.command("profiles")
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=complete_profiles)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="The form of the table. json also has the reasons.",
)  # fmt: skip
def command(names: tuple[str, ...], form: str) -> None:
    """Show what profiles require of a feed: all profiles, or only the profiles NAME.

    Each line has one requirement: an element in its parent, a namespace, a limit or a rule. After
    it come the severities, each with its profiles. feedtool explain NAME gives the reasons.
    """
    known = load_vocabulary().profiles
    for name in names:
        if name not in known:
            otherwise = f"there are {', '.join(known)}"
            hint = suggest(name, known, otherwise, form="did you mean {}?")
            raise click.BadParameter(f"there is no profile {name}; {hint}")
    profiles = [known[name] for name in names or known]
    if form == "json":
        listed = [_describe(profile) for profile in profiles]
        say_json({"format": 1, "profiles": listed})
        return
    width = max(len(profile.name) for profile in profiles)
    for profile in profiles:
        notes = ["default"] if profile.name in DEFAULT_PROFILES else []
        notes += [f"includes {', '.join(profile.includes)}"] if profile.includes else []
        note = f" ({'; '.join(notes)})" if notes else ""
        say(f"{profile.name:{width}}  {profile.title}{note}")
    say()
    for line in _table(profiles):
        say(line)


def _describe(profile: Profile) -> dict[str, object]:
    return {
        "name": profile.name,
        "title": profile.title,
        "doc": profile.doc,
        "spec": profile.spec,
        "default": profile.name in DEFAULT_PROFILES,
        "includes": list(profile.includes),
        "demands": [asdict(demand) for demand in list_demands(profile)],
    }


def _table(profiles: Iterable[Profile]) -> Iterable[str]:
    """Yield a line for each requirement: its name, then the profiles by severity."""
    rows: dict[str, dict[str, list[str]]] = {}
    for profile in profiles:
        for demand in list_demands(profile):
            row = rows.setdefault(demand.name, {})
            row.setdefault(demand.severity, []).append(profile.name)
    width = min(44, max(map(len, rows), default=0))
    for name in sorted(rows, key=_order):
        cells = [
            f"{severity}: {', '.join(rows[name][severity])}"
            for severity in reversed(SEVERITIES)
            if severity in rows[name]
        ]
        yield f"{name:{width}}  {'; '.join(cells)}"


def _order(name: str) -> tuple[int, str]:
    """Order namespaces first, then channel, item and other parents, then rules."""
    starts = ("xmlns:", "channel/", "item/")
    place = next((at for at, start in enumerate(starts) if name.startswith(start)), None)
    return (place if place is not None else 3 if "/" in name else 4), name
