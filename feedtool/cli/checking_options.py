"""Options that mean the same in each command that checks feeds."""

from collections.abc import Sequence

import click

from feedtool.cli.common import check_names, parse_moment
from feedtool.cli.completion import complete_profiles
from feedtool.configuration.finding import Finder
from feedtool.inputs.input import Input
from feedtool.validator.validate import DEFAULT_PROFILES

profile_option = click.option(
    "--profile", "profiles", multiple=True, metavar="NAME", shell_complete=complete_profiles,
    help=f"A profile to check; may be repeated.  [default: {', '.join(DEFAULT_PROFILES)}]",
)  # fmt: skip
at_option = click.option(
    "--at", metavar="DATE", callback=parse_moment,
    help="The date from which a date counts as future.  [default: now]",
)  # fmt: skip
config_option = click.option(
    "--config", metavar="FILE", type=click.Path(readable=False),
    help="Use this configuration for all feeds, instead of the nearest feedtool.toml or "
    "pyproject.toml around each.",
)  # fmt: skip
no_config_option = click.option(
    "--no-config", "--isolated", is_flag=True, help="Use no configuration."
)


def make_finder(config: str | None, *, no_config: bool) -> Finder:
    """Return what finds the configuration of a feed, as these options want it."""
    if config is not None and no_config:
        raise click.UsageError("--config names a configuration, --no-config wants none")
    return Finder(config, isolated=no_config)


def check_options(
    inputs: Sequence[Input], *, profiles: Sequence[str], select: Sequence[str],
    ignore: Sequence[str], url: str, **others: object,
) -> None:  # fmt: skip
    """Refuse names that nobody knows, and one address for several feeds."""
    del others
    has_shows = any(one.kind == "show" for one in inputs)
    check_names(profiles, select, ignore, everywhere=has_shows)
    if url and len(inputs) > 1:
        raise click.UsageError(f"--url is the address of one feed, but there are {len(inputs)}")
