"""The medium of a feed: a list in other case is no list for apps."""

import pytest

from feedtool import validate

FEED = """<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<podcast:medium>%s</podcast:medium>
<podcast:remoteItem feedGuid="29cdca4a-32d8-56ba-b48b-09a011c5daa9"/>
</channel></rss>"""
LIST = ", or apps do not see that the feed is a list"
IN_SHOW = (
    "remote-item-in-show", "warning", 3, 1,
    'podcast:remoteItem stands in the channel, but the medium of the feed is "music"; '
    "move it to podcast:podroll, or choose a medium that is a list",
)  # fmt: skip


@pytest.mark.parametrize(
    ("medium", "says"),
    [
        ("musicL", 'podcast:medium is "musicL", a list, but channel has items and no podcast:remoteItem; write music'),
        ("MusicL", 'podcast:medium is "MusicL", a list, but channel has items and no podcast:remoteItem; write music'),
        ("mixed", 'podcast:medium is "mixed", a list, but channel has items and no podcast:remoteItem; write the medium of the items'),
    ],
)  # fmt: skip
def test_show_that_calls_itself_a_list_is_one_error(medium: str, says: str) -> None:
    show = (FEED % medium).replace("<podcast:remoteItem", "<item/><!--").replace('9"/>', '9"-->')
    found = [one for one in validate(show.encode()).findings if one.element == "podcast:medium"]
    assert [(one.rule, one.severity, one.line, one.column, one.message) for one in found] == [
        ("medium-list-with-items", "error", 2, 17, says)
    ]


@pytest.mark.parametrize(
    ("medium", "expected"),
    [
        ("podcastl", [("value-case", "error", 2, 17, f'podcast:medium is "podcastl"; expected exactly "podcastL"{LIST}')]),
        ("MusicL", [("value-case", "error", 2, 17, f'podcast:medium is "MusicL"; expected exactly "musicL"{LIST}')]),
        ("Mixed", [("value-case", "error", 2, 17, f'podcast:medium is "Mixed"; expected exactly "mixed"{LIST}')]),
        ("Music", [("value-case", "info", 2, 17, 'podcast:medium is "Music"; expected exactly "music"'), IN_SHOW]),
        ("music", [IN_SHOW]),
        ("musicL", []),
    ],
)  # fmt: skip
def test_medium_in_other_case(medium: str, expected: list[object]) -> None:
    found = validate((FEED % medium).encode()).findings
    assert [
        (one.rule, one.severity, one.line, one.column, one.message)
        for one in sorted(found, key=lambda one: one.column or 0, reverse=True)
        if one.rule in ("value-case", "remote-item-in-show", "medium-list-empty", "value-unlisted")
    ] == expected
