"""Many addresses of one line are one caller."""

import pytest

from inspection.access.caller import caller_of


@pytest.mark.parametrize(
    ("address", "caller"),
    [("10.0.0.1", "10.0.0.1"), ("::ffff:10.0.0.1", "10.0.0.1"), ("2001:db8:0:1::5", "2001:db8:0:1::/64"),
     ("2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"), ("2001:db8:0:2::5", "2001:db8:0:2::/64"),
     ("::1", "::/64"), ("fe80::1%eth0", "fe80::/64"), ("testclient", "testclient"), ("", "")],
)  # fmt: skip
def test_a_caller_is_an_ipv4_address_or_an_ipv6_network(address: str, caller: str) -> None:
    assert caller_of(address) == caller
