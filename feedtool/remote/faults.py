"""What is said when an address cannot be read: which, what happened and what to do."""

import re
import socket
import ssl
from collections.abc import Iterator
from http.client import (
    BadStatusLine,
    IncompleteRead,
    LineTooLong,
    RemoteDisconnected,
    UnknownProtocol,
)
from urllib.parse import urlsplit, urlunsplit

from feedtool.findings.wording import cut, printable


class RemoteFault(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """An address cannot be used; the text says which, what happened and what to do.

    `missing` says that the server answers, and has nothing there, `passing` that the next try may
    go better, `wait_s` how many seconds the server wants to be left alone before that.
    """

    def __init__(
        self, text: str, *, missing: bool = False, passing: bool = False, wait_s: float = 0
    ) -> None:
        super().__init__(text)
        self.missing = missing
        self.passing = passing
        self.wait_s = wait_s


# Refused, reset, cut, silent.
_OF_NETWORK = (ConnectionError, TimeoutError, IncompleteRead, BadStatusLine, ssl.SSLEOFError)
# `ann:se/cret@`: what stands in the place of the port is no number, so that it is a password with a
# sign that ends the host.
_UNESCAPED_PASSWORD = re.compile(
    r"([a-zA-Z][\w+.-]*+://)[^\s/?#@:\[\]]*+:(?!\d*+(?:[/?#]|\Z))[^\s/?#@]*+[/?#].*@"
)


def show_url(url: str) -> str:
    """Return an address for a message: without password or query, which may be secrets, and short.

    >>> show_url("https://ann:secret@example.com/33.mp3?token=1")
    'https://example.com/33.mp3?…'
    """
    if found := _UNESCAPED_PASSWORD.match(url):
        url = found[1] + url[found.end() :]
    try:
        scheme, place, path, query, _ = urlsplit(url)
    except ValueError:
        return "the address"
    shown = urlunsplit((scheme, place.rpartition("@")[2], path, "…" if query else "", ""))
    shown = printable(shown, lambda _: "�")
    return shown if len(shown) <= 120 else shown[:119] + "…"


def explain(url: str, why: Exception) -> str:
    """Return the message for what requests or urllib3 raised at an address."""
    causes, shown = list(_causes(why)), show_url(url)
    host = cut(urlsplit(url).hostname or "")
    names = {type(cause).__name__ for cause in causes}
    said = _explain_environment(names, str(why))
    if said:
        return f"{shown}{said}"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"{shown}: the host {host} is not known; check its spelling and your network"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return f"{shown}: {host} refuses the connection; check the address, or try again later"
    for cause in causes:
        said = _explain_cause(host, cause)
        if said:
            return f"{shown}{said}"
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return f"{shown} does not answer in time; try again later, or ask the host"
    if any("Invalid" in name for name in names):
        return f"{shown} is not an address that feedtool can open; expected https://host/path"
    return f"{shown}: the connection broke off; try again later, or ask the host"


def is_passing(why: Exception) -> bool:
    """Return whether what requests or urllib3 raised may be gone at the next try.

    A host that is not known, a wrong certificate or a wrong proxy stays what it is.
    """
    causes = list(_causes(why))
    names = {type(cause).__name__ for cause in causes}
    # Libraries make kinds of OSError of their own, also for what is wrong with an address.
    is_of_network = any(isinstance(one, _OF_NETWORK) or type(one) is OSError for one in causes)
    return is_of_network and not _explain_environment(names, str(why))


def _explain_environment(names: set[str], why: str) -> str:
    """Return what is wrong with what the user's environment chooses."""
    if names & {"ProxyError", "InvalidProxyURL", "ProxySchemeUnknown", "ProxySchemeUnsupported"}:
        return (
            ": the proxy of HTTP_PROXY, HTTPS_PROXY or ALL_PROXY does not work; correct it, or "
            "name the host in NO_PROXY"
        )
    if "TLS CA certificate bundle" in why:
        return (
            ": the file of certificates that REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names is not "
            "there; correct the variable"
        )
    return ""


def _explain_cause(host: str, cause: BaseException) -> str:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f": the certificate of {host} is not valid ({cause.verify_message}); "
            "renew it on the server"
        )
    if isinstance(cause, ssl.SSLError):
        return f": {host} speaks no TLS that is safe today; fix it on the server"
    if isinstance(cause, RemoteDisconnected):
        return f": {host} hangs up without an answer; try again later, or ask the host"
    if isinstance(cause, BadStatusLine):
        start = cut(str(cause).strip())
        return (
            f': {host} does not answer in HTTP, but with "{start}"; check the address and its port'
        )
    if isinstance(cause, UnknownProtocol):
        return f": {host} answers in an HTTP that was not asked for; check the address and its port"
    if isinstance(cause, LineTooLong):
        return " is sent with a line without end in its headers; fix it on the server"
    if isinstance(cause, IncompleteRead) and cause.expected:
        return (
            f" broke off: {cause.expected:,} bytes are missing at its end; try again later, or ask "
            "the host"
        )
    return ""


def _causes(why: BaseException | None) -> Iterator[BaseException]:
    while why is not None:
        yield why
        why = why.__cause__ or why.__context__
