import pytest

from feedtool.remote.public_addresses import describe_private, describe_private_host

_LOOPBACK = "a loopback address, this machine itself"
_SELF = "an unspecified address, which leads to this machine itself"
_METADATA = "the address of a cloud's metadata"
_LOCAL = "a link-local address"
_PRIVATE = "a private address"
_RESERVED = "a reserved address"
_MULTICAST = "a multicast address"
_NAME = "a name of this machine or of a private network"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", _LOOPBACK),
        ("127.255.255.254", _LOOPBACK),
        ("0.0.0.0", _SELF),  # noqa: S104 - an address to refuse
        ("10.1.2.3", _PRIVATE),
        ("172.16.0.1", _PRIVATE),
        ("172.31.255.255", _PRIVATE),
        ("192.168.178.1", _PRIVATE),
        ("100.64.0.1", "an address inside a provider's network"),
        ("100.100.100.200", _METADATA),
        ("169.254.1.1", _LOCAL),
        ("169.254.169.254", _METADATA),
        ("169.254.170.2", _METADATA),
        ("168.63.129.16", _METADATA),
        ("192.0.0.192", _METADATA),
        ("192.0.0.1", _RESERVED),
        ("192.0.2.1", _RESERVED),
        ("198.18.0.1", _RESERVED),
        ("198.51.100.1", _RESERVED),
        ("203.0.113.1", _RESERVED),
        ("192.88.99.1", _RESERVED),
        ("224.0.0.1", _MULTICAST),
        ("239.255.255.255", _MULTICAST),
        ("240.0.0.1", _RESERVED),
        ("255.255.255.255", _RESERVED),
        ("::1", _LOOPBACK),
        ("::", _SELF),
        ("fe80::1", _LOCAL),
        ("fe80::1%lo", _LOCAL),
        ("fec0::1", _PRIVATE),
        ("fc00::1", _PRIVATE),
        ("fd00:ec2::254", _METADATA),
        ("fd20:ce::254", _METADATA),
        ("ff02::1", _MULTICAST),
        ("ff0e::1", _MULTICAST),
        ("2001:db8::1", _RESERVED),
        ("100::1", _RESERVED),
        ("3fff::1", _RESERVED),
        ("64:ff9b:1::a00:1", _RESERVED),
        ("::ffff:127.0.0.1", f"an address that holds 127.0.0.1, {_LOOPBACK}"),
        ("::ffff:0:a00:1", f"an address that holds 10.0.0.1, {_PRIVATE}"),
        ("::127.0.0.1", f"an address that holds 127.0.0.1, {_LOOPBACK}"),
        ("64:ff9b::7f00:1", f"an address that holds 127.0.0.1, {_LOOPBACK}"),
        ("64:ff9b::a9fe:a9fe", f"an address that holds 169.254.169.254, {_METADATA}"),
        ("64:ff9b::c000:201", f"an address that holds 192.0.2.1, {_RESERVED}"),
        ("2002:c0a8:1::1", f"an address that holds 192.168.0.1, {_PRIVATE}"),
        ("2001:0:a00:1::1", f"an address that holds 10.0.0.1, {_PRIVATE}"),
        ("2001:0:808:808:0:0:f5ff:fffe", f"an address that holds 10.0.0.1, {_PRIVATE}"),
        ("2606:4700::5efe:10.0.0.1", f"an address that holds 10.0.0.1, {_PRIVATE}"),
        ("2606:4700::200:5efe:7f00:1", f"an address that holds 127.0.0.1, {_LOOPBACK}"),
        ("8.8.8.8", ""),
        ("172.32.0.1", ""),
        ("100.63.255.255", ""),
        ("223.255.255.255", ""),
        ("2606:4700::1111", ""),
        ("::ffff:8.8.8.8", ""),
        ("64:ff9b::808:808", ""),
    ],
)
def test_address_is_described(address: str, kind: str) -> None:
    assert describe_private(address) == kind


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("127.0.0.1", _LOOPBACK),
        ("127.0.0.1.", _LOOPBACK),
        ("127.1", f"127.0.0.1, {_LOOPBACK}"),
        ("127.0.1", f"127.0.0.1, {_LOOPBACK}"),
        ("2130706433", f"127.0.0.1, {_LOOPBACK}"),
        ("0x7f000001", f"127.0.0.1, {_LOOPBACK}"),
        ("0x7F.1", f"127.0.0.1, {_LOOPBACK}"),
        ("017700000001", f"127.0.0.1, {_LOOPBACK}"),
        ("0177.0.0.01", f"127.0.0.1, {_LOOPBACK}"),
        ("010.8.8.8", f"10.8.8.8, {_PRIVATE}"),
        ("0xa9fea9fe", f"169.254.169.254, {_METADATA}"),
        ("0", f"0.0.0.0, {_SELF}"),
        ("①②⑦.⓪.⓪.①", _LOOPBACK),
        ("１２７。０。０。１", _LOOPBACK),
        ("%31%32%37.0.0.1", _LOOPBACK),
        ("[::1]", _LOOPBACK),
        ("::1", _LOOPBACK),
        ("[fe80::1%25eth0]", _LOCAL),
        ("[::ffff:7f00:1]", f"an address that holds 127.0.0.1, {_LOOPBACK}"),
        ("localhost", _NAME),
        ("LOCALHOST.", _NAME),
        ("feeds.localhost", _NAME),
        ("metadata.google.internal", _NAME),
        ("host.docker.internal", _NAME),
        ("nas.local", _NAME),
        ("nas.home.arpa", "a name of a private network"),
        ("example.com", ""),
        ("localhost.example.com", ""),
        ("8.8.8.8", ""),
        ("134744072", ""),
        ("127.0.0.1.example.com", ""),
        ("", ""),
    ],
)
def test_host_is_described_as_it_is_written(host: str, says: str) -> None:
    assert describe_private_host(host) == says
