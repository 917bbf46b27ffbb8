"""How well the recogniser fits: rates per queue and dialect, and what weak hearing takes away."""

from dataclasses import replace

import pytest

from inspection.evaluation import ItemKind, ItemState
from inspection.interaction import Channel
from inspection.recognition_error import ErrorCount
from inspection.recognition_fit import FitKind, MeasuredCall, WeakHearing, counted_alone, fit_rates
from tests.inspection.result_cases import evaluation
from tests.inspection.result_cases import item as result


def call(errors: int, queue: str | None = None, dialect: str | None = None, number: int = 0) -> MeasuredCall:
    """A call of 100 characters."""
    return MeasuredCall(
        recording=f"{number}.wav", count=ErrorCount(errors, 100), language="zh", queue=queue, dialect=dialect
    )


CALLS = [call(10 + n, "售后", "四川话", n) for n in range(6)] + [call(40, "理赔", None, n) for n in range(6)]


def test_all_calls_every_queue_and_every_dialect_have_a_rate_with_its_interval() -> None:
    rates = fit_rates(CALLS, 0.25)
    assert [(r.kind, r.name, r.calls) for r in rates] == [
        (FitKind.ALL, "", 12),
        (FitKind.QUEUE, "售后", 6),
        (FitKind.QUEUE, "理赔", 6),
        (FitKind.DIALECT, "四川话", 6),
    ]
    everything, after_sales, claims, _ = rates
    assert everything.share == pytest.approx((75 + 240) / 1200)
    assert after_sales.low is not None
    assert after_sales.high is not None
    assert 0.10 <= after_sales.low <= after_sales.share <= after_sales.high <= 0.15
    assert (claims.low, claims.high) == (pytest.approx(0.4), pytest.approx(0.4))
    assert [r.is_weak for r in rates] == [True, False, True, False]


def test_few_calls_have_a_rate_but_no_interval() -> None:
    (rate,) = fit_rates([call(10), call(20)])
    assert (rate.enough, rate.low, rate.high) == (False, None, None)
    assert rate.share == pytest.approx(0.15)
    with pytest.raises(ValueError, match="no calls"):
        fit_rates([])


def test_a_queue_goes_by_its_own_rate_and_an_unmeasured_one_by_all() -> None:
    weak = WeakHearing.of(fit_rates(CALLS, 0.25))
    assert (weak.covers("售后"), weak.covers("理赔"), weak.covers("投诉"), weak.covers(None)) == (
        False,
        True,
        True,
        True,
    )
    assert not WeakHearing.of(()).covers("理赔")


def test_where_hearing_is_weak_no_rule_about_content_counts_alone() -> None:
    words = replace(result("greeting", ItemState.UNMET), rule_version="greeting@1")
    figure = replace(result("dead_air", ItemState.UNMET), kind=ItemKind.MEASURE, rule_version="dead_air@1")
    spoken = (words, figure)
    one = evaluation(1, channel="phone", queue="理赔", items=spoken)
    trusted = frozenset(i.rule_version for i in spoken)
    weak = WeakHearing.of(fit_rates(CALLS, 0.25))
    assert counted_alone(one, trusted, weak) == {"dead_air@1"}
    for unconcerned in (replace(one, queue="售后"), replace(one, channel=Channel.CHAT)):
        assert counted_alone(unconcerned, trusted, weak) == trusted
    assert counted_alone(one, trusted, WeakHearing()) == trusted
