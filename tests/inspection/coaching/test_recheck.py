"""The re-check: five interactions, an exact chance, and hardly ever a false alarm for who has recovered."""

import numpy as np
import pytest

from inspection.coaching.policy import RecheckPolicy
from inspection.coaching.recheck import recheck
from inspection.coaching.weaknesses import Count

POLICY = RecheckPolicy()


def test_nothing_is_said_before_five() -> None:
    assert recheck(Count(4, 4), Count(10, 100), POLICY) is None


def test_by_hand() -> None:
    """Colleagues fail half: all five of five has a chance of 1/32."""
    outcome = recheck(Count(5, 5), Count(50, 100), POLICY)
    assert outcome is not None
    assert outcome.chance == pytest.approx((50.5 / 101) ** 5)
    assert not outcome.passed
    assert recheck(Count(4, 5), Count(50, 100), POLICY).passed  # type: ignore[union-attr]


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4])
def test_who_has_become_like_colleagues_fails_it_in_at_most_five_percent(share: float) -> None:
    random = np.random.default_rng(5)
    unmet = random.binomial(5, share, 2000)
    failed = [not recheck(Count(int(u), 5), Count(int(1000 * share), 1000), POLICY).passed for u in unmet]  # type: ignore[union-attr]
    assert np.mean(failed) <= 0.05 + 0.01
