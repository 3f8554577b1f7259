"""From a finding in the feed back to the line of YAML or Markdown that it was made from."""

import re
from dataclasses import replace

from feedtool.show import Episode, Show
from feedtool.validator.report import Finding, Origin
from feedtool.vocabulary import load_vocabulary

_ITEM = re.compile(r"/rss/channel/item\[(\d+)\](?:/([^/\[@]+))?")
_CHANNEL = re.compile(r"/rss/channel(?:/([^/\[@]+))?")


def add_origin(finding: Finding, show: Show, episodes: list[Episode]) -> Finding:
    """Return the finding with its origin; `episodes` are in the feed's order."""
    item = _ITEM.match(finding.path)
    model: Show | Episode = show
    parent, name = "channel", ""
    if item is not None:
        model, parent, name = episodes[int(item[1]) - 1], "item", item[2] or ""
    elif channel := _CHANNEL.match(finding.path):
        name = channel[1] or ""
    element = load_vocabulary().children[parent].get(name or finding.element)
    key = element.source.get(parent, "") if element is not None else ""
    line, column = model.source.find(*key.split("."))
    file = f"{show.folder.as_posix()}/{model.source.file or 'show.yaml'}"
    return replace(finding, origin=Origin(file, line, column))


def as_source_finding(finding: Finding) -> Finding:
    """Return a finding as one about the source that it was made from."""
    origin = finding.origin
    if origin is None:
        return finding
    return replace(
        finding, file=origin.file, line=origin.line, column=origin.column, end_line=None,
        end_column=None, where="source",
    )  # fmt: skip
