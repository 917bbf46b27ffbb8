"""Service levels: the shipped file, opening hours, and what is refused."""

import pytest

from inspection.errors import RuleError
from inspection.interaction import Channel
from inspection.sla import sla_policy_of
from tests.inspection.result_cases import sla_policy


def test_the_shipped_sla_has_a_target_for_every_channel() -> None:
    assert set(sla_policy().targets) == set(Channel)
    assert sla_policy().hours is None


def test_business_hours_are_read() -> None:
    policy = sla_policy_of("business_hours: {opens: '08:00', closes: '22:00'}\ntargets: {}")
    assert policy.hours is not None
    assert (policy.hours.opens.hour, policy.hours.closes.hour, policy.hours.timezone) == (8, 22, "Asia/Shanghai")


def test_a_target_of_no_time_or_an_unknown_channel_is_refused() -> None:
    with pytest.raises(RuleError, match="targets.chat.first_response_s"):
        sla_policy_of("targets: {chat: {first_response_s: 0, goal_share: 0.8}}")
    with pytest.raises(RuleError, match="targets.fax"):
        sla_policy_of("targets: {fax: {first_response_s: 5, goal_share: 0.8}}")
