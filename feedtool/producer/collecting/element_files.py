"""Files of the show that an element names where it wants a URL: found, published and measured.

The vocabulary says which attributes may name a file (`form`). What is measured goes to attributes
of that name that the author left out, in the element or in the element around it.
"""

import base64
import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from math import gcd
from pathlib import Path
from typing import Any

from feedtool.files.opening import ANY_SIZE, open_normal
from feedtool.findings.wording import cut
from feedtool.media.facts import MediaFault
from feedtool.producer.collecting.audio import locate_audio, remember_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.collecting.pictures import publish_picture
from feedtool.producer.facts.assets import stamp_of_file
from feedtool.producer.facts.local_files import FILE_FORMS, FileKey, LocalFile, list_files
from feedtool.show.cache import Cache, has_types
from feedtool.show.elements import Given, read_elements
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import hash_attribute, keys_of, keys_of_namespace
from feedtool.show.model import Item, Show
from feedtool.show.named_files import FileFault
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

_PIECE = 1 << 20
_SRI = re.compile(r"sha256-[A-Za-z0-9+/]{43}=")


def gather_files(gathering: Gathering, model: Show | Item, parent: str) -> dict[FileKey, LocalFile]:
    """Return the files that the elements of a model name; report what is wrong with them."""
    keys = _keys_with_files(parent)
    named = {key: one for key, one in model.elements.items() if key in keys}
    finder = _Finder(gathering, model)
    for given in read_elements(named, parent).given if named else ():
        finder.add(given)
    return finder.files


class _Finder:
    def __init__(self, gathering: Gathering, model: Show | Item) -> None:
        self.files: dict[FileKey, LocalFile] = {}
        self._gathering = gathering
        self._model = model

    def add(self, given: Given) -> None:
        """Find the files of an element and of the elements within it, and the hashes they need."""
        listed = list(list_files(given))
        for key, path in listed:
            if key not in self.files:
                # A file is looked at once; if something is wrong with it, nothing is written.
                found = (
                    self._picture(key[1], path)
                    if key[0] == "picture"
                    else self._audio(key[1], path, given.attributes.get("type"))
                )
                self.files[key] = found or LocalFile("", {})
        self._add_hashes(given)

    def _add_hashes(self, given: Given) -> None:
        for child in given.children:
            self._add_hashes(child)
            name = hash_attribute(child.element)
            if name is None or child.attributes:
                continue
            key = next((key for key, _ in list_files(given)), None)
            if key is None:
                says = "there is no file of the show beside it to take the hash of; write the value"
                self._report("file-missing", child.path, "true", says)
            elif key[0] == "audio":
                try:
                    path, _ = locate_audio(self._gathering, key[1])
                except FileFault:
                    continue  # reported when it was measured
                found = _remember_hash(self._gathering.cache, key[1], path)
                self.files[key] = replace(self.files[key], hash=found)

    def _picture(self, name: str, key: KeyPath) -> LocalFile | None:
        published = publish_picture(self._gathering, _show_key(key), name, self._model, *key)
        if published is None:
            return None
        url, facts = published
        part = gcd(facts.width, facts.height) or 1
        return LocalFile(url, {
            "width": str(facts.width),
            "height": str(facts.height),
            "type": facts.media_type,
            "aspect-ratio": f"{facts.width // part}/{facts.height // part}",
        })  # fmt: skip

    def _audio(self, name: str, key: KeyPath, given_type: str | None) -> LocalFile | None:
        try:
            path, url = locate_audio(self._gathering, name, _show_key(key))
        except FileFault as fault:
            self._gathering.add(fault.rule, fault.message, self._model, *key)
            return None
        try:
            facts = remember_audio(self._gathering.cache, name, path, given_type)
        except MediaFault as why:
            self._report("audio-unreadable", key, name, str(why))
            return None
        measured = {"length": str(facts.length_bytes), "type": facts.media_type}
        if facts.duration_s:
            measured["bitrate"] = str(round(facts.length_bytes * 8 / facts.duration_s))
        return LocalFile(url, measured)

    def _report(self, rule: str, key: KeyPath, name: str, says: str) -> None:
        self._gathering.add(rule, f'{_show_key(key)} is "{cut(name)}"; {says}', self._model, *key)


def _show_key(key: KeyPath) -> str:
    return ".".join(str(step) for step in key if not isinstance(step, int))


def _remember_hash(cache: Cache, name: str, path: Path) -> str:
    def measure() -> dict[str, str]:
        digest = sha256()
        with open_normal(path, ANY_SIZE) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
        return {"sri": f"sha256-{base64.b64encode(digest.digest()).decode()}"}

    found = cache.remember("sri", name, stamp_of_file(path), measure, _is_hash)
    return str(found["sri"])


def _is_hash(value: Any) -> bool:
    return has_types(value, {"sri": str}) and _SRI.fullmatch(value["sri"]) is not None


@cache
def _keys_with_files(parent: str) -> frozenset[str]:
    """Return the keys of a parent below which a file may be named."""
    found = set()
    for key, one in keys_of(parent).items():
        elements = keys_of_namespace(parent, one).values() if isinstance(one, str) else [one]
        if any(_takes_files(element, frozenset()) for element in elements):
            found.add(key)
    return frozenset(found)


def _takes_files(element: Element, around: frozenset[str]) -> bool:
    if element.id in around:
        return False
    return any(one.form in FILE_FORMS for one in element.attributes.values()) or any(
        _takes_files(child, around | {element.id})
        for child in load_vocabulary().children[element.id].values()
    )
