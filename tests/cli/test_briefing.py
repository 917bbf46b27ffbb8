"""`mingjian briefing`: a team's page from what is stored, in both languages; an unknown team is told what there is."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cli.briefing_words import briefing_words
from inspection.evaluation import ItemState
from records import certificates
from records.database import writing
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.inspection.result_cases import words
from tests.records.coaching_site import TODAY, TRAINER, calls, desk, register, store

TOMORROW = (TODAY + timedelta(days=1)).isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Team north fails the closing twice as often as the others; A1's certificate has ended."""
    site = Workspace.open(tmp_path / "workspace")
    register(site.engine)
    north = [replace(one, team="north") for k in range(2) for one in calls(f"A{k + 1}", TODAY, 20, 40, 100 * k)]
    south = [replace(one, team="south") for k in range(3) for one in calls(f"A{k + 3}", TODAY, 8, 40, 500 + 100 * k)]
    met = north[25]
    spoken = replace(met.items[0], evidence=(words("感谢来电，再见"),))
    assert met.items[0].state is ItemState.MET
    north[25] = replace(met, items=(spoken,))
    store(site.engine, [*north, *south])
    with writing(site.engine) as connection:
        certificates.issue(
            connection, desk(TRAINER), agent_id="A1", kind="agent_licence", issued_on=TODAY - timedelta(days=500),
            expires_on=TODAY - timedelta(days=2),
        )  # fmt: skip
    site.close()
    return tmp_path / "workspace"


def test_a_page_has_the_problem_a_good_clip_and_whom_to_watch(folder: Path) -> None:
    done = mingjian("briefing", "--team", "north", "--date", TOMORROW, "--workspace", folder, "--json")
    page = json.loads(done.stdout)
    (problem,) = page["problems"]
    assert (problem["tally"]["item"], problem["is_worse"]) == ("closing", True)
    assert problem["tally"]["team"] == {"unmet": 40, "applicable": 80}
    assert problem["tally"]["others"] == {"unmet": 24, "applicable": 120}
    assert problem["clip"]["agent_id"] in {"A1", "A2"}
    assert (page["good_item"], page["good"]["spans"][0]["text"]) == ("closing", "感谢来电，再见")
    assert {w["agent_id"]: w["reason"] for w in page["watch"]} == {"A1": "certificate", "A2": "certificate"}
    assert page["interactions"] == 80


@pytest.mark.parametrize(("lang", "said"), [("zh", "三个问题"), ("en", "Three problems")])
def test_it_is_printed_in_both_languages(folder: Path, lang: str, said: str) -> None:
    done = mingjian("briefing", "--team", "north", "--date", TOMORROW, "--workspace", folder, "--lang", lang)
    assert done.exit_code == 0, done.output
    assert said in done.stdout
    assert "感谢来电，再见" in done.stdout


def test_the_day_itself_is_not_looked_at_and_an_unknown_team_is_told_what_there_is(folder: Path) -> None:
    told = error_of("briefing", "--team", "north", "--date", TODAY.isoformat(), "--workspace", folder)
    assert "no team has anything judged" in str(told)
    told = error_of("briefing", "--team", "west", "--date", TOMORROW, "--workspace", folder)
    assert "there is north, south" in str(told)


def test_every_word_is_in_both_languages() -> None:
    assert briefing_words("zh").keys() == briefing_words("en").keys()
    assert all(briefing_words("zh").values())
