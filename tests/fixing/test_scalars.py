"""Keys and values of YAML get another text; a reader of YAML sees no other difference."""

import pytest

from feedtool.fixing.scalars import SourceText


def put(yaml: str, place: tuple[int, int], new: str, name: str = "show.yaml") -> str | None:
    source = SourceText(name, yaml.encode())
    found = source.at(place)
    assert found is not None
    scalar = source.value_of(found) if found.is_key else found
    assert scalar is not None
    written, made = source.replace({scalar: new})
    return written.decode() if made else None


@pytest.mark.parametrize(
    ("yaml", "new", "written"),
    [
        ("title: Old # note\n", "New", "title: New # note\n"),
        ("title:   Old   # note\n", "New", "title:   New   # note\n"),
        ("title: 'Old'\n", "It's", "title: 'It''s'\n"),
        ('title: "Old"\n', 'a "b"', 'title: "a \\"b\\""\n'),
        ("title: Old\n", "a: b", 'title: "a: b"\n'),
        ("title: Old\n", "#1", 'title: "#1"\n'),
        ("title: Old\n", "false", "title: false\n"),
        ("title: Old\n", "2022-06-01T06:00:00Z", "title: 2022-06-01T06:00:00Z\n"),
        ("title: {a: Old, b: c}\n", None, None),
        ("title: |\n  one bad\n  two\n", "one good\ntwo\n", "title: |\n  one good\n  two\n"),
        ("title: >-\n  one bad\n  two\n", "one good two", "title: >-\n  one good\n  two\n"),
        ("title: one\n  bad\nlink: x\n", "good", "title: good\nlink: x\n"),
    ],
)
def test_value_of_a_key_is_written_as_before(
    yaml: str, new: str | None, written: str | None
) -> None:
    if new is None:
        source = SourceText("show.yaml", yaml.encode())
        key = source.at((1, 1))
        assert key is not None
        assert source.value_of(key) is None
    else:
        assert put(yaml, (1, 1), new) == written


def test_value_in_a_flow_is_quoted_where_it_must() -> None:
    assert put("a: [Old, Other]\n", (1, 5), "x, y") == 'a: ["x, y", Other]\n'
    assert put("a: {b: Old}\n", (1, 5), "New") == "a: {b: New}\n"


def test_front_matter_ends_where_the_notes_begin() -> None:
    text = "---\ntitle: Old\n---\ntitle: Old\n"
    assert put(text, (2, 1), "New", "a.md") == "---\ntitle: New\n---\ntitle: Old\n"


def test_part_that_stands_twice_in_a_block_is_not_guessed() -> None:
    yaml = "title: >-\n  bad and\n  bad\n"
    assert put(yaml, (1, 1), "bad and good") is None


def test_line_ends_stay() -> None:
    assert put("a: b\r\ntitle: Old\r\n", (2, 1), "New") == "a: b\r\ntitle: New\r\n"
    assert put("\ufefftitle: Old\n", (1, 1), "New") == "\ufefftitle: New\n"


def test_key_gets_another_name() -> None:
    source = SourceText("show.yaml", b"titel: 'Old'  # note\nlink: x\n")
    key = source.at((1, 1))
    assert key is not None
    assert source.replace({key: "title"})[0] == b"title: 'Old'  # note\nlink: x\n"


def test_texts_of_a_file_are_written_together() -> None:
    yaml = "".join(f"k{at}: {{old: bad {at}}}\n" for at in range(100))
    source = SourceText("show.yaml", yaml.encode())
    changes = {}
    for at in range(100):
        key = source.at((at + 1, len(f"k{at}: {{") + 1))
        assert key is not None
        inner = source.value_of(key)
        assert inner is not None
        # One has to be quoted.
        changes[inner] = "a, b" if at == 40 else f"good {at}"
        changes[key] = "new"
    wanted = yaml.replace("old: bad", "new: good").replace("good 40", '"a, b"')
    written, made = source.replace(changes)
    assert written.decode() == wanted
    assert len(made) == 200


def test_name_that_another_key_has_is_left_out() -> None:
    source = SourceText("show.yaml", b"a: 1\nb: 2\nc: 3\n")
    first, second, third = (source.at((line, 1)) for line in (1, 2, 3))
    assert first is not None
    assert second is not None
    assert third is not None
    written, made = source.replace({first: "x", second: "c", third: "y"})
    assert (written, {*made}) == (b"x: 1\nb: 2\ny: 3\n", {first, third})
