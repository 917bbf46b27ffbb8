"""Day figures add up, and say how sure they are."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from inspection.day_figures import DayFigures, together
from inspection.intervals import Moments

COUNTS = st.integers(0, 500)
FIGURES = st.builds(
    DayFigures,
    contacts=COUNTS,
    scores=st.builds(Moments, COUNTS, st.integers(0, 500).map(float), st.integers(0, 5000).map(float)),
    judged=COUNTS,
    fatal=COUNTS,
    sla_asked=COUNTS,
    sla_met=COUNTS,
    courses=st.dictionaries(st.sampled_from("abc"), COUNTS).map(Counter),
    topics=st.dictionaries(st.sampled_from("xyz"), COUNTS).map(Counter),
    complaints=st.dictionaries(st.sampled_from("xyz"), COUNTS).map(Counter),
)


@given(st.lists(FIGURES, max_size=4), st.lists(FIGURES, max_size=4))
def test_sums_do_not_depend_on_how_places_are_put_together(some: list[DayFigures], others: list[DayFigures]) -> None:
    assert together([*some, *others]) == together([together(others), together(some)])


def test_figures_carry_n_and_say_when_it_is_too_little() -> None:
    one = DayFigures(contacts=10, scores=Moments(10, 800.0, 64_100.0), judged=10, fatal=1, sla_asked=40, sla_met=36)
    assert (one.mean.value, one.mean.n, one.mean.enough) == (80.0, 10, False)
    assert (one.sla.value, one.sla.enough) == (0.9, True)
    assert one.fatal_share.value == 0.1
    nothing = DayFigures()
    assert (nothing.mean.value, nothing.sla.value, nothing.fatal_share.n) == (None, None, 0)
