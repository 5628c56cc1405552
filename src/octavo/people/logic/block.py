"""The neighbourhood of an address, kept as a mark that cannot be read back."""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address, ip_network

WIDTH_4, WIDTH_6 = 24, 48  # one household or one small provider's pool


def block_of(address: str, key: str) -> str:
    """Return a mark of 24 hexadecimal digits for the /24 (IPv4) or /48 (IPv6) around `address`; "" when it is none.

    An IPv4 address written as IPv6 gives the mark of its IPv4 form. `key` is the site's secret: without it a mark says nothing.
    """
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    width = WIDTH_6 if isinstance(found, IPv6Address) else WIDTH_4
    network = ip_network(f"{found}/{width}", strict=False)
    return hmac.new(key.encode(), str(network).encode(), hashlib.sha256).hexdigest()[:24]
