"""Says why a file that a key names is not found: what is there, and what the author is to write.

People write a file's name as an address, as another system has it, or the text itself in its place.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote

from feedtool.findings.suggestions import closest
from feedtool.findings.wording import cut
from feedtool.show.file_reading import is_file
from feedtool.show.inside import LONGEST_PATH, find_inside

# Where each kind of file usually lies.
_USUAL = {"audio": "audio", "transcript": "transcripts", "chapters": "chapters",
          "artwork": "artwork", "image": "artwork", "picture": "people"}  # fmt: skip
_FOLDERS = ("artwork", "audio", "chapters", "people", "pictures", "transcripts")
_EXAMPLES = {"audio": "001.mp3", "transcript": "transcripts/001.txt"}
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_NEXT_TIME = re.compile(r"(?<! ) +\d+(?::\d\d)+ ")
_STARTS_WITH_TIME = re.compile(
    r"[-*]?\s*[\[(]?((?:\d{1,3}:)?\d{1,3}:\d\d)[\])]?(?:\s*+[-–—:])?\s++(\S.*)"
)
_LONGEST_NAME = 120
_MOST_ENTRIES = 10_000
_MOST_SUGGESTED = 20
_MOST_SLIPS = 3
_QUOTES = " \t\"'`“”„‘’«»<>"
_SERVERS = "as servers tell capital and small letters apart"

Reason = tuple[str, str]


def explain_missing(roots: Sequence[Path], key: str, name: str, where: str) -> Reason:
    """Return the rule and the message for a file that is in none of these folders.

    `roots` are the folders in which the name was looked up, `where` says them in words. `key` is
    the key that has the name.
    """
    shown = f'{key} is "{cut(name.strip())}"'
    last = key.rpartition(".")[2]
    if _is_text(name):
        return "file-missing", f"{shown}, {_explain_text(last, name)}"
    if len(name) > LONGEST_PATH:
        return "file-missing", f"{shown}; no file has so long a name"
    if _ADDRESS.match(name):
        return "file-missing", f"{shown}; an address starts with https://"
    taken = _explain_taken(roots, name)
    if taken:
        return "file-missing", f"{shown}, {taken}"
    leads_out = _leads_out(roots, name)
    rule = "path-outside-show" if leads_out else "file-missing"
    meant = next(find_meant(roots, last, name), None)
    if meant is not None:
        return rule, f"{shown}; {meant}"
    if leads_out:
        return rule, f"{shown}, outside the show's folder; {_cure_outside(roots)}"
    if ":" in name:
        return rule, f"{shown}; {_explain_colon(roots, name)}"
    near = _find_near(roots, name)
    hint = f'; did you mean "{cut(near)}"?' if near else ""
    return rule, f"{shown}; there is no such file {where}{hint}"


def _explain_taken(roots: Sequence[Path], name: str) -> str:
    """Return what is in the place of the file; nothing if it is free."""
    paths = [_inside(root, name) for root in roots]
    folder = next((one for one in paths if _is_folder(one)), None)
    if folder is not None:
        return f"a folder; {_explain_folder(roots, name, folder)}"
    return (
        "a pipe, a socket or a device; put a file in its place" if any(map(is_there, paths)) else ""
    )


def find_meant(roots: Sequence[Path], key: str, name: str) -> Iterator[str]:
    """Yield what to write for each file that the author may mean, the likeliest first."""
    for variant, root, why in _variants(roots, key, name):
        spelled = name_on_disk(root, variant)
        path = find_inside(root, spelled) if spelled is not None else None
        if spelled is None or path is None or not is_file(path):
            continue
        if why:
            yield f'{why}write "{cut(spelled)}"'
        elif normalize("NFC", spelled) != normalize("NFC", variant.replace("\\", "/")):
            yield f'the file is "{cut(spelled)}"; write it so, {_SERVERS}'
        elif normalize("NFC", spelled) != spelled:
            right = normalize("NFC", spelled)
            yield (
                "the file's name looks the same, but its accents are characters of their own "
                f'(Unicode NFD); rename the file to "{cut(right)}"'
            )
        else:
            yield f'type the name again, its accents are characters of their own: "{cut(spelled)}"'


def name_on_disk(root: Path, name: str) -> str | None:
    """Return a file's name as the disk has it, where only case or Unicode form may differ.

    Returns None if a folder has no file of such a name.
    """
    found: list[str] = []
    for part in PurePosixPath(name.replace("\\", "/")).parts:
        alike = _find_alike(part, _read_folder(root.joinpath(*found)).by_letters)
        if alike is None:
            return None
        found.append(alike)
    return "/".join(found) or None


def find_misspelling(path: Path, name: str) -> str | None:
    """Return what is wrong with a name that leads to a file here, but on many servers to none."""
    if name.isascii() and not _ignores_case(path.parent):
        return None
    spelled = name_on_disk(path.parent, path.name)
    if spelled is None or spelled == normalize("NFC", path.name):
        return None
    if normalize("NFC", spelled) == normalize("NFC", path.name):
        return (
            "on the disk its accents are characters of their own (Unicode NFD), and the feed has "
            f'whole letters; rename the file to "{cut(normalize("NFC", spelled))}"'
        )
    return f'the file is "{cut(spelled)}"; write it so, {_SERVERS}'


@lru_cache(maxsize=16)
def _ignores_case(folder: Path) -> bool:
    """Return whether a folder has one file for names that differ in case, as macOS and Windows."""
    swapped = folder.with_name(folder.name.swapcase())
    try:
        return swapped.name != folder.name and swapped.samefile(folder)
    except (OSError, ValueError):
        return False


def _find_alike(part: str, by_letters: Mapping[str, Sequence[str]]) -> str | None:
    alike = by_letters.get(normalize("NFC", part).casefold(), ())
    # Of several, the name itself is meant, else the one that looks the same.
    return min(
        alike,
        key=lambda one: (one != part, normalize("NFC", one) != normalize("NFC", part)),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class _Entries:
    """The names in a folder: all, by their letters without case, by the numbers in them."""

    names: tuple[str, ...] = ()
    by_letters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_numbers: Mapping[tuple[str, ...], Sequence[str]] = field(default_factory=dict)


def _read_folder(folder: Path) -> _Entries:
    """Return the names in a folder, which is read once: thousands of files may be missing."""
    try:
        return _read_once(folder, folder.stat().st_mtime_ns)
    except (OSError, ValueError):  # ValueError: no folder can have the name
        return _Entries()


@lru_cache(maxsize=64)
def _read_once(folder: Path, time_ns: int) -> _Entries:
    del time_ns  # another time, other files
    with os.scandir(folder) as entries:
        names = tuple(sorted(one.name for one in islice(entries, _MOST_ENTRIES)))
    by_letters: defaultdict[str, list[str]] = defaultdict(list)
    by_numbers: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        by_letters[normalize("NFC", name).casefold()].append(name)
        if name[0] != ".":
            by_numbers[_numbers(name)].append(name)
    return _Entries(names, dict(by_letters), dict(by_numbers))


def _inside(root: Path, name: str) -> Path | None:
    return find_inside(root, name) if name.strip("/\\. ") else None


def is_there(path: Path | None) -> bool:
    """Return whether there is anything at a path that leads nowhere else, be it no file."""
    return path is not None and os.path.exists(path)  # noqa: PTH110 - as below


def _is_folder(path: Path | None) -> bool:
    return path is not None and os.path.isdir(path)  # noqa: PTH112 - no exception for odd names


def _is_absolute(name: str) -> bool:
    return name.startswith(("/", "\\", "~/")) or _DRIVE.match(name) is not None


def _leads_out(roots: Sequence[Path], name: str) -> bool:
    if _is_absolute(name) or ".." in PurePosixPath(name.replace("\\", "/")).parts:
        return True
    # A link may lead out of the folder.
    return ":" not in name and any(find_inside(root, name) is None for root in roots)


def _is_text(name: str) -> bool:
    """Return whether a value is the text itself, such as words of a transcript."""
    if "\n" in name.strip() or len(name) > _LONGEST_NAME:
        return "/" not in name or " " in name
    words = name.split()
    if len(words) > 1 and _STARTS_WITH_TIME.match(name) and "/" not in name:
        return _ENDING.search(name) is None
    return len(words) > 2 and "/" not in name and _ENDING.search(name) is None


def _explain_text(key: str, name: str) -> str:
    if key == "chapters":
        found = _STARTS_WITH_TIME.match(name.strip().partition("\n")[0])
        start, title = found.groups() if found else ("0:00", "Intro")
        # YAML joins the lines below the key to one.
        title = _NEXT_TIME.split(title)[0]
        if re.search(r"[^\w .-]", title) or len(title) > 30:
            title = '"' + cut(title).replace('"', "'") + '"'
        return f"text, not a file; write a list: chapters: [{{start: {start}, title: {title}}}]"
    if key == "transcript":
        return "text, not a file; save it as a file, e.g. transcripts/001.txt, and write its name"
    example = _EXAMPLES.get(key, "artwork/001.jpg")
    return f"text, not a file; write the name of the file, e.g. {example}"


def _explain_folder(roots: Sequence[Path], name: str, folder: Path) -> str:
    inner = [one for one in _read_folder(folder).names if one[0] != "." and is_file(folder / one)]
    if not inner:
        return "write the name of a file in it"
    # Names of audio start in audio/.
    is_short = _is_sound(roots) and folder == roots[0]
    shown = inner[0] if is_short else f"{name.strip('/')}/{inner[0]}"
    return f'write the name of a file in it, e.g. "{cut(shown)}"'


def _is_sound(roots: Sequence[Path]) -> bool:
    """Return whether a name is looked up in audio/ first: pictures and texts have one folder."""
    return len(roots) > 1


def _cure_outside(roots: Sequence[Path]) -> str:
    if _is_sound(roots):
        return "copy the file into audio/, or name its folder in media_dirs"
    return "copy the file into it"


def _explain_colon(roots: Sequence[Path], name: str) -> str:
    tidy = re.sub(r"(?:(?<!\s)\s+)?:\s+", " - ", name).replace(":", "-")
    here = next((root for root in roots if is_file(root / name)), None)
    what = "rename the file to" if here is not None else "name the file"
    return f'the ":" cannot stand in the name of a file on all systems; {what} "{cut(tidy)}"'


def _variants(
    roots: Sequence[Path], key: str, name: str
) -> Iterator[tuple[str, Path, str]]:  # fmt: skip
    """Yield names that may be meant, the folder that each is looked up in, and what to say."""
    for root in roots:
        yield name, root, ""
        if "%" in name:
            yield unquote(name), root, "% codes are for addresses; "
        if name.strip(_QUOTES) != name:
            yield name.strip(_QUOTES), root, "the quotes are no part of it; "
        yield from _relative(root, name)
        yield name.lstrip("./\\"), root, "names start in the show's folder; "
    show = roots[1] if _is_sound(roots) else roots[0]
    base = PurePosixPath(unquote(name).replace("\\", "/")).name
    if base and _is_sound(roots):
        yield base, roots[0], "the file is in audio/; "
    for folder in dict.fromkeys((_USUAL.get(key, ""), *_FOLDERS)):
        if folder and base:
            yield f"{folder}/{base}", show, f"the file is in {folder}/; "


def _relative(root: Path, name: str) -> Iterator[tuple[str, Path, str]]:
    """Yield an absolute path as a name in a folder that it leads into."""
    if name.startswith(("/", "~/")):
        real = Path(os.path.realpath(os.path.expanduser(name)))  # noqa: PTH111 - as in realpath
        inner = Path(os.path.realpath(root))
        if real.is_relative_to(inner) and real != inner:
            yield real.relative_to(inner).as_posix(), root, "on other machines it is elsewhere; "


def _find_near(roots: Sequence[Path], name: str) -> str | None:
    """Return a name that differs by slips or in its ending; never one with other numbers."""
    pure = PurePosixPath(name.replace("\\", "/"))
    for root in roots:
        folder = find_inside(root, pure.parent.as_posix())
        entries = _read_folder(folder).by_numbers if folder is not None else {}
        alike = [
            one
            for one in entries.get(_numbers(pure.name), ())
            if abs(len(one) - len(pure.name)) <= _MOST_SLIPS or one.startswith(f"{pure.stem}.")
        ]
        same_stem = [one for one in alike if PurePosixPath(one).stem == pure.stem]
        near = next(iter(sorted(same_stem)), None) or closest(pure.name, alike[:_MOST_SUGGESTED])
        if near is not None and folder is not None and is_file(folder / near):
            return (pure.parent / near).as_posix()
    return None


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", PurePosixPath(name).stem))
