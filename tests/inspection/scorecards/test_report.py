"""A member's report: three columns apart, fatals per kind, the weakest channel by name."""

from inspection.evaluation import Line
from inspection.results_policy import CostPolicy, ScorecardPolicy
from inspection.scorecards.case_mix import case_mix
from inspection.scorecards.grouping import Grouping, totals
from inspection.scorecards.leaves import Leaf, LeafKey
from inspection.scorecards.peers import Peers
from inspection.scorecards.report import MemberReport, member_report
from inspection.scorecards.trend import trend
from tests.inspection.scorecards.small_centre import DAY, small_centre, with_fatals

POLICY = ScorecardPolicy()


def _report(name: str, leaves: dict[LeafKey, Leaf], grouping: Grouping = Grouping.AGENT) -> MemberReport:
    sums = totals(leaves, grouping, CostPolicy())
    peers = Peers(sums, sums.peers_of(name), POLICY.minimum_n)
    mix = case_mix(sums.mix, spread_points=sums.spread_points)
    return member_report(sums, name, (DAY, DAY), POLICY, peers=peers, mix=mix, trend=trend(()))


def test_the_three_columns_stay_apart_and_human_is_never_enough() -> None:
    found = _report("a2", small_centre())
    assert (found.machine.n, found.published.n, found.human.n) == (160, 160, 0)
    assert found.human.value is None
    assert not found.human.enough
    assert found.machine.low is not None
    assert found.machine.low < (found.machine.value or 0) < (found.machine.high or 0)


def test_the_weakest_channel_is_named_and_held_against_everybody_else_there() -> None:
    found = _report("a1", small_centre()).consistency
    assert found is not None
    assert found.weakest == "email"
    assert found.beside_others
    average = _report("a2", small_centre()).consistency
    assert average is not None
    assert average.weakest is None


def test_fatals_are_counted_per_kind_suspected_and_confirmed() -> None:
    found = {f.kind: f for f in _report("a2", with_fatals(small_centre(), "a2", 8)).fatals}
    assert list(found) == [None, Line.CUSTOMER, Line.BUSINESS, Line.COMPLIANCE]
    assert (found[None].suspected.value, found[None].confirmed.value) == (8 / 160, 4 / 160)
    assert (found[Line.COMPLIANCE].suspected.value, found[Line.CUSTOMER].suspected.value) == (8 / 160, 0.0)


def test_items_and_dimensions_stand_beside_the_group() -> None:
    found = _report("a1", small_centre())
    (item,), (dimension,) = found.items, found.dimensions
    assert (item.figure.item, item.figure.needs_human, item.line) == ("greeting", 6, Line.NON_CRITICAL)
    assert item.beside is not None
    assert item.beside.standing == "below"
    assert dimension.beside is not None


def test_the_mix_shows_only_factors_with_several_levels() -> None:
    found = _report("a1", small_centre())
    assert [factor.factor for factor in found.mix] == ["channel"]
    assert sum(share for _, share, _ in found.mix[0].levels) == 1.0
    assert found.adjusted is not None
    assert found.adjusted.raw == found.machine.value


def test_the_centre_has_no_peers_but_everything_else() -> None:
    found = _report("all", small_centre(), Grouping.ALL)
    assert found.beside is None
    assert found.evaluations == 12 * 160
    assert found.consistency is not None
    assert not found.consistency.beside_others
