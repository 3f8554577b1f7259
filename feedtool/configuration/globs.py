"""Patterns: of files as .gitignore has them, and of paths in a feed."""

import re
from functools import lru_cache

_FILE_PARTS = re.compile(r"/\*\*/|^\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^\]/]+\]|[^*?\[/]+|.", re.DOTALL)
_FILE_WORDS = {
    "/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]",
}  # fmt: skip
_PATH_PARTS = re.compile(r"\*\*|\[\*\]|\*|[^*\[]+|.", re.DOTALL)
_PATH_WORDS = {"**": ".*", "[*]": r"\[\d+\]", "*": "[^/]*"}


def matches_file(path: str, pattern: str) -> bool:
    """Return whether a path, relative and with slashes, matches a pattern.

    * and ? do not stand for a slash, ** does. A pattern without a slash matches the name of a file
    in any folder; a pattern of a folder matches all files in it.

    >>> matches_file("feeds/es/a.xml", "*.xml"), matches_file("feeds/es/a.xml", "feeds/*.xml")
    (True, False)
    >>> matches_file("feeds/es/a.xml", "feeds/**/*.xml"), matches_file("feeds/es/a.xml", "feeds")
    (True, True)
    """
    return _compile_file(pattern).fullmatch(path) is not None


@lru_cache(maxsize=1000)
def _compile_file(pattern: str) -> re.Pattern[str]:
    bare = pattern.removeprefix("./").rstrip("/")
    anchored = bare if "/" in bare else f"**/{bare}"
    made = "".join(_translate(part) for part in _FILE_PARTS.findall(anchored))
    return re.compile(f"{made}(?:/.*)?" if bare not in ("", ".") else ".*", re.DOTALL)


def _translate(part: str) -> str:
    if part[0] == "[" and len(part) > 1:
        inner = part[1:-1].replace("\\", "\\\\").replace("^", "\\^").replace("[", "\\[")
        return f"[{'^/' if inner[0] == '!' else ''}{inner.removeprefix('!')}]"
    return _FILE_WORDS.get(part) or re.escape(part)


def matches_path(path: str, pattern: str) -> bool:
    """Return whether the path of a finding matches a pattern.

    * stands for any characters within a step, ** for any characters. A step without an index means
    the element at any index. A pattern that does not start with a slash matches the end of a path.

    >>> matches_path("/rss/channel/item[12]/enclosure/@length", "/rss/channel/item/**")
    True
    >>> matches_path("/rss/channel/item[12]/title", "item[2]/title")
    False
    """
    return _compile_path(pattern).fullmatch(path) is not None


@lru_cache(maxsize=1000)
def _compile_path(pattern: str) -> re.Pattern[str]:
    steps = []
    for step in pattern.split("/"):
        made = "".join(
            _PATH_WORDS.get(part) or re.escape(part) for part in _PATH_PARTS.findall(step)
        )
        has_index = not step or step.endswith("]") or step.startswith("@")
        steps.append(made if has_index else rf"{made}(?:\[\d+\])?")
    start = "" if pattern.startswith("/") else "(?:.*/)?"
    return re.compile(start + "/".join(steps), re.DOTALL)
