"""Writes the name of a file in place of an address; every other byte of a source stays.

Keys that a build refuses beside a file go: it measures the file, and reads the type of its ending.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from feedtool.fixing.scalars import SourceText
from feedtool.importing.assets.checking import Checked
from feedtool.importing.assets.wanted import Asset, Kind, Use
from feedtool.importing.feed.write_sources import STAYS
from feedtool.media.types import guess_type
from feedtool.show.front_matter import split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.yaml_source import YamlFault, read_yaml
from feedtool.values.durations import parse_duration
from feedtool.vocabulary import load_list

_NEWLINE = re.compile("\r\n|\r|\n")
# What a build makes of the address of each kind, and of other keys.
_ELEMENTS: Mapping[Kind, Sequence[str]] = {
    "artwork": ("itunes:image", "image"), "transcripts": ("podcast:transcript",),
    "chapters": ("podcast:chapters",), "audio": ("enclosure",),
}  # fmt: skip
_OF_KEYS = {"duration": "itunes:duration"}
# Tags and players round; so much a build lets pass too.
_TOLERANCE_S = 2


def name_file(data: bytes, asset: Asset, use: Use, name: str, checked: Checked) -> bytes | None:
    """Return a source in which a value names a file of the show and no address.

    None if the value is not the address any more, or if it cannot be written without a change of
    anything else.
    """
    try:
        source = SourceText(use.file, data)
        value = source.find(use.path)
        if value is None or value.text.strip() != asset.url:
            return None
        # Audio is looked for in audio/.
        changes = {value: name.removeprefix("audio/")}
        around = use.path[:-1] if use.path[-1] == "url" else None
        key = source.find_key(use.path) if around is not None else None
        if key is not None:
            changes[key] = "file"
        made, written = source.replace(changes)
        if len(written) < len(changes):
            return None
        drop = () if around is None else _list_refused(made, use, around, asset, name, checked)
        for path in drop:
            shorter = _remove(made, use.file, path)
            if shorter is None:
                return None
            made = shorter
    except (YamlFault, UnicodeDecodeError):
        return None
    return _drop_remarks(
        made, [*_ELEMENTS[asset.kind], *(_OF_KEYS.get(str(one[-1]), "") for one in drop)]
    )


def _drop_remarks(data: bytes, elements: Collection[str]) -> bytes:
    """Return a source without what an import has remarked on elements that do not stay any more."""
    wrong = tuple(f"# {STAYS.format(one)}: " for one in elements if one)
    lines = data.decode("utf-8").splitlines(keepends=True)
    at = 1 if lines[0].removeprefix("\ufeff").rstrip() == "---" else 0
    while at < len(lines) and lines[at].startswith("# "):
        if lines[at].startswith(wrong):
            del lines[at]
        else:
            at += 1
    return "".join(lines).encode("utf-8")


def _list_refused(
    data: bytes, use: Use, around: KeyPath, asset: Asset, name: str, checked: Checked
) -> list[KeyPath]:
    """Return the keys that may not stand beside a file, or say otherwise than it."""
    facts = _value_at(read_data(use.file, data.decode("utf-8")), around)
    refused = []
    if asset.kind == "audio":
        refused = ["length"]
        allowed = load_list("media-types-by-ending").get(checked.ending, [])
        if guess_type(name) and str(facts.get("type", "")).lower() not in allowed:
            refused.append("type")
        if not _agrees(str(facts.get("duration", "")), checked.duration_s):
            refused.append("duration")
    elif asset.kind == "transcripts":
        refused = ["type"]
    return [(*around, one) for one in refused if one in facts]


def _agrees(said: str, measured_s: int) -> bool:
    """Return whether the duration of a source is that of the file, or says more than the file."""
    try:
        given = parse_duration(said.strip())
    except ValueError:
        return False
    return given > 0 and (not measured_s or abs(given - measured_s) <= _TOLERANCE_S)


def _remove(data: bytes, file: str, path: KeyPath) -> bytes | None:
    """Return a source without a key; None if anything else would be read differently."""
    text = data.decode("utf-8")
    wanted = deepcopy(read_data(file, text))
    del _value_at(wanted, path[:-1])[path[-1]]
    source = SourceText(file, data)
    key, value = source.find_key(path), source.find(path)
    if key is None or value is None:
        return None
    for start, end in _list_cuts(source.text, key.start, value.end):
        made = source.text[:start] + source.text[end:]
        try:
            if read_data(file, made) == wanted:
                return made.encode("utf-8")
        except YamlFault:
            continue
    return None


def _list_cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what may be cut out to remove a key: its line, or a part of it with its comma."""
    before = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    newline = _NEWLINE.search(text, end)
    behind = newline.end() if newline is not None else len(text)
    comma = re.compile(r"[ \t]*,[ \t]*").match(text, end)
    if not text[before:start].strip():
        rest = text[end : newline.start() if newline is not None else len(text)]
        if not rest.strip(" \t,") or rest.lstrip(" \t,").startswith("#"):
            yield before, behind
    if comma is not None:
        yield start, comma.end()
    head = text[:start].rstrip()
    if head.endswith(","):
        yield len(head) - 1, end
    # The first key of an entry of a list: the next one takes its place behind the dash.
    following = re.compile(r"[ \t]*").match(text, behind)
    if following is not None:
        yield start, following.end()


def read_data(file: str, text: str) -> Any:
    """Return what show.yaml, or the front matter of an episode, says; raises YamlFault."""
    plain = _NEWLINE.sub("\n", text.removeprefix("\ufeff"))
    if not file.endswith(".md"):
        return read_yaml(plain).data
    front = split_front_matter(plain)
    return read_yaml(front.yaml, front.yaml_line).data


def _value_at(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        data = data[step]
    return data
