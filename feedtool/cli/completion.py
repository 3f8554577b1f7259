"""What a shell completes: names of rules, profiles and elements, each with what it means."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return the rules that begin with what is typed."""
    from feedtool.vocabulary import load_rules  # noqa: PLC0415 - only for a shell

    del context, parameter
    named = ((rule.id, rule.title) for rule in load_rules().values())
    return [*_begin(named, incomplete)]


def complete_profiles(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return the profiles that begin with what is typed."""
    from feedtool.vocabulary import load_vocabulary  # noqa: PLC0415 - only for a shell

    del context, parameter
    named = ((one.name, one.title) for one in load_vocabulary().profiles.values())
    return [*_begin(named, incomplete)]


def complete_names(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Return the rules, profiles and elements that begin with what is typed."""
    from feedtool.vocabulary import load_vocabulary  # noqa: PLC0415 - only for a shell

    elements = load_vocabulary().elements.values()
    named = {one.name: one.doc for one in elements if one.name.startswith(incomplete)}
    return [
        *complete_rules(context, parameter, incomplete),
        *complete_profiles(context, parameter, incomplete),
        *_begin(named.items(), incomplete),
    ]


def _begin(named: Iterable[tuple[str, str]], incomplete: str) -> "Iterator[CompletionItem]":
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for a shell

    for name, help_text in named:
        if name.startswith(incomplete):
            # A shell reads one line for each.
            yield CompletionItem(name, help=" ".join(help_text.split()))
