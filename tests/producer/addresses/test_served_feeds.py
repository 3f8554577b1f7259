"""Feeds whose feed_url is not the address of their file: under which names they are served."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import set_keys

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
BASE = "https://example.com/show/"
HOSTS = ["netlify", "cloudflare", "apache", "vercel", "nginx"]


def files(show: Path) -> set[str]:
    public = show / "public"
    return {
        one.relative_to(public).as_posix()
        for one in public.rglob("*")
        if one.is_file() and not one.relative_to(public).as_posix().startswith(("artwork/", "."))
    }


@pytest.mark.parametrize(
    ("feed_url", "name"),
    [
        ("https://example.com/show/show.xml", "show.xml"),
        ("https://example.com/show/Harbour.RSS", "Harbour.RSS"),
        ("https://example.com/show/feeds/mp3.xml", "feeds/mp3.xml"),
        ("http://EXAMPLE.com:80/show/podcast.rss", "podcast.rss"),
        ("https://example.com/show/harbour.atom", "harbour.atom"),
    ],
)
def test_feed_is_published_under_the_name_of_its_address(
    run: Run, show: Path, feed_url: str, name: str
) -> None:
    set_keys(show, f"base_url: https://example.com/show/\nfeed_url: {feed_url}")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    assert files(show) == {"feed.xml", name}
    data = (show / "public" / name).read_bytes()
    assert data == (show / "public" / "feed.xml").read_bytes()
    assert feed_url.encode() in data
    assert name in json.loads((show / "feed.lock").read_text("utf-8"))["assets"]
    set_keys(show, "feed_url: https://example.com/show/feed.xml")
    run("build", show)
    assert files(show) == {"feed.xml"}


def test_second_name_is_among_the_files_that_change(run: Run, show: Path) -> None:
    run("build", show)
    set_keys(show, f"feed_url: {BASE}feed.xml")
    assert "show.xml" not in run("build", "--check", show).output
    set_keys(show, f"feed_url: {BASE}show.xml\nmoved_from: {BASE}feed.xml")
    assert "1 other file would change: show.xml" in run("build", "--check", show).output
    assert not (show / "public" / "show.xml").exists()


@pytest.mark.parametrize(
    "feed_url",
    [
        "https://example.com/show/feed.xml",
        "http://example.com:80/show/feed.xml",
        "https://feeds.example.com/harbour",
        "https://example.com:8443/rss",
        "https://example.com/feed.xml",
    ],
    ids=["its own", "http", "other host", "other port", "put elsewhere"],
)
def test_address_that_needs_nothing(run: Run, show: Path, feed_url: str) -> None:
    set_keys(show, f"base_url: https://example.com/show/\nfeed_url: {feed_url}")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    assert files(show) == {"feed.xml"}


UNSERVED = {
    "folder": (f"{BASE}", "it is a folder"),
    "inner folder": (f"{BASE}podcast/", "it is a folder"),
    "program": (f"{BASE}feed.php", "its name is none of a feed"),
    "page": (f"{BASE}feed.html", "its name is none of a feed"),
    "query": (f"{BASE}?feed=podcast", "it has a query"),
    "outside": ("https://example.com/rss", "it is outside base_url"),
    "folder of ours": (f"{BASE}transcripts/feed.rss", "its name is none of a feed"),
    "escapes": (f"{BASE}h%C3%A4fen.xml", "its name is none of a feed"),
    "name of a host's file": (f"{BASE}_headers", "another file has this name"),
    "capitals alone": (f"{BASE}FEED.XML", "another file has this name"),
    "further page": (f"{BASE}feed.page-2.xml", "another file has this name"),
    "name of another host": (f"{BASE}CNAME", "its name is none of a feed"),
}


@pytest.mark.parametrize("case", UNSERVED)
def test_address_that_no_file_can_have_is_told(run: Run, show: Path, case: str) -> None:
    feed_url, why = UNSERVED[case]
    line = set_keys(show, f"base_url: {BASE}\nfeed_url: {feed_url}") + 1
    result = run("build", show)
    assert result.exit_code == 0
    assert result.stderr == (
        f'{show.as_posix()}/show.yaml:{line}:1: warning: feed_url is "{feed_url}"; no file can have '
        f"this address ({why}); see to it that your server serves public/feed.xml there, set "
        f"hosting, or write feed_url: {BASE}feed.xml [feed-url-unserved]\n"
    )
    assert files(show) == {"feed.xml"}


def test_github_pages_cannot_serve_a_folder(run: Run, show: Path) -> None:
    line = set_keys(show, f"hosting: github-pages\nfeed_url: {BASE}") + 1
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr == (
        f'{show.as_posix()}/show.yaml:{line}:1: error: feed_url is "{BASE}"; public/feed.xml cannot '
        "be served there: GitHub Pages serves files alone, under their own names; write feed_url: "
        f"{BASE}feed.xml [feed-url-unserved]\n{show.as_posix()}: not built: 1 error\n"
    )


@pytest.mark.parametrize("host", ["", "github-pages"])
def test_name_without_ending_is_told_where_no_type_can_be_given(
    run: Run, show: Path, host: str
) -> None:
    keys = f"hosting: {host}\n" if host else ""
    line = set_keys(show, f"{keys}feed_url: {BASE}rss") + bool(host)
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (
        0,
        f'{show.as_posix()}/show.yaml:{line}:1: warning: feed_url is "{BASE}rss"; the file public/rss '
        "has no ending, and most servers send such a file as application/octet-stream; set hosting, "
        "or see to it that your server sends application/rss+xml [feed-url-unserved]\n",
    )
    assert files(show) - {".nojekyll"} == {"feed.xml", "rss"}


REWRITES = {
    "netlify": ("_redirects", "/show/podcast/ /show/feed.xml 200!\n"),
    "cloudflare": ("_redirects", "/show/podcast/ /show/feed.xml 200\n"),
    "apache": (
        ".htaccess",
        '<IfModule mod_rewrite.c>\n  RewriteEngine On\n  RewriteCond "%{REQUEST_URI}" '
        '"=/show/podcast/"\n  RewriteRule "^" "/show/feed.xml" [END]\n</IfModule>\n',
    ),
    "vercel": (
        "vercel.json",
        '  "rewrites": [\n    {\n      "source": "/show/podcast/",\n      "destination": '
        '"/show/feed.xml"\n    }\n  ]\n}\n',
    ),
    "nginx": (
        "nginx.conf",
        "location = /show/podcast/ {\n    types { }\n    default_type "
        '"application/rss+xml; charset=utf-8";\n    add_header Cache-Control "public, max-age=300, '
        'must-revalidate";\n    add_header Access-Control-Allow-Origin "*";\n    add_header '
        'X-Content-Type-Options "nosniff";\n    try_files /show/feed.xml =404;\n}\n',
    ),
}


@pytest.mark.parametrize("host", HOSTS)
def test_files_of_the_host_serve_the_feed_where_no_file_can_be(
    run: Run, show: Path, host: str
) -> None:
    keys = f"hosting: {host}\nbase_url: {BASE}\nfeed_url: {BASE}podcast/"
    set_keys(show, f"{keys}\nmoved_from: https://example.com/old.xml")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    name, text = REWRITES[host]
    assert text in (show / "public" / name).read_text("ascii")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("feed_url", [f"{BASE}?feed=podcast", f"{BASE}a%20b/"])
def test_address_that_the_host_would_misread_is_told(
    run: Run, show: Path, host: str, feed_url: str
) -> None:
    set_keys(show, f"hosting: {host}\nbase_url: {BASE}\nfeed_url: {feed_url}")
    result = run("build", show)
    assert result.exit_code == 0
    why = (
        "it has a query, which static hosts do not look at"
        if "?" in feed_url
        else "its path holds signs that the host would misread"
    )
    assert f"public/feed.xml cannot be served there: {why}; write feed_url: {BASE}feed.xml" in (
        result.stderr
    )


@pytest.mark.parametrize(("host", "text"), [
    ("netlify", "/show/rss\n  Content-Type: application/rss+xml; charset=utf-8\n"),
    ("cloudflare", "/show/rss\n  Content-Type: application/rss+xml; charset=utf-8\n"),
    ("apache", '<If "%{REQUEST_URI} =~ m#^/show/rss$#">\n  ForceType "application/rss+xml; charset=utf-8"\n'),
    ("vercel", '"source": "/show/rss",\n'),
    ("nginx", 'location = /show/rss {\n    types { }\n    default_type "application/rss+xml; charset=utf-8";\n'),
])  # fmt: skip
def test_name_without_ending_has_its_type(run: Run, show: Path, host: str, text: str) -> None:
    set_keys(show, f"hosting: {host}\nfeed_url: {BASE}rss")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    texts = [(show / "public" / one).read_text("ascii") for one in sorted(files_of_host(show))]
    assert any(text in one for one in texts)


def files_of_host(show: Path) -> list[str]:
    names = ("_headers", "_redirects", ".htaccess", "vercel.json", "nginx.conf")
    return [one for one in names if (show / "public" / one).exists()]


@pytest.mark.parametrize("host", HOSTS)
def test_redirect_of_a_show_that_moves_away_wins_over_serving(
    run: Run, show: Path, host: str
) -> None:
    keys = f"hosting: {host}\nbase_url: {BASE}\nfeed_url: {BASE}podcast/"
    set_keys(show, f"{keys}\nnew_feed_url: https://next.example.com/feed.xml")
    assert run("build", show).exit_code == 0
    whole = "".join((show / "public" / one).read_text("ascii") for one in files_of_host(show))
    assert "https://next.example.com/feed.xml" in whole
    for sign in (" 200", "RewriteRule", '"rewrites"', "try_files"):
        assert sign not in whole


def test_redirects_lead_to_what_is_served(run: Run, show: Path) -> None:
    set_keys(show, f"hosting: netlify\nfeed_url: {BASE}\nmoved_from: https://example.com/old.xml")
    assert run("build", show).exit_code == 0
    assert (show / "public" / "_redirects").read_text("ascii").splitlines()[1:] == [
        f"/old.xml {BASE} 301!",
        "/show/ /show/feed.xml 200!",
    ]


@pytest.mark.parametrize("host", HOSTS)
def test_file_that_is_served_elsewhere_never_redirects_there(
    run: Run, show: Path, host: str
) -> None:
    set_keys(show, f"hosting: {host}\nfeed_url: {BASE}\nmoved_from: {BASE}feed.xml")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    text = "".join((show / "public" / one).read_text("ascii") for one in files_of_host(show))
    assert "301" not in text


def test_other_feeds_have_addresses_of_their_own(run: Run, show: Path) -> None:
    set_keys(show, f"hosting: netlify\nfeeds: {{plus: {{feed_url: '{BASE}extra.rss'}}}}")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    public = show / "public"
    assert (public / "extra.rss").read_bytes() == (public / "plus.xml").read_bytes()


@pytest.mark.parametrize("host", ["cloudflare", "netlify", "vercel", "apache", "nginx"])
def test_redirect_to_http_is_told_where_the_host_refuses_it(
    run: Run, show: Path, host: str
) -> None:
    keys = f"hosting: {host}\nnew_feed_url: http://next.example.com/feed.xml"
    line = set_keys(show, keys) + 1
    result = run("build", show)
    told = (
        f'{show.as_posix()}/show.yaml:{line}:1: warning: no redirect is written for "{BASE}feed.xml":'
        ' cloudflare takes no redirect to http: "http://next.example.com/feed.xml"; write it with '
        "https; see to it that it redirects [redirect-not-written]\n"
    )
    assert ("no redirect is written" in result.stderr) == (host == "cloudflare")
    if host == "cloudflare":
        assert told in result.stderr
        assert not (show / "public" / "_redirects").exists()
