"""Which addresses a fetch may reach: public unicast, and nothing else.

Our own list, because `ipaddress.is_global` says yes to forms that carry a private IPv4 address inside (NAT64, 6to4).
Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), RFC 6598 (shared), RFC 7526 (6to4 relay),
RFC 4291 (compatible, mapped, site-local), RFC 7915 (translated), RFC 6052 and 8215 (NAT64), RFC 4380 (Teredo),
RFC 3056 (6to4), RFC 6666 (discard), RFC 9637 (documentation), RFC 9602 (SRv6 SIDs), RFC 4193 (unique local),
RFC 5771 and 4291 (multicast).
"""

import ipaddress
import socket
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

_RANGES = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
    "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 "
    "203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32 "  # the last: Azure's host agent, public by number only
    "::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32 "
    "2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
)
FORBIDDEN = tuple(ipaddress.ip_network(text) for text in _RANGES.split())
_GLOBAL_6 = ipaddress.ip_network("2000::/3")  # all that IANA has given out as global unicast

# The addresses refused on behalf of the request that runs in this context; its list is set by the client.
refused: ContextVar[list[str] | None] = ContextVar("refused", default=None)


class AddressRefusedError(OSError):
    """A socket to this address is not made. An OSError, so that the connector treats it as one failed address."""


def is_public(address: str) -> bool:
    """Say whether `address` (numeric IPv4 or IPv6, a zone allowed) is public unicast. Anything unreadable is not."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6 and ip not in _GLOBAL_6:
        return False
    return not any(ip.version == net.version and ip in net for net in FORBIDDEN)


def guarded_socket(allowed: frozenset[str]) -> Callable[[Any], socket.socket]:
    """Return a socket factory that refuses every address that is neither public nor in `allowed` ("127.0.0.1:8900").

    It sees the address that `connect` will use, after name resolution, on every hop; so rebinding gains nothing.
    """

    def make(info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        family, kind, proto, _, place = info
        if family not in (socket.AF_INET, socket.AF_INET6):
            raise AddressRefusedError(f"address family {family} is refused")
        host, port = str(place[0]), place[1]
        if not is_public(host) and f"{host}:{port}" not in allowed:
            seen = refused.get()
            if seen is not None:
                seen.append(host)
            raise AddressRefusedError(f"{host} is not a public address")
        return socket.socket(family, kind, proto)

    return make
