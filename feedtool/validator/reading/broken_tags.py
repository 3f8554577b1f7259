"""Reads a start tag that is not well formed: quotes, equals signs, spaces, its end.

It finds the first fault, and reads on as a person would.
"""

import re
from dataclasses import dataclass, field

from feedtool.findings.wording import cut

_MAX_TAG_CHARS = 8000
_MAX_PARTS = 40
_QUOTES = "\"'"
_CURLY = "“”„‟‘’‚«»″′‶‵＂`´"
_NAME = re.compile(r"""[^\s=/><"'“”„‟‘’‚«»″′‶‵＂`´]+""")
_BLANK = re.compile(r"\s*")
_EQUALS = re.compile(r"\s*=\s*")
_COLON = re.compile(r":(?=[\"'“”])")
# Quotes that are written as in a text of HTML or of a program.
_ESCAPED = re.compile(
    r"(?P<quote>&quot;|&#34;|&apos;|\\{1,2}[\"'])(?P<value>[^<>]{0,2000}?)(?P=quote)"
)
# A value whose closing quote is another one than that before it.
_OTHER_CLOSE = re.compile(r"[\"'“”„‟’‘»″＂`´]\s*\Z")
_BARE = re.compile(r"""[^\s>"'<]+""")
# A value without a quote before it, up to its second quote.
_LATE_QUOTE = re.compile(r"""[^"'<>\s][^"'<>=]{0,500}(?:["'][^"'<>=\s]{0,500})?["'](?=\s|/?>)""")
_NEXT_ATTRIBUTE = re.compile(r"""[\w:.-]+\s*=\s*["'“”]?""")
# What shows that a value goes on too far: the name of the next attribute, or the end of the tag.
_TOO_FAR = re.compile(r"""(?<!\s)\s+[\w:.-]+\s*=\s*(?:["'“”]|\Z)|(?<!\s)\s*/?>""")
# What stands between a quote that comes too early and the next attribute.
_EARLY_QUOTE = re.compile(r"""[^\s"'<>=]{1,20}(?=\s+[\w:.-]+\s*=\s*["'])""")
# The true closing quote of a value in which a quote stands.
_LAST_QUOTE = {
    quote: re.compile(quote + r"""(?=\s{1,99}[\w:.-]{1,99}\s{0,99}=|\s{0,99}/?>)""")
    for quote in _QUOTES
}
_MAX_LOST_CHARS = 1000
_GAP = re.compile(r"\s|/?>")
_SLASH_APART = re.compile(r"/\s+>")
_LAST_NAME = re.compile(r"\s[\w:.-]+\s*=\s*\Z")
_TAG_NAME = re.compile(rb"<[^\s/><=\"']+")


@dataclass(slots=True)
class BrokenTag:
    """A start tag: its attributes, its end, and the first fault in it with its index in bytes.

    `rest` is text that stands in the tag because its `>` is missing. `is_sure` says whether the
    values are those that were meant.
    """

    attributes: list[tuple[str, str]] = field(default_factory=list)
    end: int = 0
    is_empty: bool = False
    fault: str = ""
    at: int = 0
    value: str = ""
    rest: str = ""
    is_sure: bool = True


def read_broken_tag(data: bytes) -> BrokenTag:
    """Read the start tag at the start of `data`; the tag has a name."""
    match = _TAG_NAME.match(data)
    start = match.end() if match else 1
    # Wrong bytes must count as they are.
    text = data[start : start + _MAX_TAG_CHARS].decode("utf-8", "surrogateescape")
    scan = _Scan(text, cut(data[1:start].decode("utf-8", "replace")))
    tag = scan.read()
    tag.end = start + _size(text[: tag.end])
    tag.at = start + _size(text[: tag.at])
    return tag


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


