"""The live items of show.yaml while it is read: the places of their keys, and their faults."""

from collections.abc import Iterator, Mapping
from typing import Any

from feedtool.findings.place import LineColumn
from feedtool.show.elements import KeyFault, read_elements, suggest_key
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import keys_of
from feedtool.show.matter import SourceMap
from feedtool.show.model import LiveItem, live_keys
from feedtool.show.yaml_source import YamlSource

KEY = "live_items"


def list_live_items(source: YamlSource) -> None:
    """Turn a live item that stands alone into a list."""
    if isinstance(source.data.get(KEY), Mapping):
        source.data[KEY] = [source.data[KEY]]
        for places in (source.keys, source.values):
            inner = {path[1:]: place for path, place in places.items() if path[:1] == (KEY,)}
            places.update({(KEY, 0, *path): place for path, place in inner.items()})


def find_live_faults(data: Mapping[str, Any]) -> Iterator[KeyFault]:
    """Yield what is wrong with the keys of live items that stand for elements."""
    listed = data.get(KEY)
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(item, Mapping):
            continue
        given = {key: one for key, one in item.items() if key not in live_keys()}
        for fault in read_elements(given, "item").faults:
            path: KeyPath = (KEY, index, *fault.path)
            if len(fault.path) == 1 and fault.rule == "unknown-key":
                says = suggest_key(str(fault.path[0]), [*sorted(live_keys()), *keys_of("item")])
                yield KeyFault(fault.rule, path, says)
            else:
                yield KeyFault(fault.rule, path, fault.says)


def set_live_sources(items: list[LiveItem], source: YamlSource, digest: str) -> None:
    """Give each live item the places of its keys."""
    places: list[dict[KeyPath, LineColumn]] = [{} for _ in items]
    for found in (source.values, source.keys) if items else ():
        for path, place in found.items():
            index = path[1] if path[:1] == (KEY,) and len(path) > 1 else None
            if isinstance(index, int) and index < len(items):
                places[index][path[2:]] = place
    for item, own in zip(items, places, strict=True):
        item._source = SourceMap("show.yaml", own, digest)
