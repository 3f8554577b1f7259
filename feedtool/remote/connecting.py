"""Connections of requests and urllib3 that a transfer bounds: where they lead, and what comes.

Only the client imports this module, when it is needed: requests takes 109 ms.
"""

import io
import re
from collections.abc import Mapping
from http.client import CONTINUE, HTTPResponse
from socket import SocketIO, gaierror, socket
from typing import ClassVar, cast

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util import parse_url

from feedtool.remote.heads import check_head, check_lines, show_bytes
from feedtool.remote.public_addresses import describe_private_host
from feedtool.remote.transfer import AnswerFault, Transfer, explain_private

# All lines before a body, and those of one chunk with those behind the last.
HEAD_BYTES = 64 * 1024
_CHUNK_LINE_BYTES = 4096
_CHUNK_SIZE = re.compile(rb"\A([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
# The cookies of a large site and its policies; real servers send 20 to 60 lines.
_MAX_LINES = 100


class Adapter(HTTPAdapter):
    """Sends the requests of one transfer."""

    def __init__(self, transfer: Transfer) -> None:
        self._transfer = transfer
        own = {"transfer": transfer}
        self._plain: type[HTTPConnection] = type("Plain", (_Bounded,), own)
        self._secure: type[HTTPSConnection] = type("Secure", (_BoundedSecure,), own)
        super().__init__()

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: bool | str | None,
        proxies: Mapping[str, str] | None = None,
        cert: tuple[str, str] | str | None = None,
    ) -> HTTPConnectionPool:
        """Return connections that the transfer bounds.

        A proxy looks names up itself, so that only what is private as it is written is refused. The
        client has looked at the address already, but some addresses are read in two ways.
        """
        if (select_proxy(request.url or "", proxies) or "").lower().startswith("socks"):
            raise AnswerFault(
                ": the proxy speaks SOCKS, which feedtool does not; set HTTP_PROXY and HTTPS_PROXY "
                "to a proxy that speaks HTTP, or name the host in NO_PROXY"
            )
        host = parse_url(request.url or "").host or ""
        private = "" if self._transfer.allow_private else describe_private_host(host)
        if private:
            raise AnswerFault(explain_private(host.strip("[]"), private))
        found = super().get_connection_with_tls_context(request, verify, proxies, cert)
        pool = cast(HTTPConnectionPool, found)
        pool.ConnectionCls = self._secure if pool.scheme == "https" else self._plain
        return pool


class _Bounded(HTTPConnection):
    transfer: ClassVar[Transfer]

    def _new_conn(self) -> socket:
        host, port = self._dns_host, self.port or self.default_port
        try:
            return self.transfer.connect(host, port, trusted=self.proxy is not None)
        except (gaierror, UnicodeError) as why:
            raise NameResolutionError(host, self, gaierror(str(why))) from why
        except OSError as why:
            raise NewConnectionError(self, f"no connection: {why}") from why

    def _tunnel(self) -> None:
        super()._tunnel()
        self.transfer.check()

    def response_class(  # type: ignore[override]  # http.client calls it, whatever it is
        self, sock: socket, debuglevel: int = 0, method: str | None = None, url: str | None = None
    ) -> HTTPResponse:
        """Return what reads the answer from a socket."""
        self.transfer.allow(HEAD_BYTES)
        return _Answer(self.transfer, sock, debuglevel, method, url)


class _BoundedSecure(_Bounded, HTTPSConnection):
    pass


class _Answer(HTTPResponse):
    """An answer whose lines are bounded and right, and that ends with the transfer."""

    def __init__(
        self, transfer: Transfer, sock: socket, debuglevel: int, method: str | None, url: str | None
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        inner = cast(SocketIO, self.fp.detach())
        self._lines = _Lines(transfer, _Bytes(transfer, inner))
        self.fp = self._lines

    def begin(self) -> None:
        """Read the head, past answers that only announce it."""
        super().begin()
        lines, self._lines.kept = self._lines.kept or [], None
        check_lines(lines)
        check_head(self.headers)

    def _read_status(self) -> tuple[str, int, str]:
        self._lines.kept = None
        version, status, reason = super()._read_status()  # type: ignore[misc]  # not in typeshed
        self._lines.kept = []
        # Early hints and the like; http.client goes on after 100 alone.
        return version, CONTINUE if 102 <= status <= 199 else status, reason

    def _read_next_chunk_size(self) -> int:
        line = self._lines.readline(_CHUNK_LINE_BYTES + 1)
        found = _CHUNK_SIZE.fullmatch(line)
        if found is None and line and (line.endswith(b"\n") or len(line) > _CHUNK_LINE_BYTES):
            shown = show_bytes(line)
            raise AnswerFault(
                f' is sent in chunks, and "{shown}" is no size of a chunk; fix it on the server'
            )
        if found is None:
            raise AnswerFault(
                ": the connection broke off inside the file; try again later", passing=True
            )
        return int(found[1], 16)


class _Bytes(io.RawIOBase):
    """The bytes of a socket, each read within the bounds of a transfer; none once it is closing."""

    is_closing = False

    def __init__(self, transfer: Transfer, inner: SocketIO) -> None:
        self._transfer = transfer
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]  # as SocketIO
        if self.is_closing:
            return None
        self._transfer.check()
        size = self._inner.readinto(buffer)
        if size and self._transfer.count(size):
            raise AnswerFault(
                f" is sent with more than {HEAD_BYTES // 1024} KB of header lines, or of lines "
                "between the parts of the file; fix it on the server"
            )
        return size

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Lines(io.BufferedReader):
    """A reader that keeps the lines of a head, for checks of what http.client leaves out."""

    def __init__(self, transfer: Transfer, source: _Bytes) -> None:
        super().__init__(source)
        self._transfer = transfer
        self._source = source
        self.kept: list[bytes] | None = None

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if self.kept is not None:
            if len(self.kept) >= _MAX_LINES:
                raise AnswerFault(
                    f" is sent with {_MAX_LINES} header lines or more; fix it on the server"
                )
            self.kept.append(line)
        return line

    def close(self) -> None:
        """Close the connection's file, and note whether something came behind the body's end."""
        if not self.closed:
            self._source.is_closing = True
            self._transfer.surplus = bool(self.peek(1).strip())
        super().close()
