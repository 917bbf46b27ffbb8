"""The roster: who an account belonged to on a day."""

from datetime import date

import pytest

from inspection.errors import TableError
from inspection.formats.conventions import Conventions
from inspection.formats.roster import read_roster
from inspection.formats.table import read_csv

TEXT = (
    "工号,账号,姓名,班组,生效日期,失效日期,入职日期\n"
    "A1,8001;li.min,李敏,一组,2026-01-01,2026-06-30,2025-03-01\n"
    "A1,8001;li.min,李敏,二组,2026-07-01,,2025-03-01\n"
    "A2,8002,王芳,二组,,,坏日期\n"
    ",8003,无名,,,,\n"
    "8001,9001,赵强,三组,,,\n"
)


def test_the_entry_that_holds_on_the_day_is_found_by_id_and_by_account(conventions: Conventions) -> None:
    roster = read_roster(read_csv(TEXT, "agents.csv"), conventions).roster
    june, july = roster.find("A1", date(2026, 6, 30)), roster.find("LI.MIN", date(2026, 7, 1))
    assert june is not None
    assert july is not None
    assert (june.team, july.team, july.agent_id) == ("一组", "二组", "A1")
    assert roster.find("A1", date(2025, 12, 31)) is None
    assert roster.find("A9", date(2026, 7, 1)) is None


def test_an_agent_id_goes_before_somebody_elses_account(conventions: Conventions) -> None:
    found = read_roster(read_csv(TEXT, "agents.csv"), conventions).roster.find("８００１", date(2026, 7, 1))
    assert found is not None
    assert found.name == "赵强"


def test_bad_rows_are_listed_and_the_others_hold(conventions: Conventions) -> None:
    read = read_roster(read_csv(TEXT, "agents.csv"), conventions)
    assert [(r.row, r.error.code if r.error else "") for r in read.bad_rows] == [(4, "bad_time"), (5, "missing_value")]
    assert len(read.roster.entries) == 3
    with pytest.raises(TableError, match="no column is the agent_id"):
        read_roster(read_csv("姓名\n李敏\n", "agents.csv"), conventions)
