"""The host of an address: whether it can exist, and whether everybody can reach it.

Source: RFC 1123, section 2.1, https://www.rfc-editor.org/rfc/rfc1123#section-2;
https://www.iana.org/assignments/special-use-domain-names/
"""

import re

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault
from feedtool.values.url_placeholders import find_placeholder_host
from feedtool.values.url_schemes import EXPECTED, is_hostlike

_AUTHORITY = re.compile(r"(?i)" r"(https?)://([^/?#]*)(.*)", re.DOTALL)
_MAX_NAME, _MAX_LABEL = 253, 63
_PRIVATE = (
    "localhost", "local", "lan", "internal", "home.arpa", "test", "invalid", "localdomain",
    "intranet", "home", "corp",
)  # fmt: skip
_EXAMPLES = ("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:")
_NOT_IN_NAME = re.compile(r"[\x00-,/:-@\[-^`{-\x7f]")
# Endings of files that are no domains, so a host with them is the name of a file.
_FILE = re.compile(
    r"(?i)" r".+\.(?:html?|php|aspx?|jpe?g|png|gif|webp|svg|mp3|m4[abv]|mp4|ogg|opus|wav|xml|rss)"
)


def find_host_fault(text: str) -> Fault | None:
    """Return the fault of an http address whose host or port cannot exist."""
    match = _AUTHORITY.match(text)
    if match is None:
        return Fault("bad-url", f"the host is missing; {EXPECTED}")
    scheme, authority, rest = match[1].lower(), match[2], match[3]
    if not authority.strip():
        return _explain_no_host(scheme, rest)
    host, port = _split(authority)
    says = (
        _explain_spaces(scheme, authority, rest)
        or _explain_brackets(host)
        or _explain_port(host, port)
        or _explain_name(host)
    )
    if says:
        return Fault("bad-url", says)
    return find_placeholder_host(host)


def find_unreachable_host(text: str) -> Fault | None:
    """Return the fault of an http address that only some can open, or that holds a password."""
    match = _AUTHORITY.match(text)
    authority = match[2] if match else ""
    user, at, _ = authority.rpartition("@")
    if at:
        what = "password" if ":" in user else "user name"
        return Fault("url-with-password", f"everybody can read this {what}; remove it")
    return find_private_host(text)


def find_private_host(text: str) -> Fault | None:
    """Return the fault of an http address that works only inside one network."""
    match = _AUTHORITY.match(text)
    host = _split(match[2])[0].strip("[]") if match else ""
    if not host or not _is_private(host.lower().rstrip(".")):
        return None
    says = f"{cut(host)} works only inside its own network; write the public address"
    return Fault("url-private-host", says)


def _split(authority: str) -> tuple[str, str | None]:
    """Return the host and the port, None if there is no colon before it."""
    bare = authority.rpartition("@")[2]
    if bare.startswith("["):
        host, bracket, after = bare.partition("]")
        return host + bracket, after[1:] if after.startswith(":") else after or None
    host, colon, port = bare.partition(":")
    return host, port if colon else None


def _explain_no_host(scheme: str, rest: str) -> Fault:
    bare = rest.lstrip("/")
    if is_hostlike(bare):
        whole = f"{scheme}://{bare}"
        says = f"there are too many slashes; write {cut(whole)}"
        return Fault("bad-url", says, instead=whole)
    return Fault("bad-url", f"the host is missing; {EXPECTED}")


def _explain_spaces(scheme: str, authority: str, rest: str) -> str:
    if not re.search(r"\s", authority):
        return ""
    bare = re.sub(r"\s+", "", authority)
    what = "a space" if " " in authority else "a tab or a line break"
    if re.search(r"\s", authority.strip()):
        return f"{what} is in the host, which has none; remove it"
    return f"{what} is beside the host; remove it: {cut(f'{scheme}://{bare}{rest}')}"


