"""What the commands share that convert files: which forms to write, and where."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from feedtool.cli.common import STDOUT, naming
from feedtool.cli.printing import flush, put_bytes
from feedtool.files.opening import explain
from feedtool.inputs.discovery import find_files
from feedtool.inputs.input import STDIN, Input

sources_argument = click.argument(
    "files", nargs=-1, required=True, metavar="IN... [OUT]",
    type=click.Path(allow_dash=True, readable=False),
)  # fmt: skip
folder_option = click.option(
    "-o", "--output", "folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
    help="With --to: where to write the files.  [default: beside each IN]",
)  # fmt: skip
force_option = click.option("--force", is_flag=True, help="Replace files that exist.")


class Target(NamedTuple):
    """A form to write, and the file; without a file it is standard output."""

    form: str
    path: Path | None

    @property
    def place(self) -> str:
        """What messages call it."""
        return self.path.as_posix() if self.path else STDOUT


@dataclass(frozen=True, slots=True)
class Conversion:
    """The forms that a command writes, each with the ending of its files.

    `form_of` returns the form that a name stands for; `sources` are the endings of the files that
    are read in a folder, `other_folders` the names of folders in it that are not searched.
    """

    endings: Mapping[str, str]
    form_of: Callable[[str], str | None]
    sources: Collection[str]
    other_folders: Collection[str]

    def parse_forms(
        self, context: click.Context, option: click.Parameter, text: str | None
    ) -> Sequence[str]:
        """Read the names of forms, divided by commas."""
        del context, option
        names = [one.strip().lower().removeprefix(".") for one in (text or "").split(",")]
        forms = list(dict.fromkeys(filter(None, names)))
        wrong = next((one for one in forms if one not in self.endings), None)
        if wrong is not None:
            known = ", ".join(self.endings)
            raise click.BadParameter(f'"{wrong}" is not a form; expected {known}')
        return forms

    def plan(
        self, files: Sequence[str], forms: Sequence[str], folder: Path | None
    ) -> list[tuple[Input, Sequence[Target]]]:
        """Return what each input becomes. Raises click.UsageError if that is not clear."""
        if folder == Path(STDIN):
            raise click.UsageError("-o names a folder; for standard output write - as OUT")
        if not forms or (len(files) == 2 and files[1] == STDIN):
            return [self._pair(files, forms, folder)]
        inputs = find_files(files, self.sources, other_folders=self.other_folders)
        plan = [(one, self._place_beside(one, forms, folder)) for one in inputs]
        _refuse_same([target.path for _, targets in plan for target in targets])
        return plan

    def _pair(
        self, files: Sequence[str], forms: Sequence[str], folder: Path | None
    ) -> tuple[Input, Sequence[Target]]:
        """Return the one input and the one target of a command line without --to, or with OUT -."""
        if folder is not None:
            says = "-o needs --to, which says what to write; or name one IN and one OUT"
            raise click.UsageError(says)
        if len(files) != 2:
            raise click.UsageError("name one IN and one OUT, or say with --to what to write")
        source, out = files
        form = forms[0] if len(forms) == 1 else self.form_of(out)
        if out == STDIN and len(forms) != 1:
            raise click.UsageError("to write to standard output, say with --to which one form")
        if form is None:
            listed = ", ".join(f".{one}" for one in self.endings.values())
            raise click.UsageError(f'OUT is "{out}"; its name should end in one of {listed}')
        (one, *more) = find_files([source], self.sources, other_folders=self.other_folders)
        if more:
            raise click.UsageError(f'"{source}" is several files; use --to, and -o for the folder')
        return one, [Target(form, None if out == STDIN else Path(out))]

    def _place_beside(
        self, one: Input, forms: Sequence[str], folder: Path | None
    ) -> Sequence[Target]:
        """Return where an input is written in some forms."""
        if one.path == STDIN:
            if len(forms) > 1 or folder is not None:
                raise click.UsageError("standard input becomes one form, on standard output")
            return [Target(forms[0], None)]
        path = Path(one.path)
        folder = path.parent if folder is None else folder
        stem = self._stem(path)
        return [Target(form, folder / f"{stem}.{self.endings[form]}") for form in forms]

    def _stem(self, path: Path) -> str:
        """Return a name without its ending, which may have a dot in it."""
        for ending in self.endings.values():
            if "." in ending and path.name.lower().endswith(f".{ending}"):
                return path.name[: -len(ending) - 1]
        return path.stem


def _refuse_same(paths: Sequence[Path | None]) -> None:
    """Refuse targets of which two would be one file."""
    seen: set[Path] = set()
    for path in filter(None, paths):
        if path in seen:
            raise click.UsageError(f"two of the files would become {path}; convert them in turn")
        seen.add(path)


def put_file(path: Path | None, data: bytes, *, force: bool) -> str:
    """Write a file, or to standard output; return why a file cannot be written, "" if it can.

    Raises Unwritable if standard output cannot be written.
    """
    if path is None:
        with naming(STDOUT):
            put_bytes(data)
            flush()
        return ""
    from feedtool.show.file_writing import (  # noqa: PLC0415 - only for files
        stream_atomically,
        stream_new,
    )

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with stream_atomically(path) if force else stream_new(path) as stream:
            stream.write(data)
    except FileExistsError:
        return "the file exists; --force replaces it"
    except OSError as why:
        return explain(why)
    return ""
