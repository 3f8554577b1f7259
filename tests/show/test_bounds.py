"""What a show's sources may hold at the most: exact places and messages beyond it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hostile.shows import SHOW, front_matter, write_episode, write_show

from feedtool.findings.report import SourceError
from feedtool.importing.feed.read_show import read_show
from feedtool.producer.addresses.analytics import bare_url
from feedtool.show.yaml_source import MAX_VALUES, YamlFault, read_yaml
from feedtool.validator.validate_items import Parts

TOO_DEEP = "values are nested too deep; expected 20 levels at the most"
COMMENT = (
    'YAML takes "#b]" as a comment; if it belongs to the value, put the value in quotes; if not, '
    "write a blank after the #"
)
TOO_MANY = "here the file has more than 60,000 keys and values; expected fewer"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("x: " + "[ " * 500, 1, 44, TOO_DEEP),
        ("x: " + "[" * 5_000, 1, 1003, TOO_DEEP),
        ("x: " + "{a: " * 500, 1, 84, TOO_DEEP),
        ("x:\n  " + "- " * 500 + "a", 2, 43, TOO_DEEP),
        ("? " * 500 + "a", 1, 43, TOO_DEEP),
        ("x:\n" + "".join(" " * at + "-\n" for at in range(1, 60)), 22, 22, TOO_DEEP),
        ("x: [a" + " " * 900 + "#b]", 1, 6, COMMENT),
        ("x: [" + "1, " * MAX_VALUES + "]", 1, 179_996, TOO_MANY),
    ],
    ids=["brackets", "more brackets", "braces", "lists", "questions", "lines", "blanks", "many"],
)
def test_yaml_beyond_a_limit_is_refused_at_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml(text)
    fault = caught.value
    assert (fault.line, fault.column, fault.message) == (line, column, message)


@pytest.mark.parametrize("depth", [1, 19])
def test_yaml_within_the_limits_is_read(depth: int) -> None:
    data: object = read_yaml("x: " + "[" * depth + "a" + "]" * depth).data["x"]
    for _ in range(depth):
        assert isinstance(data, list)
        data = data[0]
    assert data == "a"


def test_a_tag_before_many_values_is_reported_at_its_value() -> None:
    text = "x:\n" + '- "a"\n' * 50 + "y: ! z\n"
    with pytest.raises(YamlFault) as caught:
        read_yaml(text)
    assert (caught.value.line, caught.value.column) == (52, 4)


def test_a_title_format_beyond_the_limit_is_reported(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    write_show(tmp_path, f"title_format: '{'(' * 1_000}{{title}}'\n")
    write_episode(tmp_path, "1-pier", front_matter(1))
    result = run("build", "--check", str(tmp_path))
    assert result.exit_code == 2
    line = SHOW.count("\n") + 1
    assert result.output.splitlines()[0] == (
        f"{tmp_path.as_posix()}/show.yaml:{line}:1: error: title_format has 1,007 characters; "
        "expected 1,000 at the most [bad-title-format]"
    )


def _feed(items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>a</title>{items}</channel></rss>".encode()


def test_items_of_one_title_have_names_of_their_own() -> None:
    items = "<item><title>Ships</title></item>" * 4
    more = "<item><title>Ships 2</title></item>" * 2
    slugs = {one.slug for one in read_show(_feed(items + more)).episodes}
    assert slugs == {
        "e-ships", "e-ships-2", "e-ships-2-2", "e-ships-3", "e-ships-4", "e-ships-5",
    }  # fmt: skip


def test_a_feed_of_too_many_items_is_refused_at_the_first_of_them() -> None:
    with pytest.raises(SourceError) as caught:
        read_show(_feed("<item/>\n" * 20_002), file="f.xml")
    assert [str(one) for one in caught.value.findings] == [
        "f.xml:20001:1: error: the feed has 20,002 items; expected 20,000 at the most [not-a-feed]"
    ]


def test_keys_beyond_the_limit_are_reported_once(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(600))
    write_show(tmp_path)
    write_episode(tmp_path, "1-pier", front_matter(1, keys))
    result = run("build", "--check", str(tmp_path))
    assert (
        f"{tmp_path.as_posix()}/episodes/1-pier.md:502:1: error: 603 keys stand here; expected 500 "
        "at the most [bad-yaml]\n"
    ) in result.output
    assert '"k497"' not in result.output


def test_entries_of_a_list_beyond_the_limit_are_reported_once(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    write_show(tmp_path)
    write_episode(tmp_path, "1-pier", front_matter(1, "guests:\n" + "- {name: Bo Lind}\n" * 2_001))
    write_episode(tmp_path, "2-nets", front_matter(2, "guests:\n" + "- {name: Bo Lind}\n" * 2_000))
    result = run("build", "--check", str(tmp_path))
    lines = (tmp_path / "episodes/1-pier.md").read_text("utf-8").splitlines()
    line = lines.index("guests:") + 2_002
    told = [one for one in result.output.splitlines() if "entries stand" in one]
    assert told == [
        f"{tmp_path.as_posix()}/episodes/1-pier.md:{line}:3: error: 2,001 entries stand in this "
        "list; expected 2,000 at the most [bad-yaml]"
    ]


def test_lock_prints_short_lines_of_long_titles(run: Callable[..., Result], tmp_path: Path) -> None:
    write_show(tmp_path)
    write_episode(tmp_path, "1-pier", front_matter(1))
    items = f"<item><title>{'Ships ' * 500}</title><guid>{'g' * 5_000}</guid></item>"
    (tmp_path / "feed.xml").write_bytes(_feed(items))
    result = run("lock", str(tmp_path), "--from", str(tmp_path / "feed.xml"), "--dry-run")
    assert result.exit_code == 1
    assert f'would vanish: (no date) "{("Ships " * 500)[:59]}…" has no' in result.output
    assert max(map(len, result.output.splitlines())) < 400


def test_lock_names_five_files_that_an_item_could_be(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    write_show(tmp_path)
    for number in range(1, 9):
        write_episode(tmp_path, f"{number}-pier", front_matter(1, title="Ships"))
    items = "<item><title>Ships</title><guid>old</guid></item>" * 2
    (tmp_path / "feed.xml").write_bytes(_feed(items))
    result = run("lock", str(tmp_path), "--from", str(tmp_path / "feed.xml"), "--dry-run")
    assert "episodes/5-pier.md or one of 3 more; write guid" in result.output
    assert "episodes/6-pier.md" not in result.output


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://op3.dev/e/a.example/1.mp3", "https://a.example/1.mp3"),
        (
            "https://op3.dev/e/" + "op3.dev/e/" * 2_000 + "a.example/1.mp3",
            "https://a.example/1.mp3",
        ),
        ("https://op3.dev/e/" + "a." * 5_000, "https://op3.dev/e/" + "a." * 5_000),
        ("https://op3.dev/e/.a/1.mp3", "https://op3.dev/e/.a/1.mp3"),
        ("https://op3.dev/e/..a/1.mp3", "https://..a/1.mp3"),
    ],
    ids=["one", "many", "dots", "a dot in front", "two dots in front"],
)
def test_services_before_an_address(url: str, bare: str) -> None:
    assert bare_url(url, ()) == bare


def test_parts_within_the_whole_feed_are_the_same_parts() -> None:
    parts = Parts(b"<rss>\n", [b"<item/>\n", b"<item></item>\n"], b"</rss>\n")
    within = parts.within(parts.join())
    assert [*within.items] == parts.items
    assert within.items[0:1] == [b"<item/>\n"]
    assert within.join() == parts.join()
    with pytest.raises(IndexError):
        within.items[2]


def test_import_prints_short_lines_of_a_long_title(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_text("#7 " + "word " * 5_000 + "\n", "utf-8")
    result = run("import", str(tmp_path / "page.txt"), "--into", str(tmp_path / "show"))
    assert result.exit_code == 0
    title = ("#7 " + "word " * 5_000)[:499] + "…"
    assert f"  title           {title}\n" in result.output
    assert max(map(len, result.output.splitlines())) < 600


def test_import_refuses_a_page_beyond_the_limit(run: Callable[..., Result], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("a" * 2_000_001, "utf-8")
    result = run("import", str(page), "--into", str(tmp_path / "show"))
    assert result.exit_code == 2
    assert result.output == (
        f"{page}:1:1: error: it is larger than 2,000,000 bytes; expected a page saved as text "
        "[bad-page]\n"
    )


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("description: {}\n", "show.yaml:9:14: error: description"),
        ("footer_text: {}\n", "show.yaml:10:14: error: footer_text"),
        ("hosts: [{{name: Mira, bio: {}}}]\n", "show.yaml:10:27: error: hosts.bio"),
    ],
    ids=["description", "footer", "bio"],
)
def test_long_texts_of_a_show_are_refused_as_notes_are(
    keys: str, place: str, run: Callable[..., Result], tmp_path: Path
) -> None:
    write_show(tmp_path, keys.format("ab" * 62_501))
    write_episode(tmp_path, "1-pier", front_matter(1))
    result = run("build", str(tmp_path))
    assert result.exit_code == 2
    assert f"{tmp_path}/{place} is " in result.output
    assert (
        "; the text has 125,002 characters; at most 125,000 are rendered; "
        "write less, or link a page or a transcript [bad-value]\n"
    ) in result.output


def test_notes_of_very_many_lines_are_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    write_show(tmp_path)
    write_episode(tmp_path, "1-pier", front_matter(1), "a\n" * 20_002 + "a")
    result = run("build", str(tmp_path))
    assert result.exit_code == 2
    assert "error: the show notes have 20,003 lines; at most 20,000 are rendered; " in result.output
