"""`build --against`: addresses of feeds and of their further pages that are odd or secret."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pytest_httpserver import HTTPServer

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show that is not published yet."""
    monkeypatch.chdir(tmp_path)
    folder = Path("show")
    run("init", folder, "--feed-url", "https://example.com/my-show/feed.xml")
    return folder


@pytest.mark.parametrize(
    "link", ["http://[", "a%2f..%2fb", "%2e", "%00", "a" * 5000, "file:///x", ""]
)
def test_a_further_page_with_an_odd_address_is_ignored(
    run: Run, show: Path, httpserver: HTTPServer, link: str
) -> None:
    feed = (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>x</title>'
        f'<atom:link rel="next" href="{link}"/></channel></rss>'
    )
    Path("odd.xml").write_text(feed)
    httpserver.expect_request("/feed.xml").respond_with_data(feed)
    assert run("build", show, "--against", "odd.xml", "--check").exception is None
    if link.startswith(("http:", "file:")):
        url = httpserver.url_for("/feed.xml")
        assert run("build", show, "--against", url, "--allow-private").exit_code == 0


@pytest.mark.parametrize(("command", "option"), [("build", "--against"), ("lock", "--from")])
def test_no_password_of_an_address_is_shown(
    command: str, option: str, run: Run, show: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data("no feed")
    url = httpserver.url_for("/feed.xml").replace("://", "://ann:secret@") + "?token=t0k"
    result = run(command, show, option, url, "--allow-private")
    assert result.exit_code == 2
    assert "/feed.xml?…:1:1: error: this is no XML" in result.stderr
    assert not [one for one in ("secret", "t0k") if one in result.stderr]
