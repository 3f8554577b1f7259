"""YAML as authors write it: every scalar as the text that stands there, every key with its place.

Nothing is guessed from how a scalar looks (`no` stays `no`, `012` stays `012`); the model knows
what a value must be. Anchors, tags and several documents are refused: no show needs them.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

import yaml

from feedtool.findings.place import LineColumn
from feedtool.show.key_path import KeyPath
from feedtool.show.yaml_blocks import MOST_BLOCKS, Block, split_blocks
from feedtool.show.yaml_words import explain_alias, explain_line, explain_yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
# Each value takes some hundred bytes of memory.
MAX_VALUES = 60_000
_MOST_FAULTS = 20
_TOO_DEEP = f"values are nested too deep; expected {MAX_DEPTH} levels at the most"
_NO_MAPPING = 'expected keys with values, e.g. "title: My show"'
_MAY_REFER = re.compile("[&*]")
_HASH = re.compile(r"[ \t]+#\w")
# A search with the pattern above would take minutes for a line of blanks.
_MAY_CUT_OFF = re.compile(r"[ \t]#\w")
# Brackets, quotes, and where a comment begins; each run of blanks is read once.
_SIGNS = re.compile(r"[\[{]|[\]}\"']|(?<![ \t])[ \t]+#\w")
# Without one of these no value is nested deeper than MAX_DEPTH.
_MAY_BE_DEEP = re.compile(rf"^[ ]{{{MAX_DEPTH}}}|^[ ]*[-?](?:[ ]+[-?:]){{4}}", re.MULTILINE)
_QUOTES = ("'", '"')
_TAG = re.compile(r"[:-][ \t]+! ")
_KEY = re.compile(r"[a-z_]+:(?:[ \t]|\Z)")
_STAND_INS = {"\x85": "\uf8e0", "\u2028": "\uf8e1", "\u2029": "\uf8e2"}
_BREAKS = re.compile("[\x85\u2028\u2029]")
_RESTORED = {ord(stand_in): one for one, stand_in in _STAND_INS.items()}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFault(Exception):  # noqa: N818 - carries a place, becomes a finding
    """The text is not the YAML that we read, at line and column (from 1)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class YamlSource:
    """The data of a YAML text; `keys` and `values` hold where each key and each value starts.

    Places that nobody may ask for can be left to `read_again`, which reads the text once more. What
    could not be read is in `faults`; `damaged` are the keys that they may be about, and with
    `is_lost` they may be about any key. `is_whole` says that the file around it has no faults.
    """

    def __init__(
        self,
        data: dict[str, Any],
        keys: dict[KeyPath, LineColumn] | None = None,
        values: dict[KeyPath, LineColumn] | None = None,
        read_again: "Callable[[], YamlSource] | None" = None,
    ) -> None:
        self.data = data
        self._keys = keys or {}
        self._values = values or {}
        self._read_again = read_again
        self.faults: list[YamlFault] = []
        self.damaged: set[str] = set()
        self.is_lost = False
        self.is_whole = True

    def may_have(self, key: str) -> bool:
        """Tell whether the author may have written a key that could not be read."""
        return self.is_lost or key in self.damaged

    @property
    def keys(self) -> dict[KeyPath, LineColumn]:
        """Where each key starts, by path of keys."""
        self._find_places()
        return self._keys

    @property
    def values(self) -> dict[KeyPath, LineColumn]:
        """Where each value starts, by path of keys."""
        self._find_places()
        return self._values

    def _find_places(self) -> None:
        if self._read_again is not None:
            again, self._read_again = self._read_again(), None
            self._keys, self._values = again.keys, again.values


