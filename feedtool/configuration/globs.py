"""Patterns: of files as .gitignore has them, and of paths in a feed.

A pattern comes from a file that anybody may send with a pull request, and is matched with names
that a feed may give. So no pattern may take long: what a star stands for is never tried again once
the part after it is found, as the first place is as good as any later one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

_FILE_PARTS = re.compile(
    r"(?<![^/])(?:\*\*/)+|\*\*+|\*|\?|\[!?[^\]/]{1,60}+\]|[^*?\[]+|.", re.DOTALL
)
_PATH_PARTS = re.compile(r"\*\*|\[\*\]|\*|[^*\[]+|.", re.DOTALL)
# What stands for any characters in one step, for any characters, and for any steps or none.
_IN_STEP, _ACROSS, _STEPS = "[^/]*?", ".*?", "(?:.*?/)??"
_STARS = frozenset([_IN_STEP, _ACROSS, _STEPS])


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


@cache
def _compile_file(pattern: str) -> re.Pattern[str]:
    bare = pattern.removeprefix("./").rstrip("/")
    if bare in ("", "."):
        return re.compile(".*", re.DOTALL)
    anchored = bare if "/" in bare else f"**/{bare}"
    parts = map(_translate_file, _FILE_PARTS.findall(anchored))
    return re.compile(f"{_join(parts)}(?:/.*)?", re.DOTALL)


def _translate_file(part: str) -> str:
    if part[0] == "*":
        return _STEPS if part[-1] == "/" else _IN_STEP if part == "*" else _ACROSS
    if part == "?":
        return "[^/]"
    if part[0] == "[" and len(part) > 1:
        return _translate_class(part)
    return re.escape(part)


def _translate_class(part: str) -> str:
    inner = re.sub(r"([\\^\[&~|])", r"\\\1", part[1:-1])
    made = f"[{'^/' if inner[0] == '!' else ''}{inner.removeprefix('!')}]"
    try:
        re.compile(made)
    except re.error:  # a range from a later to an earlier character
        return re.escape(part)
    return made


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


@cache
def _compile_path(pattern: str) -> re.Pattern[str]:
    return re.compile(_join(_translate_path(pattern)), re.DOTALL)


def _translate_path(pattern: str) -> Iterator[str]:
    if not pattern.startswith("/"):
        yield _STEPS
    for number, step in enumerate(pattern.split("/")):
        if number:
            yield "/"
        for part in _PATH_PARTS.findall(step):
            yield {"**": _ACROSS, "[*]": r"\[\d+\]", "*": _IN_STEP}.get(part) or re.escape(part)
        if step and not step.endswith("]") and not step.startswith("@"):
            yield r"(?:\[\d+\])?"


def _join(parts: Iterable[str]) -> str:
    """Return a pattern for parts of which the stars take as little as they can, once and for all.

    Only the last star, and the last one that crosses slashes, may take more: up to the end.
    """
    # Each star with what comes after it, up to the next one.
    pieces = [["", ""]]
    for part in parts:
        if part in _STARS:
            pieces.append([part, ""])
        else:
            pieces[-1][1] += part
    last_across = max(
        (at for at, (star, _) in enumerate(pieces) if star not in ("", _IN_STEP)), default=0
    )
    made, group = "", ""
    for at, (star, rest) in enumerate(pieces):
        if star != _IN_STEP and at:
            made, group = made + (f"(?>{group})" if group else ""), ""
        is_free = at in (last_across, len(pieces) - 1)
        group += star + rest if is_free or star != _IN_STEP else f"(?>{star}{rest})"
    return made + group
