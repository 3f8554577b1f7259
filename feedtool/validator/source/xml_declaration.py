"""Finds the XML declaration of a feed, also a faulty one, and says what is wrong with it.

Source: https://www.w3.org/TR/xml/#sec-prolog-dtd
"""

import re
from collections.abc import Iterator

from feedtool.findings.wording import cut

_CLEAN = re.compile(
    r"""<\?xml
    [ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z0-9._:-]+"|'[A-Za-z0-9._:-]+')
    (?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*
       (?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?
    (?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?
    [ \t\r\n]*\?>""",
    re.VERBOSE,
)
_OPENING = re.compile(
    r"(?:<[ \t\r\n]{0,9}[?!]{1,2}[ \t\r\n]{0,9}|(?<![^\s\ufeff])\?)xml"
    r"(?=version|encoding|charset|standalone|[ \t\r\n?>=])"
    r"|<xml(?=[ \t\r\n]+(?:version|encoding)[ \t\r\n]*=)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\?[ \t\r\n]*>|/?>|(?=<)|\Z")
_ROOT = re.compile(r"<(?!xml[ \t\r\n])(?=[A-Za-z_])")
_LABEL = re.compile(
    r"(?:encoding|charset)\s{0,9}=\s{0,9}[^\sA-Za-z0-9<>?=]{0,6}([!#-&(-;=@-_a-~]{1,60})",
    re.IGNORECASE,
)
# Straight quotes, then those that word processors write, in windows-1252 too.
_STRAIGHT = "\"'"
_CURLY = "\u2018-\u201f\u2032\u2033\u00ab\u00bb\u00b4`\x91-\x94\udc91-\udc94"
_ATTRIBUTE = re.compile(
    r"(?P<blank>[ \t\r\n]*)(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)[ \t\r\n]*(?P<equals>[=:]?)[ \t\r\n]*"
    rf"(?:(?P<open>[{_STRAIGHT}{_CURLY}])(?P<value>[^{_STRAIGHT}{_CURLY}]*)"
    rf"(?P<close>[{_STRAIGHT}{_CURLY}]?)|(?P<bare>[^ \t\r\n=]*))"
)
_NAMES = ("version", "encoding", "standalone")
_VALUES = {
    "version": re.compile(r"[A-Za-z0-9._:-]+"),
    "encoding": re.compile(r"[A-Za-z][A-Za-z0-9._-]*"),
    "standalone": re.compile(r"yes|no"),
}
_EXPECTED = {
    "version": 'expected "1.0"',
    "encoding": "which is no name of an encoding",
    "standalone": 'expected "yes" or "no"',
}

# The index of a fault, and what is wrong there.
_Fault = tuple[int, str]


def match_declaration(text: str, index: int) -> tuple[int, int] | None:
    """Return the start and end of a declaration, right or wrong, at an index; None for others."""
    opening = _OPENING.match(text, index)
    return None if opening is None else (index, _end_of(text, opening.end()))


def find_declaration(text: str) -> tuple[int, int] | None:
    """Return the start and end of the declaration before the first element, None without one."""
    opening = _OPENING.search(text)
    if opening is None or _ROOT.search(text, 0, opening.start()):
        return None
    return opening.start(), _end_of(text, opening.end())


def find_label(text: str) -> tuple[int, str] | None:
    """Return the index and the name of the encoding that a text declares.

    >>> find_label('<?xml version="1.0" encoding="ISO-8859-1"?>')
    (30, 'ISO-8859-1')
    """
    span = find_declaration(text)
    label = span and _LABEL.search(text, *span)
    return (label.start(1), label[1]) if label else None


def explain_declaration(raw: str, encoding: str) -> _Fault | None:
    """Return the index of the first fault of a declaration and what to write; None if it is right.

    `encoding` is the name to declare.
    """
    if _CLEAN.fullmatch(raw):
        return None
    index, what = next(_find_faults(raw), (0, "the XML declaration cannot be read"))
    return index, f'{what}; write <?xml version="1.0" encoding="{encoding}"?>'


def _end_of(text: str, index: int) -> int:
    closing = _CLOSING.search(text, index)
    end = closing.end() if closing else len(text)
    # A declaration without an end holds no more than its line.
    line = re.compile(r"[\r\n]").search(text, index, end)
    return line.start() if line and not text.endswith(">", index, end) else end


