"""`feedtool explain`: explains a rule, an element or a profile."""

from collections.abc import Iterator

import click

from feedtool.cli.completion import complete_names
from feedtool.cli.printing import put, say
from feedtool.reference.describe_element import describe_element
from feedtool.reference.describe_profile import describe_profile
from feedtool.reference.describe_rule import describe_rule
from feedtool.vocabulary import Element, Profile, Rule, load_rules, load_vocabulary


@click.command("explain")
@click.argument("name", metavar="RULE|ELEMENT|PROFILE", shell_complete=complete_names)
def command(name: str) -> None:
    """Explain a rule (enclosure-length-zero), an element (itunes:category) or a profile (psp1).

    For a rule: what is wrong, why it matters, how to fix it, a wrong and a right example. For an
    element: where it belongs, its content, its attributes, and which profiles require it. For a
    profile: what it requires, and why.
    """
    rules, vocabulary = load_rules(), load_vocabulary()
    wanted = name.strip("<>[]/ ")
    found: list[Rule | Element | Profile] = [rules[wanted]] if wanted in rules else []
    if wanted in vocabulary.profiles:
        found.append(vocabulary.profiles[wanted])
    found += [
        element
        for element in vocabulary.elements.values()
        if wanted.lower() in (element.id.lower(), element.name.lower())
    ]
    if not found:
        from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only for a wrong name

        elements = (element.id for element in vocabulary.elements.values())
        known = [*rules, *elements, *vocabulary.profiles]
        hint = suggest(wanted, known, "feedtool rules lists the rules", form="did you mean {}?")
        raise click.BadParameter(f"there is no rule, element or profile {name}; {hint}")
    for one in found:
        for line in _describe(one):
            for part in line.split("\n"):
                # Front matter of an example, which is ours; for a log it could be a command.
                if part == "---":
                    put(f"{part}\n")
                else:
                    say(part)


def _describe(one: Rule | Element | Profile) -> Iterator[str]:
    if isinstance(one, Rule):
        return describe_rule(one)
    if isinstance(one, Profile):
        return describe_profile(one)
    return describe_element(one, load_vocabulary())
