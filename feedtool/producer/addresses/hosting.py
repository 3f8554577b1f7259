"""Files by which static hosts serve public/ well: types, caching, CORS, redirects, rewrites.

The headers of each file are in `schemas/lists/hosting-headers.json`, the form that each host wants
in `host_forms`.
"""

import os.path
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from feedtool.files.opening import open_normal
from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.addresses.host_forms import (
    COMMENT,
    FORMS,
    NGINX,
    VERCEL_START,
    HostRules,
    Rewrite,
    Served,
)
from feedtool.producer.addresses.redirects import PLAIN, find_redirects, is_plain_path
from feedtool.producer.addresses.served_feeds import find_serving
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at
from feedtool.vocabulary import load_list

_KNOWN_BY_START = ("_headers", "_redirects", ".htaccess", "vercel.json", NGINX)


def make_host_files(show: Show, base_url: str, moved: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files for the show's host by their names in public/; none without `hosting`.

    `moved` has the old addresses of files, and where these are now.
    """
    path = urlsplit(base_url).path
    if show.hosting is None or not is_plain_path(path):
        return {}
    headers = load_list("hosting-headers")
    served = [_serve(path, **one) for one in headers]
    redirects = find_redirects(show, base_url, moved)
    taken = {one.path for one in redirects}
    serving = find_serving(show, base_url)
    rewrites = [Rewrite(*one) for one in serving.rewrites if one[0] not in taken]
    # A redirect of the file itself would lead round and round.
    needed = {one.file for one in rewrites}
    redirects = [one for one in redirects if one.path not in needed]
    feed = served[0].headers
    named = [path + one for one in serving.copies if "/" in one or not one.endswith(".xml")]
    served += [
        Served(one, "", feed)
        for one in (*named, *(rewrite.path for rewrite in rewrites))
        if one not in taken
    ]
    rules = HostRules(path, served, redirects, rewrites)
    return {name: text.encode("ascii") for name, text in FORMS[show.hosting](rules).items()}


def find_path_faults(show: Show, base_url: str) -> Iterator[Finding]:
    """Yield an error for a path that no host file can hold."""
    path = urlsplit(base_url).path
    if show.hosting is not None and not is_plain_path(path):
        key = "base_url" if show.base_url else "feed_url"
        message = f'{key} has the path "{cut(path)}"; hosting: {show.hosting} expects {PLAIN}'
        yield make_finding_at(show, show, (key,), "bad-host-path", "error", message)


def find_foreign_files(
    show: Show, files: Mapping[str, bytes], assets: Sequence[str]
) -> Iterator[Finding]:
    """Yield an error for each file for the host that is there already and is not ours."""
    for name, data in files.items():
        if _is_foreign(show.folder, name, assets, data):
            message = (
                f"public/{name} is there and not written by feedtool; remove it and keep what "
                "it says elsewhere, or remove hosting"
            )
            yield make_finding_at(show, show, ("hosting",), "host-file-foreign", "error", message)


def _serve(
    path: str, folder: str, ending: str, type: str, max_age_s: int, cors: bool, deep: bool = False
) -> Served:  # fmt: skip
    # An old copy of the feed must never be shown; other files may be old while the host is away.
    again = ", must-revalidate" if folder == "" else ""
    headers = {"Content-Type": type, "Cache-Control": f"public, max-age={max_age_s}{again}"}
    if cors:
        headers["Access-Control-Allow-Origin"] = "*"
    headers["X-Content-Type-Options"] = "nosniff"
    return Served(path + folder, ending, headers, deep)


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
    start = VERCEL_START if name == "vercel.json" else f"{COMMENT}\n"
    with open_normal(path) as stream:
        found = stream.read(max(len(data or b""), len(start)) + 1)
    return found != data and not found.startswith(start.encode())
