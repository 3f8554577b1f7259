"""Feeds and shows with very many faults that `feedtool fix` can fix, or cannot."""

from collections.abc import Callable, Sequence
from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled, item
from hostile.html_texts import PIECES, as_notes, long_text
from hostile.note_texts import write_show
from hostile.registry import clean, hostile


def _fixed(*arguments: str) -> Callable[[Callable[[int], bytes]], Callable[[int], bytes]]:
    """Take a function that makes a feed, which `feedtool fix` shall bear."""

    def take(make: Callable[[int], bytes]) -> Callable[[int], bytes]:
        def write(folder: Path, size: int) -> None:
            (folder / "feed.xml").write_bytes(make(size))

        write.__name__ = make.__name__
        hostile("fix", "fix", *arguments, "feed.xml")(write)
        return make

    return take


def _items(size: int, more: str, count: int = 1) -> bytes:
    """Return as many items as fit, each with something more."""
    body, number = bytearray(), 0
    while len(body) < size:
        number += 1
        body += item(number, more * count)
    return HEAD + bytes(body) + TAIL


@clean("fix", "fix", "--diff", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


for _name in (
    "links in links", "relative addresses", "end tags that close nothing", "tags that nobody knows",
    "handlers of one tag", "tracking pixels", "brackets before blanks", "comments", "scripts",
    "scripts that never end", "references without a semicolon", "references that nobody knows",
    "codes of Windows", "references that are escaped twice", "tags that are escaped twice",
    "garbled letters", "tags of a whole page", "marks of an editor", "everything",
    "codes of web sites with attributes", "codes of web sites without an end tag", "bold words in bold words",
):  # fmt: skip
    assert _name in PIECES

    def _make(size: int, name: str = _name) -> bytes:
        return as_notes(long_text(name, size))

    _make.__name__ = _name
    _fixed("--unsafe", "--diff")(_make)


# Each stands as often as it fits, between the two others if there are any.
_REPEATED: dict[str, tuple[bytes, ...]] = {
    "two lines that differ everywhere": (
        b"<item>\r<title> a</title></item>",
        b"<!-- -->",
    ),
    "unclosed tags of xml": (b"<item><title>a<link>b</item>\n",),
    "signs for and": (b"<item><title>a & b</title></item>\n",),
    "references that xml does not know": (b"<item><title>a &nbsp; b</title></item>\n",),
    "attributes without quotes": (b"<item><enclosure url=a length=1 type=b/></item>\n",),
    "brackets in texts": (b"<item><title>a < b</title></item>\n",),
    "many brackets in each text": (
        b"<item><title>" + b"a < b <[item]> c < 1 " * 20 + b"</title></item>\n",
    ),
    "brackets without end tags": (b"<item><title>a < b\n",),
    "elements in elements": (b"<a><b></a>",),
    "elements in texts": (b"<item><title>a <b>b</b></title></item>\n",),
    "brackets in one text": (
        b"< ",
        b"<item><title>",
        b"</title></item>",
    ),
    "control characters": (
        b"a\x01",
        b"<item><title>",
        b"</title></item>",
    ),
    "end tags without start": (b"</b>",),
    "start tags without end": (b"<b>",),
    "bytes that are no text": (
        b"caf\xe9 ",
        b"<item><title>",
        b"</title></item>",
    ),
    "bytes that are no text in many items": (b"<item><title>caf\xe9</title></item>\n",),
    "elements that nobody knows": (b"<itunes:autor>a</itunes:autor>",),
    "elements behind items": (
        b"<category>a</category>",
        item(),
    ),
    "identical elements": (b"<language>en</language>",),
    "prefixes that are not declared": (b"<item><media:title>a</media:title></item>",),
    "dates of many forms": (b"<item><pubDate>2024-03-09</pubDate><title> a </title></item>",),
    "padded values of many blanks": (
        b" ",
        b"<item><title>",
        b"a</title></item>",
    ),
    "addresses with invisible characters": (
        b"\xe2\x80\x8b",
        b"<item><link>https://example.com/",
        b"</link></item>",
    ),
    "addresses that are escaped twice": (
        b"%2520",
        b"<item><link>https://example.com/",
        b"</link></item>",
    ),
    "titles with invisible characters": (
        b"a\xe2\x80\x8b",
        b"<item><title>",
        b"</title></item>",
    ),
}

for _name, (_piece, *_around) in _REPEATED.items():

    def _repeat(size: int, piece: bytes = _piece, around: Sequence[bytes] = _around) -> bytes:
        before, after = (*around, b"", b"")[:2]
        return HEAD + before + filled(piece, size) + after + TAIL

    _repeat.__name__ = _name
    _fixed("--unsafe", "--diff")(_repeat)


@_fixed("--diff")
def faulty_items(size: int) -> bytes:
    return _items(size, "<itunes:explicit>yes</itunes:explicit>")


@_fixed("--write")
def faulty_items_that_are_written(size: int) -> bytes:
    return _items(size, "<itunes:explicit>yes</itunes:explicit>")


@_fixed("--unsafe", "--diff")
def a_hundred_faults_of_html_in_each_item(size: int) -> bytes:
    notes = "<a href='x'>a</a> &copy b\n" * 100
    return _items(size, f"<content:encoded><![CDATA[{notes}]]></content:encoded>")


@_fixed("--unsafe", "--diff")
def faults_of_html_in_each_item(size: int) -> bytes:
    notes = "<p>a</b> <a href='x'>a</a> &#150; &copy b <harbour>c</harbour>"
    return _items(size, f"<content:encoded><![CDATA[{notes}]]></content:encoded>")


@_fixed("--unsafe", "--diff")
def one_line(size: int) -> bytes:
    return _items(size, "<itunes:explicit>yes</itunes:explicit>").replace(b"\n", b" ")


@_fixed("--unsafe", "--diff")
def attributes_that_nobody_knows(size: int) -> bytes:
    text = "".join(f'a{number}="b" ' for number in range(900))
    return HEAD + filled(f"<item {text}></item>".encode(), size) + TAIL


@_fixed("--unsafe", "--diff")
def attributes_of_too_many(size: int) -> bytes:
    text = "".join(f'a{number}="b" ' for number in range(size // 12))
    return HEAD + f"<item {text}></item>".encode() + TAIL


@_fixed("--unsafe", "--diff")
def attributes_written_in_another_way(size: int) -> bytes:
    text = "".join(f'URL{number}="b" lenght{number}="1" ' for number in range(400))
    return HEAD + filled(f"<item><enclosure {text}/></item>".encode(), size) + TAIL


@_fixed("--unsafe", "--diff")
def identical_elements_in_one_item(size: int) -> bytes:
    return HEAD + item(1, filled(b"<itunes:title>a</itunes:title>", size).decode()) + TAIL


@_fixed("--unsafe", "--diff")
def persons_that_are_repeated(size: int) -> bytes:
    person = b'<podcast:person role="host">Mira</podcast:person>'
    return HEAD + item(1, filled(person, size).decode()) + TAIL


@_fixed("--unsafe", "--diff")
def retired_elements(size: int) -> bytes:
    return _items(size, "<itunes:keywords>a</itunes:keywords><itunes:order> 1</itunes:order>")


@_fixed("--unsafe", "--diff")
def prefixes_that_all_differ(size: int) -> bytes:
    return HEAD + b"".join(b"<p%d:a/>" % number for number in range(size // 10)) + TAIL


@_fixed("--unsafe", "--diff")
def garbled_titles(size: int) -> bytes:
    return _items(size, "<itunes:title>caf\u00c3\u00a9</itunes:title>")


@hostile("fix", "fix", "--unsafe", "--diff", ".", most=990_000)
def sources_with_odd_notes(folder: Path, size: int) -> None:
    write_show(folder, filled("<b>caf\u00c3\u00a9 [a](".encode(), size).decode())


@hostile("fix", "fix", "--unsafe", "--diff", ".", most=990_000)
def sources_with_keys_that_nobody_knows(folder: Path, size: int) -> None:
    write_show(folder, "Notes.")
    keys = "".join(f"  - {{name: a, rolle: b, n{number}: c}}\n" for number in range(size // 35))
    text = (folder / "show.yaml").read_text("utf-8")
    (folder / "show.yaml").write_text(f"{text}hosts:\n{keys}", "utf-8")


@hostile("fix", "fix", "--unsafe", "--diff", ".", most=990_000)
def many_episodes_with_faults(folder: Path, size: int) -> None:
    write_show(folder, "Notes.")
    one = (folder / "episodes" / "1-pier.md").read_text("utf-8")
    for number in range(2, size // 1000):
        text = one.replace("1.mp3", f"{number}.mp3").replace("explicit", "")
        text = text.replace("published:", "explicit: yes\nsubtitel: a\npublished:")
        (folder / "episodes" / f"{number}-pier.md").write_text(text + "a " * 300, "utf-8")
