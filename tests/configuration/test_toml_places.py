"""Places in TOML: those of tomllib's keys and values, however the document is written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.configuration.toml_places import TomlPath, find_places

KEYS = ["a", "b-c", "d_1", "7", '"quoted key"', "'lit.eral'", '"es\\u0063aped"', '"ta\\tb"', '""']
SCALARS = [
    "1", "0x1F", "-1.5e3", "true", "inf", "1979-05-27", "1979-05-27 07:32:00", "07:32:00",
    '"text"', '"with \\" quote # and ] }"', "'literal \\'", '"é🎙"', '""', "''",
    '"""\nlines \\"""" ends"""', '"""two quotes\n"""""', "'''\n[not] # a = table\n'''''",
    '"""\\\n   folded\\\\"""', '""""quoted"""',
]  # fmt: skip
GAPS = ["", " ", "\t", "  "]
LINES = ["\n", "\r\n", "\n\n", ' # comment = [ "\n', "\n  \n# { ] '''\n"]


def leaves(data: Any, path: TomlPath = ()) -> Iterator[tuple[TomlPath, Any]]:
    if isinstance(data, dict) and (data or not path):
        for key, one in data.items():
            yield from leaves(one, (*path, key))
    elif isinstance(data, list) and data:
        for number, one in enumerate(data):
            yield from leaves(one, (*path, number))
    else:
        yield path, data


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["scalar", "array", "table"] if depth else ["scalar"]))
    if kind == "scalar":
        return draw(st.sampled_from(SCALARS))
    inner = draw(st.lists(values(depth - 1), max_size=3))
    gap = st.sampled_from(GAPS)
    if kind == "table":
        keys = draw(
            st.lists(st.sampled_from(KEYS), min_size=len(inner), max_size=len(inner), unique=True)
        )
        pairs = [
            f"{draw(gap)}{key}{draw(gap)}={draw(gap)}{one}{draw(gap)}"
            for key, one in zip(keys, inner, strict=True)
        ]
        return "{" + ",".join(pairs) + "}"
    lines = st.sampled_from([*GAPS, *LINES])
    end = "," if inner and draw(st.booleans()) else ""
    return (
        "["
        + ",".join(f"{draw(lines)}{one}{draw(lines)}" for one in inner)
        + end
        + draw(lines)
        + "]"
    )


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Tables, arrays of tables and pairs; many are not valid, which the test leaves out."""
    parts = [draw(st.sampled_from(["", *LINES]))]
    key = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3)
    for _ in range(draw(st.integers(0, 7))):
        name = f"{draw(st.sampled_from(['.', ' . ']))}".join(draw(key))
        gap = draw(st.sampled_from(GAPS))
        kind = draw(st.sampled_from(["pair", "pair", "table", "tables"]))
        if kind == "pair":
            parts.append(f"{gap}{name}{gap}={gap}{draw(values())}{gap}")
        else:
            left, right = ("[", "]") if kind == "table" else ("[[", "]]")
            parts.append(f"{gap}{left}{gap}{name}{gap}{right}{gap}")
        parts.append(draw(st.sampled_from(LINES)))
    return "".join(parts)


@given(documents())
def test_each_value_of_tomllib_stands_at_its_place(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = find_places(text)
    lines = text.split("\n")
    found = dict(leaves(data))
    assert {path for path in places.values if path not in found} == {
        path[:end] for path in found for end in range(1, len(path))
    }
    for path, value in found.items():
        line, column = places.values[path]
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        if isinstance(value, dict | list):
            assert rest[0] in "[{"
            continue
        # The value ends where the longest text ends that is read as this value.
        assert any(read(rest[:end]) == repr(value) for end in range(1, len(rest) + 1)), (
            path,
            value,
            rest,
        )


def read(raw: str) -> str:
    try:
        return repr(tomllib.loads(f"x = {raw}")["x"])
    except tomllib.TOMLDecodeError:
        return ""


@given(documents())
def test_each_key_stands_at_its_place(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = text.split("\n")
    for path, (line, column) in find_places(text).keys.items():
        raw = lines[line - 1][column - 1 :]
        names = {next(iter(tomllib.loads(f"{key} = 0"))) for key in KEYS if raw.startswith(key)}
        assert path[-1] in names


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("a = 1", ("a",), (1, 1), (1, 5)),
        ("[t]\n  a = 1", ("t", "a"), (2, 3), (2, 7)),
        ("[t]", ("t",), (1, 2), (1, 1)),
        ("[a.b]", ("a",), (1, 2), (1, 2)),
        ("a.b = 'x'", ("a", "b"), (1, 3), (1, 7)),
        ("é = 1".replace("é", '"é🎙"'), ("é🎙",), (1, 1), (1, 8)),
        ("[[t]]\na = 1\n[[t]]\na = 2", ("t", 1, "a"), (4, 1), (4, 5)),
        ("[[t]]\n[[t]]\n[t.u]\na = 2", ("t", 1, "u", "a"), (4, 1), (4, 5)),
        ("[[t]]\n[[t.u]]\n[[t.u]]\na = 2", ("t", 0, "u", 1, "a"), (4, 1), (4, 5)),
        ("t = [\n  {a = 1},\n  {a = [2]},\n]", ("t", 1, "a"), (3, 4), (3, 8)),
        ('t = """\nx = 1\n"""\r\nx = 2', ("x",), (4, 1), (4, 5)),
    ],
)
def test_place_of_key_and_value(
    text: str, path: TomlPath, key: tuple[int, int], value: tuple[int, int]
) -> None:
    places = find_places(text)
    assert (places.keys[path], places.values[path]) == (key, value)


@pytest.mark.parametrize(
    ("path", "place"),
    [(("a", 0), (1, 5)), (("a", 0, "b"), (1, 5)), (("t", 0, "x"), (3, 5)), (("none",), (1, 1))],
    ids=["one value for a list", "inside it", "one table for a list", "nothing"],
)
def test_place_near_what_is_not_there(path: TomlPath, place: tuple[int, int]) -> None:
    assert find_places("a = 1\n[t]\nx = 2").near(path) == place


def test_a_large_document_is_read_at_once() -> None:
    text = "\n".join(f'[t{number}]\na = ["x", """y\n"""]' for number in range(5000))
    assert find_places(text).values["t4999", "a", 1] == (4999 * 3 + 2, 11)
