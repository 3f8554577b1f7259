"""Paths as users name them, which may be anything."""

import os


def real_path(name: str) -> str:
    """Return the path of a file without links; a name that no file can have stays as it is."""
    try:
        return os.path.normcase(os.path.realpath(name))
    except ValueError:
        return name
