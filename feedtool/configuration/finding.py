"""Finds the configuration of a folder: in the folder itself, or in the nearest one above it.

Nothing is imported for it where there is none.
"""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.files.opening import ANY_SIZE, open_normal

if TYPE_CHECKING:
    from feedtool.configuration.records import Configuration
    from feedtool.configuration.toml_places import TomlPath

FILE = "feedtool.toml"
PROJECT_FILE = "pyproject.toml"
_IN_PROJECT: "TomlPath" = ("tool", "feedtool")
# A repository ends the search: what lies around it is not part of it.
_REPOSITORIES = (".git", ".hg", ".jj")
# A larger file of ours is refused.
_MOST_SEARCHED = 1_000_001
_MENTION = re.compile(
    rb"""tool["']?[ \t]*\.[ \t]*["']?feedtool\b|^[ \t]*["']?feedtool["']?[ \t]*[.=]""", re.MULTILINE
)


class Finder:
    """Finds and reads configurations, each once.

    `named` is a file to use for everything; its patterns start from the current folder.
    `isolated` means that no file is used.
    """

    def __init__(self, named: str | None = None, *, isolated: bool = False) -> None:
        self._named = named
        self._isolated = isolated
        self._by_folder: dict[str, Configuration | None] = {}
        self._seen: set[str] = set()

    def find(self, folder: str) -> "Configuration | None":
        """Return the configuration for what lies in a folder, None if there is none.

        Raises ConfigurationError if the file is wrong.
        """
        if self._isolated:
            return None
        if self._named is not None:
            if self._named not in self._by_folder:
                self._by_folder[self._named] = _read_named(self._named)
            return self._by_folder[self._named]
        passed = []
        here = os.path.abspath(folder)  # noqa: PTH100 - a link stays in the folder that has it
        while here not in self._by_folder:
            passed.append(here)
            self._seen.add(here)
            found = _read_in(here)
            above = os.path.dirname(here)  # noqa: PTH120 - four times as fast
            if found is not None or above == here or _is_repository(here):
                self._by_folder[here] = found
                break
            here = above
        for one in passed:
            self._by_folder[one] = self._by_folder[here]
        return self._by_folder[here]

    def list_files(self) -> list[str]:
        """Return the files that say how inputs are checked, also those that are not there yet."""
        files = [os.path.join(one, name) for one in self._seen for name in (FILE, PROJECT_FILE)]  # noqa: PTH118
        if self._named is not None:
            files.append(self._named)
        found = (one for one in self._by_folder.values() if one is not None and one.baseline)
        return [*files, *(os.path.join(one.base, one.baseline or "") for one in found)]  # noqa: PTH118

    def forget(self) -> None:
        """Read the files again when they are needed next."""
        self._by_folder.clear()


def _is_repository(folder: str) -> bool:
    return any(os.path.lexists(os.path.join(folder, name)) for name in _REPOSITORIES)  # noqa: PTH118


def _read_in(folder: str) -> "Configuration | None":
    """Read the configuration that stands in a folder itself."""
    own, project = (os.path.join(folder, name) for name in (FILE, PROJECT_FILE))  # noqa: PTH118
    if not os.path.lexists(own):
        return _read(project, _IN_PROJECT, folder) if _mentions_us(project) else None
    found = _read(own, (), folder)
    if found is None or not _mentions_us(project):
        return found
    other = _read(project, _IN_PROJECT, folder)
    if other is None:
        return found
    return replace(found, beside=(other.file, other.layers[0].place))


def _read_named(path: str) -> "Configuration":
    is_project = Path(path).name == PROJECT_FILE
    found = _read(path, _IN_PROJECT if is_project else (), str(Path.cwd()))
    if found is not None:
        return found
    from feedtool.configuration.fault import ConfigurationError  # noqa: PLC0415 - only for faults
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - as above

    says = "the table [tool.feedtool] is missing; add it, or name another file"
    raise ConfigurationError([make_finding("configuration-key", says, _name_of(path))])


def _mentions_us(project: str) -> bool:
    """Return whether a pyproject.toml may have a table of ours: most have none."""
    try:
        if not Path(project).is_file():
            return False
        with open_normal(project, ANY_SIZE) as source:
            return _MENTION.search(source.read(_MOST_SEARCHED)) is not None
    except OSError:
        # Reading it says what is wrong with it.
        return True


def _read(path: str, root: "TomlPath", base: str) -> "Configuration | None":
    from feedtool.configuration.reading import (  # noqa: PLC0415 - pydantic, only for a file
        read_configuration,
    )

    return read_configuration(path, _name_of(path), root, base)


def _name_of(path: str) -> str:
    """Return the name of a file in findings: from the current folder, if it is below it."""
    whole, here = Path(os.path.abspath(path)), Path.cwd()  # noqa: PTH100 - see above
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()
