"""How messages show addresses: without passwords, however these are written."""

import pytest

from feedtool.remote.faults import show_url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ann:se#cret@example.com/feed.xml", "https://example.com/feed.xml"),
        ("https://ann:se/cret@example.com/feed.xml", "https://example.com/feed.xml"),
        ("https://ann:se?cret@example.com/feed.xml", "https://example.com/feed.xml"),
        ("https://ann:s#c@r#t@example.com/feed.xml?a=1", "https://example.com/feed.xml?…"),
        ("https://ann:secret@example.com/@show/feed.xml", "https://example.com/@show/feed.xml"),
        ("https://example.com:8080/@show/feed.xml", "https://example.com:8080/@show/feed.xml"),
        ("https://example.com/a:b/@show", "https://example.com/a:b/@show"),
        ("http://[::1]:8080/@show", "http://[::1]:8080/@show"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    assert show_url(url) == shown
