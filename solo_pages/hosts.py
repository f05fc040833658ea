"""Hosts of web addresses: which of them the public can reach. Names are not looked up."""

import ipaddress

# Names that lead into somebody's own network, or nowhere (RFC 2606, 6761, 6762, 8375, 9476).
PRIVATE_DOMAINS = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
RESERVED_DOMAINS = ("test", "invalid", "alt")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_private(host: str) -> bool:
    """Whether a host is an address or a name that means something on one's own network only, or nothing at all."""
    if (address := bare_address(host)) is not None:
        address = getattr(address, "ipv4_mapped", None) or address
        return not address.is_global or address.is_multicast
    name = host.rstrip(".").lower()
    if "." not in name:
        return True
    return any(name.endswith(f".{domain}") for domain in (*PRIVATE_DOMAINS, *RESERVED_DOMAINS))


def bare_address(host: str) -> Address | None:
    """The IP address that a host is; None for a name."""
    try:
        return ipaddress.ip_address(host.rstrip("."))
    except ValueError:
        return None
