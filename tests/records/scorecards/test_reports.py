"""Reports from leaf sums: the asked member, everybody side by side, and an error that names who is there."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.grouping import Grouping
from inspection.scorecards.leaves import Leaf, LeafKey
from inspection.service_metrics import METRICS
from records.database import reading, writing
from records.scorecards.leaf_rows import to_details, to_sums
from records.scorecards.reports import League, league_of, report_of
from records.scorecards.sheet_columns import sheet_columns
from records.scorecards.sums import add_up_months, newest_month, spans
from records.scorecards.tables import scorecard_days, scorecard_details, scorecard_sums
from records.scorecards.workbook import write_workbook
from tests.inspection.scorecards.small_centre import DAY, leaf, leaf_key, small_centre

POLICY = ScorecardPolicy()
MONTH = (DAY, DAY + timedelta(days=29))
HOSTILE = '=HYPERLINK("http://x")<script>\x07'


def keep(connection: Connection, leaves: dict[LeafKey, Leaf]) -> None:
    """Store leaves as the night does."""
    for table, to_row in ((scorecard_sums, to_sums), (scorecard_details, to_details)):
        connection.execute(sa.insert(table), [to_row(key, one) | {"span": "day"} for key, one in leaves.items()])
    days = {key.business_date for key in leaves}
    connection.execute(sa.insert(scorecard_days), [{"business_date": day, "read_to": 0} for day in days])
    add_up_months(connection, days)


@pytest.fixture
def centre(engine: Engine) -> Engine:
    with writing(engine) as connection:
        keep(connection, small_centre())
    return engine


def test_a_report_speaks_of_the_member_and_of_its_peers(centre: Engine) -> None:
    with reading(centre) as connection:
        found = report_of(connection, Grouping.AGENT, "a1", *MONTH, POLICY)
    assert (found.name, found.evaluations, found.home.team) == ("a1", 160, "一组")
    assert found.beside is not None
    assert found.beside.peers == 10
    assert [channel.channel for channel in found.channels] == ["email", "phone"]


def test_a_month_says_what_its_days_say(centre: Engine) -> None:
    with reading(centre) as connection:
        whole = report_of(connection, Grouping.AGENT, "a1", *MONTH, POLICY)
        days = report_of(connection, Grouping.AGENT, "a1", DAY, DAY, POLICY)
    assert (whole.machine, whole.items, whole.metrics) == (days.machine, days.items, days.metrics)


def test_a_stretch_is_cut_into_whole_months_and_days() -> None:
    first, last = DAY - timedelta(days=2), DAY + timedelta(days=31)
    assert [(span, begin.isoformat(), end.isoformat()) for span, begin, end in spans(first, last)] == [
        ("day", "2026-08-30", "2026-08-31"),
        ("month", "2026-09-01", "2026-09-30"),
        ("day", "2026-10-01", "2026-10-02"),
    ]


def test_nobody_of_that_name_is_an_error_that_names_some(centre: Engine) -> None:
    with reading(centre) as connection, pytest.raises(RecordsError, match="nothing was judged for agent 'b9'.*a1, a10"):
        report_of(connection, Grouping.AGENT, "b9", *MONTH, POLICY)
    with reading(centre) as connection, pytest.raises(RecordsError, match="choose days on which a night ran"):
        report_of(connection, Grouping.AGENT, "a1", *(day + timedelta(days=90) for day in MONTH), POLICY)


@pytest.mark.parametrize(("grouping", "rows"), [(Grouping.AGENT, 12), (Grouping.CHANNEL, 2), (Grouping.ALL, 1)])
def test_everybody_of_a_grouping_side_by_side(centre: Engine, grouping: Grouping, rows: int) -> None:
    with reading(centre) as connection:
        found = league_of(connection, grouping, *MONTH, POLICY)
    assert len(found.rows) == rows
    assert sum(row.evaluations for row in found.rows) == 12 * 160


def test_the_newest_month_is_that_of_the_last_counted_day(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(RecordsError, match="nothing was judged yet"):
        newest_month(connection)
    with writing(engine) as connection:
        keep(connection, small_centre())
        assert newest_month(connection) == MONTH


def test_a_course_over_weeks_finds_the_fall_of_one_agent_only(engine: Engine) -> None:
    leaves = {
        leaf_key(agent, day=DAY + timedelta(weeks=week)): leaf(70.0 if agent == "a1" and week >= 5 else 85.0)
        for agent in ("a1", "a2", "a3", "a4")
        for week in range(10)
    }
    with writing(engine) as connection:
        keep(connection, leaves)
    last = DAY + timedelta(weeks=9)
    with reading(engine) as connection:
        found = league_of(connection, Grouping.AGENT, last, last, POLICY)
    assert {row.name for row in found.rows if row.is_alarm} == {"a1"}
    change = next(row.change for row in found.rows if row.name == "a1")
    assert change is not None
    assert change.on == DAY + timedelta(weeks=5) - timedelta(days=DAY.weekday())


def _workbook(engine: Engine, file: Path, language: str, leaves: dict[LeafKey, Leaf]) -> League:
    with writing(engine) as connection:
        keep(connection, leaves)
    with reading(engine) as connection:
        found = league_of(connection, Grouping.AGENT, *MONTH, POLICY)
    write_workbook(found, file, language)
    return found


@pytest.mark.parametrize(("language", "title", "first"), [("zh", "成绩单", "名称"), ("en", "Scorecards", "Name")])
def test_the_workbook_holds_every_member_and_column(
    engine: Engine, tmp_path: Path, language: str, title: str, first: str
) -> None:
    _workbook(engine, tmp_path / "a.xlsx", language, small_centre())
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert len(book.sheetnames) == 4
    sheet = book[title]
    headings = [cell.value for cell in sheet[2]]
    assert headings[0] == first
    assert len(headings) == len(set(headings)) == len(sheet_columns())
    assert [sheet.cell(row, 1).value for row in range(3, 15)] == sorted(f"a{n}" for n in range(1, 13))
    assert isinstance(sheet.cell(3, 7).value, float)
    assert len(sheet_columns()) > 30 + len(METRICS) - 5
    assert sheet.freeze_panes == "B3"


def test_a_hostile_name_is_text_in_the_workbook(engine: Engine, tmp_path: Path) -> None:
    _workbook(engine, tmp_path / "a.xlsx", "zh", {leaf_key(HOSTILE, team="+1|cmd"): leaf(80.0)})
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["成绩单"]
    assert sheet["A3"].value == HOSTILE.replace("\x07", "\ufffd")
    assert (sheet["A3"].data_type, sheet["B3"].data_type) == ("s", "s")


def test_thin_figures_are_grey_and_no_figure_is_zero_that_was_not_measured(engine: Engine, tmp_path: Path) -> None:
    _workbook(engine, tmp_path / "a.xlsx", "zh", {leaf_key("a1"): leaf(80.0, 12), leaf_key("a2"): leaf(80.0, 40)})
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["成绩单"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    machine = heads["机器分"]
    assert (sheet.cell(3, machine).font.italic, sheet.cell(4, machine).font.italic) == (True, False)
    assert sheet.cell(3, heads["人工分"]).value is None


def test_a_folder_that_is_not_there_is_one_line(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="cannot be written"):
        _workbook(engine, tmp_path / "no" / "a.xlsx", "zh", small_centre())
