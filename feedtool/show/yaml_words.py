"""What is wrong with YAML, in the author's words and at the place where the author must write."""

import re
from typing import NamedTuple

import yaml

from feedtool.findings.wording import cut
from feedtool.show.scalars import format_scalar

# `title: text`, `  - name: text`: what is before the value, its key, and the value.
_PAIR = re.compile(r"(?P<before>[ \t]*(?:- +)*(?P<key>[\w.-]+)[ \t]*:[ \t]+)(?P<value>\S.*)")
_NO_BLANK = re.compile(r"(?P<key>[A-Za-z_][\w-]*) ?:(?P<value>(?!//)\S.*)")
_ODD_COLON = re.compile(
    "(?P<key>[A-Za-z_][\\w-]*)[ \xa0]?"
    "(?:[\uff1a\ufe55\u2236\ua789][ \xa0]*+|:\xa0\\s*+)(?P<value>.*)"
)
_EQUALS = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*=>?\s*+(?P<value>.*)")
_ONE_WORD = re.compile(r"[a-z_]{1,40}")
_INDENTED_KEY = re.compile(r"(?P<blanks>[ ]+)(?P<key>[\w-]+)[ ]*:(?:[ ]|$)")
# Quotes of a word processor around a whole value.
_TYPED_QUOTES = re.compile(
    "[\u201c\u201d\u201e\u00ab]([^\u201c\u201d\u201e\u00ab\u00bb]+)[\u201c\u201d\u00bb]"
)
_CLOSING = {"[": "]", "{": "}"}
_ESCAPE = (
    "YAML does not know what follows this backslash; write the character itself, or \\\\ for a "
    "backslash, or put the value in single quotes"
)
_PAIR_WANTED = 'expected "key: value"'
_NO_LIST = f'{_PAIR_WANTED}, not a list; remove the "- "'


class Words(NamedTuple):
    """A fault in a text: what to say, and the line and the column from 0."""

    message: str
    line: int
    column: int


def explain_yaml(why: yaml.MarkedYAMLError, text: str) -> Words:
    """Explain what libyaml refuses."""
    lines = text.split("\n")
    problem, context = why.problem or "this cannot be read", why.context or ""
    mark = why.problem_mark or why.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    here = lines[line] if line < len(lines) else ""
    if "\t" in problem or "\\t" in problem or "tab" in problem or _is_tab(here, column):
        return Words("YAML does not allow a tab here; indent with spaces", line, column)
    opened = _explain_opened(why, context, lines)
    if opened is not None and problem != "did not find expected key":
        return opened
    found = _explain_value(here, line) or _explain_indent(lines, line, problem)
    if found is None and "expected key" in problem:
        found = _explain_item(lines, line) or _explain_before(lines, line)
    return found or opened or Words(_in_words(problem), line, column)


def _is_tab(line: str, column: int) -> bool:
    return line.startswith("\t") or (column < len(line) and line[column] == "\t")


def _explain_opened(why: yaml.MarkedYAMLError, context: str, lines: list[str]) -> Words | None:
    """Explain a quote or a bracket that is not closed, at the place where it opens."""
    start, end = why.context_mark, why.problem_mark
    if start is None or end is None or start.line >= len(lines):
        return None
    sign = lines[start.line][start.column : start.column + 1]
    if "quoted scalar" in context and sign:
        if re.search("escape|hexdec", why.problem or ""):
            backslash = lines[end.line].rfind("\\", 0, end.column + 1)
            return Words(_ESCAPE, end.line, max(backslash, 0))
        says = (
            f"the quote {sign} that opens here is not closed; write {sign} at the end of the value"
        )
        return Words(says, start.line, start.column)
    if "flow" not in context or sign not in _CLOSING:
        return None
    rest = "".join(lines[end.line :])[end.column :] if end.line < len(lines) else ""
    close = _CLOSING[sign]
    if not rest.strip() or end.line > start.line:
        says = f"the {sign} that opens here is not closed; write {close} at its end"
        return Words(says, start.line, start.column)
    says = f'expected "," or "{close}" here; put a value with a comma, colon or bracket in quotes'
    return Words(says, end.line, end.column)


def _explain_value(here: str, line: int) -> Words | None:
    """Explain a text that YAML takes for something else because of its first characters."""
    match = _PAIR.fullmatch(here)
    if match is None:
        return None
    value, column = match["value"].rstrip(), match.start("value")
    if value[0] in "\"'":
        return _explain_early_end(value, line, column)
    typed = _TYPED_QUOTES.fullmatch(value)
    quoted = f"put the value in quotes: {_quote(typed[1] if typed else value)}"
    says = _explain_start(value)
    if says is not None:
        return Words(f"{says}; {quoted}", line, column)
    if ": " in value or value.endswith(":"):
        at = value.find(": ") if ": " in value else len(value) - 1
        return Words(f'a second ": " stands in one value; {quoted}', line, column + at)
    return None


def _explain_start(value: str) -> str | None:
    """Say what YAML takes a value for because of its first character."""
    first = value[0]
    if first in "-?" and value[1:2] in (" ", ""):
        return f'YAML does not take "{first} " for the start of a text'
    if first in ">|":
        return f"after {first} the text must start on the next line"
    if first in "*&":
        return "* and & at the start of a value mean another one"
    if first in "@`%":
        return f"a value cannot start with {first}"
    if first in _CLOSING and _CLOSING[first] in value[:-1]:
        what = "a list" if first == "[" else "a set of keys"
        return f"a value that starts with {first} is {what} in YAML, and ends at {_CLOSING[first]}"
    return None


