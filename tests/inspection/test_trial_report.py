"""The report of a trial counts hits and what people had said of them."""

from inspection.evaluation import ItemState
from inspection.rule_standing import Reviewed
from inspection.trial_findings import trial_findings
from inspection.trial_report import trial_report
from tests.inspection.result_cases import evaluation, item

MET, UNMET, HUMAN = ItemState.MET, ItemState.UNMET, ItemState.NEEDS_HUMAN


def test_hits_reviews_and_samples_are_counted() -> None:
    states = [(MET, UNMET), (MET, UNMET), (UNMET, UNMET), (UNMET, MET), (MET, HUMAN), (MET, MET)]
    live = [evaluation(n, items=(item("rude", old),)) for n, (old, _) in enumerate(states)]
    tried = [evaluation(n, items=(item("rude", new),)) for n, (_, new) in enumerate(states)]
    findings = [f for a, b in zip(live, tried, strict=True) for f in trial_findings([a], [b], {"rude"}, trial=1)]
    said = {("drop", f"C{n}", 0, "rude"): s for n, s in {0: UNMET, 1: MET, 2: UNMET, 3: UNMET, 5: MET}.items()}
    (report,) = trial_report(findings, said).values()
    assert (report.judged, report.hits, report.new_hits, report.lost_hits, report.needs_human) == (6, 3, 2, 1, 1)
    assert report.reviewed == Reviewed(right=2, wrong=1)
    assert report.reviewed_lost == Reviewed(right=1)
    assert [s.interaction_id for s in report.samples] == ["C0", "C1", "C3"]


def test_nothing_found_is_an_empty_report() -> None:
    assert trial_report([], {}) == {}
