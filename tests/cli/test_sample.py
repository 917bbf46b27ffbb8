"""`mingjian sample` and `mingjian estimate` as their users type them."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from inspection.people import Person, PersonRole
from records import people, sampling
from records.database import reading, writing
from records.schema import upgrade
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.records.sampled_month import AT, FIRST, judge_drawn, month

DAY = FIRST.isoformat()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of thirty calls, one of them drawn and judged."""
    folder = tmp_path_factory.mktemp("site")
    opened = Workspace.open(folder)
    upgrade(opened.engine)
    with writing(opened.engine) as connection:
        truths = month(connection, days=2, per_day=30)
        reviewers = [Person(who=w, roles=(PersonRole.REVIEWER,), per_day=n) for w, n in (("li", 5), ("wang", None))]
        people.save(connection, reviewers, who="chen", at=AT, reason="test")
    assert mingjian("sample", "draw", "--workspace", folder, "--date", DAY, "--capacity", 25).exit_code == 0
    with writing(opened.engine) as connection:
        for plan in sampling.plans(connection, FIRST, FIRST):
            judge_drawn(connection, list(sampling.queue(connection, plan.plan_id)), truths)
    opened.close()
    return folder


def test_a_plan_is_shown_for_the_people_registered_and_changes_nothing(site: Path) -> None:
    tomorrow = (FIRST + timedelta(days=1)).isoformat()
    shown = mingjian("sample", "plan", "--workspace", site, "--date", tomorrow, "--json")
    plan = json.loads(shown.stdout)
    assert plan["reviewers"] == {"li": 5, "wang": 20}  # 20 is the centre's default
    assert (plan["capacity"], plan["candidates"]) == (25, 30)
    assert plan["planned"] <= 25
    assert plan["parts"]["floor"]["probability"] == pytest.approx(plan["parts"]["floor"]["drawn"] / 30)
    assert mingjian("sample", "plan", "--workspace", site, "--date", tomorrow, "--json").stdout == shown.stdout


def test_the_table_speaks_chinese_and_english(site: Path) -> None:
    tomorrow = (FIRST + timedelta(days=1)).isoformat()
    zh = mingjian("sample", "plan", "--workspace", site, "--date", tomorrow, "--capacity", 0, "--lang", "zh").stdout
    en = mingjian("sample", "plan", "--workspace", site, "--date", tomorrow, "--capacity", 0, "--lang", "en").stdout
    assert "疑似致命" in zh and "随机底线" in zh and "复核能力 0" in zh
    assert "suspected fatal" in en and "random floor" in en and "capacity 0 reviews" in en


def test_a_day_that_was_drawn_has_nothing_left_to_draw(site: Path) -> None:
    assert (
        "nothing to draw"
        in mingjian(*("sample", "draw", "--workspace", site, "--date", DAY, "--capacity", 5, "--lang", "en")).stdout
    )
    opened = Workspace.open(site)
    with reading(opened.engine) as connection:
        assert len(sampling.plans(connection, FIRST, FIRST)) == 1
    opened.close()


def test_gaps_list_agents_and_reviewers(site: Path) -> None:
    rows = mingjian("sample", "gaps", "--workspace", site, "--month", "2026-09", "--all", "--json").stdout.splitlines()
    agents = [json.loads(row) for row in rows]
    assert {row["who"] for row in agents} == {f"a{n}" for n in range(6)}
    assert sum(row["done"] for row in agents) > 10
    assert all(row["missing"] == max(0, 2 - row["done"] - row["waiting"]) for row in agents)
    people_ = mingjian(
        "sample", "gaps", "--workspace", site, "--month", "2026-09", "--reviewers", "--lang", "en"
    ).stdout
    assert "Reviewers' quotas" in people_


def test_an_estimate_says_its_interval_or_that_the_data_do_not_do(site: Path) -> None:
    period = ("--workspace", site, "--from", DAY, "--to", "2026-09-30")
    row = json.loads(mingjian("estimate", *period, "--measure", "item:greeting", "--json").stdout)
    assert row["estimate"]["low"] <= row["estimate"]["value"] <= row["estimate"]["high"]
    assert (row["group"], row["evaluations"], row["estimate"]["unit"]) == (None, 30, "share")
    assert not row["estimate"]["enough"]  # 25 reviews at most
    zh = mingjian("estimate", *period, "--measure", "score", "--by", "team", "--lang", "zh").stdout
    assert "数据不足" in zh and "一组" in zh
    assert "30 个评价不在任何抽检计划内" in zh
    en = mingjian("estimate", *period, "--measure", "score", "--lang", "en").stdout
    assert "not enough data" in en


def test_wrong_words_are_refused_in_one_line(site: Path) -> None:
    period = ("--workspace", site, "--from", DAY, "--to", DAY)
    assert "is no measure" in str(error_of("estimate", *period, "--measure", "joy"))
    assert "nothing can be grouped by 'mood'" in str(error_of("estimate", *period, "--by", "mood"))
    assert "write --reviewer Wang=20" in str(
        error_of("sample", "plan", "--workspace", site, "--date", DAY, "--reviewer", "Wang")
    )


def test_without_reviewers_a_plan_says_what_to_do(tmp_path: Path) -> None:
    upgrade(Workspace.open(tmp_path).engine)
    said = str(error_of("sample", "plan", "--workspace", tmp_path, "--date", DAY))
    assert said.startswith("nobody is registered as a reviewer")


def test_the_calculator_answers_in_reviews_and_days() -> None:
    rate = ("sample", "calculator", "rate", "--rate", 0.1, "--within", 0.03)
    plain = json.loads(mingjian(*rate, "--json").stdout)
    assert plain == {"reviews": 388, "per_day": 60, "days": 7}
    helped = json.loads(mingjian(*rate, "--machine-recall", 0.8, "--machine-precision", 0.9, "--json").stdout)
    assert helped["reviews"] < plain["reviews"] / 2
    difference = mingjian("sample", "calculator", "difference", "--rate-a", 0.1, "--rate-b", 0.2, "--lang", "zh")
    assert "每名坐席需要复核 199 个" in difference.stdout
    assert (
        "35 reviewed hits"
        in mingjian(*("sample", "calculator", "precision", "--precision", 1.0, "--lang", "en")).stdout
    )
    recall = ("sample", "calculator", "recall", "--recall", 0.8, "--within", 0.1, "--rate", 0.05, "--lang", "en")
    assert "984 blind reviews" in mingjian(*recall).stdout
    assert "no share" in str(error_of("sample", "calculator", "rate", "--rate", 10, "--within", 0.03))
