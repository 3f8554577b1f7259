"""`feedtool explain`: all of a rule or an element."""

import click

from feedtool.reference.telling import tell_element, tell_rule
from feedtool.vocabulary import Element, Rule, load_rules, load_vocabulary


@click.command("explain")
@click.argument("name", metavar="RULE|ELEMENT")
def command(name: str) -> None:
    """Tell all of a rule (enclosure-length-zero) or an element (itunes:category).

    Of a rule: what is wrong, what it costs the listener, how to mend it, a wrong and a right
    example. Of an element: where it stands, what it holds, its attributes, who asks for it.
    """
    rules, vocabulary = load_rules(), load_vocabulary()
    wanted = name.strip("<>[]/ ")
    found: list[Rule | Element] = [rules[wanted]] if wanted in rules else []
    found += [
        element
        for element in vocabulary.elements.values()
        if wanted.lower() in (element.id.lower(), element.name.lower())
    ]
    if not found:
        from feedtool.validator.values import closest  # noqa: PLC0415 - only for a wrong name

        known = [*rules, *(element.id for element in vocabulary.elements.values())]
        near = closest(wanted, known)
        hint = f"did you mean {near}?" if near else "feedtool rules lists the rules"
        raise click.BadParameter(f"there is no rule or element {name}; {hint}")
    for one in found:
        lines = tell_rule(one) if isinstance(one, Rule) else tell_element(one, vocabulary)
        for line in lines:
            click.echo(line)
