"""The bytes in memory: what is dropped, places of offsets, tags and attributes by hand."""

import pytest

from feedtool.validator.source.window import Window, advance, end_of_tag, scan_attributes

DATA = "ab\r\ncdé\nf\rg".encode()


def window_of(data: bytes) -> Window:
    window = Window()
    window.append(data[:3])
    window.append(data[3:])
    return window


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (4, (2, 1)), (8, (2, 4)), (9, (3, 1)), (10, (3, 2)), (11, (4, 1))],
)
def test_place_of_an_offset(offset: int, place: tuple[int, int]) -> None:
    assert window_of(DATA).place_of(offset) == place


def test_places_may_be_found_in_any_order() -> None:
    window = window_of(DATA)
    forward = [window.place_of(offset) for offset in (0, 3, 4, 9, 11)]
    backward = [window.place_of(offset) for offset in (11, 9, 4, 3, 0)]
    assert forward == backward[::-1]


def test_dropped_bytes_do_not_move_places() -> None:
    window = window_of(DATA)
    window.drop_before(2, 1, 4, in_cdata=True)
    assert (window.start, window.end) == (4, len(DATA))
    assert (window.start_place, window.start_in_cdata) == ((2, 1), True)
    assert window.slice(0, 6) == b"cd"
    assert window.place_of(9) == (3, 1)
    window.drop_before(1, 1, 0, in_cdata=False)
    assert window.start == 4


def test_bytes_after_a_fault_can_be_replaced() -> None:
    window = window_of(b"ab\ncd")
    assert window.place_of(4) == (2, 2)
    window.cut_after(1)
    window.append(b"\n\nz")
    assert window.slice(0) == b"a\n\nz"
    assert window.place_of(3) == (3, 1)


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"", (3, 5)), (b"ab", (3, 7)), ("é🚢".encode(), (3, 7)), (b"\n", (4, 1)), (b"\r", (4, 1)),
     (b"\r\nx", (4, 2)), (b"\n\r", (5, 1)), (b"a\xff", (3, 7))],
)  # fmt: skip
def test_place_after_data(data: bytes, place: tuple[int, int]) -> None:
    assert advance(3, 5, data) == place


@pytest.mark.parametrize(
    ("data", "end"),
    [(b"<a>b", 3), (b'<a b=">">c', 9), (b"<a b='>'/>", 10), (b"<a", -1), (b'<a b=">', -1),
     (b"</a>", 4), (b"a>", -1)],
)  # fmt: skip
def test_end_of_a_tag(data: bytes, end: int) -> None:
    assert end_of_tag(data) == end


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        (b"<a>", []),
        (b"<a b=\"1\" c='2'/>", [("b", "1", 3, 6), ("c", "2", 9, 12)]),
        (b"<a b=1 c>", [("b", "1", 3, 5), ("c", "", 7, 7)]),
        (b'<a\n b = "1">', [("b", "1", 4, 9)]),
        (b'<x:a x:b=""/>', [("x:b", "", 5, 10)]),
    ],
)
def test_attributes_of_a_tag(tag: bytes, attributes: list[tuple[str, str, int, int]]) -> None:
    assert list(scan_attributes(tag)) == attributes
