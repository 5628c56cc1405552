"""Only public addresses are reached, whatever form they hide in."""

import pytest

from octavo.fetch.address import is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1", "192.0.2.1", "::1", "::", "::ffff:10.0.0.1", "::127.0.0.1",
        "::ffff:0:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1",
        "2002:7f00:1::1", "2001:0:4136:e378::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
        "2001:db8::1", "100::1", "5f00::1", "4000::1",
        "not an address",
    ],
)  # fmt: skip
def test_addresses_inside_are_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_outside_are_reached(address):
    assert is_public(address)