def read_yaml(text: str, first_line: int = 1) -> YamlSource:
    """Read a mapping; `first_line` is the line of the file on which the text starts.

    Raises YamlFault with the place if the text is no plain mapping.
    """
    source = YamlSource({})
    # Only YAML reads these as ends of lines; editors, and our places, do not.
    text = _BREAKS.sub(lambda match: _STAND_INS[match[0]], text)
    node = _compose(text, first_line)
    if node is None:
        return source
    reader = _NodeReader(source, text, first_line)
    if not isinstance(node, yaml.MappingNode):
        raise reader.fault(_NO_MAPPING, node)
    data = reader.read(node, ())
    source.data = data if isinstance(data, dict) else {}
    return source


def read_what_can_be_read(text: str, first_line: int = 1) -> YamlSource:
    """Read a mapping as `read_yaml`; after a fault, the outermost keys that have none."""
    try:
        return read_yaml(text, first_line)
    except YamlFault as fault:
        source = YamlSource({}, values={(): (first_line, 1)})
        text = _BREAKS.sub(lambda match: _STAND_INS[match[0]], text)
        blocks = list(islice(split_blocks(text), MOST_BLOCKS + 1))
        if len(blocks) <= MOST_BLOCKS:
            for block in blocks:
                _read_block(source, block, first_line)
        source.is_lost = not source.data
        if not source.faults:
            # Only the text as a whole has a fault, such as keys in different columns.
            source.faults, source.is_lost = [fault], True
        del source.faults[_MOST_FAULTS:]
        return source


def _read_block(source: YamlSource, block: Block, first_line: int) -> None:
    line = block.line + first_line
    try:
        if not block.is_key:
            first = _restore(block.text.partition("\n")[0])
            raise YamlFault(explain_line(first, in_front_matter=first_line > 1), line, 1)
        node = _compose(block.text, line)
        reader = _NodeReader(source, block.text, line)
        if isinstance(node, yaml.MappingNode):
            source.data.update(reader.mapping(node, ()))
        elif node is not None:
            raise reader.fault(_NO_MAPPING, node)
    except YamlFault as fault:
        source.faults.append(fault)
        source.damaged |= block.names


def _compose(text: str, first_line: int) -> yaml.Node | None:
    try:
        if _MAY_REFER.search(text) or _may_be_deep(text) or _may_have_many(text):
            _check_events(text, first_line)
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as why:
        _check_brackets(text, first_line)
        says = explain_yaml(why, text)
        if "nesting depth" in (why.problem or ""):
            says = says._replace(message=_TOO_DEEP)
        raise YamlFault(_restore(says.message), says.line + first_line, says.column + 1) from None
    except yaml.YAMLError as why:
        line, column = _place_of_character(text, getattr(why, "position", 0))
        message = "a control character stands here; remove it"
        raise YamlFault(message, line + first_line - 1, column) from None


def _may_be_deep(text: str) -> bool:
    return text.count("[") + text.count("{") > MAX_DEPTH or _MAY_BE_DEEP.search(text) is not None


def _may_have_many(text: str) -> bool:
    """Tell whether a text has signs between so many values that they must be counted."""
    if len(text) < MAX_VALUES:
        return False
    return sum(map(text.count, (",", ":", "\n", "- ", "[", "{"))) > MAX_VALUES


