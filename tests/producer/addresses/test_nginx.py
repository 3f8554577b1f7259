"""The snippet for nginx, included into a real nginx on this machine: types, CORS, redirects."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from click.testing import Result
from shows import set_keys

NGINX = shutil.which("nginx") or next(
    (one for one in ("/usr/sbin/nginx", "/usr/local/sbin/nginx") if Path(one).exists()), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
]

Run = Callable[..., Result]
BASE = "https://example.com/show/"
CONFIGURATION = """\
daemon off;
master_process off;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3;
    uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
    types {{ text/html html; application/octet-stream mp3; }}
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {root}/show/nginx.conf;
    }}
}}
"""


class Server:
    """A running nginx that serves a folder."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


@pytest.fixture
def serve(show: Path, tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """What serves public/ as /show/."""
    started = []

    def start() -> Server:
        root, home = tmp_path / "www", tmp_path / "home"
        home.mkdir()
        shutil.copytree(show / "public", root / "show")
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        configuration = home / "main.conf"
        configuration.write_text(CONFIGURATION.format(home=home, root=root, port=port), "utf-8")
        command = [str(NGINX), "-e", f"{home}/error.log", "-p", str(home), "-c", str(configuration)]
        tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        started.append(process)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        return Server(port)

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=30)


def put(show: Path, *names: str) -> None:
    """Put files into public/, as if a build had written them."""
    for name in names:
        path = show / "public" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_types_caching_and_cors(run: Run, show: Path, serve: Callable[[], Server]) -> None:
    set_keys(show, "hosting: nginx")
    assert run("build", show).exit_code == 0
    files = {
        "feed.xml": ("application/rss+xml; charset=utf-8", "public, max-age=300, must-revalidate", "*"),
        "transcripts/1-ropes.vtt": ("text/vtt", "public, max-age=86400", "*"),
        "transcripts/1-ropes.srt": ("application/x-subrip; charset=utf-8", "public, max-age=86400", "*"),
        "transcripts/1-ropes.de.html": ("text/html; charset=utf-8", "public, max-age=86400", "*"),
        "chapters/1-ropes.json": ("application/json+chapters", "public, max-age=86400", "*"),
        "artwork/cover.jpg": ("image/jpeg", "public, max-age=604800", None),
        "pictures/inner/net.webp": ("image/webp", "public, max-age=604800", None),
        "people/mira.png": ("image/png", "public, max-age=604800", None),
    }  # fmt: skip
    put(show, *(name for name in files if name != "feed.xml"))
    server = serve()
    for name, expected in files.items():
        answer = server.ask(f"/show/{name}")
        assert answer.status == 200, name
        assert expected == (
            answer.headers["Content-Type"],
            answer.headers["Cache-Control"],
            answer.headers["Access-Control-Allow-Origin"],
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert server.ask("/show/nginx.conf").status == 404
    assert server.ask("/show/feed.xml.bak").status == 404


def test_redirects_of_feeds_files_and_folders(
    run: Run, show: Path, serve: Callable[[], Server]
) -> None:
    old = "https://example.com/old.feed"
    set_keys(show, f"hosting: nginx\nmoved_from: [{old}, https://example.com/gone/rss.xml]")
    assert run("build", show).exit_code == 0
    lock = show / "feed.lock"
    moved = {
        "https://example.com/show/transcripts/a.vtt": f"{BASE}feed.xml",
        "https://example.com/o.ld/audio/": "https://media.example.com/audio/",
    }
    lines = ",\n".join(f'    "{one}": "{two}"' for one, two in moved.items())
    text = lock.read_text("utf-8")
    lock.write_text(
        text.replace('  "assets"', f'  "moved": {{\n{lines}\n  }},\n  "assets"'), "utf-8"
    )
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    server = serve()
    for path, target in {
        "/old.feed": f"{BASE}feed.xml",
        "/gone/rss.xml": f"{BASE}feed.xml",
        "/show/transcripts/a.vtt": f"{BASE}feed.xml",
        "/o.ld/audio/s1/1.mp3": "https://media.example.com/audio/s1/1.mp3",
        "/o.ld/audio/a%20b.mp3": "https://media.example.com/audio/a%20b.mp3",
    }.items():
        answer = server.ask(path)
        assert (answer.status, answer.headers["Location"]) == (301, target)
    for path in ("/oxld/audio/1.mp3", "/old.feed/more", "/show/transcripts/avtt"):
        assert server.ask(path).status == 404


@pytest.mark.parametrize("path", ["podcast/", "", "rss", "podcast/mp3.xml"])
def test_feed_is_served_at_its_address(
    run: Run, show: Path, serve: Callable[[], Server], path: str
) -> None:
    set_keys(show, f"hosting: nginx\nbase_url: {BASE}\nfeed_url: {BASE}{path}")
    result = run("build", show)
    assert (result.exit_code, result.stderr) == (0, "")
    server = serve()
    for one in (f"/show/{path}", "/show/feed.xml"):
        answer = server.ask(one)
        assert answer.status == 200, one
        assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
