"""The printed scorecard: one file, no script, hostile names harmless, and every word in both languages."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.printed.charts import course_chart, rail
from console.printed.page import ScorecardPage
from console.printed.words import PRINTED_WORDS
from inspection.intervals import Figure
from inspection.results_policy import CostPolicy, ScorecardPolicy
from inspection.scorecards.case_mix import case_mix
from inspection.scorecards.grouping import Grouping, Home, totals
from inspection.scorecards.peers import Peers
from inspection.scorecards.report import MemberReport, member_report
from inspection.scorecards.trend import Step, trend
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import page_of
from tests.inspection.scorecards.small_centre import DAY, leaf, leaf_key, small_centre

POLICY, NOW = ScorecardPolicy(), datetime(2026, 10, 1, 8, tzinfo=UTC)
COURSE = tuple(
    Step(DAY + timedelta(weeks=w), 40, 85.0 if w < 5 else 70.0, 100.0, others=84.0 + w % 2) for w in range(10)
)


def report_of(name: str = "a1", steps: tuple[Step, ...] = COURSE) -> MemberReport:
    sums = totals({**small_centre(), leaf_key("thin"): leaf(99.0, 5)}, Grouping.AGENT, CostPolicy())
    peers = Peers(sums, sums.peers_of(name), POLICY.minimum_n)
    mix = case_mix(sums.mix, spread_points=sums.spread_points)
    return member_report(sums, name, (DAY, DAY), POLICY, peers=peers, mix=mix, trend=trend(steps))


def html_of(report: MemberReport, language: str = "zh", **more: object) -> str:
    return ScorecardPage(report, language, **more).html(made_at=NOW, minimum_n=30)  # type: ignore[arg-type]


def test_the_page_says_the_three_scores_the_change_and_the_weakest_channel() -> None:
    said = page_of(html_of(report_of())).text
    for words in (
        "机器分",
        "人工分",
        "发布分",
        "计薪只看这一列",
        "2026-10-06 起变动",
        "最弱渠道:邮件",
        "低于同组",
        "无数据",
    ):
        assert words in said
    english = page_of(html_of(report_of(), "en")).text
    for words in ("the only one that pays", "changed by -15", "weakest channel: e-mail", "below", "Greeting"):
        assert words in english


def test_it_is_one_file_without_script_or_anything_from_elsewhere() -> None:
    html = html_of(report_of())
    assert "default-src 'none'" in html
    assert re.findall(r"<script|<link|<img|\bsrc=|\burl\(|@import|\bon\w+=|https?:", html) == []
    assert html.count("<style>") == 1
    assert "@media print" in html
    assert "prefers-color-scheme: dark" in html


def test_hostile_names_stay_text() -> None:
    report = replace(report_of(), name=HOSTILE, home=Home(team=HOSTILE, site=HOSTILE, vendor=None))
    html = html_of(report, item_names={"greeting": (HOSTILE, HOSTILE)})
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7*7 }}" in html
    assert html.count("&lt;script&gt;") >= 4


def test_too_little_data_is_said_and_drawn_hollow() -> None:
    html = html_of(report_of("thin", ()))
    said = page_of(html).text
    assert "数据不足" in said
    assert "日期太少" in said
    assert 'class="hollow"' in html
    assert 'class="course"' not in html


@pytest.mark.parametrize("grouping", Grouping)
def test_every_grouping_can_be_printed(grouping: Grouping) -> None:
    sums = totals(small_centre(), grouping, CostPolicy())
    name = next(iter(sums.members))
    peers, mix = Peers(sums, sums.peers_of(name), 30), case_mix(sums.mix, spread_points=sums.spread_points)
    report = member_report(sums, name, (DAY, DAY), POLICY, peers=peers, mix=mix, trend=trend(COURSE))
    for language in ("zh", "en"):
        assert "</html>" in html_of(report, language)


def test_words_take_the_same_places_in_both_languages_and_none_is_empty() -> None:
    for key, (zh, en) in PRINTED_WORDS.items():
        assert zh.strip() and en.strip(), key
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), key


def test_a_rail_stays_on_its_line() -> None:
    drawn = rail(Figure(value=120.0, n=40, low=-5.0, high=130.0, enough=True, unit="points"), mark=50.0)
    assert (drawn.value, drawn.low, drawn.high, drawn.mark) == (200.0, 0.0, 200.0, 100.0)
    thin = rail(Figure(value=50.0, n=4, low=10.0, high=90.0, enough=False, unit="points"))
    assert (thin.value, thin.low, thin.weak) == (100.0, None, True)


def test_a_course_is_drawn_inside_its_box_with_its_change() -> None:
    chart = course_chart(trend(COURSE))
    assert chart is not None
    assert len(chart.dots) == 10
    assert chart.change_at == chart.dots[4].x or chart.change_at == chart.dots[5].x
    assert all(0 <= y <= 190 for dot in chart.dots for y in (dot.y, dot.low, dot.high))
    assert course_chart(trend(COURSE[:1])) is None
