"""Which addresses belong to the public internet, in every spelling that resolvers accept.

Sources: the IANA registries of special-purpose addresses (RFC 6890); RFC 4291, 6052, 3056, 4380 and
5214 for IPv4 addresses inside IPv6 addresses; RFC 6761, 6762, 8375 for names.
"""

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from unicodedata import normalize
from urllib.parse import unquote

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

_METADATA = "the address of a cloud's metadata"
_LOOPBACK = "a loopback address, this machine itself"
_PRIVATE = "a private address"
_RESERVED = "a reserved address"
# The first that holds an address says what it is.
_KINDS: tuple[tuple[_Network, str], ...] = tuple(
    (ip_network(text), kind)
    for text, kind in (
        ("169.254.169.254", _METADATA),
        ("169.254.170.2", _METADATA),
        ("100.100.100.200", _METADATA),
        ("168.63.129.16", _METADATA),
        ("192.0.0.192", _METADATA),
        ("fd00:ec2::254", _METADATA),
        ("fd20:ce::254", _METADATA),
        ("127.0.0.0/8", _LOOPBACK),
        ("::1", _LOOPBACK),
        ("0.0.0.0/8", "an unspecified address, which leads to this machine itself"),
        ("::", "an unspecified address, which leads to this machine itself"),
        ("10.0.0.0/8", _PRIVATE),
        ("172.16.0.0/12", _PRIVATE),
        ("192.168.0.0/16", _PRIVATE),
        ("fc00::/7", _PRIVATE),
        ("fec0::/10", _PRIVATE),
        ("100.64.0.0/10", "an address inside a provider's network"),
        ("169.254.0.0/16", "a link-local address"),
        ("fe80::/10", "a link-local address"),
        ("224.0.0.0/4", "a multicast address"),
        ("ff00::/8", "a multicast address"),
        ("192.88.99.0/24", _RESERVED),
        ("64:ff9b:1::/48", _RESERVED),
        ("5f00::/16", _RESERVED),
        ("3fff::/20", _RESERVED),
    )
)
# The IPv4 address stands in the last bits of these, or so many bits before the end.
_HOLDING_IPV4: tuple[tuple[_Network, int], ...] = (
    (ip_network("::ffff:0:0/96"), 0),
    (ip_network("::ffff:0:0:0/96"), 0),
    (ip_network("::/96"), 0),
    (ip_network("64:ff9b::/96"), 0),
    (ip_network("2002::/16"), 80),
)
_TEREDO = ip_network("2001::/32")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_PRIVATE_NAMES = ("localhost", "localdomain", "local", "internal", "lan", "intranet")


def describe_private(address: str) -> str:
    """Return what an address is if it is not public, else "".

    >>> describe_private("::ffff:10.0.0.1")
    'an address that holds 10.0.0.1, a private address'
    """
    found = ip_address(address)
    kind = _kind_of(found)
    if kind:
        return kind
    for inner in _inner_addresses(found):
        kind = _kind_of(inner) or ("" if inner.is_global else _RESERVED)
        if kind:
            return f"an address that holds {inner}, {kind}"
    holds = any(found in network for network, _ in _HOLDING_IPV4)
    return "" if found.is_global or holds else _RESERVED


def describe_private_host(host: str) -> str:
    """Return what the host of an address is if it is private as it is written, else "".

    Nothing is looked up: what a public name leads to shows when it is connected to.
    """
    name = normalize("NFKC", unquote(host)).replace("。", ".").lower().strip("[]").rstrip(".")
    try:
        return describe_private(name.replace("%25", "%", 1))
    except ValueError:
        spellings = _read_spellings(name)
    for address in spellings:
        kind = describe_private(address)
        if kind:
            return f"{address}, {kind}"
    if not spellings and name.rpartition(".")[2] in _PRIVATE_NAMES:
        return "a name of this machine or of a private network"
    return "a name of a private network" if name.endswith(".home.arpa") else ""


def _kind_of(address: _Address) -> str:
    return next((kind for network, kind in _KINDS if address in network), "")


def _inner_addresses(address: _Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address holds."""
    if isinstance(address, IPv4Address):
        return []
    number = int(address)
    found = [number >> shift for network, shift in _HOLDING_IPV4 if address in network]
    if address in _TEREDO:
        found += [number >> 64, ~number]
    if (number >> 32) & 0xFFFF_FFFF in _ISATAP:
        found.append(number)
    return [IPv4Address(one & 0xFFFF_FFFF) for one in found]


def _read_spellings(name: str) -> list[str]:
    """Return the addresses that programs read a text as that is no plain address."""
    found = []
    with suppress(OSError, ValueError):
        # Short, octal and hexadecimal forms, as resolvers take them: 127.1, 0177.0.0.1, 0x7f000001.
        found.append(socket.inet_ntoa(socket.inet_aton(name)))
        # Other programs take a zero in front for nothing.
        found.append(str(IPv4Address(".".join(str(int(part)) for part in name.split(".")))))
    return found
