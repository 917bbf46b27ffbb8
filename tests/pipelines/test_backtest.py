"""A backtest reads what the nights stored, judges it by both rulebooks, and changes nothing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inspection.backtest_figures import figures_of
from inspection.errors import RuleError
from pipelines import backtest as module
from pipelines.backtest import BacktestRequest, run_backtest
from pipelines.rule_folders import read_rule_files
from records import evaluations, reviews
from records.database import reading, writing
from records.reviews import Review
from tests.pipelines.rule_site import Site, opened, rulebook
from tests.pipelines.small_night import NIGHT, chat

COUNT = 28


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """28 chats: odd ones greet; 0, 7, 14 and 21 promise a return, all others say that they cannot."""
    folder = tmp_path_factory.mktemp("site")
    one = Site(folder)
    rules = rulebook(folder / "rules", promise=(1, "们保证收益"))
    one.deliver(*(chat(n) for n in range(COUNT)))
    one.night(rules=rules)
    return one


def figures(site: Site, new: Path, **changes: Any) -> dict[str, Any]:
    with opened(site.path) as workspace:
        given = {"old": read_rule_files(site.folder / "rules"), "new": read_rule_files(new), **changes}
        done = run_backtest(workspace, BacktestRequest(**given), lambda _done, _total: None)
    return figures_of(done, {})


def item_of(found: dict[str, Any], item_id: str) -> dict[str, Any]:
    return next(i for i in found["items"] if i["id"] == item_id)


def test_the_same_rules_change_nothing(site: Site) -> None:
    found = figures(site, site.folder / "rules")
    assert found["interactions"] == COUNT
    assert [i["changed"] for i in found["items"]] == [0, 0]
    assert (found["scores"]["changed"], found["scores"]["mean_change"]) == (0, 0)


def test_a_wider_rule_finds_what_it_should_and_says_whom_it_costs(site: Site, tmp_path: Path) -> None:
    found = figures(site, rulebook(tmp_path / "new", version="2", promise=(2, "保证收益")))
    promise, greeting = item_of(found, "guaranteed_return"), item_of(found, "greeting")
    assert (promise["new_hits"], promise["lost_hits"], promise["kept_hits"]) == (COUNT - 4, 0, 4)
    assert (promise["old_version"], promise["new_version"]) == ("guaranteed_return@1", "guaranteed_return@2")
    assert greeting["changed"] == 0
    assert promise["samples"]["new"][0]["words"] == "保证收益"
    assert found["scores"]["down"] == COUNT - 4
    assert found["scores"]["mean_change"] == pytest.approx(-40 * (COUNT - 4) / COUNT)
    assert {a["agent_id"]: a["changed"] for a in found["agents"]} == {"a0": 6, "a1": 6, "a2": 6, "a3": 6}
    assert [t["team"] for t in found["teams"]] == ["一组"]


def test_the_figures_do_not_depend_on_processes_and_pieces(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = rulebook(tmp_path / "new", version="2", promise=(2, "保证收益"), greeting=(2, "您好吗"))
    whole = figures(site, new)
    monkeypatch.setattr(module, "PIECE", 5)
    parallel = figures(site, new, jobs=2)
    assert {k: v for k, v in parallel.items() if k != "cost"} == {k: v for k, v in whole.items() if k != "cost"}


def test_past_reviews_say_how_precise_new_hits_are(site: Site, tmp_path: Path) -> None:
    with opened(site.path) as workspace, writing(workspace.engine) as connection:
        stored = [
            e for e in evaluations.between(connection, NIGHT, NIGHT) if e.interaction_id in ("chat-001", "chat-002")
        ]
        for number, (one, state) in enumerate(zip(stored, ("unmet", "met"), strict=True)):
            review = Review(
                id=f"r{number}", evaluation_id=one.evaluation_id, who="主管", at=datetime(2026, 9, 2, tzinfo=UTC),
                item="guaranteed_return", state=state, points=None, reason_code=None, seconds_spent=None, decision=None,
            )  # fmt: skip
            reviews.add(connection, review)
    found = figures(site, rulebook(tmp_path / "new", version="2", promise=(2, "保证收益")))
    reviewed = item_of(found, "guaranteed_return")["reviews"]["new"]
    assert (reviewed["right"], reviewed["n"], reviewed["enough"]) == (1, 2, False)


def test_only_some_items_are_judged_when_only_they_are_asked_for(site: Site, tmp_path: Path) -> None:
    new = rulebook(tmp_path / "new", version="2", promise=(2, "保证收益"), greeting=(2, "您好吗"))
    assert [i["id"] for i in figures(site, new, items=("greeting",))["items"]] == ["greeting"]


def test_a_meaning_nobody_had_looked_for_is_told(site: Site, tmp_path: Path) -> None:
    new = rulebook(tmp_path / "new", version="2")
    item = new / "items" / "greeting.yaml"
    item.write_text(
        item.read_text("utf-8").replace("{any: [您好], first_turns: 3}", "{meaning: {of: [问候客户]}}"), "utf-8"
    )
    assert figures(site, new)["not_judged"] == [{"item": "greeting", "what": "meaning", "n": COUNT}]


def test_an_empty_period_has_no_interactions(site: Site) -> None:
    assert figures(site, site.folder / "rules", last=NIGHT.replace(year=2020))["interactions"] == 0


def test_a_rulebook_that_does_not_compile_is_told_before_anything_is_judged(site: Site, tmp_path: Path) -> None:
    broken = rulebook(tmp_path / "broken")
    (broken / "items" / "greeting.yaml").write_text("id: greeting\n", "utf-8")
    with pytest.raises(RuleError, match="greeting.yaml"):
        figures(site, broken)


def test_a_backtest_changes_no_stored_row(site: Site, tmp_path: Path) -> None:
    before = site.rows()
    figures(site, rulebook(tmp_path / "new", version="2", promise=(2, "保证收益")))
    assert site.rows() == before
    with opened(site.path) as workspace, reading(workspace.engine) as connection:
        assert len(list(evaluations.between(connection, NIGHT, NIGHT, history=True))) == COUNT
