"""Line and column of values in JSON, by their paths."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.values.json_places import Path, find_json_places
from feedtool.values.json_text import JsonError, read_json

TEXT = '{\n "a": [1, {"b\\"c": NaN}],\n\t"é": { } ,\n "a": [2,\n [ 3 ]],"n": 1e5 }\n'


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("a",), (4, 7)),
        (("a", 0), (4, 8)),
        (("a", 1), (5, 2)),
        (("a", 1, 0), (5, 4)),
        (("é",), (3, 7)),
        (("n",), (5, 14)),
        (("a", 2), None),
        (("é", 0), None),
        (("n", "x"), None),
        (("a", "0"), None),
    ],
)
def test_a_value_has_a_place(path: Path, place: tuple[int, int] | None) -> None:
    assert find_json_places(TEXT, [path]).get(path) == place


def test_lines_of_old_macs_are_counted() -> None:
    assert find_json_places('{\r"a":\r5}', [("a",), ()]) == {(): (1, 1), ("a",): (3, 1)}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def paths_in(value: object, path: Path = ()) -> dict[Path, object]:
    found = {path: value}
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in inner:
        found |= paths_in(one, (*path, key))
    return found


@given(VALUES, st.sampled_from([None, 0, 1]))
def test_each_value_is_read_again_at_its_place(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    wanted = paths_in(value)
    found = find_json_places(text, wanted)
    assert found.keys() == wanted.keys()
    lines = text.split("\n")
    for path, (line, column) in found.items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert repr(json.JSONDecoder().raw_decode(rest)[0]) == repr(wanted[path])


@pytest.mark.parametrize(
    ("text", "says", "line", "column"),
    [
        ('{"a": 1\n "b": 2}', "it is no JSON: expected a comma, or the bracket that closes the list or object", 2, 2),
        ("", "it is no JSON: expected a value: a number, a text in double quotes, a list or an object", 1, 1),
        ("{'a': 1}", "it is no JSON: expected a name in double quotes, or }", 1, 2),
        ('{"a" 1}', "it is no JSON: expected a colon between name and value", 1, 6),
        ("{}\n{}", "it is no JSON: expected nothing more behind the value", 2, 1),
        ('["a', 'it is no JSON: this text has no " at its end', 1, 2),
        ('["a\n"]', r"it is no JSON: a line break or tab inside a text; write \n or \t instead", 1, 4),
        (r'["\x"]', r"it is no JSON: this \ starts no escape of JSON; write \\ for a backslash", 1, 3),
        (r'["\u12"]', r"it is no JSON: expected four hexadecimal digits behind \u", 1, 4),
        ("[" * 100_000, "it is no JSON: its lists are nested too deep", None, None),
        ("[" + "1," * 99 + "1]", "it has more than 50 values; make it smaller", None, None),
    ],
)  # fmt: skip
def test_broken_json_has_a_place(
    text: str, says: str, line: int | None, column: int | None
) -> None:
    with pytest.raises(JsonError) as caught:
        read_json(text, 200_000 if text.startswith("[[") else 50)
    assert (caught.value.says, caught.value.line, caught.value.column) == (says, line, column)
