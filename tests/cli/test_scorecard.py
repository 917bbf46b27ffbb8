"""`mingjian scorecard` and `mingjian scorecards`, as a supervisor types them."""

import json
from pathlib import Path

import openpyxl
import pytest

from inspection.errors import SettingsError
from records.database import writing
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.inspection.scorecards.small_centre import small_centre
from tests.records.scorecards.test_reports import keep


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    one = Workspace.open(tmp_path / "workspace")
    with writing(one.engine) as connection:
        keep(connection, small_centre())
    one.close()
    return tmp_path / "workspace"


def test_a_scorecard_is_shown_in_both_languages(workspace: Path) -> None:
    zh = mingjian("scorecard", "agent:a1", "--workspace", workspace, "--month", "2026-09", "--lang", "zh")
    assert zh.exit_code == 0, zh.output
    for words in ("a1 (坐席, 一组 · 成都 · 示例外包)", "发布分", "低于同组", "最弱渠道:邮件", "同组 10 个"):
        assert words in zh.output
    en = mingjian("scorecard", "team:一组", "--workspace", workspace, "--lang", "en")
    assert en.exit_code == 0, en.output
    assert "fewer than 5 in the group" in en.output


def test_a_page_and_json_can_be_asked_for(workspace: Path, tmp_path: Path) -> None:
    page = tmp_path / "a1.html"
    result = mingjian("scorecard", "agent:a1", "--workspace", workspace, "--html", page, "--json", "--lang", "en")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["name"], found["first"], found["machine"]["n"]) == ("a1", "2026-09-01", 160)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_for_the_agents_hand_holds_no_machine_figure(workspace: Path, tmp_path: Path) -> None:
    page = tmp_path / "a1.html"
    asked = ("scorecard", "agent:a1", "--workspace", workspace, "--published")
    result = mingjian(*asked, "--html", page, "--lang", "en")
    assert result.exit_code == 0, result.output
    html = page.read_text(encoding="utf-8")
    assert "Published scores only" in html
    for word in ("Machine", "Shrunk", "Suspected", "Beside the group"):
        assert word not in html
    assert "add --html FILE" in str(error_of(*asked))
    foreign = ("scorecard", "channel:phone", "--workspace", workspace, "--published", "--html", page)
    assert "--published is not for channel" in str(error_of(*foreign))


def test_all_side_by_side_on_the_screen_as_json_and_as_a_workbook(workspace: Path, tmp_path: Path) -> None:
    shown = mingjian("scorecards", "--workspace", workspace, "--by", "agent", "--lang", "zh")
    assert shown.exit_code == 0, shown.output
    assert "a12" in shown.output
    lines = mingjian("scorecards", "--workspace", workspace, "--by", "channel", "--json").stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["email", "phone"]
    file = tmp_path / "teams.xlsx"
    assert mingjian("scorecards", "--workspace", workspace, "--by", "team", "--xlsx", file).exit_code == 0
    assert openpyxl.load_workbook(file).worksheets[0]["A3"].value == "一组"


@pytest.mark.parametrize(
    ("who", "options", "said"),
    [
        ("a1", [], "names nobody"),
        ("agent:", [], "names nobody"),
        ("agent:zz", [], "nothing was judged for agent 'zz'"),
        ("agent:a1", ["--month", "2026-13"], "is no period"),
        ("agent:a1", ["--week", "2026-W99"], "is no period"),
        ("agent:a1", ["--month", "2026-09", "--day", "2026-09-01"], "do not go together"),
        ("agent:a1", ["--from", "2026-09-01"], "belong together"),
        ("agent:a1", ["--from", "2026-09-02", "--to", "2026-09-01"], "is before"),
        ("agent:a1", ["--html", "no/such/folder.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_shown_is_one_line(workspace: Path, who: str, options: list[str], said: str) -> None:
    error = error_of("scorecard", who, "--workspace", workspace, *options)
    assert said in str(error)
    assert "\n" not in str(error)


def test_a_wrong_setting_is_a_settings_error(workspace: Path) -> None:
    assert isinstance(error_of("scorecard", "boss:1", "--workspace", workspace), SettingsError)


def test_week_and_stretch_are_periods_too(workspace: Path) -> None:
    for options in (["--week", "2026-W36"], ["--from", "2026-08-30", "--to", "2026-09-02"], ["--day", "2026-09-01"]):
        result = mingjian("scorecards", "--workspace", workspace, "--by", "all", "--json", *options)
        assert json.loads(result.stdout)["evaluations"] == 12 * 160, options
