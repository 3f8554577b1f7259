"""Guests whom titles name: the forms that a user gives, and the questions of `--interactive`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.printing import is_terminal, say
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.guests.forms import Form

_HELP = "y: publish them, n: leave them out, e: edit, a: publish all, q: leave the rest as comments"
_MOST_TOLD = 3


def read_guest_forms(texts: Sequence[str], *, interactive: bool) -> list["Form"]:
    """Return the forms that a user gives, or end the command with what is wrong.

    With `interactive` it ends, too, if there is nobody to ask.
    """
    if interactive and not (sys.stdin is not None and sys.stdin.isatty() and is_terminal()):
        message = "nobody can answer, as this is no terminal; without it, guests are comments"
        raise click.BadParameter(message, param_hint="--interactive")
    if not texts:
        return []
    from feedtool.importing.guests.forms import FormError, read_form  # noqa: PLC0415 - only here

    try:
        return [read_form(text) for text in texts]
    except FormError as why:
        raise click.BadParameter(str(why), param_hint="--guests") from None


def ask_about_guests(files: dict[str, bytes]) -> None:
    """Ask of each file that proposes guests what to do with them, and change it in the mapping."""
    from feedtool.importing.guests.comments import (  # noqa: PLC0415 - only with --interactive
        accept_proposal,
        decline_proposal,
    )

    texts = dict(_list_proposals(files))
    if texts:
        say(_HELP)
    answer = "n"
    for number, (name, text) in enumerate(texts.items(), 1):
        if answer != "a":
            answer = _ask(text, f"[{number}/{len(texts)}]")
        if answer == "q":
            return
        yaml = _edit(text) if answer == "e" else ""
        is_accepted = answer in ("y", "a") or yaml
        decided = accept_proposal(text, yaml) if is_accepted else decline_proposal(text)
        files[name] = decided.encode()


def ask_again(folder: Path, files: dict[str, bytes]) -> None:
    """Ask also of the episodes of a show that propose guests since an earlier import.

    What the user decides comes into the mapping. Raises OSError if a file cannot be read.
    """
    from feedtool.show.file_reading import read_text  # noqa: PLC0415 - only with --interactive

    paths = sorted(folder.glob("episodes/[!.]*.md"))
    names = {f"episodes/{path.name}": path for path in paths if path.is_file()}
    there = {name: read_text(path).encode() for name, path in names.items() if name not in files}
    asked = {**there, **files}
    ask_about_guests(asked)
    files |= {name: data for name, data in asked.items() if there.get(name) != data}


def tell_proposals(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield how many files propose guests, and the first ones."""
    from feedtool.importing.guests.comments import proposed_in  # noqa: PLC0415 - pydantic

    texts = dict(_list_proposals(files))
    if texts:
        count = f"{len(texts):,} episode{'' if len(texts) == 1 else 's'}"
        yield f"guests proposed in {count}, as comments; run again with --interactive to answer:"
        for name, text in [*texts.items()][:_MOST_TOLD]:
            yield f"  {name}: {cut(proposed_in(text))}"


def _list_proposals(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the files that propose guests, with their texts."""
    from feedtool.importing.guests.comments import proposed_in  # noqa: PLC0415 - pydantic

    for name, data in files.items():
        if name.startswith("episodes/") and b"# guests: [" in data:
            text = data.decode()
            if proposed_in(text):
                yield name, text


def _ask(text: str, place: str) -> str:
    from feedtool.importing.guests.comments import proposed_in  # noqa: PLC0415 - pydantic
    from feedtool.show.front_matter import split_front_matter  # noqa: PLC0415 - as above
    from feedtool.show.yaml_source import read_yaml  # noqa: PLC0415 - as above

    title = read_yaml(split_front_matter(text).yaml).data.get("title")
    say(f"{place} {cut(str(title))}")
    question = f"  guests: {cut(proposed_in(text))}"
    answers = click.Choice(("y", "n", "e", "a", "q"))
    return str(click.prompt(question, default="n", type=answers, show_choices=True))


def _edit(text: str) -> str:
    """Return the guests whom the user types, as YAML; "" for nobody."""
    from feedtool.importing.guests.comments import format_guests, read_typed  # noqa: PLC0415

    asked = "  guests, e.g. Bo Lind (Port of Example), Al Roe"
    guests = read_typed(str(click.prompt(asked, default="", show_default=False)))
    return format_guests(guests) if guests else ""
