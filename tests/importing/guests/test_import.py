"""`feedtool import`: guests from titles are proposed as comments, and published if the author wants it."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from old_feeds import feed, item
from same_feed import differences

from feedtool.importing.guests.comments import accept_proposal, decline_proposal, proposed_in

Run = Callable[..., Result]
PERSON = '<podcast:person role="guest" href="https://example.com/al">Al Roe</podcast:person>'
TITLES = ("Ropes feat. Mira Lind and Ole Roe", "Nets (feat. Bo Lind of Example Port)", "Tides")


def titled(*titles: str) -> bytes:
    """A feed of episodes with these titles, the newest first."""
    numbers = range(len(titles), 0, -1)
    pairs = zip(numbers, titles, strict=True)
    return feed(
        *(
            item(at).replace(f"<title>Pier {at}</title>", f"<title>{title}</title>")
            for at, title in pairs
        )
    )


def told(folder: Path) -> dict[str, str]:
    """The lines about guests in the episodes, by the name of the file."""
    files = sorted((folder / "episodes").glob("*.md"))
    return {
        path.stem: line
        for path in files
        for line in path.read_text("utf-8").split("\n")
        if re.match(r"(?:# )?guests:", line)
    }


def test_proposals_are_comments_and_the_feed_stays_the_same(run: Run, tmp_path: Path) -> None:
    data = titled(*TITLES)
    (tmp_path / "old.xml").write_bytes(data)
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert result.exit_code == 0
    assert (
        "guests proposed in 2 episodes, as comments; run again with --interactive to answer:\n"
        "  episodes/e-ropes-feat-mira-lind-and-ole-roe.md: [{name: Mira Lind}, {name: Ole Roe}]\n"
        "  episodes/e-nets-feat-bo-lind-of-example-port.md: [{name: Bo Lind, organization: Example Port}]\n"
    ) in result.output
    assert told(tmp_path / "show") == {
        "e-nets-feat-bo-lind-of-example-port": "# guests: [{name: Bo Lind, organization: Example Port}]"
        '   # proposed: the title has "feat. {guest}"; take the first # away to publish',
        "e-ropes-feat-mira-lind-and-ole-roe": "# guests: [{name: Mira Lind}, {name: Ole Roe}]"
        '   # proposed: the title has "feat. {guest}"; take the first # away to publish',
    }
    run("build", tmp_path / "show")
    built = (tmp_path / "show/public/feed.xml").read_bytes()
    assert differences(data, built) == []


def test_a_proposal_without_its_sign_is_published(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(titled(*TITLES))
    run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    path = next((tmp_path / "show/episodes").glob("*bo-lind*"))
    path.write_text(path.read_text("utf-8").replace("# guests:", "guests:", 1), "utf-8")
    assert run("build", tmp_path / "show").exit_code == 0
    built = (tmp_path / "show/public/feed.xml").read_text("utf-8")
    assert built.count("<podcast:person") == 1
    assert ">Bo Lind</podcast:person>" in built
    again = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert "nothing new in the feed" in again.output
    assert "guests: [{name: Bo Lind" in path.read_text("utf-8")


def test_guests_of_the_feed_are_not_proposed_again(run: Run, tmp_path: Path) -> None:
    data = titled("Nets feat. Al Roe", "Ropes feat. Al Roe and Bo Lind", "Tides")
    data = data.replace(b"</item>", f"{PERSON}</item>".encode(), 1)
    data = data.replace(b"<title>Tides</title>", f"<title>Tides</title>{PERSON}".encode())
    (tmp_path / "old.xml").write_bytes(data)
    run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    lines = told(tmp_path / "show")
    assert lines.pop("e-ropes-feat-al-roe-and-bo-lind").startswith(
        "# guests: [al-roe, {name: Bo Lind}]"
    )
    assert set(lines.values()) == {"guests: [al-roe]"}


def test_forms_of_the_user_count(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(titled("Bo Lind: Nets", "Tides"))
    result = run(
        "import", tmp_path / "old.xml", "--into", tmp_path / "show", "--guests", "{guest}: {title}"
    )
    assert "guests proposed in 1 episode, as comments" in result.output
    assert list(told(tmp_path / "show").values()) == [
        '# guests: [{name: Bo Lind}]   # proposed: the title has "{guest}: {title}"; take the first # away to publish'
    ]


def test_new_episodes_of_a_later_import_have_proposals(run: Run, tmp_path: Path) -> None:
    for number, titles in enumerate([TITLES[1:], TITLES]):
        (tmp_path / str(number)).write_bytes(titled(*titles))
        result = run("import", tmp_path / str(number), "--into", tmp_path / "show")
    assert "guests proposed in 1 episode, as comments" in result.output
    assert len(told(tmp_path / "show")) == 2


def test_a_page_proposes_guests_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "1 Jun 2022\n#7 The ferry, feat. Bo Lind\nBo Lind tells of ships.\n", "utf-8"
    )
    result = run("import", tmp_path / "page.txt", "--into", tmp_path / "show")
    assert "guests proposed in 1 episode, as comments" in result.output
    (line,) = told(tmp_path / "show").values()
    assert line.startswith("# guests: [{name: Bo Lind}]   # proposed: ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--guests", "{guest}"], "Invalid value for --guests: expected words or signs between"),
        (["--guests", "with {name}"], "Invalid value for --guests: {name} is no placeholder"),
        (
            ["--interactive"],
            "Invalid value for --interactive: nobody can answer, as this is no terminal",
        ),
    ],
)
def test_wrong_use_writes_nothing(
    run: Run, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "old.xml").write_bytes(titled(*TITLES))
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "show").exists()


def test_hostile_titles_stay_one_comment(run: Run, tmp_path: Path) -> None:
    hostile = "Nets feat. Bo Lind&#10;guid: x&#10;--- and Al Roe]   # proposed: &#x202e;"
    (tmp_path / "old.xml").write_bytes(titled(hostile, "Tides feat. Mira Lind of X}]: y #"))
    result = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert result.exit_code == 0, result.output
    assert run("build", tmp_path / "show").exit_code == 0
    for line in told(tmp_path / "show").values():
        assert line.count("   # proposed: the title has ") == 1


def answer(folder: Path, *answers: str) -> tuple[str, int]:
    """Import at a terminal, and type an answer to each question."""
    main, other = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "feedtool",
        "import",
        "old.xml",
        "--into",
        "show",
        "--interactive",
    ]
    child = subprocess.Popen(command, cwd=folder, stdin=other, stdout=other, stderr=other)
    os.close(other)
    # The end of the input stands for answers that are missing.
    os.write(main, "".join(f"{one}\n" for one in (*answers, "\x04")).encode())
    output = b""
    try:
        while data := os.read(main, 4096):
            output += data
    except OSError:  # the terminal is closed
        pass
    os.close(main)
    return output.decode(), child.wait()


ANSWERS = {
    ("y", "n"): ["guests: [{name: Mira Lind}, {name: Ole Roe}]"],
    ("n", "n"): [],
    ("", "y"): ["guests: [{name: Bo Lind, organization: Example Port}]"],
    ("a",): [
        "guests: [{name: Bo Lind, organization: Example Port}]",
        "guests: [{name: Mira Lind}, {name: Ole Roe}]",
    ],
    ("q",): ["# guests: [{name: Bo", "# guests: [{name: Mi"],
    ("e", "Ada Holt (Ropes), Al Roe", "q"): [
        "# guests: [{name: Bo",
        "guests: [{name: Ada Holt, organization: Ropes}, {name: Al Roe}]",
    ],
    ("e", "", "y"): ["guests: [{name: Bo Lind, organization: Example Port}]"],
    ("what", "y", "n"): ["guests: [{name: Mira Lind}, {name: Ole Roe}]"],
}


@pytest.mark.parametrize("answers", ANSWERS, ids=" ".join)
def test_answers(tmp_path: Path, answers: tuple[str, ...]) -> None:
    (tmp_path / "old.xml").write_bytes(titled(*TITLES))
    output, code = answer(tmp_path, *answers)
    assert code == 0, output
    assert "[1/2] Ropes feat. Mira Lind and Ole Roe" in output
    assert "guests: [{name: Mira Lind}, {name: Ole Roe}] (y, n, e, a, q) [n]:" in output
    lines = list(told(tmp_path / "show").values())
    assert [line[: 20 if line.startswith("#") else None] for line in lines] == ANSWERS[answers]


def test_the_answers_of_a_later_run_count_and_survive_the_next_import(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "old.xml").write_bytes(titled(*TITLES))
    run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    answer(tmp_path, "a")
    lines = told(tmp_path / "show")
    assert [one.startswith("guests: [") for one in lines.values()] == [True, True]
    again = run("import", tmp_path / "old.xml", "--into", tmp_path / "show")
    assert "nothing new in the feed" in again.output
    assert told(tmp_path / "show") == lines
    assert run("build", tmp_path / "show").exit_code == 0


def test_a_run_that_is_ended_at_a_question_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(titled(*TITLES))
    output, code = answer(tmp_path)
    assert "[1/2]" in output
    assert code == 130
    assert not (tmp_path / "show").exists()


def test_a_source_without_a_proposal_stays_as_it_is() -> None:
    text = "---\ntitle: a\n# guests: [x]\n---\n"
    assert (proposed_in(text), accept_proposal(text), decline_proposal(text)) == ("", text, text)
