"""The files by which static hosts serve public/: their bytes, whose they are, what stays out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import set_keys

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
COMMENT = "# Written by feedtool from show.yaml; what is changed here is lost.\n"
GOLDEN = Path(__file__).parent / "hosting"
OLD = "https://example.com/old/feed.xml"
HOSTS = {
    "netlify": ["_headers", "_redirects"],
    "cloudflare": ["_headers", "_redirects"],
    "apache": [".htaccess"],
    "vercel": ["vercel.json"],
    "nginx": ["nginx.conf"],
    "github-pages": [".nojekyll"],
}


def hosted(show: Path) -> list[str]:
    """The files that are neither the feed nor in a folder."""
    files = [one.name for one in (show / "public").iterdir() if not one.is_dir()]
    return sorted(set(files) - {"feed.xml"})


@pytest.mark.parametrize("host", HOSTS)
def test_files_of_each_host(run: Run, show: Path, host: str) -> None:
    set_keys(show, f"hosting: {host}\nmoved_from: {OLD}")
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    assert hosted(show) == sorted(HOSTS[host])
    for name in HOSTS[host]:
        made = (show / "public" / name).read_bytes()
        assert made == (GOLDEN / host / name.lstrip(".")).read_bytes()
    assert sorted(HOSTS[host]) == [
        name for name in json.loads((show / "feed.lock").read_text("utf-8"))["assets"]
        if "/" not in name
    ]  # fmt: skip


def test_without_hosting_there_are_no_files(run: Run, show: Path) -> None:
    set_keys(show, f"moved_from: {OLD}")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    assert hosted(show) == []


def test_another_host_takes_the_former_ones_files_away(run: Run, show: Path) -> None:
    set_keys(show, f"hosting: netlify\nmoved_from: {OLD}")
    run("build", show)
    set_keys(show, "hosting: vercel")
    assert run("build", show).exit_code == 0
    assert hosted(show) == ["vercel.json"]
    set_keys(show, "moved_from: []")
    run("build", show)
    assert "redirects" not in json.loads((show / "public" / "vercel.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (f"moved_from: {OLD}", "/old/feed.xml https://example.com/show/feed.xml 301!\n"),
        (
            "moved_from: [https://example.com/a.xml, http://EXAMPLE.com:80/b/]",
            "/a.xml https://example.com/show/feed.xml 301!\n"
            "/b/ https://example.com/show/feed.xml 301!\n",
        ),
        ("moved_from: https://example.com", "/ https://example.com/show/feed.xml 301!\n"),
        (
            "new_feed_url: https://b.example/feed?id=7",
            "/show/feed.xml https://b.example/feed?id=7 301!\n",
        ),
        (
            f"new_feed_url: https://b.example/feed\nmoved_from: {OLD}",
            "/old/feed.xml https://b.example/feed 301!\n"
            "/show/feed.xml https://b.example/feed 301!\n",
        ),
        ("moved_from: http://example.com/show/feed.xml", ""),
        ("moved_from: https://elsewhere.example/feed.xml", ""),
        ("moved_from: https://example.com:8443/feed.xml", ""),
        ("moved_from: https://media.example.com/feed.xml", ""),
        ("new_feed_url: https://example.com/show/feed.xml", ""),
        (f"new_feed_url: {OLD}", f"/show/feed.xml {OLD} 301!\n"),
        (f"feed_url: https://feeds.example/x\nbase_url: https://example.com/show/\nmoved_from: {OLD}", "/old/feed.xml https://feeds.example/x 301!\n"),
    ],
    ids=[
        "one", "two and a standard port", "root", "moves away", "both", "from http", "other host",
        "other port", "other subdomain", "says so", "on this host", "feed on another host",
    ],
)  # fmt: skip
def test_redirects(run: Run, show: Path, keys: str, lines: str) -> None:
    set_keys(show, f"hosting: netlify\n{keys}")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    path = show / "public" / "_redirects"
    assert (path.read_text("utf-8") if path.exists() else "") == (COMMENT + lines if lines else "")
    assert (show / "public" / "feed.xml").is_file()


@pytest.mark.parametrize(
    ("keys", "address", "why"),
    [
        (
            "moved_from: https://example.com/?feed=podcast", "https://example.com/?feed=podcast",
            "it has a query, which redirects of static hosts do not look at",
        ),
        (
            "moved_from: 'https://example.com/a%20b/feed.xml'", "https://example.com/a%20b/feed.xml",
            "its path holds more than letters, digits and - . _ ~ between single slashes",
        ),
        (
            "moved_from: 'https://example.com/:splat/*'", "https://example.com/:splat/*",
            "its path holds more than letters, digits and - . _ ~ between single slashes",
        ),
        (
            'moved_from: "https://example.com/a\'(b)/$1"', "https://example.com/a'(b)/$1",
            "its path holds more than letters, digits and - . _ ~ between single slashes",
        ),
        (
            "moved_from: https://example.com/../feed.xml", "https://example.com/../feed.xml",
            "its path holds more than letters, digits and - . _ ~ between single slashes",
        ),
        (
            "new_feed_url: 'https://b.example/$1/:splat'", "https://example.com/show/feed.xml",
            'the new address "https://b.example/$1/:splat" holds signs that the host would misread',
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("host", ["netlify", "cloudflare", "apache", "vercel", "nginx"])
def test_addresses_that_a_host_would_misread_are_told_and_left_out(
    run: Run, show: Path, host: str, keys: str, address: str, why: str
) -> None:
    line = set_keys(show, f"{keys}\nhosting: {host}")
    result = run("build", show)
    assert result.exit_code == 0
    assert result.stderr == (
        f'{show.as_posix()}/show.yaml:{line}:1: warning: no redirect is written for "{address}": '
        f"{why}; see to it that it redirects [redirect-not-written]\n"
    )
    for name in HOSTS[host]:
        path = show / "public" / name
        assert not path.exists() or "edirect" not in path.read_text("ascii")


def test_github_pages_cannot_redirect(run: Run, show: Path) -> None:
    line = set_keys(show, f"hosting: github-pages\nmoved_from: [{OLD}]")
    result = run("build", show)
    assert result.stderr == (
        f"{show.as_posix()}/show.yaml:{line + 1}:14: warning: no redirect is written for "
        f'"{OLD}": GitHub Pages has no redirects; see to it that it redirects '
        "[redirect-not-written]\n"
    )


@pytest.mark.parametrize(
    "tail",
    ["\\n/* https://evil.example/ 301!", '"', " ", "\\t", "\\u2028", "`", "{x}", "\\\\"],
)
@pytest.mark.parametrize("key", ["moved_from", "new_feed_url", "base_url", "feed_url"])
def test_nothing_can_be_smuggled_in(run: Run, show: Path, key: str, tail: str) -> None:
    other = "" if key == "moved_from" else f"moved_from: {OLD}\n"
    tail = tail.replace('"', '\\"')
    for host, names in HOSTS.items():
        set_keys(show, f'hosting: {host}\n{other}{key}: "https://example.com/x{tail}y/"')
        assert run("build", show).exit_code == 2
        assert not any((show / "public" / name).exists() for name in names)


@pytest.mark.parametrize("host", ["netlify", "cloudflare", "apache", "vercel", "nginx"])
@pytest.mark.parametrize(
    ("keys", "key", "path"),
    [
        ("base_url: 'https://example.com/a%20b/'", "base_url", "/a%20b/"),
        ("base_url: 'https://example.com/a*/'", "base_url", "/a*/"),
        ("base_url: 'https://example.com/(a|b)+/'".replace("|", ""), "base_url", "/(ab)+/"),
        ("base_url: 'https://example.com//'", "base_url", "//"),
        ("feed_url: 'https://example.com/:a/feed.xml'", "feed_url", "/:a/"),
        ('feed_url: "https://example.com/a\'/feed.xml"', "feed_url", "/a'/"),
    ],
)
def test_path_that_a_host_would_misread_is_an_error(
    run: Run, show: Path, host: str, keys: str, key: str, path: str
) -> None:
    line = set_keys(show, f"{keys}\nhosting: {host}")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr == (
        f'{show.as_posix()}/show.yaml:{line}:1: error: {key} has the path "{path}"; hosting: '
        f"{host} expects letters, digits and - . _ ~ between single slashes [bad-host-path]\n"
        f"{show.as_posix()}: not built: 1 error\n"
    )


@pytest.mark.parametrize(
    ("host", "name"),
    [("netlify", "_headers"), ("cloudflare", "_redirects"), ("apache", ".htaccess"),
     ("vercel", "vercel.json"), ("nginx", "nginx.conf"), ("github-pages", ".nojekyll")],
)  # fmt: skip
def test_file_that_somebody_else_wrote_is_left_alone(
    run: Run, show: Path, host: str, name: str
) -> None:
    path = show / "public" / name
    path.parent.mkdir()
    path.write_text("# mine\n", "utf-8")
    line = set_keys(show, f"hosting: {host}\nmoved_from: [{OLD}]")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{show.as_posix()}/show.yaml:{line}:1: error: public/{name} is there and not written by "
        "feedtool; remove it and keep what it says elsewhere, or remove hosting "
        "[host-file-foreign]\n"
        f"{show.as_posix()}: not built: 1 error\n"
    )
    assert path.read_text("utf-8") == "# mine\n"
    assert not (show / "public" / "feed.xml").exists()
    path.unlink()
    assert run("build", show).exit_code == 0


def test_file_of_ours_is_known_without_the_lock_file(run: Run, show: Path) -> None:
    set_keys(show, f"hosting: apache\nmoved_from: {OLD}")
    run("build", show)
    (show / "feed.lock").unlink()
    path = show / "public" / ".htaccess"
    path.write_text(path.read_text("utf-8").replace("/old/feed.xml", "/older.xml"), "utf-8")
    assert run("build", show).exit_code == 0
    assert "/old/feed.xml" in (show / "public" / ".htaccess").read_text("utf-8")


def test_file_without_comments_is_known_by_the_lock_file(run: Run, show: Path) -> None:
    set_keys(show, "hosting: vercel")
    run("build", show)
    set_keys(show, f"moved_from: {OLD}")
    assert run("build", show).exit_code == 0
    assert "/old/feed.xml" in (show / "public" / "vercel.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["_headers", "_redirects"])
def test_file_that_somebody_wrote_in_place_of_ours_is_kept(run: Run, show: Path, name: str) -> None:
    set_keys(show, f"hosting: netlify\nmoved_from: {OLD}")
    run("build", show)
    path = show / "public" / name
    path.write_text("/* mine */\n", "utf-8")
    result = run("build", show)
    assert result.exit_code == 2
    assert f"public/{name} is there and not written by feedtool" in result.stderr
    set_keys(show, "hosting: vercel")
    assert run("build", show).exit_code == 0
    assert hosted(show) == sorted([name, "vercel.json"])
    assert path.read_text("utf-8") == "/* mine */\n"


def test_link_in_place_of_a_file_is_not_followed(run: Run, show: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.write_text(COMMENT, "utf-8")
    (show / "public").mkdir()
    (show / "public" / "_headers").symlink_to(target)
    set_keys(show, "hosting: netlify")
    result = run("build", show)
    assert result.exit_code == 2
    assert "[host-file-foreign]" in result.stderr
    assert target.read_text("utf-8") == COMMENT


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("heroku", 'hosting is "heroku"; expected "netlify", "cloudflare", "apache", "vercel", '
         '"nginx" or "github-pages" [bad-value]'),
    ],
)  # fmt: skip
def test_unknown_host_is_told(run: Run, show: Path, value: str, message: str) -> None:
    line = set_keys(show, f"hosting: {value}")
    result = run("build", show)
    assert result.stderr.startswith(f"{show.as_posix()}/show.yaml:{line}:10: error: {message}\n")


def test_file_that_somebody_else_wrote_since_is_left_alone(run: Run, show: Path) -> None:
    set_keys(show, "hosting: vercel")
    assert run("build", show).exit_code == 0
    path = show / "public" / "vercel.json"
    path.write_text('{"mine": 1}', "utf-8")
    result = run("build", show)
    assert result.exit_code == 2
    assert "[host-file-foreign]" in result.stderr
    text = (show / "show.yaml").read_text("utf-8")
    (show / "show.yaml").write_text(text.replace("hosting: vercel\n", ""), "utf-8")
    assert run("build", show).exit_code == 0
    assert path.read_text("utf-8") == '{"mine": 1}'
