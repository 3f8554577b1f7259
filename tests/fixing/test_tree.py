"""Two texts are compared outside of the changes: what differs there is found."""

import pytest

from feedtool.fixing.source import Change
from feedtool.fixing.tree import same_elsewhere

FEED = (
    '<rss><channel><title>Salt</title><a x="1"/><item><guid>1</guid>'
    '<enclosure url="u"/></item></channel></rss>'
)


def compare(old: str, new: str, *, told: str | None = None) -> bool:
    """Replace a part of the feed; say that another part was replaced, if one is named."""
    at, said = FEED.index(old), FEED.index(told or old)
    after = FEED[:at] + new + FEED[at + len(old) :]
    return same_elsewhere(FEED, after, [Change(said, said + len(told or old), new)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Salt", "Salz"), ('x="1"', 'x="2"'), ('<a x="1"/>', ""), ('<a x="1"/>', "<a>1</a>"),
        ('<a x="1"/>', '<a x="1"/><b/>'), ("<item>", "<b/><item>"), ("</item>", "</item><c>1</c>"),
        ("<title>Salt</title>", "<Title>Salt</Title>"), ("Salt", "Salt &amp; <b>sea</b>"),
    ],
)  # fmt: skip
def test_a_change_is_the_only_difference(old: str, new: str) -> None:
    assert compare(old, new)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<guid>1</guid>", "<guid>2</guid>", None),
        ('url="u"', 'url="v"', None),
        ("<guid>1</guid>", "", None),
        ("Salt", "<b>", None),
        ("</title>", "", None),
        ("Salt", "Salz", '<a x="1"/>'),
        ('x="1"', 'x="2"', "Salt"),
    ],
    ids=["guid", "enclosure", "guid removed", "open", "not closed", "elsewhere", "attribute"],
)  # fmt: skip
def test_what_changes_more_is_refused(old: str, new: str, told: str | None) -> None:
    assert not compare(old, new, told=told)