def _explain_early_end(value: str, line: int, column: int) -> Words | None:
    """Explain a value whose quote closes before the value ends: 'It's late'."""
    sign = value[0]
    inner = re.compile(r'"(?:[^"\\]|\\.)*"' if sign == '"' else r"'(?:[^']|'')*'").match(value)
    if inner is None or not value[inner.end() :].strip():
        return None
    # "Say "no" twice" is meant to be in quotes; in "No" again the quotes belong to the text.
    text = value[1:-1] if value.endswith(sign) else value
    return Words(
        f"the quote {sign} ends the value here, and more follows; write {_quote(text)}",
        line,
        column + inner.end() - 1,
    )


def _explain_indent(lines: list[str], line: int, problem: str) -> Words | None:
    """Explain a line that starts in another column than the lines that it belongs to."""
    here = lines[line] if line < len(lines) else ""
    match = _INDENTED_KEY.match(here)
    above = next((at for at in range(line - 1, -1, -1) if lines[at].strip()), None)
    if match is None or above is None:
        return None
    start, key = len(match["blanks"]), match["key"]
    pair = _PAIR.fullmatch(lines[above])
    if "mapping values" in problem and pair is not None:
        says = f'"{cut(key)}" is indented as if it went on the value of "{cut(pair["key"])}"'
    elif "expected" in problem:
        says = f'"{cut(key)}" does not start in the column of the keys above it'
    else:
        return None
    return Words(f"{says}; write both keys in the same column", line, start)


def _explain_item(lines: list[str], line: int) -> Words | None:
    """Explain a line that starts like one of a list behind a key that has a value."""
    if _PAIR.fullmatch(lines[0]) is None:
        return None
    at = next(
        (at for at in range(1, line + 1) if lines[at : at + 1] and lines[at][:2] == "- "), None
    )
    return Words(_NO_LIST, at, 0) if at is not None else None


def _explain_before(lines: list[str], line: int) -> Words | None:
    """Explain a fault that YAML sees only on the line behind it."""
    for at in range(min(line, len(lines) - 1), -1, -1):
        found = _explain_value(lines[at], at)
        if found is not None or (lines[at].strip() and at < line):
            return found
    return None


def explain_line(line: str, *, in_front_matter: bool) -> str:
    """Say what is wrong with a line that is no key with a value.

    >>> explain_line("number:1", in_front_matter=False)
    'a blank is missing after the colon; write number: 1'
    """
    for pattern, says in (
        (_ODD_COLON, "the colon or the blank after it is not the plain one"),
        (_NO_BLANK, "a blank is missing after the colon"),
        (_EQUALS, 'expected ":" in place of "="'),
    ):
        match = pattern.fullmatch(line.rstrip())
        if match is not None:
            value = match["value"]
            return f"{says}; write {cut(match['key'])}: {cut(_plain(value))}"
    if _ONE_WORD.fullmatch(line.rstrip()):
        return f"{_PAIR_WANTED}; write {line.strip()}: and the value behind it"
    if line.startswith("- "):
        return _NO_LIST
    if line.startswith(("//", "/*", "<!--", "%", ";")):
        return f"{_PAIR_WANTED}; a comment starts with #"
    if in_front_matter:
        return f'{_PAIR_WANTED}; if the show notes start here, write "---" above this line'
    return f"{_PAIR_WANTED}, e.g. title: My show"


def explain_alias(line: str) -> str:
    """Say what to write in place of an anchor or an alias, which mostly is a text in asterisks."""
    match = _PAIR.fullmatch(line)
    value = match["value"] if match is not None else line
    says = "anchors and aliases (& and *) are not read; write the value again"
    return f"{says}, or put it in quotes: {_quote(value.strip())}"


def _plain(value: str) -> str:
    """Return a value as it is written: in quotes only if it must be."""
    if value[:1] in "\"'[{" or (": " not in value and " #" not in value):
        return value
    return format_scalar(value)


def _quote(value: str) -> str:
    """Return a value in quotes, cut for a message."""
    escaped = cut(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_NO_KEY = f"{_PAIR_WANTED}; is a quote not closed or the indentation wrong?"
# By the words of libyaml.
_FAULTS = {
    "mapping values are not allowed": 'a second ": " stands in one value; put the value in quotes',
    "did not find expected key": _NO_KEY,
    "could not find expected ':'": _NO_KEY,
    "cannot start any token": "a value cannot start with @, %, ` or a tab; put it in quotes",
    "alphabetic or numeric": "* and & at the start of a value mean another one; put it in quotes",
    "',' or": 'expected "," or a closing bracket; is a [ or { not closed?',
    "unexpected end of stream": "a quote or bracket is opened and never closed",
    "block sequence entries": 'a list ("- …") cannot stand here; write it below its key',
    "'-' indicator": "this line does not start in the column of the lines above it",
    "<document start>": "the lines above are indented, and this one is not; indent none of them",
    "found unexpected document": "a quote or bracket is opened and never closed",
    "but found another document": 'a second line "---" stands here; expected none: remove it',
    "expected a single document": 'a second document starts here ("---"); expected one',
}


def _in_words(problem: str) -> str:
    found = next((words for part, words in _FAULTS.items() if part in problem), None)
    return found or f"this is not valid YAML: {problem}"
