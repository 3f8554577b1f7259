"""Keeps the names of files inside a folder: neither a name nor a link leads out of it."""

import os
from pathlib import Path, PurePosixPath

# No system opens a longer one at once.
LONGEST_PATH = 4096


def find_inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file named in a show, None if the name leads out of the folder.

    A name that is too long for any file leads nowhere: it gives None too.
    """
    if len(name) > LONGEST_PATH:
        return None
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in name:
        return None
    path = folder
    for part in pure.parts:
        path = path / part
        # Only a link can lead out of the folder; to resolve each path takes ten times as long.
        if os.path.islink(path):  # noqa: PTH114 - Path.is_symlink raises for a name that is long
            whole = folder.joinpath(*pure.parts)
            real, root = os.path.realpath(whole), os.path.realpath(folder)
            return whole if Path(real).is_relative_to(root) else None
    return path
