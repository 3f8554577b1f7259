"""Chapters in JSON: numbers, lists and objects without end, and what each chapter does wrong."""

import json
from collections.abc import Callable
from pathlib import Path

from hostile.feeds import filled
from hostile.registry import clean, hostile
from hostile.small_shows import BUILD, write_show

_Make = Callable[[int], bytes]


def _write(folder: Path, data: bytes) -> None:
    write_show(folder, episode="chapters: nets.json\nchapters_in_feed: true\n")
    (folder / "nets.json").write_bytes(data)


def _chapters(make: _Make) -> _Make:
    """Take a function that makes a file of chapters of some size."""

    def write(folder: Path, size: int) -> None:
        _write(folder, make(size))

    write.__name__ = make.__name__
    hostile("chapters", *BUILD)(write)
    return make


def _list(one: bytes, size: int) -> bytes:
    return b'{"version": "1.2.0", "chapters": [' + filled(one + b",", size)[:-1] + b"]}"


@clean("chapters", *BUILD)
def _clean(folder: Path, size: int) -> None:
    listed = [
        {
            "startTime": at / 1e6,
            "title": "The pier at night",
            "url": f"https://example.com/{'x' * 400}",
        }
        for at in range(max(size // 480, 1))
    ]
    _write(folder, json.dumps({"version": "1.2.0", "chapters": listed}).encode())


@_chapters
def the_shortest_chapters(size: int) -> bytes:
    return _list(b'{"startTime":0}', size)


@_chapters
def empty_chapters(size: int) -> bytes:
    return _list(b"{}", size)


@_chapters
def chapters_with_every_fault(size: int) -> bytes:
    return _list(b'{"startTime":99,"img":[],"url":{}}', size)


@_chapters
def chapters_of_numbers(size: int) -> bytes:
    return _list(b"0", size)


@_chapters
def a_start_of_many_digits(size: int) -> bytes:
    return _list(b'{"startTime":' + filled(b"9", size) + b"}", 1)


@_chapters
def starts_of_4300_digits(size: int) -> bytes:
    return _list(b'{"startTime":' + b"9" * 4300 + b',"title":"x"}', size)


@_chapters
def starts_of_400_digits(size: int) -> bytes:
    return _list(b'{"startTime":' + b"9" * 400 + b',"title":"x"}', size)


@_chapters
def starts_of_many_decimals(size: int) -> bytes:
    return _list(b'{"startTime":1.' + b"9" * 3000 + b',"title":"x"}', size)


@_chapters
def starts_beyond_all_numbers(size: int) -> bytes:
    return _list(b'{"startTime":1e999,"title":"x"}', size)


@_chapters
def starts_that_are_no_number(size: int) -> bytes:
    return _list(b'{"startTime":NaN,"title":"x"}', size)


@_chapters
def starts_that_are_texts(size: int) -> bytes:
    return _list(b'{"startTime":"' + filled(rb"\u001b\u202e\ud800", size) + b'"}', 1)


@_chapters
def starts_that_are_deep(size: int) -> bytes:
    return _list(b'{"startTime":' + b"[" * 900 + b"]" * 900 + b"}", size)


@_chapters
def deep_lists(size: int) -> bytes:
    return filled(b"[", size)


@_chapters
def deep_chapters(size: int) -> bytes:
    return filled(b'{"chapters":[', size)


@_chapters
def keys_of_one_name(size: int) -> bytes:
    return b"{" + filled(b'"chapters":[],', size) + b'"chapters":[]}'


@_chapters
def keys_of_many_names(size: int) -> bytes:
    keys = b",".join(b'"%d":0' % at for at in range(max(size // 9, 1)))
    return b'{"chapters":[{"startTime":0,"title":"x",' + keys + b"}]}"


@_chapters
def a_title_of_megabytes(size: int) -> bytes:
    return _list(b'{"startTime":0,"title":"' + filled(b"::error::x ", size) + b'"}', 1)


@_chapters
def titles_of_half_characters(size: int) -> bytes:
    return _list(rb'{"startTime":0,"title":"\udfff\ud800\u0000"}', size)


@_chapters
def the_wrong_order(size: int) -> bytes:
    return _list(b'{"startTime":9,"title":"x"},{"startTime":8,"title":"x"}', size)


@_chapters
def utf_32(size: int) -> bytes:
    return _list(b'{"startTime":0,"title":"x"}', size // 4).decode().encode("utf-32")


@_chapters
def zeros(size: int) -> bytes:
    return bytes(size)


@_chapters
def places_of_many_parameters(size: int) -> bytes:
    place = b'{"name":"x","geo":"geo:1,2' + filled(b";a=b", size) + b'"}'
    return _list(b'{"startTime":0,"title":"x","location":' + place + b"}", 1)


@_chapters
def attributes_with_values_of_their_own(size: int) -> bytes:
    return (
        b'<!DOCTYPE x [<!ATTLIST psc:chapter title CDATA "'
        + filled(b"x", size // 2)
        + b'">]><psc:chapters >'
        + filled(b"<psc:chapter/>", size // 2)
        + b"</psc:chapters>"
    )


@hostile("chapters", *BUILD)
def chapters_of_the_front_matter(folder: Path, size: int) -> None:
    lines = "".join(f"- {{start: {at}, title: x}}\n" for at in range(max(size // 26, 1)))
    write_show(folder, episode=f"chapters:\n{lines}")
