"""Describes a rule, an element or a profile in words, as Markdown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedtool.values.registry import find_type
from feedtool.vocabulary import (
    Attribute,
    Element,
    Limit,
    Profile,
    Rule,
    Severity,
    Value,
    Vocabulary,
    load_rules,
    load_vocabulary,
)
from feedtool.vocabulary.records import RuleExample

_LONG_TEXT = re.compile(r"([^<>]{60})[^<>]{140,}")
_NUMBERS = {"1": "exactly one", "?": "at most one", "*": "any number", "+": "at least one"}
# By where a fault arises, see RULE_FILES.
PLACES = {
    "feed": "A feed",
    "show": "The sources of a show",
    "lock": "What was published before",
    "media": "Audio, pictures, chapters and transcripts",
    "http": "Servers",
    "import": "Pages and feeds that become a show",
}
_LANGUAGES = {"yaml": "yaml", "md": "yaml", "json": "json", "lock": "json", "xml": "xml",
              "py": "python"}  # fmt: skip


def tell_rule(rule: Rule) -> Iterator[str]:
    """Yield the lines about a rule, a heading first."""
    yield f"# {rule.id}"
    yield ""
    yield f"**{rule.severity}**: {rule.title}."
    yield ""
    yield from _tell_profiles_of(rule)
    if rule.where != "feed":
        yield f"- Where it arises: {PLACES[rule.where]}"
    yield f"- Why it matters: {rule.why}"
    yield f"- How to fix it: {rule.fix}"
    if rule.fixable != "no":
        how = " safely" if rule.fixable == "safe" else ", but check the result"
        yield f"- A program can fix it{how}."
    if rule.spec:
        yield f"- Source: <{rule.spec}>"
    if rule.w3c:
        yield f"- The W3C feed validator calls it {', '.join(rule.w3c)}."
    yield ""
    yield from _rule_example("Wrong", rule.bad)
    yield from _rule_example("Right", rule.good)


def _tell_profiles_of(rule: Rule) -> Iterator[str]:
    """Yield a line about the profiles that set a severity for a rule, if there are any."""
    profiles = [one for one in load_vocabulary().profiles.values() if rule.id in one.rules]
    names = ", ".join(f"{one.name} ({one.rules[rule.id]})" for one in profiles)
    if names and rule.by_profile:
        yield f"- Only these profiles report it: {names}"
    elif names:
        yield f"- These profiles report it with at least this severity: {names}"


def tell_element(element: Element, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the lines about an element, a heading first."""
    yield from (f"# {element.id}", "", element.doc)
    if element.note:
        yield from ("", element.note)
    yield ""
    yield from _facts(element, vocabulary.profiles)
    yield ""
    for good in element.good:
        yield from _example("Right", good)
    for bad in element.bad:
        yield from _example(f"Wrong ({bad.rule})", bad.xml)


def tell_profile(profile: Profile, rules_page: str = "") -> Iterator[str]:
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
    yield from _example("A feed that meets this profile", profile.good)
    if profile.bad:
        yield from _example(f"A feed that does not ({profile.bad.rule})", profile.bad.xml)


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
    rules = load_rules()
    for rule, severity in profile.rules.items():
        yield Demand(rule, severity, rules[rule].title, rule)


def _bound(limit: Limit) -> str:
    if limit.values:
        return " or ".join(limit.values)
    if limit.maximum is not None:
        return f"at most {limit.maximum:,}"
    if limit.max_chars is not None:
        return f"at most {limit.max_chars:,} characters"
    return f"at most {limit.max_bytes or 0:,} bytes"


def _facts(element: Element, profiles: Mapping[str, Profile]) -> Iterator[str]:
    if element.retired:
        yield f"- Retired: {element.retired}."
    for parent, number in element.parents.items():
        yield f"- In {f'`{parent}`' if parent else 'the document'}: {_NUMBERS[number]}"
    for wanted, severity, why in _demands(element, profiles):
        yield f"- The profile {wanted} reports it as missing ({severity}): {why}."
    yield f"- Content: {_content(element)}"
    for attribute in element.attributes.values():
        yield f"- Attribute {_attribute(attribute)}"
    if element.namespace.uri:
        yield f'- Namespace: `xmlns:{element.namespace.prefix}="{element.namespace.uri}"`'
    yield f"- Source: <{element.spec}>"


def _demands(element: Element, profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str, str]]:
    for profile in profiles.values():
        for wanted in profile.requires:
            if wanted.element == element.name and wanted.parent in element.parents:
                yield profile.name, wanted.severity, f"in {wanted.parent}, {wanted.why}"


def _content(element: Element) -> str:
    if element.content == "text":
        return tell_value(element.value)
    return {"empty": "nothing", "elements": "elements", "any": "anything"}[element.content]


def _attribute(attribute: Attribute) -> str:
    name = "with any other name" if attribute.name == "*" else f"`{attribute.name}`"
    doc = f" {attribute.doc}" if attribute.doc else ""
    return f"{name} ({attribute.use}): {tell_value(attribute.value)}.{doc}"


def tell_value(value: Value) -> str:
    """Return in a few words which values a text or an attribute may have.

    >>> tell_value(Value("integer", minimum=0, maximum=23))
    'whole number from 0 to 23'
    """
    if value.values:
        return "one of " + ", ".join(f"`{one}`" for one in value.values)
    words = find_type(value.type).words
    words += "" if value.minimum is None else f" from {value.minimum}"
    words += "" if value.maximum is None else f" to {value.maximum}"
    words += f", at most {value.max_chars:,} characters" if value.max_chars else ""
    if value.suggest:
        shown = ", ".join(f"`{one}`" for one in value.suggest[:12])
        words += f", usually {shown}" + (", …" if len(value.suggest) > 12 else "")
    return words


def _rule_example(title: str, example: RuleExample) -> Iterator[str]:
    if isinstance(example, str):
        yield from _example(title, example)
        return
    for name, text in example.items():
        yield f"{title}, {f'`{name}`' if text else f'a folder `{name}`'}:"
        yield ""
        if text:
            yield f"```{_LANGUAGES.get(name.rpartition('.')[2], 'text')}"
            yield from text.rstrip("\n").split("\n")
            yield "```"
            yield ""


def _example(title: str, xml: str) -> Iterator[str]:
    yield f"{title}:"
    yield ""
    yield "```xml"
    shown = _LONG_TEXT.sub(r"\1 …", xml)
    yield shown.replace("><", ">\n<") if len(shown) > 160 else shown
    yield "```"
    yield ""
