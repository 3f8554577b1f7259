"""What stands at a place of a feed, read without the validator, and feeds written in other ways."""

import html
import re
from collections.abc import Callable, Iterator

from feedtool.findings.report import Finding
from feedtool.findings.wording import MAX_QUOTED_CHARS, printable

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z][A-Za-z0-9]*));")
_LINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_TAG = re.compile(r"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_TOKEN = re.compile(
    rf"<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|(?P<comment><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<![A-Z].*?>)"
    rf"|(?P<tag>{_TAG.pattern})|(?P<text>[^<]+)|(?P<odd><)", re.DOTALL
)  # fmt: skip
_ENTITY = re.compile(r"<!ENTITY\s+(\S+)\s+(?:\"([^\"]*)\"|'([^']*)')")


# An end tag that closes nothing.
STRAY = "</b>"


class Bytes:
    """The text of a feed by lines, and its entities."""

    def __init__(self, text: str) -> None:
        self.lines = _LINE.split(text.removeprefix("\ufeff"))
        self.entities = {name: a or b for name, a, b in _ENTITY.findall(text)}

    def after(self, line: int, column: int, length: int) -> str:
        """Return at least so many characters from a place on, if the feed has them."""
        rest = self.lines[line - 1][column - 1 :]
        while line < len(self.lines) and len(rest) < length:
            rest += self.lines[line]
            line += 1
        return rest

    def resolve(self, text: str) -> str:
        """Return a text without references."""
        return _REFERENCE.sub(self._meaning, text)

    def _meaning(self, match: re.Match[str]) -> str:
        if match[1] or match[2]:
            return chr(min(int(match[1], 16) if match[1] else int(match[2]), 0x10FFFF))
        return self.entities.get(match[3], html.unescape(match[0]))


def meanings(feed: Bytes, raw: str) -> Iterator[str]:
    """Yield what the raw text may mean: in an attribute, in a text, in a CDATA section."""
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    yield feed.resolve(re.sub(r"[\n\t]", " ", raw))
    yield feed.resolve(raw)
    yield _text_in(feed, raw)
    before, _, behind = raw.partition("]]>")
    yield before + _text_in(feed, behind)


def _text_in(feed: Bytes, raw: str) -> str:
    """Return the text of an element up to its end tag, without markup and inner elements."""
    parts, depth = [], 0
    for token in _TOKEN.finditer(raw):
        tag = token["tag"]
        if tag is not None and tag.startswith("</"):
            if depth == 0 and tag != STRAY:
                break
            depth -= depth > 0
        elif tag is not None:
            depth += not tag.endswith("/>")
        elif depth == 0 and token["cdata"] is not None:
            parts.append(token["cdata"])
        elif depth == 0:
            parts.append(feed.resolve(token["text"] or token["odd"] or ""))
    return "".join(parts)


def wrong_place(feed: Bytes, finding: Finding) -> str:
    """Return what stands at the place of a finding, "" if it is the value that the finding quotes.

    The start tag of the element that holds the value is a right place too. Of a long value the
    first characters count.
    """
    value = finding.value
    if not value or finding.line is None or finding.column is None:
        return ""
    is_cut = len(value) >= MAX_QUOTED_CHARS and value.endswith("…")
    wanted = value[:-1] if is_cut else value
    raw = feed.after(finding.line, finding.column, 20 * len(wanted) + 3000)
    found = [printable(one) for one in meanings(feed, raw)]
    if any(one.startswith(wanted) for one in found):
        return ""
    tag = _TAG.match(raw)
    if tag is not None and tag[0].startswith(
        f"<{finding.path.rpartition('/')[2].partition('[')[0]}"
    ):
        inside = (printable(one) for one in meanings(feed, raw[tag.end() :]))
        if any(wanted in one for one in inside) or wanted in printable(feed.resolve(tag[0])):
            return ""
    return raw[:60]


def rewrite(feed: str, change: Callable[[str], str], *, tags: bool = False) -> str:
    """Change each text of a feed, or each start tag, and leave the rest as it is."""
    group = "tag" if tags else "text"
    return "".join(
        change(token[0]) if token[group] is not None and not token[0].startswith("</") else token[0]
        for token in _TOKEN.finditer(feed)
    )


def _in_the_middle(insert: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        at = len(text) // 2
        in_reference = "&" in text[max(at - 12, 0) : at]
        return text if text.isspace() or in_reference else text[:at] + insert + text[at:]

    return change


def _with_numbers(text: str) -> str:
    return re.sub(r"(?<![&#\w])[a-z](?=[^;]*$|[^;&]*\s)", lambda m: f"&#{ord(m[0])};", text)


def _with_references_in_values(tag: str) -> str:
    return re.sub(
        r'(?<=")[^"<&]+(?=")',
        lambda m: m[0] if "://" in tag and "xmlns" in tag else m[0].replace("a", "&#x61;"),
        tag,
    )


def _single_quotes(tag: str) -> str:
    return re.sub(r"=\"([^\"']*)\"", r"='\1'", tag)


def _on_many_lines(tag: str) -> str:
    return re.sub(r"\s([\w:-]+)=([\"'])", "\n\t \\1 =\n \\2", tag)


def _as_cdata(text: str) -> str:
    plain = html.unescape(text)
    return text if text.isspace() or "]]>" in plain else f"<![CDATA[{plain}]]>"


OTHER = '<x:y xmlns:x="https://example.com/x" z="é">🚢 <x:z/>a</x:y>'
# By name: the same feed, written in another way.
WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda feed: feed,
    "one line each": lambda feed: re.sub(r"(?<=>)(?=<[^/!])", "\n  ", feed),
    "CRLF": lambda feed: re.sub(r"(?<=>)(?=<[^/!])", "\r\n\t", feed),
    "CR": lambda feed: re.sub(r"(?<=>)(?=<[^/!])", "\r ", feed),
    "CDATA": lambda feed: rewrite(feed, _as_cdata),
    "references": lambda feed: rewrite(feed, _with_numbers),
    "references in values": lambda feed: rewrite(feed, _with_references_in_values, tags=True),
    "single quotes": lambda feed: rewrite(feed, _single_quotes, tags=True),
    "tags on many lines": lambda feed: rewrite(feed, _on_many_lines, tags=True),
    "tags on many lines, CRLF": lambda feed: rewrite(feed, _on_many_lines, tags=True).replace("\n", "\r\n"),
    "astral": lambda feed: rewrite(feed, lambda text: f"<!--🚢é-->{text}"),
    "comments": lambda feed: rewrite(feed, _in_the_middle("<!-- > é -->")),
    "instructions": lambda feed: rewrite(feed, _in_the_middle("<?a > ?>")),
    "CDATA in the middle": lambda feed: rewrite(feed, _in_the_middle("<![CDATA[<é>]]>")),
    "elements": lambda feed: rewrite(feed, _in_the_middle(OTHER)),
    "stray end tag": lambda feed: rewrite(feed, lambda text: f"{STRAY}{text}"),
    "stray end tag in the middle": lambda feed: rewrite(feed, _in_the_middle(STRAY)),
    "bare ampersand": lambda feed: rewrite(feed, lambda text: f"{text} & more"),
    "byte order mark": lambda feed: f"\ufeff{feed}",
}  # fmt: skip
