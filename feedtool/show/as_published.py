"""What a former feed published and a build keeps letter by letter: as-published.jsonl.

`feedtool import` writes the file beside show.yaml. Each line is of an element of one item, or of
the channel: what the former feed has in place of what a build makes. It holds as long as the build
makes the same; who changes the source publishes the change.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError

NAME = "as-published.jsonl"
MAX_BYTES = 200_000_000
# What stands for keys that must be there, and that a feed lacks: no build publishes it.
STAND_INS = {
    "feed_url": "https://example.com/not-in-the-feed/feed.xml",
    "artwork": "https://example.com/not-in-the-feed.jpg",
    "email": "not-in-the-feed@example.com",
    "audio": "https://example.com/not-in-the-feed.mp3",
}
# The guid under which the elements of the channel stand.
CHANNEL = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The elements of one name as a former feed has them, in XML; none if it lacks them.

    `made` is the digest of those that a build makes in their place, `why` the rule that they break.
    """

    made: str
    published: Sequence[str]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import read: digests of an item, and of the value of each key of its source."""

    guid: str
    digest: str
    keys: Mapping[str, str]


# By guid, and by the name of the element: `{namespace}name`.
AsPublished = Mapping[str, Mapping[str, Kept]]


def digest_of(elements: Sequence[Any]) -> str:
    """Return a digest of elements by what they say: their spelling as XML does not matter."""
    return sha256(repr([_say(one) for one in elements]).encode("utf-8", "replace")).hexdigest()[:16]


def _say(element: Any) -> tuple[Any, ...]:
    children = [_say(one) for one in element if isinstance(one.tag, str)]
    tails = [(one.tail or "").strip() for one in element]
    text = element.text or ""
    return (
        element.tag, sorted(element.attrib.items()),
        text.strip() if children else text, children, tails,
    )  # fmt: skip


def read_as_published(text: str, file: str) -> dict[str, dict[str, Kept]]:
    """Return what the lines of the file say. Raises SourceError at the first that says nothing."""
    found: dict[str, dict[str, Kept]] = {}
    for line in _read_lines(text, file):
        if not isinstance(line, Imported):
            guid, name, kept = line
            found.setdefault(guid, {})[name] = kept
    return found


def read_imported(text: str, file: str) -> dict[str, Imported]:
    """Return what the last import read, by guid. Raises SourceError as `read_as_published`."""
    return {one.guid: one for one in _read_lines(text, file) if isinstance(one, Imported)}


def _read_lines(text: str, file: str) -> Iterator[Imported | tuple[str, str, Kept]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if "\\ud" in line.lower():
                json.dumps(data, ensure_ascii=False).encode()  # half a character is no text
            yield _read_imported(data) if "imported" in data else _read_line(data)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            message = (
                "this is no line of an import; expected {item, element, made, published}: restore "
                "the file, or remove the line to publish what the sources say"
            )
            raise SourceError(
                [make_finding("bad-as-published", message, file, number, 1)]
            ) from None


def _read_imported(data: Any) -> Imported:
    keys = {str(key): str(one) for key, one in data["keys"].items()}
    return Imported(str(data["item"]), str(data["imported"]), keys)


def _read_line(data: Any) -> tuple[str, str, Kept]:
    guid, name, made, published = (data[key] for key in ("item", "element", "made", "published"))
    texts = [guid, name, made, *published, data.get("why", "")]
    if not isinstance(published, list) or not all(isinstance(one, str) for one in texts):
        raise TypeError
    return guid, name, Kept(made, tuple(published), data.get("why", ""))


def format_as_published(kept: AsPublished, imported: Iterable[Imported] = ()) -> str:
    """Return the lines of the file."""
    lines: list[dict[str, Any]] = [
        {"item": one.guid, "imported": one.digest, "keys": one.keys} for one in imported
    ]
    for guid, elements in kept.items():
        for name, one in elements.items():
            data = {"item": guid, "element": name, "made": one.made, "published": [*one.published]}
            lines.append({**data, "why": one.why} if one.why else data)
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
