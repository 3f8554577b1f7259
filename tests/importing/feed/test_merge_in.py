"""`feedtool import FEED` into a folder that has a show: a merge that keeps what its author wrote."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from old_feeds import feed, item
from same_feed import differences

Run = Callable[..., Result]


def bring(run: Run, folder: Path, data: bytes, code: int = 0) -> str:
    """Import a feed into the show and return what is printed."""
    (folder / "feed.xml").write_bytes(data)
    result = run("import", folder / "feed.xml", "--into", folder / "show")
    assert result.exit_code == code, result.output
    return result.output.replace(folder.as_posix(), "")


def built(run: Run, folder: Path) -> bytes:
    result = run("build", folder / "show")
    assert result.exit_code == 0, result.output
    return next((folder / "show/public").glob("*.xml")).read_bytes()


def edit(folder: Path, name: str, old: str, new: str) -> str:
    path = folder / "show" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path.read_text("utf-8")


def files(folder: Path) -> dict[str, bytes]:
    show = folder / "show"
    return {
        path.relative_to(show).as_posix(): path.read_bytes()
        for path in show.rglob("*")
        if path.is_file()
    }


def test_nothing_new_changes_nothing(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(2), item(1)))
    before = files(tmp_path)
    assert bring(run, tmp_path, feed(item(2), item(1))) == "/show: nothing new in the feed\n"
    assert files(tmp_path) == before


def test_new_episodes_are_added(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(2), item(1)))
    built(run, tmp_path)
    before = files(tmp_path)
    newer = feed(item(3), item(2), item(1))
    assert bring(run, tmp_path, newer) == (
        "new: /show/episodes/e-pier-3.md\n/show: 1 new, 0 changed\nnow run: feedtool build /show\n"
    )
    after = files(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {
        "episodes/e-pier-3.md", "as-published.jsonl", "feed.lock",
    }  # fmt: skip
    assert differences(newer, built(run, tmp_path)) == []


def test_what_only_the_feed_changed_is_changed(run: Run, tmp_path: Path) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    built(run, tmp_path)
    new = old.replace(b"Pier 1", b"The first pier").replace(b"Cranes at pier 1", b"Ropes")
    assert "changed: /show/episodes/e-pier-1.md: title, show notes\n" in bring(run, tmp_path, new)
    assert differences(new, built(run, tmp_path)) == []


def test_what_the_author_changed_stays(run: Run, tmp_path: Path) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    edit(tmp_path, "episodes/e-pier-1.md", "title: Pier 1\n", "# mine\ntitle: The pier  # short\n")
    edit(tmp_path, "show.yaml", "author: Mira Holt", "author: Mira & Bo")
    bring(run, tmp_path, old.replace(b"Cranes at pier 1", b"Ropes").replace(b"Ports", b"Quays"))
    text = (tmp_path / "show/episodes/e-pier-1.md").read_text("utf-8")
    assert text.startswith("---\n# mine\ntitle: The pier  # short\npublished: ")
    assert text.endswith("---\nRopes.\n")
    show = (tmp_path / "show/show.yaml").read_text("utf-8")
    assert "author: Mira & Bo\n" in show
    assert 'description: "Quays & the people in them."\n' in show
    new = built(run, tmp_path)
    assert b"<title>The pier</title>" in new
    assert b"<itunes:author>Mira &amp; Bo</itunes:author>" in new


def test_what_both_changed_is_a_conflict_and_stays(run: Run, tmp_path: Path) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    text = edit(tmp_path, "episodes/e-pier-1.md", "title: Pier 1\n", "title: The pier\n")
    new = old.replace(b"Pier 1", b"Pier one").replace(b"harbour-2", b"harbour-2")
    said = bring(run, tmp_path, new, code=1)
    assert said.startswith(
        "conflict: /show/episodes/e-pier-1.md: title: changed by you (-) and by the feed (+); yours stays\n"
        "  @@ -2 +2 @@\n"
        "  -title: The pier\n"
        "  +title: Pier one\n"
    )
    assert (tmp_path / "show/episodes/e-pier-1.md").read_text("utf-8") == text
    assert "conflict: " in bring(run, tmp_path, new, code=1)
    edit(tmp_path, "episodes/e-pier-1.md", "title: The pier\n", "title: Pier one\n")
    assert "conflict: " not in bring(run, tmp_path, new)
    assert differences(new, built(run, tmp_path)) == []


def test_notes_that_both_changed_are_a_conflict(run: Run, tmp_path: Path) -> None:
    old = feed(item(1))
    bring(run, tmp_path, old)
    edit(tmp_path, "episodes/e-pier-1.md", "Cranes at pier 1.", "Cranes.")
    said = bring(run, tmp_path, old.replace(b"Cranes at pier 1.", b"Ropes."), code=1)
    assert "e-pier-1.md: show notes: changed by you (-) and by the feed (+); yours stays\n" in said
    assert "  -Cranes.\n  +Ropes.\n" in said


def test_an_episode_that_was_taken_out_stays_out(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(2), item(1)))
    (tmp_path / "show/episodes/e-pier-1.md").unlink()
    said = bring(run, tmp_path, feed(item(2), item(1)))
    assert said.startswith('stay out, as you took them out: 1 episode: "Pier 1"\n')
    assert not (tmp_path / "show/episodes/e-pier-1.md").exists()


def test_episodes_that_fell_out_of_the_feed_stay(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(2), item(1)))
    said = bring(run, tmp_path, feed(item(3), item(2)))
    assert "no longer in the feed, and stay: 1 episode: episodes/e-pier-1.md\n" in said
    new = built(run, tmp_path)
    assert [f"harbour-{n}".encode() in new for n in (3, 2, 1)] == [True] * 3


def test_a_renamed_episode_is_found_by_its_guid(run: Run, tmp_path: Path) -> None:
    old = feed(item(1))
    bring(run, tmp_path, old)
    episodes = tmp_path / "show/episodes"
    (episodes / "e-pier-1.md").rename(episodes / "first.md")
    said = bring(run, tmp_path, old.replace(b"Cranes at pier 1", b"Ropes"))
    assert "changed: /show/episodes/first.md: show notes\n" in said
    assert [one.name for one in episodes.iterdir()] == ["first.md"]


def test_names_of_new_files_keep_the_order_of_the_feed(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(2), item(5), item(3)))
    new = feed(item(4), item(1), item(2), item(6), item(5), item(3), item(7))
    bring(run, tmp_path, new)
    assert sorted(one.name for one in (tmp_path / "show/episodes").iterdir()) == [
        "0000-e-pier-7.md", "0001-e-pier-3.md", "0002-e-pier-5-e-pier-6.md", "0002-e-pier-5.md",
        "0003-e-pier-2.md", "0004-e-pier-1.md", "0005-e-pier-4.md",
    ]  # fmt: skip
    assert differences(new, built(run, tmp_path)) == []


def test_a_name_that_is_taken_is_not_taken_again(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(1)))
    other = item(2).replace("Pier 2", "Pier 1")
    assert "new: /show/episodes/e-pier-1-2.md\n" in bring(run, tmp_path, feed(other, item(1)))


def test_people_keep_their_short_names(run: Run, tmp_path: Path) -> None:
    def guest(name: str) -> str:
        return f'<podcast:person role="guest">{name}</podcast:person>'

    bring(run, tmp_path, feed(item(2, guest("Bo Lind")), item(1, guest("Bo Lind"))))
    edit(
        tmp_path, "people.yaml", "bo-lind: {name: Bo Lind}\n", "# crew\nbo-lind: {name: Bo Lind}\n"
    )
    al = guest("Al Berg")
    items = (item(4, guest("Bo Lind") + al), item(3, al), item(2, guest("Bo Lind")))
    new = feed(*items, item(1, guest("Bo Lind")))
    bring(run, tmp_path, new)
    assert (tmp_path / "show/people.yaml").read_text("utf-8") == (
        "# crew\nbo-lind: {name: Bo Lind}\nal-berg: {name: Al Berg}\n"
    )
    text = (tmp_path / "show/episodes/e-pier-4.md").read_text("utf-8")
    assert "guests: [bo-lind, al-berg]\n" in text
    assert differences(new, built(run, tmp_path)) == []


def test_a_date_that_moves_at_the_former_host_does_not_stop_the_build(
    run: Run, tmp_path: Path
) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    built(run, tmp_path)
    new = old.replace(b"Sat, 01 Jun 2024 08:00", b"Sat, 01 Jun 2024 07:00")
    new = new.replace(b"media.example.com/1.mp3", b"cdn.example.com/1.mp3")
    bring(run, tmp_path, new)
    assert differences(new, built(run, tmp_path)) == []


def test_a_show_with_errors_is_not_touched(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(1)))
    edit(tmp_path, "show.yaml", "language: en", "language: xx-nonsense-1")
    before = files(tmp_path)
    said = bring(run, tmp_path, feed(item(2), item(1)), code=2)
    assert said.endswith("/show: nothing is imported: 1 error\n")
    assert files(tmp_path) == before


def test_a_show_that_was_not_imported_gets_the_new_episodes(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "show").exit_code in (0, 1)
    bring(run, tmp_path, feed(item(2), item(1)))
    said = bring(run, tmp_path, feed(item(2), item(1)))
    assert said.endswith("/show: nothing new in the feed\n")


@pytest.mark.parametrize("line", ["{", "[]", '{"item": 1}', '{"imported": 1}'])
def test_a_damaged_record_is_told(run: Run, tmp_path: Path, line: str) -> None:
    bring(run, tmp_path, feed(item(1)))
    with (tmp_path / "show/as-published.jsonl").open("a") as stream:
        stream.write(f"{line}\n")
    assert "[bad-as-published]" in bring(run, tmp_path, feed(item(2), item(1)), code=2)


def test_the_first_five_episodes_that_stay_are_named(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(*map(item, range(9, 0, -1))))
    for number in range(1, 7):
        (tmp_path / f"show/episodes/e-pier-{number}.md").unlink()
    said = bring(run, tmp_path, feed(*map(item, range(6, 0, -1))))
    assert said == (
        'stay out, as you took them out: 6 episodes: "Pier 6", "Pier 5", "Pier 4", "Pier 3", "Pier 2" and 1 more\n'
        "no longer in the feed, and stay: 3 episodes: episodes/e-pier-7.md, episodes/e-pier-8.md, "
        "episodes/e-pier-9.md\n"
        "/show: nothing new in the feed\n"
    )


def test_comments_inside_a_value_make_a_conflict(run: Run, tmp_path: Path) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    edit(tmp_path, "episodes/e-pier-1.md", "title: Pier 1\n", "title: Pier 1   # the old one\n")
    text = edit(tmp_path, "episodes/e-pier-1.md", "  length: 1000\n", "  # bytes\n  length: 1000\n")
    new = old.replace(b"Pier 1", b"Pier one").replace(b'length="1000"', b'length="1001"')
    said = bring(run, tmp_path, new, code=1)
    assert (
        "e-pier-1.md: title, audio: changed by you (-) and by the feed (+); yours stays\n" in said
    )
    assert (tmp_path / "show/episodes/e-pier-1.md").read_text("utf-8") == text


def test_a_sign_of_a_comment_in_a_value_is_none(run: Run, tmp_path: Path) -> None:
    old = feed(item(1).replace("Pier 1", "# 1 # Pier")).replace(b"Ports", b"A\n# b\n # c")
    bring(run, tmp_path, old)
    new = old.replace(b"# Pier", b"# Pier one").replace(b"# b", b"# d")
    bring(run, tmp_path, new)
    assert differences(new, built(run, tmp_path)) == []


# What an author may write, and what a merge line by line would break.
ODD = {
    "ends of lines of Unicode": ("title: Pier 1\n", "# a\u2028b\u0085c\ntitle: Pier 1\n"),
    "an end of the text": ("explicit: false\n", "explicit: false\n# end\n"),
    "all on one line": ("audio:\n", "link: https://example.com/1\naudio:\n"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_the_author_writes_between_the_keys_stays(run: Run, tmp_path: Path, name: str) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    before, after = ODD[name]
    file = "show.yaml" if "explicit" in before else "episodes/e-pier-1.md"
    edit(tmp_path, file, before, after)
    new = old.replace(b"Pier 1", b"Pier one").replace(b"Ports", b"Quays")
    bring(run, tmp_path, new)
    text = (tmp_path / "show" / file).read_text("utf-8")
    kept = after.replace("Pier 1", "Pier one")
    assert kept in text
    built(run, tmp_path)


def test_yaml_that_cannot_be_changed_line_by_line_is_a_conflict(run: Run, tmp_path: Path) -> None:
    old = feed(item(2), item(1))
    bring(run, tmp_path, old)
    path = tmp_path / "show/show.yaml"
    path.write_text(path.read_text("utf-8") + "...\n", "utf-8")
    text = path.read_text("utf-8")
    new = old.replace(b"<generator>", b"<copyright>Mira</copyright><generator>")
    said = bring(run, tmp_path, new, code=1)
    assert "show.yaml: copyright: changed by you (-) and by the feed (+); yours stays\n" in said
    assert path.read_text("utf-8") == text
    built(run, tmp_path)


def test_people_on_one_line_stay_alone(run: Run, tmp_path: Path) -> None:
    bo, al = (f'<podcast:person role="guest">{one}</podcast:person>' for one in ("Bo", "Al"))
    bring(run, tmp_path, feed(item(2, bo), item(1, bo)))
    (tmp_path / "show/people.yaml").write_text("{bo: {name: Bo}}\n", "utf-8")
    new = feed(item(4, al), item(3, al), item(2, bo), item(1, bo))
    bring(run, tmp_path, new)
    assert (tmp_path / "show/people.yaml").read_text("utf-8") == "{bo: {name: Bo}}\n"
    assert differences(new, built(run, tmp_path)) == []


def test_a_file_keeps_its_ends_of_lines_and_its_mark(run: Run, tmp_path: Path) -> None:
    old = feed(item(1))
    bring(run, tmp_path, old)
    path = tmp_path / "show/episodes/e-pier-1.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    bring(run, tmp_path, old.replace(b"Pier 1", b"Pier one"))
    assert path.read_bytes() == before.replace(b"Pier 1", b"Pier one")


def test_keep_mine_settles_conflicts(run: Run, tmp_path: Path) -> None:
    old = feed(item(1))
    bring(run, tmp_path, old)
    edit(tmp_path, "episodes/e-pier-1.md", "title: Pier 1\n", "title: The pier\n")
    (tmp_path / "feed.xml").write_bytes(old.replace(b"Pier 1", b"Pier one"))
    run("import", tmp_path / "feed.xml", "--into", tmp_path / "show", "--keep-mine")
    assert "nothing new" in bring(run, tmp_path, old.replace(b"Pier 1", b"Pier one"))
    assert b"<title>The pier</title>" in built(run, tmp_path)


def test_the_feed_of_another_show_is_refused(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(1)))
    before = files(tmp_path)
    other = feed(item(2)).replace(b"Harbour Notes", b"Deep Nets").replace(
        b"https://example.com/<", b"https://example.org/<"
    )  # fmt: skip
    assert bring(run, tmp_path, other, code=2) == (
        '/show/show.yaml:1:1: error: this is the show "Harbour Notes", and the feed is that of '
        '"Deep Nets", with which it shares no episode; name another folder [import-conflict]\n'
        "/show: nothing is imported: 1 error\n"
    )
    assert files(tmp_path) == before


def test_half_a_character_in_the_records_is_told(run: Run, tmp_path: Path) -> None:
    bring(run, tmp_path, feed(item(1)))
    with (tmp_path / "show/as-published.jsonl").open("a") as stream:
        stream.write('{"item": "x", "imported": "\\ud800", "keys": {}}\n')
    assert "[bad-as-published]" in bring(run, tmp_path, feed(item(2), item(1)), code=2)


def test_the_records_keep_their_order(run: Run, tmp_path: Path) -> None:
    old = feed(item(3), item(2), item(1))
    bring(run, tmp_path, old)
    path = tmp_path / "show/as-published.jsonl"
    before = path.read_text("utf-8").splitlines()
    bring(run, tmp_path, old.replace(b"Pier 2", b"Pier two"))
    after = path.read_text("utf-8").splitlines()
    assert len(after) == len(before)
    assert all('"harbour-2"' in new for new, was in zip(after, before, strict=True) if new != was)
