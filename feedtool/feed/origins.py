"""From a finding in the feed back to the line of YAML or Markdown that it was made from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedtool.feed.channel import make_channel
from feedtool.feed.documents import Document
from feedtool.feed.item import make_item
from feedtool.feed.nodes import Node
from feedtool.show import Episode, Show
from feedtool.show.elements import Path, snake_case
from feedtool.validator.report import Finding, Origin
from feedtool.vocabulary import load_vocabulary

_STEP = re.compile(r"/(@?[^/\[]+)(?:\[(\d+)\])?")


def tell_at_sources(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """Yield the findings of a feed as those of the lines of YAML that they come from.

    What could merely be better stays at its place in the feed: to find the source of a thousand
    hints, one an episode, would take longer than all the rest.
    """
    for finding in findings:
        if finding.severity == "info":
            yield finding
        else:
            yield as_source_finding(add_origin(finding, document))


def add_origin(finding: Finding, document: Document) -> Finding:
    """Return the finding with its origin."""
    show, facts = document.show, document.facts
    steps = [(name, int(number or 1)) for name, number in _STEP.findall(finding.path)]
    model: Show | Episode = show
    parent, below = "channel", steps[2:]
    if len(steps) > 2 and steps[2][0] == "item":
        model, parent, below = document.episodes[steps[2][1] - 1], "item", steps[3:]
    name = below[0][0] if below else finding.element
    element = load_vocabulary().children[parent].get(name)
    source = element.source.get(parent, "") if element is not None else ""
    key: Path = tuple(source.split("."))
    if below and key[0] not in type(model).model_fields:
        nodes = (
            make_item(show, model, facts)
            if isinstance(model, Episode)
            else make_channel(show, facts, document.url)
        )
        key = _key(nodes, below)
    line, column = model.source.find(*key)
    file = show.name_file(model.source.file or "show.yaml")
    return replace(finding, origin=Origin(file, line, column))


def _key(nodes: list[Node], steps: list[tuple[str, int]]) -> Path:
    """Return the key in the source that the element or attribute at a path was made from."""
    key: Path = ()
    for name, number in steps:
        if name.startswith("@"):
            return (*key, snake_case(name[1:]))
        found = [node for node in nodes if node.name == name][number - 1 : number]
        if not found:
            return key
        key, nodes = found[0].key or key, found[0].children
    return key


def as_source_finding(finding: Finding) -> Finding:
    """Return a finding as one about the source that it was made from."""
    origin = finding.origin
    if origin is None:
        return finding
    return replace(
        finding, file=origin.file, line=origin.line, column=origin.column, end_line=None,
        end_column=None, where="source",
    )  # fmt: skip
