import base64
import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from inspection.errors import SettingsError
from inspection.webhooks import RetryPolicy, allowed_url, shown_secret, signature

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_the_signature_is_that_of_the_standard_webhooks_specification() -> None:
    """The example of the specification's own libraries."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_part_counts() -> None:
    whole = signature(b"k", "a", 1, "b")
    assert whole == "v1," + base64.b64encode(hmac.new(b"k", b"a.1.b", sha256).digest()).decode()
    assert len({whole, signature(b"x", "a", 1, "b"), signature(b"k", "c", 1, "b"), signature(b"k", "a", 2, "b"),
                signature(b"k", "a", 1, "c")}) == 5  # fmt: skip


def test_a_secret_is_shown_as_receivers_take_it() -> None:
    assert base64.b64decode(shown_secret(b"k" * 32).removeprefix("whsec_")) == b"k" * 32


def test_waits_grow_to_six_hours_and_end_after_eight_tries() -> None:
    policy = RetryPolicy()
    waits = [policy.next_at(tries, NOON) for tries in range(1, 9)]
    assert [(at - NOON) / timedelta(seconds=1) for at in waits if at] == [30, 120, 480, 1920, 7680, 21600, 21600]
    assert waits[-1] is None


@pytest.mark.parametrize(
    "url", ["https://crm.example.com/qa?x=1", "https://CRM.example.com:8443/", "http://127.0.0.1:9000/hook"]
)
def test_https_to_a_named_host_is_allowed_and_http_on_this_machine(url: str) -> None:
    assert allowed_url(url, ("crm.example.com", "127.0.0.1")) == url


@pytest.mark.parametrize(
    "url",
    ["http://crm.example.com/", "ftp://crm.example.com/", "crm.example.com", "https:///x", "", "https://[::1", "https://a:b@crm.example.com/",
     "https://crm.example.com/#x", "https://crm.example.com:99999/", "https://crm.example.com/a b", "https://crm.example.com/\n",
     "https://crm.example.com/" + "x" * 500, "https://质检.example.com/"],
)  # fmt: skip
def test_other_addresses_are_refused_whoever_named_the_host(url: str) -> None:
    with pytest.raises(SettingsError, match="nothing can be sent"):
        allowed_url(url, ("crm.example.com", "::1", ""))


@pytest.mark.parametrize("hosts", [(), ("example.com",), ("crm.example.com.evil",)])
def test_a_host_the_operator_did_not_name_is_refused_with_the_setting(hosts: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match=r"\[webhooks\] of mingjian.toml"):
        allowed_url("https://crm.example.com/", hosts)
