"""Describes a rule in words, as Markdown."""

from collections.abc import Iterator

from feedtool.reference.examples import show_files, show_markup
from feedtool.vocabulary import Rule, load_vocabulary

# The heading for each place of a fault, see RULE_FILES.
PLACES = {
    "feed": "A feed",
    "show": "The files of a show",
    "lock": "What is published already",
    "media": "Audio and pictures",
    "transcript": "Transcripts",
    "chapters": "Chapters",
    "http": "Servers",
    "import": "Pages and feeds that become a show",
    "configuration": "The configuration",
}


def describe_rule(rule: Rule) -> Iterator[str]:
    """Yield the lines about a rule, a heading first."""
    yield f"# {rule.id}"
    yield ""
    yield f"**{rule.severity}**: {rule.title}."
    yield ""
    yield from _profiles_of(rule)
    yield from _facts(rule)
    yield ""
    for title, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if isinstance(example, str):
            yield from show_markup(title, example)
        else:
            yield from show_files(title, example)


def _profiles_of(rule: Rule) -> Iterator[str]:
    """Yield a line about the profiles that set a severity for a rule, if there are any."""
    profiles = [one for one in load_vocabulary().profiles.values() if rule.id in one.rules]
    names = ", ".join(f"{one.name} ({one.rules[rule.id]})" for one in profiles)
    if names and rule.by_profile:
        yield f"- Only these profiles report it: {names}"
    elif names:
        yield f"- These profiles report it with at least this severity: {names}"


def _facts(rule: Rule) -> Iterator[str]:
    if rule.where != "feed":
        yield f"- Where it happens: {PLACES[rule.where]}"
    yield f"- Why it matters: {rule.why}"
    yield f"- How to fix it: {rule.fix}"
    if rule.fixable != "no":
        how = " safely" if rule.fixable == "safe" else ", but check the result"
        yield f"- A program can fix it{how}."
    if rule.spec:
        yield f"- Source: <{rule.spec}>"
    if rule.w3c:
        yield f"- The W3C feed validator calls it {', '.join(rule.w3c)}."
