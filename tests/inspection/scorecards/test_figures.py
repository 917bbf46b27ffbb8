"""The figures of a cell: which number a line is about, and that no column borrows from another."""

from inspection.evaluation import ItemState, Line
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.figures import SCORE_METRICS, Cell, column, headline, item_figures, metrics_of
from inspection.scorecards.tally import ScoreTally
from tests.inspection.result_cases import evaluation, item

POLICY = ScorecardPolicy()


def _tally() -> ScoreTally:
    tally = ScoreTally()
    tally.count(
        evaluation(1, items=(item("closing", ItemState.UNMET), item("rude", ItemState.MET, line=Line.CUSTOMER))), 85
    )
    return tally


def test_each_line_has_its_own_headline() -> None:
    values = {line: headline(line, _tally(), POLICY).value for line in ("overall", *(line.value for line in Line))}
    assert values == {"overall": 90.0, "customer": 100.0, "business": None, "compliance": None, "non_critical": 0.0}


def test_items_are_those_of_the_line() -> None:
    assert [f.item for f in item_figures(_tally(), "customer", 30)] == ["rude"]
    assert [f.item for f in item_figures(_tally(), "overall", 30)] == ["closing", "rude"]


def test_an_empty_column_stays_empty() -> None:
    cell = Cell(scores=_tally())
    assert (column(cell, "machine", POLICY).value, column(cell, "human", POLICY).value) == (90.0, None)


def test_every_score_metric_is_defined_and_in_its_unit() -> None:
    figures = metrics_of(Cell(scores=_tally()), POLICY)
    assert all(d.zh and d.en and figures[name].unit == d.unit for name, d in SCORE_METRICS.items())
