"""Which tags of HTML are open, and which of them are closed in the wrong order or not at all."""

import re
from collections.abc import Iterator

from feedtool.values.fault import Fault
from feedtool.values.html_names import CLOSES_P, OPTIONAL_END, TAGS, VOID

# The slash at the end of an address without quotes is part of it.
_SELF_CLOSED = re.compile(r"(?:^|[\s\"'])/\s*$")
_MAX_OPEN = 100


class Nesting:
    """Which tags are open. It stops at a depth that no text needs."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int]] = []
        self._excused: set[str] = set()
        # Links that a second link ended: the outer one, and the inner one that did it.
        self._cut_links: list[tuple[tuple[str, int, int], re.Match[str]]] = []
        self._lost = False

    def enter(self, match: re.Match[str]) -> Iterator[Fault]:
        """Take the next tag that MARKUP found."""
        name = match["name"].lower()
        if self._lost or not match["close"] or name not in TAGS:
            return
        if match["end"]:
            yield from self._end(name, match)
        else:
            yield from self._start(name, match)
            self._lost = len(self._open) > _MAX_OPEN

    def stop(self) -> None:
        """Stop: after a tag that swallows others, nobody can say which tags are open."""
        self._lost = True
        self._open.clear()

    def _start(self, name: str, match: re.Match[str]) -> Iterator[Fault]:
        names = [opened for opened, _, _ in self._open]
        if name in CLOSES_P and "p" in names:
            del self._open[len(names) - 1 - names[::-1].index("p")]
            self._excused.add("p")
        elif name in OPTIONAL_END and names and names[-1] == name:
            self._open.pop()
        elif name == "a" and "a" in names and not match["attributes"].strip():
            self._open.pop(names.index("a"))
            says = "<a> is where a link should end; write </a>"
            yield Fault("html-unclosed", says, match.start(), len(match[0]))
            return
        elif name == "a" and "a" in names:
            self._cut_links.append((self._open.pop(names.index("a")), match))
        if name not in VOID and not _SELF_CLOSED.search(match["attributes"]):
            self._open.append((name, match.start(), len(match[0])))

    def _end(self, name: str, match: re.Match[str]) -> Iterator[Fault]:
        if name not in [opened for opened, _, _ in self._open]:
            if name == "a" and self._cut_links:
                inner = self._cut_links.pop()[1]
                says = "<a> is inside another link, which ends here; close that link before it"
                yield Fault("html-nested-link", says, inner.start(), len(inner[0]))
            elif name in self._excused:
                self._excused.discard(name)
            elif name not in VOID or name == "br":
                says, instead = f"</{name}> closes a tag that is not open; leave it out", ""
                if name == "br":
                    says, instead = "</br> is no tag; browsers read it as <br>: write <br>", "<br>"
                length = len(match[0])
                yield Fault("html-stray-end", says, match.start(), length, instead=instead)
            return
        while self._open[-1][0] != name:
            opened, start, length = self._open.pop()
            if opened not in OPTIONAL_END:
                self._excused.add(opened)
                says = f"<{opened}> is not closed before </{name}>; add </{opened}>"
                yield Fault("html-unclosed", says, start, length)
        self._open.pop()

    def close(self) -> Iterator[Fault]:
        """Report the tags that are open at the end of the text."""
        for (name, start, length), _ in self._cut_links:
            yield Fault("html-unclosed", f"<{name}> is not closed; add </{name}>", start, length)
        for name, start, length in self._open:
            if name not in OPTIONAL_END:
                yield Fault(
                    "html-unclosed", f"<{name}> is not closed; add </{name}>", start, length
                )
