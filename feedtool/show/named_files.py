"""Finds the files that keys of a show name; a name must not lead out of the show's folder."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from feedtool.show.file_reading import is_file

_NO_FOLDER = "a show without a folder can name no files; give a URL"


def find_inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file named in a show, None if the name leads out of the folder."""
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


class FileFault(Exception):  # noqa: N818 - becomes a finding
    """A key names a file that is not there or may not be read."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


def find_file(folder: Path | None, key: str, name: str) -> Path:
    """Return the path of the file of a show that a key names.

    Raises FileFault if the file is missing or its name leads out of the folder.
    """
    shown = f'{key} is "{name[:60]}"'
    if folder is None:
        raise FileFault("file-missing", f"{shown}; {_NO_FOLDER}")
    path = find_inside(folder, name)
    if path is None:
        message = f"{shown}, outside the show's folder; copy the file into it"
        raise FileFault("path-outside-show", message)
    if not is_file(path):
        raise FileFault("file-missing", f"{shown}; there is no such file in the show's folder")
    return path


def find_audio(folder: Path | None, name: str, media_dirs: Sequence[str] = ()) -> Path:
    """Return the local audio file of that name: under audio/, in the folder, in `media_dirs`.

    Raises FileFault if there is none, or if the name leads out of the folder that it is looked for
    in.
    """
    shown = f'audio is "{name[:60]}"'
    if folder is None:
        raise FileFault("file-missing", f"{shown}; {_NO_FOLDER}")
    dirs = [folder / one for one in media_dirs]
    for root, inner in ((folder, f"audio/{name}"), (folder, name), *((one, name) for one in dirs)):
        path = find_inside(root, inner)
        if path is not None and is_file(path):
            return path
    where = ", ".join(["audio/", *(one.as_posix() for one in dirs)])
    raise FileFault("file-missing", f"{shown}; there is no such file under {where}")
