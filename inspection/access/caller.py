"""Where a sign-in comes from, as wrong passwords are counted: one line's customer is one caller."""

from ipaddress import IPv6Address, IPv6Network, ip_address

_ONE_CUSTOMER_BITS = 64  # the smallest part of an IPv6 network a customer gets: its 2**64 addresses are one caller


def caller_of(address: str) -> str:
    """The address of a caller (IPv4), or its network (IPv6); what is no address is taken as it is."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(IPv6Network((known, _ONE_CUSTOMER_BITS), strict=False))
