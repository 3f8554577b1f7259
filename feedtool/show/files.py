"""The text files of a show: reading them, front matter and notes, names that stay in the folder."""

import errno
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from feedtool.show.yaml_source import MAX_BYTES, YamlFault

TEMPORARY = ".feedtool-tmp-"
_SYNCED_AT_ONCE = 16
_NO_FOLDER = "a show without a folder can name no files; give a URL"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """An episode file: its YAML with the line it starts on, its notes with theirs."""

    yaml: str
    yaml_line: int
    notes: str
    notes_line: int


def is_file(path: Path) -> bool:
    """Tell whether there is a file, also for a name that no file can have, such as a long one."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for such a name


def read_bounded(path: Path, max_bytes: int, *, follow: bool = True) -> bytes:
    """Read a file with an end to what it takes: no pipe, no device, no more than `max_bytes`.

    Without `follow` it must not be a link either. Raises OSError that says why it was not read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError as why:
        raise OSError(errno.EINVAL, "no file can have this name", path.as_posix()) from why
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", path.as_posix())
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.read(max_bytes + 1)
    finally:
        os.close(descriptor)
    if len(data) > max_bytes:
        raise OSError(errno.EFBIG, f"it has more than {max_bytes // 1_000_000} MB", path.as_posix())
    return data


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Read a UTF-8 file with plain newlines, without byte order mark.

    Raises YamlFault if it is larger than 1 MB or not UTF-8, OSError if it cannot be read.
    """
    try:
        data = read_bounded(path, max_bytes)
    except OSError as why:
        if why.errno != errno.EFBIG:
            raise
        raise YamlFault(f"the file is larger than {max_bytes:,} bytes", 1, 1) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        before = data[: why.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{data[why.start]:02X} is not UTF-8; save the file as UTF-8"
        raise YamlFault(message, line, column) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(text: str) -> FrontMatter:
    """Split an episode file at its lines `---`.

    Raises YamlFault if it does not start with `---` or the second `---` is missing.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise YamlFault('expected "---" and the episode\'s keys at the top of the file', 1, 1)
    for number in range(1, len(lines)):
        if lines[number].rstrip() == "---":
            notes = lines[number + 1 :]
            blank = next((at for at, line in enumerate(notes) if line.strip()), 0)
            return FrontMatter(
                "\n".join(lines[1:number]),
                2,
                "\n".join(notes).strip(),
                number + 2 + blank,
            )
    raise YamlFault('the front matter is not closed; expected a second line "---"', 1, 1)


def find_inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file named in a show, None if the name leads out of the folder."""
    pure = PurePosixPath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in name:
        return None
    path = folder
    for part in pure.parts:
        path = path / part
        # Only a link can lead out; to resolve each path would take ten times as long.
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

    Raises FileFault if there is none, or the name leads out of the folder.
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


def write_atomically(path: Path, data: bytes) -> bool:
    """Write a file under another name and put it in place at once; leave an equal one alone.

    Returns whether anything was written. Raises OSError; the file is then what it was.
    """
    return write_all([(path, data)]) > 0


def write_all(files: Sequence[tuple[Path, bytes]]) -> int:
    """Write files as `write_atomically` does; all are on the disk before the first is put in place.

    To wait for the disk once for many is ten times as fast as once for each. Returns how many were
    written. Raises OSError; the files are then what they were, or those before the failing one new.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            if holds(path, data):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{TEMPORARY}{path.name}")
            staged.append((temporary, path))
            # One that is there is left of a killed build, or a link to elsewhere.
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as stream:
                stream.write(data)
        _sync([temporary for temporary, _ in staged])
        for temporary, path in staged:
            temporary.replace(path)
        # Make the new names last through a power failure, where the system can.
        _sync(list({path.parent for _, path in staged}) if os.name != "nt" else [])
    except OSError:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        raise
    return len(staged)


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds exactly these bytes; a link never does."""
    try:
        return read_bounded(path, len(data), follow=False) == data
    except OSError:
        return False


def _sync(paths: Sequence[Path]) -> None:
    """Wait until files or folders are on the disk."""
    if len(paths) < 2:
        for path in paths:
            _sync_one(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only for many files

    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        list(pool.map(_sync_one, paths))


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
