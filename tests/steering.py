"""Whether printed text steers what shows it: a terminal, or the log of a CI system."""

import re
from collections.abc import Iterator

from feedtool.findings.wording import printable


def is_command(line: str) -> bool:
    """Whether the runner of a CI system may take a line for a command.

    GitHub and Azure, TeamCity, Travis and Buildkite, in this order.
    """
    return (
        line.lstrip().startswith("::")
        or re.search(r"##[\w.-]*\[", line) is not None
        or re.match(r"\s*travis_(fold|time):", line) is not None
        or re.match(r"(---|\+\+\+|~~~|\^\^\^)(\s|$)", line) is not None
    )


def list_steering(text: str, *, but: str = "(?!)") -> Iterator[str]:
    """Yield the lines of an output that steer something, but those that begin with a pattern."""
    for line in text.split("\n"):
        shown = line.removesuffix("\r").replace("\t", "")
        if printable(shown) != shown or (is_command(line) and not re.match(but, line)):
            yield line
