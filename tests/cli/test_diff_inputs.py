"""What `feedtool diff` compares: files, addresses, standard input and shows, and what it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer
from two_feeds import HEAD, OLD, REEF, TIDE, compare, swap

Run = Callable[..., Result]


def test_episodes_of_further_pages_count(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.page-2.xml").write_text(f"{HEAD}{REEF}</channel></rss>", "utf-8")
    link = '<atom:link rel="next" href="https://example.com/new.page-2.xml"/>'
    new = OLD.replace(REEF, "").replace("<language>", f"{link}<language>")
    result = compare(run, tmp_path, new)
    further = "1 episode only on further pages, which Apple and Spotify do not read"
    assert result.stdout.splitlines()[0] == f"No danger: {further}."
    assert result.exit_code == 0


def test_standard_input_is_a_feed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text(OLD, "utf-8")
    result = run("diff", tmp_path / "old.xml", "-", stdin=OLD.encode())
    assert result.stdout.splitlines()[0::2] == [
        "No difference.", "  new: standard input, 3 episodes",
    ]  # fmt: skip


def test_a_broken_feed_is_read_on(run: Run, tmp_path: Path) -> None:
    result = compare(run, tmp_path, OLD.replace("Thick.", "Thick &nbsp; & <b>wet."))
    assert result.stdout.startswith("No danger: ")


@pytest.mark.parametrize("number", ["#xD800;", "#55296", "#xD800"])
def test_half_a_character_in_a_broken_feed_is_left_out(
    run: Run, tmp_path: Path, number: str
) -> None:
    new = swap(('length="3000"', f'length="<![CDATA[3000&{number}"'))
    assert compare(run, tmp_path, new).stdout.startswith(("No danger: ", "Danger: "))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: x", "new.xml:1:1: error: this is no XML"),
        ("<feed/>", "new.xml:1:1: error: rss"),
        (OLD[:-20], "the feed ends before </rss>, so that items may be missing"),
    ],
    ids=["no XML", "no RSS", "cut"],
)
def test_what_is_no_whole_feed_is_refused(run: Run, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "old.xml").write_text(OLD, "utf-8")
    (tmp_path / "new.xml").write_text(text.replace("<feed/>", "<rss/>"), "utf-8")
    result = run("diff", tmp_path / "old.xml", tmp_path / "new.xml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.endswith("new.xml: not compared: 1 error\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-", "-"], "standard input can be read only once; name a file"),
        (["a", "b", "c"], "two feeds are compared, and 3 are named"),
        (["old.xml"], "old.xml is no folder of a show; name a second feed"),
        (["old.xml", "new.xml", "-o", "./old.xml"], "old.xml is one of the feeds; name another"),
    ],
)
def test_wrong_use_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.xml").write_text(OLD, "utf-8")
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert (tmp_path / "old.xml").read_text("utf-8") == OLD


def test_a_show_is_compared_with_its_published_feed(run: Run, lighthouse: Path) -> None:
    result = run("diff", lighthouse)
    assert result.exit_code == 2
    assert "No such file or directory; build the show first [unreadable]" in result.stderr
    assert run("build", lighthouse, "-q").exit_code == 0
    assert run("diff", lighthouse).stdout.startswith("No difference.\n")
    published = {path: path.read_bytes() for path in lighthouse.rglob("public/*.xml")}
    episode = sorted(lighthouse.glob("episodes/*.md"))[0]
    text = episode.read_text("utf-8")
    episode.write_text(text.replace("---\n", "---\nguid: another\n", 1), "utf-8")
    result = run("diff", lighthouse)
    assert result.stdout.startswith("Danger: 1 episode will be downloaded again")
    assert result.exit_code == 1
    assert published == {path: path.read_bytes() for path in lighthouse.rglob("public/*.xml")}


def test_no_source_of_a_show_is_replaced(run: Run, lighthouse: Path) -> None:
    show = lighthouse / "show.yaml"
    before = show.read_bytes()
    result = run("diff", lighthouse, "-o", show)
    assert result.exit_code == 2
    assert "show.yaml is a file of a show that is compared; name another file" in result.stderr
    assert show.read_bytes() == before


def test_a_folder_without_a_show_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.xml").write_text(OLD, "utf-8")
    result = run("diff", tmp_path, tmp_path / "new.xml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"{tmp_path.as_posix()}: not built: 1 error\n")


def test_a_feed_is_read_at_its_address(run: Run, tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data(OLD)
    (tmp_path / "new.xml").write_text(OLD.replace(TIDE, ""), "utf-8")
    url = httpserver.url_for("/feed.xml")
    with_password = url.replace("://", "://mira:secret@")
    refused = run("diff", with_password, tmp_path / "new.xml")
    assert refused.exit_code == 2
    assert "[unreachable]" in refused.stderr
    result = run("diff", with_password, tmp_path / "new.xml", "--allow-private")
    assert result.stdout.splitlines()[0] == "Danger: 1 removed episode."
    assert "secret" not in refused.stderr + result.stdout + result.stderr


def test_a_dry_run_says_what_will_be_downloaded_again(run: Run, lighthouse: Path) -> None:
    assert run("build", lighthouse, "-q").exit_code == 0
    episode = sorted(lighthouse.glob("episodes/*.md"))[0]
    text = episode.read_text("utf-8")
    episode.write_text(text.replace("---\n", "---\nguid: another\n", 1), "utf-8")
    result = run("build", lighthouse, "--dry-run", "--accept", "guid")
    (line,) = [one for one in result.stdout.splitlines() if "episode" in one]
    assert line.startswith(
        f"{lighthouse.as_posix()}/public/feed.xml: 1 episode will be downloaded again: "
    )


@pytest.mark.slow
def test_real_feeds_do_not_differ_from_themselves(run: Run, shared_data: Path) -> None:
    for path in sorted((shared_data / "feeds").glob("*.xml")):
        result = run("diff", path, path)
        assert (result.stdout.splitlines()[:1], result.exit_code) == (["No difference."], 0), path
