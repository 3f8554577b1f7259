"""The ids of rules in the code and in the records are the same."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import feedtool
from feedtool.vocabulary import load_rules

PACKAGE = Path(feedtool.__file__).parent
# Functions and classes that take the id of a rule, and which of their arguments it is.
TAKERS = {
    "make_finding": 0, "Fault": 0, "ElementFault": 0, "KeyFault": 0, "FileFault": 0,
    "PydanticCustomError": 0, "add": 0, "add_at": 0, "add_document": 0, "add_namespace": 0,
    "add_malformed": 2, "find_at": 3, "is_told": 0, "_at": 3, "_tell": 0, "Encoding": 1,
}  # fmt: skip
# What differs between two feeds has names of the same form, and is no finding.
CHANGES = ("comparing",)
ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+|unreadable|unwritable|unreachable")
PRINTED = re.compile(r" \[([a-z-]+)\]\Z")
WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@cache
def nodes() -> tuple[ast.AST, ...]:
    """The nodes of the package that the tests look at."""
    return tuple(
        node
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.parent.name not in CHANGES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call | ast.Yield | ast.Constant)
    )


def texts_in(node: ast.AST) -> Iterator[str]:
    """Yield the texts that an argument may be: one, or that of either side of a condition."""
    if isinstance(node, ast.IfExp):
        yield from (*texts_in(node.body), *texts_in(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def ids_in_code() -> Iterator[str]:
    for node in nodes():
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = TAKERS.get(name, len(node.args))
            for argument in node.args[at : at + 1]:
                yield from texts_in(argument)
            for keyword in node.keywords:
                if keyword.arg == "rule":
                    yield from texts_in(keyword.value)
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from texts_in(node.value.elts[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from PRINTED.findall(node.value)


def test_every_id_in_the_code_has_a_record() -> None:
    ids = {one.replace("_", "-") for one in ids_in_code() if ID.fullmatch(one)}
    assert len(ids) > 200
    assert sorted(ids - load_rules().keys()) == []


def test_every_record_is_of_an_id_in_the_code() -> None:
    texts = (
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    words = {word.replace("_", "-") for text in texts for word in WORD.findall(text)}
    assert sorted(load_rules().keys() - words) == []
