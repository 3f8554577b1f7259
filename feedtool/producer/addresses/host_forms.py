"""How each static host wants headers, redirects and rewrites written.

All that goes into a file is a constant, a plain path or a checked URL.

Sources: https://docs.netlify.com/manage/routing/headers/ and …/redirects/overview/;
https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/;
https://httpd.apache.org/docs/2.4/mod/core.html#if, mod_alias.html#redirect and
mod_rewrite.html#rewriterule; https://vercel.com/docs/project-configuration;
https://nginx.org/en/docs/http/ngx_http_core_module.html#location
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from feedtool.producer.addresses.redirects import Redirect

COMMENT = "# Written by feedtool from show.yaml; what is changed here is lost."
# How we begin the file; JSON has no comments.
VERCEL_START = """{
  "$schema": "https://openapi.vercel.sh/vercel.json",
  "headers": [
    {
      "source": \""""
NGINX = "nginx.conf"


class Served(NamedTuple):
    """Files of one ending in one folder (from the host's root), and their headers.

    A `deep` folder has folders inside. Without an ending, `folder` is the path of one file.
    """

    folder: str
    ending: str
    headers: Mapping[str, str]
    deep: bool = False

    def pattern(self) -> str:
        """Return a regular expression for the whole path."""
        if not self.ending:
            return f"^{re.escape(self.folder)}$"
        name = ".+" if self.deep else "[^/]+"
        return f"^{re.escape(self.folder)}{name}\\.{self.ending}$"

    def star(self) -> str:
        """Return the path with a star for the name of the file."""
        return f"{self.folder}*.{self.ending}" if self.ending else self.folder


class Rewrite(NamedTuple):
    """A path from the host's root under which another file is served, without a redirect."""

    path: str
    file: str


class HostRules(NamedTuple):
    """What a host is told; `folder` is the path of public/ from the host's root."""

    folder: str
    served: Sequence[Served]
    redirects: Sequence[Redirect] = ()
    rewrites: Sequence[Rewrite] = ()


def _netlify(rules: HostRules) -> dict[str, str]:
    # Without ! an existing file, such as the feed itself, wins over the rule.
    return _headers_file(rules.served) | _redirects_file(rules, "!")


def _cloudflare(rules: HostRules) -> dict[str, str]:
    return _headers_file(rules.served) | _redirects_file(rules, "")


def _headers_file(served: Sequence[Served]) -> dict[str, str]:
    lines = [COMMENT]
    for one in served:
        lines.append(one.star())
        lines += [f"  {name}: {value}" for name, value in one.headers.items()]
    return {"_headers": _join(lines)}


def _redirects_file(rules: HostRules, forced: str) -> dict[str, str]:
    lines = [f"{one.path} {one.url} 301{forced}" for one in rules.redirects if not one.is_folder]
    lines += [f"{one.path} {one.file} 200{forced}" for one in rules.rewrites]
    # Cloudflare counts all that comes after the first star as one of its few dynamic rules.
    lines += [
        f"{one.path}* {one.url}:splat 301{forced}" for one in rules.redirects if one.is_folder
    ]
    return {"_redirects": _join([COMMENT, *lines])} if lines else {}


def _apache(rules: HostRules) -> dict[str, str]:
    lines = [COMMENT]
    for one in rules.served:
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#{one.pattern()}#">')
        lines.append(f'  ForceType "{one.headers["Content-Type"]}"')
        lines.append("  <IfModule mod_headers.c>")
        lines += [f'    Header set {name} "{value}"' for name, value in _others(one)]
        lines += ["  </IfModule>", "</If>"]
    for redirect in rules.redirects:
        if redirect.is_folder:
            path = re.escape(redirect.path)
            lines.append(f'RedirectMatch 301 "^{path}(.*)$" "{redirect.url}$1"')
            continue
        # Redirect alone would take all that lies below the path with it.
        lines.append(f"<If \"%{{REQUEST_URI}} == '{redirect.path}'\">")
        lines.append(f'  Redirect 301 "{redirect.path}" "{redirect.url}"')
        lines.append("</If>")
    if rules.rewrites:
        lines += ["<IfModule mod_rewrite.c>", "  RewriteEngine On"]
        for rewrite in rules.rewrites:
            lines.append(f'  RewriteCond "%{{REQUEST_URI}}" "={rewrite.path}"')
            lines.append(f'  RewriteRule "^" "{rewrite.file}" [END]')
        lines.append("</IfModule>")
    return {".htaccess": _join(lines)}


def _vercel(rules: HostRules) -> dict[str, str]:
    data: dict[str, object] = {
        "$schema": "https://openapi.vercel.sh/vercel.json",
        "headers": [
            {
                "source": _vercel_source(one),
                "headers": [{"key": name, "value": value} for name, value in one.headers.items()],
            }
            for one in rules.served
        ],
    }
    if rules.redirects:
        data["redirects"] = [
            {
                "source": f"{one.path}:path*" if one.is_folder else one.path,
                "destination": f"{one.url}:path*" if one.is_folder else one.url,
                "statusCode": 301,
            }
            for one in rules.redirects
        ]
    if rules.rewrites:
        data["rewrites"] = [{"source": one.path, "destination": one.file} for one in rules.rewrites]
    return {"vercel.json": json.dumps(data, indent=2) + "\n"}


def _vercel_source(one: Served) -> str:
    if not one.ending:
        return one.folder
    return f"{one.folder}({'.+' if one.deep else '[^/]+'}).{one.ending}"


def _nginx(rules: HostRules) -> dict[str, str]:
    """Return a file to include in the server block: it is deployed, but never served."""
    lines = [
        COMMENT,
        f"# Include it in the server block whose root serves public/ as {rules.folder}:",
        f"# include /path/to/public/{NGINX};",
        f"location = {rules.folder}{NGINX} {{ return 404; }}",
    ]
    headers = {one.folder: one for one in rules.served if not one.ending}
    for one in rules.served:
        if one.ending:
            lines += [f'location ~ "{one.pattern()}" {{', *_nginx_headers(one), "}"]
    rewritten = {one.path: one.file for one in rules.rewrites}
    for path, one in headers.items():
        lines += [f"location = {path} {{", *_nginx_headers(one)]
        if path in rewritten:
            lines.append(f"    try_files {rewritten[path]} =404;")
        lines.append("}")
    for redirect in rules.redirects:
        if redirect.is_folder:
            lines.append(f"location ^~ {redirect.path} {{")
            path = re.escape(redirect.path)
            lines.append(f'    rewrite "^{path}(.*)$" "{redirect.url}$1" permanent;')
            lines.append("}")
        else:
            lines.append(f'location = {redirect.path} {{ return 301 "{redirect.url}"; }}')
    return {NGINX: _join(lines)}


def _nginx_headers(one: Served) -> Iterator[str]:
    # An empty list of types leaves the default type to all files.
    yield "    types { }"
    yield f'    default_type "{one.headers["Content-Type"]}";'
    for name, value in _others(one):
        yield f'    add_header {name} "{value}";'


def _others(one: Served) -> Iterator[tuple[str, str]]:
    """Yield the headers but for the type, which servers set in their own way."""
    for name, value in one.headers.items():
        if name != "Content-Type":
            yield name, value


def _github_pages(rules: HostRules) -> dict[str, str]:
    """Return the only file that it reads: names that start with _ or . are served as well."""
    del rules
    return {".nojekyll": ""}


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


FORMS: dict[str, Callable[[HostRules], dict[str, str]]] = {
    "netlify": _netlify,
    "cloudflare": _cloudflare,
    "apache": _apache,
    "vercel": _vercel,
    "nginx": _nginx,
    "github-pages": _github_pages,
}