def _find_faults(raw: str) -> Iterator[_Fault]:
    """Yield the faults of a declaration, the most telling first."""
    opening = _OPENING.match(raw)
    if opening is None:
        return
    yield from _find_in_opening(opening[0])
    for escape, what in (("\\", "a backslash stands before"), ("&quot;", "&quot; stands for")):
        if (index := raw.find(escape)) >= 0:
            yield index, f"{what} a quote in the XML declaration"
    closing = re.search(r"\?[ \t\r\n]*>\Z|/?>\Z|\?[ \t\r\n]*\Z|\Z", raw)
    end = closing.start() if closing else len(raw)
    yield from _find_in_attributes(raw, opening.end(), end)
    yield from _find_in_closing(raw[end:], end)


def _find_in_opening(opening: str) -> Iterator[_Fault]:
    says = "the XML declaration starts with"
    if not opening.startswith("<"):
        yield 0, f'{says} "{opening}", without <'
    elif re.search(r"\s", opening):
        yield 0, f'{says} "{cut(opening)}"; expected "<?xml" without a blank'
    elif "?" not in opening:
        yield 0, f'{says} "{opening}"; expected "<?xml"'
    elif opening != "<?xml":
        yield 0, f'{says} "{opening}" in capital letters; expected "<?xml" in small letters'


def _find_in_closing(closing: str, index: int) -> Iterator[_Fault]:
    says = "the XML declaration"
    if not closing.endswith(">"):
        yield index, f"{says} is not closed; expected ?> at its end"
    elif not closing.startswith("?"):
        yield index, f'{says} ends with "{closing}"; expected ?> with a question mark'
    elif closing != "?>":
        yield index, f"{says} has a blank between ? and >"


def _find_in_attributes(raw: str, index: int, end: int) -> Iterator[_Fault]:
    seen: list[str] = []
    while index < end and raw[index:end].strip():
        match = _ATTRIBUTE.match(raw, index, end)
        if match is None:
            start = index + len(raw[index:end]) - len(raw[index:end].lstrip())
            junk = cut(raw[start:end].strip())
            yield start, f'the XML declaration holds "{junk}", which has no meaning there'
            break
        yield from _find_in_attribute(match, seen)
        seen.append(match["name"])
        index = match.end()
    if "version" not in seen:
        yield 0, "the XML declaration has no version"


def _find_in_attribute(match: re.Match[str], seen: list[str]) -> Iterator[_Fault]:
    name, start = match["name"], match.start("name")
    yield from _find_in_quotes(match)
    if not match["blank"]:
        before = f" after {seen[-1]}" if seen else ""
        yield start, f"a blank is missing{before} before {cut(name)} in the XML declaration"
    yield from _find_in_name(name, start, seen)
    value = match["value"]
    if not value:
        yield match.start("value"), f"{name} is empty in the XML declaration"
    elif not _VALUES[name].fullmatch(value):
        says = f'{name} is "{cut(value)}" in the XML declaration, {_EXPECTED[name]}'
        yield match.start("value"), says


def _find_in_quotes(match: re.Match[str]) -> Iterator[_Fault]:
    """Yield what is wrong with the = and the quotes of a pseudo attribute."""
    name, opened, closed = cut(match["name"]), match["open"], match["close"]
    where = f"{name} in the XML declaration"
    if match["equals"] != "=":
        if opened or name.lower() in _NAMES:
            yield match.start("name"), f"= is missing after {where}"
        else:
            says = f'the XML declaration holds "{name}", which has no meaning there'
            yield match.start("name"), says
    elif opened is None:
        yield match.start("bare"), f"the quotes around the value of {where} are missing"
    elif opened not in _STRAIGHT or (closed and closed not in _STRAIGHT):
        at = match.start("open") if opened not in _STRAIGHT else match.start("close")
        yield at, f"the quotes around the value of {where} are curly; expected straight quotes"
    elif not closed or "=" in match["value"]:
        yield match.start("open"), f"the quote after the value of {where} is missing"
    elif opened != closed:
        says = f"the value of {where} starts with {opened} and ends with {closed}"
        yield match.start("close"), says


def _find_in_name(name: str, start: int, seen: list[str]) -> Iterator[_Fault]:
    where = "in the XML declaration"
    if name.lower() == "charset":
        yield start, f'"{name}" stands {where} in place of encoding'
    elif name not in _NAMES and name.lower() in _NAMES:
        yield start, f'"{name}" has capital letters {where}; expected {name.lower()}'
    elif name not in _NAMES:
        yield start, f'"{cut(name)}" has no meaning {where}'
    elif name in seen:
        yield start, f"{name} stands twice {where}"
    elif later := [one for one in seen if one in _NAMES[_NAMES.index(name) :]]:
        yield start, f"{name} stands after {later[0]} {where}; the order is version, encoding"
