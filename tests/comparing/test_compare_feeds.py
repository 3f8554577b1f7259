"""The engine: whatever two feeds hold, each of their items has one fate."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from feedtool.comparing.compare import compare_feeds
from feedtool.comparing.forms import WRITERS
from feedtool.comparing.model import ComparedFeed, ComparedItem
from feedtool.comparing.pairing import pair_items
from feedtool.importing.comparing.read_compared import read_compared

FEW = st.sampled_from(["", "a", "b", "c"])
DATES = st.sampled_from([None, *(datetime(2020, 11, day, tzinfo=UTC) for day in (1, 2))])
ITEMS = st.lists(
    st.builds(
        lambda key, title, audio, date: ComparedItem(key, title, audio, date, {"title": (title,)}),
        FEW, FEW, FEW, DATES,
    ),
    max_size=8,
)  # fmt: skip


@given(ITEMS, ITEMS)
def test_each_item_has_one_fate(old: list[ComparedItem], new: list[ComparedItem]) -> None:
    pairs = pair_items(old, new)
    both = [*pairs.same, *pairs.again, *pairs.reused]
    was = [id(one) for one, _ in both] + [id(one) for one in pairs.gone]
    now = [id(one) for _, one in both] + [id(one) for one in (*pairs.new, *pairs.shared)]
    assert sorted(was) == sorted(map(id, old))
    assert sorted(now) == sorted(map(id, new))


@given(ITEMS)
def test_a_feed_does_not_differ_from_itself(items: list[ComparedItem]) -> None:
    feed = ComparedFeed("feed.xml", {}, items, {})
    assert compare_feeds(feed, feed).changes == []


@given(st.permutations(range(9)))
def test_without_those_that_are_told_the_order_is_the_same(places: list[int]) -> None:
    items = [ComparedItem(str(n), f"Day {n}", "", None, {}) for n in range(9)]
    new = [items[place] for place in places]
    changes = compare_feeds(
        ComparedFeed("a", {}, items, {}), ComparedFeed("b", {}, new, {})
    ).changes
    moved = {one.guid for change in changes for one in change.touched}
    assert {change.kind for change in changes} <= {"order-changed"}
    rest = [place for place in places if str(place) not in moved]
    assert rest == sorted(rest)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_compared_and_written(one: str, other: str) -> None:
    old, new = (
        read_compared(
            f"<rss><channel><title>{text}</title><item><guid>{text}</guid><x>{text}</x></item>"
            "</channel></rss>".encode("utf-8", "replace")
        )
        for text in (one, other)
    )
    for write in WRITERS.values():
        write(compare_feeds(old, new)).encode()
