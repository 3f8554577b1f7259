"""Texts and pictures of MP4 and its kin, in the list of iTunes.

Source: https://developer.apple.com/documentation/quicktime-file-format/metadata_item_list_atom
"""

from collections.abc import Iterator

from feedtool.media.facts import Source
from feedtool.media.id3_tags import Picture, Texts
from feedtool.media.mp4_boxes import Box, find_box, list_boxes, list_inner, number, read_box

_MAX_BOXES = 200_000
# A box of data begins with its kind and its place in the world.
_HEAD_BYTES = 8
_MAX_PICTURE = 16 << 20
_TEXTS = ("\xa9nam", "\xa9day", "\xa9cmt", "ldes", "desc")
_NUMBERS = ("tves", "tvsn")
_PAIRS = ("trkn", "disk")
_FRONT_COVER = 3


def read_mp4_texts(stream: Source, size: int) -> Texts:
    """Return the texts that say something of an episode; numbers become texts, such as 3/12."""
    texts: Texts = {}
    for name, box in _list_items(stream, size):
        data = read_box(stream, box, _HEAD_BYTES)
        if name in _TEXTS:
            texts.setdefault(name, []).append(data.decode("utf-8", "replace"))
        elif name in _NUMBERS:
            texts.setdefault(name, []).append(str(number(data, 0, min(len(data), 4))))
        elif name in _PAIRS:
            texts.setdefault(name, []).append(f"{number(data, 2, 2)}/{number(data, 4, 2)}")
    return texts


def list_mp4_pictures(stream: Source, size: int) -> Iterator[Picture]:
    """Yield the covers; all of them count as front covers."""
    for name, box in _list_items(stream, size):
        if name == "covr" and box.end - box.start > _HEAD_BYTES:
            length = box.end - box.start - _HEAD_BYTES
            stream.seek(box.start + _HEAD_BYTES)
            yield _FRONT_COVER, stream.read(length) if length <= _MAX_PICTURE else None


def _list_items(stream: Source, size: int) -> Iterator[tuple[str, Box]]:
    """Yield the name of each item of the list, and a box of its data."""
    boxes = list_boxes(stream, 0, size, _MAX_BOXES)
    movie = next((one for one in boxes if one.kind == b"moov"), None)
    outer = find_box(stream, movie, b"udta", b"meta")
    if outer is None:
        return
    # MP4 has a version and flags in front of what is inside; QuickTime has nothing.
    for skipped in (4, 0):
        inner = Box(outer.kind, outer.start + skipped, outer.end)
        items = find_box(stream, inner, b"ilst")
        if items is not None:
            for item in list_boxes(stream, items.start, items.end):
                if item.end <= items.end:
                    for data in list_inner(stream, item, b"data"):
                        yield item.kind.decode("latin-1"), data
            return
