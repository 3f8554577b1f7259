"""Names of files as the services that read a report expect them: from the root of the project."""

import os
from functools import lru_cache
from pathlib import PurePath


@lru_cache(maxsize=64)
def from_root(file: str) -> str:
    """Return a file's path from the root of the project, with /; other files keep their name.

    The root is the folder that GitHub or GitLab checked the project out to, or else the current
    folder. `-` is standard input.
    """
    if file in {"", "-"}:
        return file
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "."
    for whole in (os.path.abspath, _resolve):  # links are kept where that is enough
        path = PurePath(whole(file))
        if path.is_relative_to(whole(root)):
            return path.relative_to(whole(root)).as_posix()
    return PurePath(file).as_posix()


def _resolve(file: str) -> str:
    try:
        return os.path.realpath(file)
    except ValueError:
        # No file can have this name.
        return file
