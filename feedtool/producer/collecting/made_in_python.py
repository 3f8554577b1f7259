"""Checks of shows that a program made: those in files are checked while they are read."""

from feedtool.producer.collecting.gathering import Gathering
from feedtool.show.elements import read_elements
from feedtool.show.model import WHOLE_SHOW, Item, Show, ShowMatter


def check_shared_keys(gathering: Gathering, name: str, feed: Show) -> None:
    """Report keys of the whole show that another feed of it has otherwise."""
    if feed.source.digest:
        return
    for key in sorted(WHOLE_SHOW):
        shared = (ShowMatter.model_fields[key].default, getattr(gathering.show, key))
        if getattr(feed, key) not in shared:
            message = f'"{key}" belongs to the whole show; move it up, out of feeds.{name}'
            gathering.add("key-of-whole-show", message, feed)


def check_elements(gathering: Gathering, model: Show | Item, parent: str) -> None:
    """Report what is wrong with the keys of a model that stand for elements."""
    if model.source.digest:
        return
    for fault in read_elements(model.elements, parent).faults:
        key = ".".join(str(step) for step in fault.path)
        gathering.add(fault.rule, f'elements has "{key[:60]}"; {fault.says}', model)
