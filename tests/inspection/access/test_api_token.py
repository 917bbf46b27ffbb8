from datetime import UTC, datetime, timedelta

import pytest

from inspection.access.api_token import ApiScope, is_use_noted, wanted_token
from inspection.errors import InputError

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_a_token_has_a_plain_name_known_scopes_and_an_end() -> None:
    wanted = wanted_token("  CRM \t sync ", ["flags:read", "appeals:write", "flags:read"], 30)
    assert wanted.name == "CRM sync"
    assert wanted.scopes == {ApiScope.FLAGS_READ, ApiScope.APPEALS_WRITE}
    assert wanted.days == 30


@pytest.mark.parametrize(
    ("name", "scopes", "days", "reason"),
    [("", ["flags:read"], 30, "no name"), ("x" * 81, ["flags:read"], 30, "no name"),
     ("a\u202eb", ["flags:read"], 30, "no name"), ("x", [], 30, "no scope"), ("x", ["everything"], 30, "no scope"),
     ("x", ["flags:read"], 0, "cannot live 0"), ("x", ["flags:read"], 367, "cannot live 367")],
)  # fmt: skip
def test_what_makes_no_token_is_refused_with_what_to_do(name: str, scopes: list[str], days: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        wanted_token(name, scopes, days)
    assert refused.value.code == "bad_token"
    assert refused.value.what_to_do


def test_only_scopes_that_write_say_so() -> None:
    assert {scope for scope in ApiScope if scope.writes} == {
        ApiScope.REVIEWS_WRITE, ApiScope.APPEALS_WRITE, ApiScope.COACHING_WRITE,
    }  # fmt: skip


@pytest.mark.parametrize(("ago_s", "noted"), [(0, True), (59, True), (60, False), (-5, False)])
def test_use_is_written_down_once_a_minute_and_a_use_from_the_future_does_not_count(ago_s: int, noted: bool) -> None:
    assert is_use_noted(NOON - timedelta(seconds=ago_s), NOON) is noted
    assert is_use_noted(None, NOON) is False
