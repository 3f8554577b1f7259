"""Code of a template that no program ran: one finding, at its place."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate


def told(old: str, new: str) -> list[str]:
    feed = sample_feed()
    assert feed.count(old.encode()) == 1
    feed = feed.replace(old.encode(), f"\n{new}".encode())
    return [
        f"{one.column} {one.severity} {one.rule}: {one.message}"
        for one in validate(feed, profiles=["rss"]).findings
    ]


TITLE = "<title>The night ferry</title>"


@pytest.mark.parametrize(
    ("new", "column", "code"),
    [
        ("<title><?php echo $title ?></title>", 8, "<?php echo $title ?>"),
        ("<title><?= $title ?></title>", 8, "<?= $title ?>"),
        ("<title><%= title %></title>", 8, "<%= title %>"),
        ("<title>Part <%= number %></title>", 13, "<%= number %>"),
        ("<link><?php the_permalink() ?></link><title>Part 1</title>", 7, "<?php the_permalink() ?>"),
        ("<link>https://example.com/<?php echo $id ?></link><title>Part 1</title>", 27,
         "<?php echo $id ?>"),
        (f"<% if title %>{TITLE}", 1, "<% if title %>"),
    ],
)  # fmt: skip
def test_code_is_told_alone(new: str, column: int, code: str) -> None:
    says = f"{code} is code of a template that no program ran; write what it stands for"
    assert told(TITLE, new) == [f"{column} error template-code: {says}"]


@pytest.mark.parametrize("new", [f"<?newline?>{TITLE}", f"<!-- <?php --> {TITLE}"])
def test_other_instructions_are_silent(new: str) -> None:
    assert told(TITLE, new) == []