def _check_events(text: str, first_line: int) -> None:
    """Refuse an alias before it is followed, and deep or many values before they are built."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        assert mark is not None  # noqa: S101 - events of a text have one
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = explain_alias(_line(text, mark.line))
            raise YamlFault(hint, mark.line + first_line, mark.column + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH + 1:
                raise YamlFault(_TOO_DEEP, mark.line + first_line, mark.column + 1)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        values += isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if values > MAX_VALUES:
            says = f"here the file has more than {MAX_VALUES:,} keys and values; expected fewer"
            raise YamlFault(says, mark.line + first_line, mark.column + 1)


def _check_brackets(text: str, first_line: int) -> None:
    """Report a comment that hides the closing bracket: `[Bo, Al #2]`."""
    for number, line in enumerate(text.split("\n")):
        is_open = False
        for sign in _SIGNS.finditer(line) if _MAY_CUT_OFF.search(line) else ():
            if is_open and sign[0][0] in " \t":
                raise _comment_fault(line, sign.start(), number + first_line)
            is_open = sign[0] in ("[", "{")


def _comment_fault(line: str, column: int, number: int) -> YamlFault:
    lost = _restore(line[column:].strip())
    message = (
        f'YAML takes "{lost[:40]}" as a comment; if it belongs to the value, put the value in '
        "quotes; if not, write a blank after the #"
    )
    return YamlFault(message, number, column + 1)


def _restore(text: str) -> str:
    return text.translate(_RESTORED) if not text.isascii() else text


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number] if number < len(lines) else ""


def _place_of_character(text: str, position: int) -> LineColumn:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


class _NodeReader:
    def __init__(self, source: YamlSource, text: str, first_line: int) -> None:
        self._source = source
        self._first_line = first_line
        self._text = text
        self._has_tags = _TAG.search(text) is not None
        self._may_be_cut = _MAY_CUT_OFF.search(text) is not None
        self._split: list[str] = []

    @property
    def _lines(self) -> list[str]:
        """The lines of the text, which few texts need."""
        self._split = self._split or self._text.split("\n")
        return self._split

    def place(self, node: yaml.Node) -> LineColumn:
        mark = node.start_mark
        return mark.line + self._first_line, mark.column + 1

    def fault(self, message: str, node: yaml.Node) -> YamlFault:
        return YamlFault(message, *self.place(node))

    def read(self, node: yaml.Node, path: KeyPath) -> Any:
        if len(path) > MAX_DEPTH:
            raise self.fault(_TOO_DEEP, node)
        self._source.values[path] = self.place(node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
            raise self.fault(f"tags are not read; remove {node.tag[:40]}", node)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 - the only kind left
        return self.mapping(node, path)

    def _scalar(self, node: yaml.ScalarNode) -> str:
        if node.tag.startswith("!") or (self._has_tags and self._starts_with_tag(node)):
            tag = node.tag[:40] if node.tag.startswith("!") else "!"
            says = f"YAML takes {tag} for a tag, which is not read; put the value in quotes"
            raise self.fault(says, node)
        if not node.style and self._may_be_cut:  # plain: None, or empty where libyaml reads
            self._check_end(node)
        if node.style in _QUOTES and node.end_mark.line > node.start_mark.line:
            self._check_quote(node)
        return _restore(str(node.value))

    def _starts_with_tag(self, node: yaml.Node) -> bool:
        """Tell whether "! " stands before a value: it would not be part of it."""
        return self._lines[node.start_mark.line].startswith("! ", node.start_mark.column)

    def _check_quote(self, node: yaml.ScalarNode) -> None:
        """Refuse a value in quotes that goes on over other keys: its quote was left open."""
        lines = self._lines[node.start_mark.line + 1 : node.end_mark.line + 1]
        if any(_KEY.match(line) for line in lines):
            raise self.fault(f"the quote {node.style} that opens here is not closed", node)

    def _check_end(self, node: yaml.ScalarNode) -> None:
        """Refuse a value that YAML cuts off: `title: Talk #12` is "Talk" and a comment."""
        mark = node.end_mark
        if mark.line < len(self._lines) and _HASH.match(self._lines[mark.line], mark.column):
            raise _comment_fault(self._lines[mark.line], mark.column, mark.line + self._first_line)

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        """Return the keys of a mapping with their values."""
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fault("expected a word as key", key_node)
            key = _restore(str(key_node.value))
            inner = (*path, key)
            if inner in self._source.keys:
                line = self._source.keys[inner][0]
                message = f'"{key[:60]}" is written twice, first on line {line}; remove one'
                raise self.fault(message, key_node)
            self._source.keys[inner] = self.place(key_node)
            data[key] = self.read(value_node, inner)
        return data