def _explain_brackets(host: str) -> str:
    if not host.startswith("["):
        return "brackets are only for IPv6 addresses; remove them" if "]" in host else ""
    from ipaddress import IPv6Address  # noqa: PLC0415 - 4 ms, only for hosts that look unusual

    try:
        IPv6Address(host.removeprefix("[").removesuffix("]").partition("%")[0])
    except ValueError:
        return f"{cut(host)} is no IPv6 address; {EXPECTED}"
    return "" if host.endswith("]") else "the bracket behind the IPv6 address is missing; add ]"


def _explain_port(host: str, port: str | None) -> str:
    if not port or (re.fullmatch("0{0,9}[0-9]{1,5}", port) and 0 < int(port) <= 65535):
        return ""
    whole = f"{host}:{port}"
    if re.fullmatch(r"[0-9A-Fa-f:.]+", whole) and ("::" in whole or whole.count(":") > 2):
        return "an IPv6 address needs brackets, e.g. https://[2001:db8::1]/"
    return f'"{cut(port)}" is no port, which is a number from 1 to 65535; remove it or correct it'


def _explain_name(host: str) -> str:
    """Say why a name cannot be the name of a server; "" if it can."""
    if host.startswith("["):
        return ""
    name = host.removesuffix(".")
    labels = name.split(".")
    if not all(labels):
        return "a part of the host is empty; remove the extra dot"
    return (
        _explain_characters(name)
        or _explain_numbers(name, labels)
        or _explain_labels(name, labels)
        or _explain_last(name, labels)
    )


def _explain_characters(name: str) -> str:
    if "%" in name:
        return "the name of a host has no percent escapes; remove them"
    if "*" in name:
        return "the * stands for any name, and there is no such host; write the real host"
    if dash := re.search("[\u2010-\u2015\u2212]", name):
        return f"the dash {dash[0]} is in the host; write a hyphen"
    if "," in name:
        return "a comma is in the host; write a dot, or remove the comma"
    odd = _NOT_IN_NAME.search(name)
    # Placeholders such as $host are explained as what they are.
    if not odd or (odd[0] == "$" and find_placeholder_host(name)):
        return ""
    return f"the character {odd[0]!r} cannot be in the name of a host; remove it"


def _explain_numbers(name: str, labels: list[str]) -> str:
    if not re.fullmatch(r"[0-9]+|0[xX][0-9a-fA-F]*", labels[-1]):
        return ""
    if not re.fullmatch(r"[0-9.xX]+", name):
        last = cut(labels[-1])
        return f'the host ends in "{last}", and no domain is a number; write the real host'
    right = re.fullmatch(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}", name)
    if right and all(int(label) < 256 for label in labels):
        return ""
    return "this is no IPv4 address, which has four numbers from 0 to 255; write the real host"


def _explain_labels(name: str, labels: list[str]) -> str:
    for label in labels:
        if label.startswith("-") or label.endswith("-"):
            odd = cut(label)
            return f'no part of a host starts or ends with a hyphen, as "{odd}" does; remove it'
        if len(label) > _MAX_LABEL:
            return (
                f"a part of the host has {len(label)} characters, and no host has more than "
                f"{_MAX_LABEL} between two dots; write the real host"
            )
    if len(name) > _MAX_NAME:
        return (
            f"the host has {len(name)} characters, and no host has more than {_MAX_NAME}; "
            "write the real host"
        )
    return ""


def _explain_last(name: str, labels: list[str]) -> str:
    if len(labels) > 1 and any("_" in label for label in labels[-2:]):
        return "no domain has an underscore; correct the host"
    if len(labels) > 1 and len(labels[-1]) < 2 and name.isascii() and labels[-1].isalpha():
        return f'no domain ends in ".{labels[-1]}"; correct the host'
    if len(labels) == 2 and _FILE.fullmatch(name):
        return f'"{cut(name)}" is the name of a file, and the host is missing; {EXPECTED}'
    return ""


def _is_private(host: str) -> bool:
    from ipaddress import ip_address  # noqa: PLC0415 - 4 ms, only for hosts that look unusual

    if any(host == name or host.endswith(f".{name}") for name in _PRIVATE):
        return True
    try:
        # Addresses for examples stand in documents, as example.com does.
        return not host.startswith(_EXAMPLES) and not ip_address(host).is_global
    except ValueError:
        return "." not in host and ":" not in host
