"""Registered kinds of links."""

import pytest

from feedtool.values.link_relations import check_link_relation


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("self", None),
        ("https://example.com/rel", None),
        ("selff", 'expected a rel value from IANA\'s list; did you mean "self"?'),
        ("qqqqqqqq", "expected a rel value from IANA's list, such as self, hub or alternate"),
    ],
)
def test_kinds_of_links(text: str, says: str | None) -> None:
    assert [one.says for one in check_link_relation(text)] == ([] if says is None else [says])
