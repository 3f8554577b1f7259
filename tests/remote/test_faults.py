"""How messages show addresses, without passwords, and which faults may be gone at the next try."""

import socket
import ssl
from http.client import IncompleteRead, RemoteDisconnected

import pytest
import requests

from feedtool.remote.faults import is_passing, show_url


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


def caused(why: Exception, cause: Exception) -> Exception:
    why.__cause__ = cause
    return why


@pytest.mark.parametrize(
    ("why", "passing"),
    [
        (ConnectionResetError(), True),
        (OSError(113, "No route to host"), True),
        (caused(requests.ConnectionError(), TimeoutError()), True),
        (caused(requests.ConnectionError(), RemoteDisconnected()), True),
        (caused(requests.ConnectionError(), ConnectionRefusedError()), True),
        (caused(requests.exceptions.ChunkedEncodingError(), IncompleteRead(b"", 5)), True),
        (caused(requests.exceptions.SSLError(), ssl.SSLEOFError()), True),
        (caused(requests.exceptions.SSLError(), ssl.SSLCertVerificationError()), False),
        (caused(requests.exceptions.SSLError(), ssl.SSLError()), False),
        (caused(requests.ConnectionError(), socket.gaierror()), False),
        (caused(requests.exceptions.ProxyError(), ConnectionRefusedError()), False),
        (requests.exceptions.InvalidURL(), False),
        (ValueError(), False),
    ],
    ids=lambda one: type(one.__cause__ or one).__name__ if isinstance(one, Exception) else "",
)  # fmt: skip
def test_what_the_network_does_may_pass_and_what_is_wrong_stays(
    why: Exception, passing: bool
) -> None:
    assert is_passing(why) is passing
