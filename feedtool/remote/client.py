"""Requests that cannot hang, loop or leave the web, and messages for the user when they fail.

Redirects are followed by hand, so that each address is looked at before it is asked; bodies are
read as they are sent, since whoever unpacks them must know when to stop.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit, urlunsplit

from feedtool._version import __version__
from feedtool.findings.wording import printable

if TYPE_CHECKING:
    from requests import Response

_MAX_REDIRECTS = 5
_READ_BYTES = 64 * 1024
# A server that is silent for so long has lost us, whatever time there is for all.
_SILENCE_S = 10.0
_REDIRECTS = (301, 302, 303, 307, 308)
_ADVICE = {
    401: "it wants a password, which podcast apps do not send; make it public",
    403: "the server refuses it; make it public, for every program that asks",
    404: "there is no such file; check the address",
    410: "it was removed for good; look for its new address",
    429: "the server is asked too often; try again later",
}


class RemoteFault(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """An address cannot be used; the text says which, what happened and what to do.

    `missing` says that the server answers, and has nothing there.
    """

    def __init__(self, text: str, *, missing: bool = False) -> None:
        super().__init__(text)
        self.missing = missing


def show_url(url: str) -> str:
    """Return an address for a message: without password or query, which may be secrets, and short.

    >>> show_url("https://ann:secret@example.com/33.mp3?token=1")
    'https://example.com/33.mp3?…'
    """
    try:
        scheme, place, path, query, _ = urlsplit(url)
    except ValueError:
        return "the address"
    shown = urlunsplit((scheme, place.rpartition("@")[2], path, "…" if query else "", ""))
    shown = printable(shown, lambda _: "�")
    return shown if len(shown) <= 120 else shown[:119] + "…"


class Client:
    """One connection or several to find out one thing, with a time-out for all of them."""

    def __init__(self, timeout_s: float) -> None:
        import requests  # noqa: PLC0415 - 109 ms, only commands that go to the network need it

        self._timeout_s = timeout_s
        self._ends = time.monotonic() + timeout_s
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"feedtool/{__version__}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        self._session.close()

    def ask(self, method: str, url: str, headers: Mapping[str, str] | None = None) -> "Response":
        """Send a request, follow redirects, and return the answer of any status, its body unread.

        Raises RemoteFault if there is no answer in time, or it leads nowhere.
        """
        asked = [url]
        while True:
            response = self._ask_once(method, asked[-1], headers or {})
            target = response.headers.get("Location")
            if response.status_code not in _REDIRECTS or target is None:
                return response
            response.close()
            # Header lines are read as Latin-1, and servers write UTF-8 into them.
            following = urljoin(asked[-1], _as_utf8(target))
            if following in asked:
                raise RemoteFault(f"{show_url(url)} redirects in a circle; fix it on the server")
            asked.append(following)
            if len(asked) > _MAX_REDIRECTS + 1:
                raise RemoteFault(
                    f"{show_url(url)} redirects more than {_MAX_REDIRECTS} times, at last to "
                    f"{show_url(following)}; use the address where it ends"
                )

    def read(self, response: "Response") -> bytes:
        """Return some more bytes of a body as they were sent, none at its end.

        Raises RemoteFault if they do not come in time, or the connection breaks.
        """
        self._remaining(response.url)
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - as requests

        try:
            # Unlike read(), read1() returns what is there, so that a slow drip meets the time-out.
            return response.raw.read1(_READ_BYTES, decode_content=False) or b""
        except (HTTPError, OSError) as why:
            raise RemoteFault(self._explain(response.url, why)) from None

    def _ask_once(self, method: str, url: str, headers: Mapping[str, str]) -> "Response":
        _check_address(url)
        from requests import RequestException  # noqa: PLC0415 - 109 ms
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - as requests

        remaining = self._remaining(url)
        silence = min(_SILENCE_S, remaining)

        def send() -> "Response":
            return self._session.request(
                method, url, headers=headers, timeout=silence, stream=True, allow_redirects=False
            )

        try:
            return _within(remaining, send)
        except TimeoutError:
            raise RemoteFault(self._explain(url, None)) from None
        except (RequestException, HTTPError, OSError, ValueError) as why:
            raise RemoteFault(self._explain(url, why)) from None

    def _remaining(self, url: str) -> float:
        remaining = self._ends - time.monotonic()
        if remaining <= 0:
            raise RemoteFault(
                f"{show_url(url)} did not arrive within {self._timeout_s:g} seconds; "
                "try again later, or ask the host why it is slow"
            )
        return remaining

    def _explain(self, url: str, why: Exception | None) -> str:
        host, causes = urlsplit(url).hostname, list(_causes(why))
        shown = show_url(url)
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            return f"{shown}: the host {host} is not known; check its spelling and your network"
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
            return f"{shown}: {host} refuses the connection; check the address, or try again later"
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return (
                    f"{shown}: the certificate of {host} is not valid ({cause.verify_message}); "
                    "renew it on the server"
                )
            if isinstance(cause, ssl.SSLError):
                return f"{shown}: {host} speaks no TLS that is safe today; fix it on the server"
        if why is None or any(isinstance(cause, TimeoutError) for cause in causes):
            return f"{shown} does not answer in time; try again later, or ask the host"
        if any("Invalid" in type(cause).__name__ for cause in causes):
            return f"{shown} is not an address that feedtool can open; expected https://host/path"
        return f"{shown}: the connection broke off; try again later, or ask the host"


def check_status(response: "Response") -> None:
    """Raise RemoteFault unless the server sends what was requested."""
    status = response.status_code
    if status in (200, 206):
        return
    try:
        phrase = f" ({HTTPStatus(status).phrase})"
    except ValueError:
        phrase = ""
    advice = _ADVICE.get(status, "check the address")
    if status >= 500:
        advice = "the server has a fault; try again later"
    message = f"{show_url(response.url)} answers {status}{phrase}; {advice}"
    raise RemoteFault(message, missing=status in (404, 410))


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise RemoteFault(f"{show_url(url)} is not a web address; expected http:// or https://")


def _as_utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _causes(why: BaseException | None) -> Iterator[BaseException]:
    while why is not None:
        yield why
        why = why.__cause__ or why.__context__


def _within(seconds: float, send: Callable[[], "Response"]) -> "Response":
    """Send in a thread of its own: names are looked up, and header lines drip, without time-out."""
    future: Future[Response] = Future()

    def work() -> None:
        try:
            future.set_result(send())
        except BaseException as why:
            future.set_exception(why)

    threading.Thread(target=work, daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        future.add_done_callback(_close)
        raise


def _close(late: "Future[Response]") -> None:
    if late.exception() is None:
        late.result().close()