class _Scan:
    """Reads the inside of one tag. Indexes count the characters after its name."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._index = 0
        # Where the last attribute ends that is whole.
        self._good = 0
        self._tag = BrokenTag()

    def read(self) -> BrokenTag:
        tag, text = self._tag, self._text
        for _ in range(_MAX_PARTS):
            blank = _BLANK.match(text, self._index)
            gap = blank is not None and blank.end() > self._index
            self._index = blank.end() if blank else self._index
            apart = _SLASH_APART.match(text, self._index)
            if apart is not None:
                self._fail("a space stands between / and >; write />", self._index)
                self._index = apart.end() - 1
                tag.is_empty = True
                tag.end = apart.end()
                return tag
            if text.startswith("\\>", self._index):
                self._fail("a backslash stands before >; write />", self._index)
                tag.is_empty, tag.end = True, self._index + 2
                return tag
            if text.startswith("/>", self._index) or text.startswith(">", self._index):
                tag.is_empty = text[self._index] == "/"
                tag.end = self._index + 1 + tag.is_empty
                return tag
            if self._index >= len(text) or text[self._index] == "<":
                return self._without_end()
            self._read_part(gap=gap)
        tag.is_sure = False
        tag.end = text.find(">", self._index) + 1 or len(text)
        return tag

    def _without_end(self) -> BrokenTag:
        """Report that the tag has no `>`; what stands behind its attributes is text."""
        tag = self._tag
        if "the quote after" not in tag.fault:
            tag.fault, tag.at = f"the tag <{self._name} is not closed; add >", self._good
        tag.rest = self._text[self._good : self._index]
        tag.is_empty = tag.rest.strip().startswith("/")
        tag.end = self._index
        return tag

    def _fail(self, message: str, at: int, *, value: str = "") -> None:
        if not self._tag.fault:
            self._tag.fault, self._tag.at, self._tag.value = message, at, value

    def _read_part(self, *, gap: bool) -> None:
        """Read an attribute, or report a character that has no business in a tag."""
        text, at = self._text, self._index
        name = self._match_name()
        if name is None:
            what = {"/": "a slash", "=": "an equals sign"}.get(text[at], "a quote")
            self._fail(f"{what} too many stands in the tag {self._name}; remove it", at)
            self._index += 1
            return
        if not gap:
            self._fail(f"a space is missing before {cut(name[0])}", at)
        self._index = name.end()
        equals = self._match_equals(cut(name[0]))
        value_at = equals.end() if equals else self._index
        if equals is None and text[value_at : value_at + 1] not in (*_QUOTES, "“", "”"):
            says = f'{cut(name[0])} in the tag {self._name} has no value; write {cut(name[0])}="…"'
            self._fail(f"{says} or remove it", at)
            self._tag.is_sure = False
            return
        if equals is None and text[value_at + 1 : value_at + 2] == "=":
            says = f"the quote of {cut(name[0])} stands before its ="
            self._fail(f"{says}; write {cut(name[0])}={text[value_at]}", value_at)
            stop = text.find(text[value_at], value_at + 2)
            self._index = self._good = stop + 1 if stop >= 0 else len(text)
            self._tag.attributes.append((name[0], text[value_at + 2 : self._index - 1]))
            return
        if equals is None:
            self._fail(f"= is missing between {cut(name[0])} and its value", value_at)
        if text.startswith("=", value_at):
            self._fail(f"two equals signs stand behind {cut(name[0])}; remove one", value_at)
            value_at += 1
        self._index = value_at
        value = self._read_value(cut(name[0]))
        self._tag.attributes.append((name[0], value))
        self._good = self._index

    def _match_name(self) -> re.Match[str] | None:
        text = self._text
        name = _NAME.match(text, self._index)
        if name is not None and _COLON.match(text, name.end() - 1):
            name = _NAME.match(text, self._index, name.end() - 1)
        return name

    def _match_equals(self, name: str) -> re.Match[str] | None:
        colon = _COLON.match(self._text, self._index)
        if colon is not None:
            self._fail(f": stands behind {name}; write =", self._index)
        return colon or _EQUALS.match(self._text, self._index)

    def _read_value(self, name: str) -> str:
        text, at = self._text, self._index
        quote = text[at : at + 1]
        escaped = _ESCAPED.match(text, at)
        if escaped is not None:
            says = f"the quotes around the value of {name} are written {escaped['quote']}"
            self._fail(f'{says}; write "', at)
            self._index = escaped.end()
            return escaped["value"]
        if quote and quote in _QUOTES:
            return self._read_quoted(name, quote)
        if quote and quote in _CURLY:
            kind = "curly" if quote in "“”„‟‘’‚«»" else f"written {quote}"
            says = f'the quotes around an attribute are {kind}; write straight quotes: "'
            self._fail(says, at)
            closing = re.compile(f"[{_CURLY}{_QUOTES}]|[<>]").search(text, at + 1)
            stop = closing.start() if closing else len(text)
            self._index = stop + 1 if closing and closing[0] not in "<>" else stop
            return text[at + 1 : stop]
        return self._read_bare(name, at)

    def _read_bare(self, name: str, at: int) -> str:
        """Read a value that has no quote before it."""
        text = self._text
        late = _LATE_QUOTE.match(text, at)
        if late is not None:
            # Blanks may stand in such a value, and its quote may stand some letters too late.
            if re.search("[\"']", late[0][:-1]):
                self._fail(f"the value of {name} does not begin with its quote", at)
                self._tag.is_sure = False
            self._fail(f"the quote before the value of {name} is missing", at)
            self._index = late.end()
            return late[0][:-1].replace('"', "").replace("'", "")
        bare = _BARE.match(text, at)
        value = bare[0] if bare else ""
        end = at + len(value)
        if value.endswith("/") and text.startswith(">", end):
            value, end = value[:-1], end - 1
        if not value or (value.endswith("=") and text[end : end + 1] in ('"', "'")):
            value, end = "", at
            self._fail(f'{name} has no value behind its =; write {name}="…" or remove it', at)
            self._tag.is_sure = False
        else:
            says = f'the value of {name} has no quotes; write {name}="{cut(value)}"'
            self._fail(says, at, value=value)
        self._index = end
        return value

    def _read_quoted(self, name: str, quote: str) -> str:
        text, start = self._text, self._index + 1
        close = text.find(quote, start)
        value = text[start : close if close >= 0 else len(text)]
        behind = text[close + 1 : close + 2] if close >= 0 else ""
        is_last = close >= 0 and (
            behind.isspace() or behind in ("/", ">", "") or text.startswith("\\>", close + 1)
        )
        if "<" not in value and behind in (",", ";") and _GAP.match(text, close + 2):
            self._fail(f"{behind} stands behind the value of {name}; remove it", close + 1)
            self._index = close + 2
            return value
        if is_last and "<" not in value:
            self._index = close + 1
            return value
        bare = value.find("<")
        too_far = _TOO_FAR.search(value)
        if is_last and (too_far is None or bare < too_far.start()):
            says = f"XML does not allow a bare < in the value of {name}; write &lt;"
            self._fail(says, start + bare)
            self._tag.is_sure = False
            self._index = close + 1
            return value
        if bare >= 0 or close < 0 or _LAST_NAME.search(value):
            stop = too_far.start() if too_far else bare if bare >= 0 else len(value)
            other = _OTHER_CLOSE.search(value, 0, stop)
            if other is not None:
                says = f"the value of {name} starts with {quote} and ends with {other[0].strip()}"
                self._fail(f"{says}; write {quote}", start + other.start())
            self._fail(f"the quote after the value of {name} is missing", start + stop)
            self._index = start + stop
            return value[: other.start() if other else stop]
        return self._read_odd_quotes(name, quote, start, close)

    def _read_odd_quotes(self, name: str, quote: str, start: int, close: int) -> str:
        """Read a value behind whose closing quote something stands."""
        text = self._text
        if _NEXT_ATTRIBUTE.match(text, close + 1):
            self._index = close + 1
            return text[start:close].rstrip()
        early = _EARLY_QUOTE.match(text, close + 1)
        if early is not None:
            self._fail(f"the quote after the value of {name} stands too early", close)
            self._tag.is_sure = False
            self._index = early.end()
            return text[start:close] + early[0]
        far = close + _MAX_LOST_CHARS
        last = _LAST_QUOTE[quote].search(text, close + 1, far)
        beyond = text.find("<", close, far)
        if last is None or 0 <= beyond < last.start():
            self._fail(f"a quote too many stands in the tag {self._name}; remove it", close)
            self._tag.is_sure = False
            self._index = close + 1
            return text[start:close]
        if last.start() == close + 1 or start == close:
            at = close if start == close else close + 1
            self._fail(f"two quotes stand at the value of {name}; remove one", at)
            value = (text[start:close] or text[close + 1 : last.start()]).strip(quote)
        else:
            value = text[start : last.start()]
            says = f"a quote stands inside the value of {name}; write &quot; for it"
            self._fail(says, close)
            self._tag.is_sure = False
        self._index = last.end()
        return value
