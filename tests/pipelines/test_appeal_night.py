"""The night's step for appeals in a workspace: its own files count, broken ones are told and stop nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from inspection.evaluation import EvaluationStatus
from pipelines.appeal_night import settle_appeals
from records.workspace import Workspace
from tests.records.appeal_site import filed, later, open_centre, stored


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    one = Workspace.open(tmp_path / "workspace")
    open_centre(one.engine)
    return one


@pytest.fixture
def engine(workspace: Workspace) -> Engine:
    return workspace.engine


def test_a_quiet_night_says_nothing(workspace: Workspace) -> None:
    assert settle_appeals(workspace, later(days=1)) == ()


def test_who_is_late_is_told_to_the_operator(workspace: Workspace, engine: Engine) -> None:
    filed(engine)
    assert settle_appeals(workspace, later(days=3)) == ("1 steps of appeals are overdue: mingjian appeal overdue",)


def test_scores_become_final_by_the_workspaces_own_days(workspace: Workspace, engine: Engine) -> None:
    shipped = Path(__file__).parents[2] / "scoring_rules" / "appeals.yaml"
    own = shipped.read_text(encoding="utf-8").replace("days: 3, late: refused", "days: 30, late: refused")
    (workspace.path / "appeals.yaml").write_text(own, encoding="utf-8")
    settle_appeals(workspace, later(days=10))
    assert stored(engine).status is EvaluationStatus.PUBLISHED
    (workspace.path / "appeals.yaml").unlink()
    settle_appeals(workspace, later(days=10))
    assert stored(engine).status is EvaluationStatus.FINAL


def test_a_broken_calendar_stops_no_night(workspace: Workspace, engine: Engine) -> None:
    (workspace.path / "calendar.yaml").write_text("weekend: [9]\n", encoding="utf-8")
    (notice,) = settle_appeals(workspace, later(days=10))
    assert notice.startswith("appeals were left alone: ")
    assert "calendar.yaml:1:11" in notice
    assert stored(engine).status is EvaluationStatus.PUBLISHED


def test_a_year_the_calendar_does_not_know_is_told(workspace: Workspace) -> None:
    notices = settle_appeals(workspace, datetime(2031, 5, 6, tzinfo=UTC))
    assert notices[-1] == "calendar.yaml does not know 2031: deadlines count Monday to Friday"
