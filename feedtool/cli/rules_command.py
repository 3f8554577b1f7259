"""`feedtool rules`: lists the rules."""

import click

from feedtool.cli.printing import say, say_json
from feedtool.findings.report import SEVERITIES
from feedtool.vocabulary.rules import RULE_FILES, load_rules


@click.command("rules")
@click.option(
    "--severity", type=click.Choice(["error", "warning", "info"]),
    help="List only the rules of this severity.",
)  # fmt: skip
@click.option(
    "--where", "places", type=click.Choice(RULE_FILES), multiple=True,
    help="List only the rules of faults that arise there: in a feed, in the sources of a show, …. "
    "The option may be repeated.",
)  # fmt: skip
@click.option(
    "--fixable", is_flag=True,
    help="List only the rules that feedtool fix can fix: safely, or with --unsafe.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="The form of the list. json has all facts about each rule.",
)  # fmt: skip
def command(severity: str | None, places: tuple[str, ...], fixable: bool, form: str) -> None:
    """List the rules of all findings: severity, id, where the fault arises, what is wrong.

    With --fixable: whether the fault can be fixed without a guess (safe), in place of where it
    arises. Of an unsafe rule, some findings can be fixed without a guess, too.

    feedtool explain RULE explains one rule. The severity of missing-element comes from the profile
    that requires the element.
    """
    rules = [
        rule
        for where in places or RULE_FILES
        for rule in load_rules(where).values()
        if severity in (None, rule.severity) and not (fixable and rule.fixable == "no")
    ]
    if form == "json":
        listed = [rule._asdict() for rule in rules]
        say_json({"format": 1, "rules": listed})
        return
    width = max((len(rule.id) for rule in rules), default=0)
    for level in reversed(SEVERITIES):
        for rule in sorted(rules, key=lambda rule: rule.id):
            if rule.severity == level:
                about = rule.fixable if fixable else rule.where
                say(f"{level:8} {rule.id:{width}}  {about:6}  {rule.title}")
