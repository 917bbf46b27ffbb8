"""Where a provider may be reached: sealed, or on this machine."""

import pytest

from inspection.access.provider_address import is_issuer, is_safe_address

SAFE = [
    "https://a.example",
    "https://a.example:8443/x?y=1",
    "http://127.0.0.1:9400/x",
    "http://LOCALHOST",
    "http://[::1]:1",
]
UNSAFE = [
    "", "a.example", "//a.example", "http://a.example", "http://127.0.0.1.evil.example", "http://10.0.0.1", "ftp://a",
    "https://", "https://u:p@a.example", "https://u@a.example", "https://a.example#", "https://a.example/\n",
    "https://a.example:port", "https://ä.example", "https://a b", "javascript:alert(1)", f"https://a/{'x' * 2000}",
]  # fmt: skip


@pytest.mark.parametrize("url", SAFE)
def test_https_and_loopback_are_safe(url: str) -> None:
    assert is_safe_address(url)


@pytest.mark.parametrize("url", UNSAFE)
def test_nothing_else_is(url: str) -> None:
    assert not is_safe_address(url)


def test_an_issuer_has_no_question() -> None:
    assert is_issuer("https://a.example/realms/b")
    assert not is_issuer("https://a.example?b=1")
