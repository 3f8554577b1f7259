"""A small show, files that do harm, and what a build says of them."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from click.testing import Result
from PIL import Image

Run = Callable[..., Result]
RESTORE = "; restore it from your history [bad-lock]"


def told(run: Run, show: Path, *more: str) -> list[str]:
    """Return the lines that a build says of what is wrong, without the folder's name."""
    result = run("build", show, *more)
    lines = [line.replace(f"{show.as_posix()}/", "") for line in result.stderr.splitlines()]
    return lines if result.exit_code == 2 else [f"exit code {result.exit_code}", *lines]


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link(path: Path) -> None:
    (path.parent / "elsewhere").write_text("x")
    path.symlink_to("elsewhere")


def make_huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(6_000_000_000)


def write_cover(path: Path, *, broken: bool = False) -> None:
    path.parent.mkdir(exist_ok=True)
    made = BytesIO()
    picture = Image.effect_noise((1400, 1400), 90) if broken else Image.new("RGB", (1400, 1400))
    picture.save(made, "PNG")
    data = bytearray(made.getvalue())
    if broken:
        data[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    path.write_bytes(data)
