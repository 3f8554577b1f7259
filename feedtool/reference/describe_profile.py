"""Describes in words, as Markdown, what a profile requires."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.reference.examples import show_markup
from feedtool.vocabulary import CueLimits, Limit, Profile, Severity, load_rules

_READABLE = "longer text is hard to read while it is said"


def describe_profile(profile: Profile, rules_page: str = "") -> Iterator[str]:
    """Yield the lines about a profile, a heading first. Rules are links to the page of rules."""
    yield from (f"# {profile.name}: {profile.title}", "", f"{profile.doc} Source: <{profile.spec}>")
    if profile.includes:
        yield from ("", f"It includes {', '.join(profile.includes)}.")
    yield ""
    for demand in list_demands(profile):
        name = f"`{demand.name}`"
        if demand.rule:
            name = f"[{demand.rule}]({rules_page}#{demand.rule})" if rules_page else demand.rule
        yield f"- {name} ({demand.severity}): {demand.why}"
    yield ""
    yield from show_markup("A feed that meets this profile", profile.good)
    if profile.bad:
        yield from show_markup(f"A feed that does not ({profile.bad.rule})", profile.bad.xml)


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a profile requires. `rule` is the id of the rule that reports it, if any."""

    name: str
    severity: Severity
    why: str
    rule: str = ""


def list_demands(profile: Profile) -> Iterator[Demand]:
    """Yield what a profile requires in addition to the structure of every feed."""
    for one in profile.declarations:
        yield Demand(f"xmlns:{one.prefix}", one.severity, one.why)
    for wanted in profile.requires:
        yield Demand(f"{wanted.parent}/{wanted.element}", wanted.severity, wanted.why)
    for limit in profile.limits:
        place = f"{limit.parent}/{limit.element}"
        place += f"/@{limit.attribute}" if limit.attribute else ""
        yield Demand(f"{place}: {_bound(limit)}", limit.severity, limit.why)
    for form, cues in profile.transcripts.items():
        yield Demand(f"cues in .{form}: at most {_bound_cues(cues)}", "info", _READABLE)
    rules = load_rules()
    for rule, severity in profile.rules.items():
        yield Demand(rule, severity, rules[rule].title, rule)


def _bound_cues(limits: CueLimits) -> str:
    words = ("characters a line", "lines a cue", "seconds a cue", "characters a second")
    return ", ".join(f"{most} {what}" for most, what in zip(limits, words, strict=True) if most)


def _bound(limit: Limit) -> str:
    if limit.values:
        return " or ".join(limit.values)
    if limit.maximum is not None:
        return f"at most {limit.maximum:,}"
    if limit.max_chars is not None:
        return f"at most {limit.max_chars:,} characters"
    return f"at most {limit.max_bytes or 0:,} bytes"
