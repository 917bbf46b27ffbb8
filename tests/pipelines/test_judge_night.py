"""The night's step for judges: gold is mixed in, rules fall, and a broken file stops no night."""

from datetime import timedelta
from pathlib import Path

import pytest

from inspection.flags import Selection
from inspection.rule_standing import Standing, StandingPolicy
from pipelines.judge_night import settle_judges
from records import review_queue, rule_standings
from records.database import reading, writing
from records.judges import gold
from records.workspace import Workspace
from tests.inspection.form_cases import MET, UNMET
from tests.records import review_site as site
from tests.records.judges import judging_site as judging
from tests.records.judges.test_rule_watch import say

POLICY = StandingPolicy(reviewed_hits=10, precision_floor=0.6)
NIGHT = site.MORNING + timedelta(hours=15)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Gold, a draw that waits, and a counted rule whose twelve hits people rejected."""
    one = Workspace.open(tmp_path / "workspace")
    calls = [(site.judged(f"c{n}", closing=UNMET), []) for n in range(12)]
    lot = (site.judged("lot"), [site.flag("lot", Selection.RANDOM)])
    site.open_site(one.engine, *calls, lot, (site.judged("gold"), []))
    judging.hire(one.engine, "Ma")
    session = judging.agreed_session(one.engine, "gold")
    site.count_rules(one.engine, "closing@1")
    with writing(one.engine) as connection:
        gold.add_session(connection, judging.desk("Zhao", minutes=7), session.session_id)
        say(connection, range(12), MET, site.MORNING)
    return one


def test_a_night_mixes_gold_and_downgrades_and_tells_the_operator_once(workspace: Workspace) -> None:
    told = settle_judges(workspace, POLICY, NIGHT)
    assert told == ("only advise from now on: closing@1 (mingjian rules live)",)
    assert settle_judges(workspace, POLICY, NIGHT + timedelta(days=1)) == ()
    with reading(workspace.engine) as connection:
        assert rule_standings.known(connection)["closing@1"] is Standing.ADVICE
        waiting = review_queue.waiting(connection, NIGHT)
    assert sorted(q.task.interaction_id for q in waiting) == ["gold", "lot"]
    workspace.close()


def test_the_centres_own_floor_decides(workspace: Workspace) -> None:
    assert settle_judges(workspace, StandingPolicy(reviewed_hits=100, precision_floor=0.6), NIGHT) != ()  # 0 of 12
    workspace.close()


def test_a_broken_file_is_told_and_stops_nothing(workspace: Workspace) -> None:
    (workspace.path / "judges.yaml").write_text("gold: {share: 7}\n", encoding="utf-8")
    (notice,) = settle_judges(workspace, POLICY, NIGHT)
    assert notice.startswith("gold and rules were left alone: ")
    assert "judges.yaml" in notice
    workspace.close()
