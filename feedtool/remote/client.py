"""Requests that cannot hang, loop or leave the web, and messages for the user when they fail.

Redirects are followed by hand, so that each address is looked at before it is asked; bodies are
read as they are sent, since whoever unpacks them must know when to stop. No cookie is kept, and no
password of an address goes to another host.
"""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from feedtool._version import __version__
from feedtool.findings.wording import cut
from feedtool.remote.faults import RemoteFault, explain, is_passing, show_url
from feedtool.remote.heads import list_lengths
from feedtool.remote.moments import read_wait
from feedtool.remote.public_addresses import describe_private_host
from feedtool.remote.transfer import SILENCE_S, AnswerFault, Transfer, explain_private

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

_T = TypeVar("_T")

_MAX_REDIRECTS = 5
_READ_BYTES = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
# Beside all from 500 on: too slow, too early, too often.
_PASSING = (408, 425, 429)
_ADVICE = {
    401: "it wants a password, which podcast apps do not send; make it public",
    403: "the server refuses it; make it public, for every program that asks",
    404: "there is no such file; check the address",
    410: "it was removed for good; look for its new address",
    429: "the server is asked too often; try again later",
}


class Client:
    """One connection or several to find out one thing, with a deadline for all of them."""

    def __init__(self, timeout_s: float, *, allow_private: bool = False) -> None:
        import requests  # noqa: PLC0415 - 109 ms, only commands that go to the network need it

        from feedtool.remote.connecting import HEAD_BYTES, Adapter  # noqa: PLC0415 - as above

        self._timeout_s = timeout_s
        self._transfer = Transfer(timeout_s, allow_private=allow_private)
        self._most_bytes = _READ_BYTES + HEAD_BYTES
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"feedtool/{__version__}"
        self._adapter = Adapter(self._transfer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        self._transfer.stop()
        self._adapter.close()

    def run(self, url: str, work: Callable[[], _T]) -> _T:
        """Return what the work returns that asks at an address, and at others if it likes.

        Raises RemoteFault if it is not done in time, whatever it waits for.
        """
        try:
            return self._transfer.run(work)
        except TimeoutError:
            raise RemoteFault(
                f"{show_url(url)} did not arrive within {self._timeout_s:g} seconds; "
                "try again later, or ask the host why it is slow",
                passing=True,
            ) from None

    def ask(self, method: str, url: str, headers: Mapping[str, str] | None = None) -> "Response":
        """Send a request, follow redirects, and return the answer of any status, its body unread.

        Raises RemoteFault if there is no answer, or it leads nowhere.
        """
        asked = [url]
        while True:
            response = self._ask_once(method, asked, headers or {})
            target = response.headers.get("Location")
            if response.status_code not in _REDIRECTS or target is None:
                return response
            response.close()
            following = _follow(url, asked[-1], target)
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

        Raises RemoteFault if they do not come, or the connection breaks.
        """
        self._transfer.allow(self._most_bytes)
        # Unlike read(), read1() returns what is there, so that a slow drip meets the time-out.
        read = partial(response.raw.read1, _READ_BYTES, decode_content=False)
        return self._attempt(response.url, read) or b""

    def check_end(self, response: "Response") -> None:
        """Raise RemoteFault if a body that was read to its end goes on behind it."""
        response.close()
        if self._transfer.surplus:
            raise RemoteFault(
                f"{show_url(response.url)} goes on behind the end that its headers say, so that it "
                "may be cut; fix it on the server"
            )

    def _ask_once(self, method: str, asked: list[str], headers: Mapping[str, str]) -> "Response":
        url = asked[-1]
        _check_address(url, "" if len(asked) == 1 else asked[0])
        host = urlsplit(url).hostname or ""
        private = "" if self._transfer.allow_private else describe_private_host(host)
        if private:
            raise RemoteFault(f"{show_url(url)}{explain_private(host, private)}")
        password = _Password(asked[0], url)
        return self._attempt(url, lambda: self._send(method, url, headers, password))

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], password: "_Password"
    ) -> "Response":
        """Send without a session, which would keep cookies and read the bodies of redirects."""
        from requests import Request  # noqa: PLC0415 - 109 ms

        request = self._session.prepare_request(
            Request(method, url, headers=headers, auth=password)
        )
        # Proxies and certificates that the user's environment names.
        chosen = self._session.merge_environment_settings(request.url, {}, True, None, None)
        return self._adapter.send(
            request, stream=True, timeout=SILENCE_S, verify=chosen["verify"] or True,
            cert=chosen["cert"], proxies=chosen["proxies"],
        )  # fmt: skip

    def _attempt(self, url: str, work: Callable[[], _T]) -> _T:
        from requests import RequestException  # noqa: PLC0415 - 109 ms
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - as requests

        try:
            self._transfer.check()
            return work()
        except AnswerFault as why:
            raise RemoteFault(f"{show_url(url)}{why}", passing=why.passing) from None
        except (RequestException, HTTPError, OSError, ValueError) as why:
            # After the deadline all connections break, which is no news.
            self._transfer.check()
            raise RemoteFault(explain(url, why), passing=is_passing(why)) from None


class _Password:
    """Sends the password of the first address to its own server alone, and no one from .netrc."""

    def __init__(self, first: str, url: str) -> None:
        self._first = urlsplit(first)
        self._is_there = _server_of(first) == _server_of(url)

    def __call__(self, request: "PreparedRequest") -> "PreparedRequest":
        from requests.auth import HTTPBasicAuth  # noqa: PLC0415 - as requests

        name, password = self._first.username, self._first.password
        if not self._is_there or (name is None and password is None):
            return request
        basic = HTTPBasicAuth(unquote(name or "").encode(), unquote(password or "").encode())
        signed: PreparedRequest = basic(request)
        return signed


def _server_of(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _follow(first: str, place: str, target: str) -> str:
    # Header lines are read as Latin-1, and servers write UTF-8 into them.
    target = _as_utf8(target)
    if any(char < " " or char == "\x7f" for char in target):
        raise RemoteFault(
            f'{show_url(first)} redirects to "{cut(target)}", an address with control characters; '
            "fix it on the server"
        )
    try:
        return urljoin(place, target)
    except ValueError:
        raise RemoteFault(
            f'{show_url(first)} redirects to "{cut(target)}", which is no address; fix it on the '
            "server"
        ) from None


def check_status(response: "Response", *, part: bool = False) -> None:
    """Raise RemoteFault unless the server sends what was requested: a whole file, or a part."""
    status = response.status_code
    if status == 200 or (part and status == 206):
        return
    try:
        phrase = f" ({HTTPStatus(status).phrase})"
    except ValueError:
        phrase = ""
    advice = _ADVICE.get(status, "check the address")
    if status >= 500:
        advice = "the server has a fault; try again later"
    message = f"{show_url(response.url)} answers {status}{phrase}; {advice}"
    passing = status >= 500 or status in _PASSING
    wait_s = read_wait(response.headers) if passing else 0
    raise RemoteFault(message, missing=status in (404, 410), passing=passing, wait_s=wait_s)


def length_of(response: "Response") -> int:
    """Return the length of the file itself, 0 if it is missing or is that of packed data."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return 0
    return said_length(response)


def said_length(response: "Response") -> int:
    """Return how many bytes the body is said to have, 0 if nobody says it."""
    return int(_lengths(response)[0] or 0)


def warn_of_length(response: "Response") -> str:
    """Return what is odd about the length that a server says, "" if nothing is."""
    if len(_lengths(response)) > 1:
        return "the server sends Content-Length twice; some programs refuse that: send it once"
    return ""


def _lengths(response: "Response") -> list[str]:
    return list_lengths([response.headers.get("Content-Length", "")])


def _check_address(url: str, redirected: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if usable:
        return
    if redirected:
        raise RemoteFault(
            f"{show_url(redirected)} redirects to {show_url(url)}, which is not a web address; "
            "fix it on the server"
        )
    raise RemoteFault(f"{show_url(url)} is not a web address; expected http:// or https://")


def _as_utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
