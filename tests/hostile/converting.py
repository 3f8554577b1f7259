"""Feeds in Atom and JSON Feed for `feedtool import`: nested, many, and with addresses that grow."""

import json
from collections.abc import Callable
from pathlib import Path

from other_feeds import atom, entry

from hostile.registry import clean, hostile
from hostile.shows import repeated

_ARGUMENTS = ("import", "feed", "--into", "show")
# What an entry takes.
_ENTRY = 500
_VERSION = '{"version": "https://jsonfeed.org/version/1.1", "items": ['


def hostile_other(make: Callable[[int], str | bytes]) -> Callable[[int], str | bytes]:
    """Take a function that makes a feed of some size."""

    def write(folder: Path, size: int) -> None:
        data = make(size)
        (folder / "feed").write_bytes(data if isinstance(data, bytes) else data.encode())

    write.__name__ = make.__name__
    hostile("converting", *_ARGUMENTS, most=50_000_000)(write)
    return make


@clean("converting", *_ARGUMENTS)
def _clean(folder: Path, size: int) -> None:
    number = max(size // _ENTRY, 1)
    (folder / "feed").write_bytes(atom(*(entry(1 + at % 28) for at in range(number))))


@hostile_other
def many_authors_of_the_show(size: int) -> bytes:
    authors = repeated("<author><name>Bo</name></author>", size // 2)
    return atom(*["<entry><title>a</title></entry>"] * (size // 64 % 20_000), more=authors)


@hostile_other
def links_that_grow(size: int) -> bytes:
    base = f"<entry xml:base='https://example.com/{'a' * 450}/'><content type='html'>"
    return atom(base + repeated("&lt;a href=b>", size) + "</content></entry>")


@hostile_other
def bases_in_bases(size: int) -> bytes:
    inner = repeated('<a href="b"/>', size)
    div = f"<div xml:base='{'a' * 400}/'>"
    return atom(
        f"<entry><content type='xhtml'>{div * 100}{inner}{'</div>' * 100}</content></entry>"
    )


@hostile_other
def open_tags_in_notes(size: int) -> bytes:
    return atom(f"<entry><content type='html'>{repeated('&lt;a href=', size)}</content></entry>")


@hostile_other
def many_enclosures(size: int) -> bytes:
    return atom(
        f"<entry>{repeated('<link rel=' + repr('enclosure') + ' href=' + repr('a') + '/>', size)}</entry>"
    )


@hostile_other
def entities_in_entities(size: int) -> bytes:
    names = [f'<!ENTITY e{at} "{f"&e{at - 1};" * 9 if at else "x"}">' for at in range(size // 60)]
    return f"<!DOCTYPE feed [{''.join(names)}]><feed><title>&e{len(names) - 1};</title></feed>".encode()


@hostile_other
def nested_json(size: int) -> str:
    return f'{_VERSION}], "a": {"[" * size}'


@hostile_other
def values_without_end(size: int) -> str:
    return _VERSION + repeated("{},", size) + "{}]}"


@hostile_other
def keys_without_end(size: int) -> str:
    item = {f"_{at}": 1 for at in range(max(size // 12, 1))}
    return f"{_VERSION}{json.dumps(item)}]}}"


@hostile_other
def half_characters(size: int) -> str:
    return f'{_VERSION}{{"content_text": "{repeated(chr(92) + "ud800", size)}"}}]}}'
