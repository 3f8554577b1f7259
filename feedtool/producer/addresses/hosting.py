"""Files by which static hosts serve public/ well: types, caching, CORS, redirects.

The headers of each file are in `schemas/lists/hosting-headers.json`; here is the form that each
host wants. All that goes into a file is a constant, a plain path or a checked URL.

Sources: https://docs.netlify.com/manage/routing/headers/ and …/redirects/overview/;
https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/;
https://httpd.apache.org/docs/2.4/mod/core.html#if and mod_alias.html#redirect;
https://vercel.com/docs/project-configuration
"""

import json
import os.path
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.addresses.redirects import PLAIN, Redirect, find_redirects, is_plain_path
from feedtool.show.lock import Lock
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at
from feedtool.vocabulary import load_list

_COMMENT = "# Written by feedtool from show.yaml; what is changed here is lost."
_KNOWN_BY_START = ("_headers", "_redirects", ".htaccess", "vercel.json")
# How we begin the file; JSON has no comments.
_VERCEL = """{
  "$schema": "https://openapi.vercel.sh/vercel.json",
  "headers": [
    {
      "source": \""""


class _Served(NamedTuple):
    """Files of one ending in one folder (from the host's root), and their headers."""

    folder: str
    ending: str
    headers: dict[str, str]


_Form = Callable[[Sequence[_Served], Sequence[Redirect]], dict[str, str]]


def make_host_files(show: Show, base_url: str) -> dict[str, bytes]:
    """Return the files for the show's host by their names in public/; none without `hosting`."""
    path = urlsplit(base_url).path
    if show.hosting is None or not is_plain_path(path):
        return {}
    served = [_serve(path, **one) for one in load_list("hosting-headers")]
    texts = _FORMS[show.hosting](served, find_redirects(show, base_url))
    return {name: text.encode("ascii") for name, text in texts.items()}


def find_host_faults(show: Show, base_url: str, lock: Lock) -> Iterator[Finding]:
    """Yield errors: a path that no host file can hold, and host files that are not ours."""
    if show.hosting is None:
        return
    path = urlsplit(base_url).path
    if not is_plain_path(path):
        key = "base_url" if show.base_url else "feed_url"
        message = f'{key} has the path "{cut(path)}"; hosting: {show.hosting} expects {PLAIN}'
        yield make_finding_at(show, show, (key,), "bad-host-path", "error", message)
    for name, data in make_host_files(show, base_url).items():
        if _is_foreign(show.folder, name, lock.assets, data):
            message = (
                f"public/{name} is there and not written by feedtool; remove it and keep what "
                "it says elsewhere, or remove hosting"
            )
            yield make_finding_at(show, show, ("hosting",), "host-file-foreign", "error", message)


def _serve(
    path: str, folder: str, ending: str, type: str, max_age_s: int, cors: bool
) -> _Served:  # fmt: skip
    # An old copy of the feed must never be shown; other files may be old while the host is away.
    again = ", must-revalidate" if folder == "" else ""
    headers = {"Content-Type": type, "Cache-Control": f"public, max-age={max_age_s}{again}"}
    if cors:
        headers["Access-Control-Allow-Origin"] = "*"
    headers["X-Content-Type-Options"] = "nosniff"
    return _Served(path + folder, ending, headers)


def without_foreign(folder: Path, assets: Sequence[str]) -> tuple[str, ...]:
    """Return the assets of a lock file without the host files that somebody replaced since then."""
    return tuple(name for name in assets if not _is_foreign(folder, name, assets))


def _is_foreign(
    folder: Path | None, name: str, assets: Sequence[str], data: bytes | None = None
) -> bool:
    """Return whether a file in public/ is not ours; `data` is what we would write."""
    if folder is None:
        return False
    path = folder / "public" / name
    if not os.path.lexists(path) or (name in assets and name not in _KNOWN_BY_START):
        return False
    if path.is_symlink() or not path.is_file():
        return True
    start = _VERCEL if name == "vercel.json" else f"{_COMMENT}\n"
    with path.open("rb") as stream:
        found = stream.read(max(len(data or b""), len(start)) + 1)
    return found != data and not found.startswith(start.encode())


def _netlify(served: Sequence[_Served], redirects: Sequence[Redirect]) -> dict[str, str]:
    # Without ! an existing file, such as the feed itself, wins over the redirect.
    return _headers_file(served) | _redirects_file(redirects, "301!")


def _cloudflare(served: Sequence[_Served], redirects: Sequence[Redirect]) -> dict[str, str]:
    return _headers_file(served) | _redirects_file(redirects, "301")


def _headers_file(served: Sequence[_Served]) -> dict[str, str]:
    lines = [_COMMENT]
    for one in served:
        lines.append(f"{one.folder}*.{one.ending}")
        lines += [f"  {name}: {value}" for name, value in one.headers.items()]
    return {"_headers": _join(lines)}


def _redirects_file(redirects: Sequence[Redirect], status: str) -> dict[str, str]:
    lines = [f"{one.path} {one.url} {status}" for one in redirects]
    return {"_redirects": _join([_COMMENT, *lines])} if lines else {}


def _apache(served: Sequence[_Served], redirects: Sequence[Redirect]) -> dict[str, str]:
    lines = [_COMMENT]
    for one in served:
        place = f"^{re.escape(one.folder)}[^/]+\\.{one.ending}$"
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#{place}#">')
        lines.append(f'  ForceType "{one.headers["Content-Type"]}"')
        lines.append("  <IfModule mod_headers.c>")
        lines += [
            f'    Header set {name} "{value}"'
            for name, value in one.headers.items()
            if name != "Content-Type"
        ]
        lines += ["  </IfModule>", "</If>"]
    for redirect in redirects:
        # Redirect alone would take all that lies below the path with it.
        lines.append(f"<If \"%{{REQUEST_URI}} == '{redirect.path}'\">")
        lines.append(f'  Redirect 301 "{redirect.path}" "{redirect.url}"')
        lines.append("</If>")
    return {".htaccess": _join(lines)}


def _vercel(served: Sequence[_Served], redirects: Sequence[Redirect]) -> dict[str, str]:
    data: dict[str, object] = {
        "$schema": "https://openapi.vercel.sh/vercel.json",
        "headers": [
            {
                "source": f"{one.folder}([^/]+).{one.ending}",
                "headers": [{"key": name, "value": value} for name, value in one.headers.items()],
            }
            for one in served
        ],
    }
    if redirects:
        data["redirects"] = [
            {"source": one.path, "destination": one.url, "statusCode": 301} for one in redirects
        ]
    return {"vercel.json": json.dumps(data, indent=2) + "\n"}


def _github_pages(served: Sequence[_Served], redirects: Sequence[Redirect]) -> dict[str, str]:
    """Return the only file that it reads: names that start with _ or . are served as well."""
    del served, redirects
    return {".nojekyll": ""}


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


_FORMS: dict[str, _Form] = {
    "netlify": _netlify,
    "cloudflare": _cloudflare,
    "apache": _apache,
    "vercel": _vercel,
    "github-pages": _github_pages,
}
