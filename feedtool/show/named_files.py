"""Finds the files that keys of a show name; a name must not lead out of the show's folder."""

from collections.abc import Sequence
from pathlib import Path

from feedtool.show.file_reading import is_file
from feedtool.show.inside import find_inside
from feedtool.show.missing_files import explain_missing, is_there

_NO_FOLDER = "a show without a folder can name no files; give a URL"


class FileFault(Exception):  # noqa: N818 - becomes a finding
    """A key names a file that is not there or may not be read.

    `is_taken` says that a folder, a pipe or a device is in its place.
    """

    def __init__(self, rule: str, message: str, *, is_taken: bool = False) -> None:
        super().__init__(message)
        self.is_taken = is_taken
        self.rule = rule
        self.message = message


def find_file(folder: Path | None, key: str, name: str) -> Path:
    """Return the path of the file of a show that a key names.

    Raises FileFault if the file is missing or its name leads out of the folder.
    """
    if folder is None:
        raise FileFault("file-missing", f'{key} is "{name[:60]}"; {_NO_FOLDER}')
    path = find_inside(folder, name)
    if path is None or not is_file(path):
        raise FileFault(*explain_missing((folder,), key, name, "in the show's folder"))
    return path


def find_audio(
    folder: Path | None, name: str, media_dirs: Sequence[str] = (), key: str = "audio"
) -> Path:
    """Return the local audio file of that name: under audio/, in the folder, in `media_dirs`.

    `key` is the key that names it. Raises FileFault if there is none, or if the name leads out of
    the folder that it is looked for in.
    """
    if folder is None:
        raise FileFault("file-missing", f'{key} is "{name[:60]}"; {_NO_FOLDER}')
    dirs = [folder / one for one in media_dirs]
    is_taken = False
    for root, inner in ((folder, f"audio/{name}"), (folder, name), *((one, name) for one in dirs)):
        path = find_inside(root, inner)
        if path is not None and is_file(path):
            return path
        is_taken = is_taken or is_there(path)
    where = ", ".join(["audio/", *(one.as_posix() for one in dirs)])
    roots = (folder / "audio", folder, *dirs)
    raise FileFault(*explain_missing(roots, key, name, f"under {where}"), is_taken=is_taken)
