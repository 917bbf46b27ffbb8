"""The sampling policy: what is shipped is sound, and what cannot work is refused."""

import pytest

from inspection.errors import RuleError
from inspection.sampling_policy import SamplingPolicy, Stratum, sampling_policy_of
from tests.inspection.result_cases import shipped


def test_the_shipped_policy_keeps_a_floor_and_ranks_complaints_first() -> None:
    policy = sampling_policy_of(shipped("sampling.yaml"))
    assert 0.1 <= policy.random_floor_share <= 0.2  # practice: 10-20 % pure random floor
    weights = [policy.weight_of(s) for s in Stratum if s in policy.weights]
    assert weights == sorted(weights, reverse=True)
    assert policy.estimates.reviewed == 30


def test_the_strata_are_in_queue_order_and_events_come_before_risks() -> None:
    assert [s for s in Stratum if s.is_event] == list(Stratum)[:4]
    assert Stratum.FATAL.rank == 0
    assert not Stratum.HIGH_RISK.is_event


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("random_floor_share: 0", "without a random floor no estimate is possible"),
        ("{random_floor_share: 0.6, agent_quota_share: 0.6}", "more than the whole capacity"),
        ("weights: {fatal: 1}", "'fatal' takes no weight"),
        ("weights: {complaint: 0}", "must be above 0"),
        ("quota: {}", "unknown key 'quota'"),
    ],
)
def test_what_cannot_work_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(RuleError, match=said) as refused:
        sampling_policy_of(text)
    assert str(refused.value).startswith("sampling.yaml:1")


def test_an_empty_file_is_the_defaults() -> None:
    assert sampling_policy_of("") == SamplingPolicy()
    assert SamplingPolicy().weight_of(Stratum.RISK) == 1.0
