"""Service metrics: worked by hand, each with its n, and absent where the data are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.service_facts import ServiceFacts, service_facts
from inspection.service_metrics import METRICS, coverage, mean_s, median_s, service_metrics
from inspection.value_counts import ValueCounts
from tests.inspection.result_cases import DAY, chat, sla_policy

SLA = sla_policy()


def _chat(number: int, first_s: float, **more: object) -> ServiceFacts:
    said = (("c", "问", 0.0), ("a", "答", first_s), ("c", "再问", 100.0), ("a", "再答", 110.0))
    return service_facts(chat(*said, interaction_id=f"C{number}", **more), DAY)


def test_the_figures_of_three_chats_by_hand() -> None:
    facts = [_chat(1, 10, csat=5, nps=10, resolved=True), _chat(2, 20, csat=3, nps=6), _chat(3, 60, resolved=False)]
    figures = service_metrics(facts, SLA)
    values = {name: (f.value, f.n) for name, f in figures.items()}
    assert values == {
        "first_response_mean_s": (30.0, 3),
        "first_response_median_s": (20.0, 3),
        "response_mean_s": (20.0, 6),  # 10, 20, 60 and three times 10
        "response_median_s": (10.0, 6),
        "handle_mean_s": (80.0, 3),  # 100, 90, 50
        "aht_mean_s": (None, 0),
        "csat_share": (0.5, 2),
        "csat_mean": (4.0, 2),
        "csat_response_rate": (pytest.approx(2 / 3), 3),
        "nps": (0.0, 2),
        "resolution_rate": (0.5, 2),
        "fcr_rate": (None, 0),
        "sla_attainment": (pytest.approx(2 / 3), 3),  # 30 s in a chat
        "cost_per_contact": (None, 0),
    }
    assert not any(f.enough for f in figures.values())


def test_every_figure_is_defined_in_both_languages() -> None:
    figures = service_metrics([], SLA)
    assert list(figures) == list(METRICS)
    assert all(d.zh and d.en and d.unit == figures[name].unit for name, d in METRICS.items())


def test_without_data_a_figure_is_absent_not_zero() -> None:
    figures = service_metrics([service_facts(chat(("a", "您好", 0)), DAY)], SLA)
    assert {name for name, f in figures.items() if f.value is not None} == {"handle_mean_s", "csat_response_rate"}
    assert figures["nps"].n == 0


def test_a_customer_nobody_answered_misses_the_service_level() -> None:
    alone = service_facts(chat(("c", "有人吗", 0)), DAY)
    assert alone.left_unanswered
    figure = service_metrics([alone], SLA)["sla_attainment"]
    assert (figure.value, figure.n) == (0.0, 1)


def test_coverage_has_three_figures() -> None:
    figures = coverage(90, 95, 100)
    assert [round(f.value or 0, 3) for f in figures.values()] == [0.947, 0.95, 0.9]


def test_the_interval_of_a_median_lies_between_order_statistics() -> None:
    figure = median_s(ValueCounts.of([5.0, 1.0, 4.0, 2.0, 3.0, 6.0, 7.0, 8.0, 9.0, 10.0]), 5)
    assert (figure.value, figure.low, figure.high, figure.enough) == (5.5, 2.0, 9.0, True)  # ranks 2 and 9 of 10
    assert median_s(ValueCounts.of([1.0, 2.0, 3.0, 4.0, 5.0]), 5).low is None


def test_intervals_of_waits_hold_the_truth() -> None:
    random = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        figure = median_s(ValueCounts.of(random.exponential(30.0, 40).tolist()), 30)
        held += (figure.low or 0) <= 30.0 * float(np.log(2)) <= (figure.high or 0)
    assert 0.93 <= held / 400 <= 0.99


@given(st.lists(st.floats(0, 1e5), min_size=2, max_size=40), st.randoms())
def test_the_order_of_waits_does_not_matter(waits: list[float], random: object) -> None:
    shuffled = list(waits)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = ValueCounts.of(shuffled), ValueCounts.of(waits)
    assert mean_s(one, 30) == mean_s(other, 30)
    assert median_s(one, 30) == median_s(other, 30)


def test_after_call_work_counts_where_the_telephone_system_tells_it() -> None:
    told = _chat(1, 10, metadata={"acw_s": "40"})
    figures = service_metrics([told, _chat(2, 20), _chat(3, 20, metadata={"acw_s": "bald"})], SLA)
    assert (figures["handle_mean_s"].n, figures["aht_mean_s"].n, figures["aht_mean_s"].value) == (3, 1, 140.0)
