"""The monthly report in both languages."""

from dataclasses import replace

import pytest

from inspection.fairness.fairness_report import FairnessReport, report_markdown
from inspection.fairness.flips import FlipTally, count_states, flip_figures
from inspection.fairness.group_gaps import group_gaps
from inspection.fairness.swaps import SwapKind
from inspection.judges.judging_policy import FairnessRules
from tests.inspection.fairness.test_group_gaps import centre
from tests.inspection.form_cases import MET, UNMET

GAPS = group_gaps(centre(accent_gap=6), FairnessRules())
REPORT = FairnessReport(month="2026-11", score="machine", evaluations=1440, alarm_share=0.05, gaps=GAPS)


def test_the_gap_is_said_in_words_with_its_interval() -> None:
    chinese, english = report_markdown(REPORT, "zh"), report_markdown(REPORT, "en")
    assert "# 公平性月报 2026-11" in chinese
    assert "- 口音 川渝：-" in chinese
    assert "存在差异" in chinese
    assert "Accent 川渝: -" in english
    assert "on a fair centre at most 5% of reports show any gap" in english
    assert "Fewer than two groups" in english  # site and language


def test_no_gap_is_not_called_proof_of_fairness() -> None:
    page = report_markdown(replace(REPORT, gaps=group_gaps(centre(), FairnessRules())), "en")
    assert "No gap between groups is shown" in page
    assert "does not prove that there is none" in page


def test_of_a_group_with_not_enough_neither_mean_nor_recognition_is_written() -> None:
    few = report_markdown(replace(REPORT, gaps=group_gaps(centre(agents=8), FairnessRules())), "zh")
    assert "| 甲 | 120 | 2 | - | - | - | - | - | 数据不足 |" in few


def test_swaps_are_told_only_when_they_were_tried() -> None:
    assert "Not done this time" in report_markdown(REPORT, "en")
    tally = FlipTally()
    tally.texts[SwapKind.GENDER] += 40
    count_states(tally, SwapKind.GENDER, "a|b", [("rude", MET, UNMET)] + [("rude", MET, MET)] * 39)
    tried = replace(REPORT, checked=(("rule_examples", 40),), flips=flip_figures(tally), examples=tuple(tally.flips))
    page = report_markdown(tried, "zh")
    assert "40 个规则例句" in page
    assert "| 性别称谓 | 2.5% (0.4%~12.9%), n=40 |" in page
    assert "| a/b | 性别称谓 | rude | met → unmet |" in page  # a bar in a name breaks no table


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_has_as_many_cells_as_columns(language: str) -> None:
    widths = [line.count("|") for line in report_markdown(REPORT, language).splitlines() if line.startswith("|")]
    assert set(widths) == {10}
