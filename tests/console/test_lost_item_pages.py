"""From a scorecard's item to the interactions it was lost in; cards side by side; what an agent is not told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from inspection.evaluation import EvaluationStatus
from inspection.flag_policy import Severity
from inspection.flags import Selection
from inspection.people import Person, PersonRole
from inspection.period import Period
from inspection.scorecards.cards import scorecards
from records import evaluations, item_days, publications, review_filling
from records.database import Connection, reading, writing
from records.evaluations import Change
from records.publications import StoredPublication
from records.scorecards import cards as stored
from records.workspace import Workspace
from tests.console.filled_workspace import MONTH, an_ordinary_night, call_of, clean_call, fill
from tests.console.page_text import page_of
from tests.console.staff import BASE, SignedIn, app_on, register, signed_in
from tests.inspection.result_cases import results_policy, sla_policy
from tests.records.judged_samples import NIGHT, NOON, flag
from tests.records.review_site import POLICY


def card_id(folder: Path, scope: str, subject: str) -> str:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = [c for c in stored.of_period(connection, MONTH.label) if c.scope == scope and c.subject == subject]
    workspace.close()
    return next(c.scorecard_id for c in found if c.channel == "all" and c.line == "overall")


def test_an_item_leads_to_the_interactions_it_was_lost_in(console: TestClient, ordinary_night: Path) -> None:
    card = page_of(console.get(f"/scorecards/{card_id(ordinary_night, 'agent', 'a7')}").text)
    links = {a.text: a.attributes["href"] for a in card.one("section", aria_labelledby="items").all("a")}
    page = page_of(console.get(links["态度恶劣"]).text)
    (row,) = page.one("tbody").all("tr")
    assert row.one("a").attributes["href"] == "/interactions/drop/rude-1#item-0-rude"
    assert "辱骂" in row.text
    assert "这段时间没有在该项失分的会话。" in console.get(links["开场问候"]).text


def test_of_a_team_its_agents_are_told_with_a_share_and_lead_to_their_own(tmp_path: Path) -> None:
    folder = an_ordinary_night(tmp_path / "w")
    register(folder)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        item_days.refresh(connection, [NIGHT])
    workspace.close()
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        boss = signed_in(app, PersonRole.SUPERVISOR)
        page = page_of(boss.get(f"/scorecards/{card_id(folder, 'team', 'a7 组')}/lost?item=rude").text)
        (row,) = page.one("tbody").all("tr")
        assert [c.text for c in row.all("td")][:3] == ["a7", "1", "1"]
        assert "rude-1" in boss.get(row.one("a").attributes["href"]).text


def test_an_agent_is_told_of_losses_only_once_they_are_published(tmp_path: Path) -> None:
    """And only where the item counted: not where nobody trusts the rule yet, nor what a person overturned."""
    folder = fill(tmp_path / "w", [call_of("one"), call_of("two"), call_of("withheld"), call_of("overturned")])
    of_another_team = Person(who="Both", roles=(PersonRole.AGENT, PersonRole.TEAM_LEAD), agent_id="a7", team="a9 组")
    register(folder, of_another_team)
    clean = {"id": "rude", "state": "met", "points": 10.0, "fatal": False, "who": "x"}
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        publish(connection, "e-drop-one", {"machine": ["rude"]})
        publish(connection, "e-drop-withheld", {"withheld": ["rude"]})
        publish(connection, "e-drop-overturned", {"human": [clean]})
    workspace.close()
    app = app_on(folder)
    address = f"/scorecards/{card_id(folder, 'agent', 'a7')}/lost?item=rude"
    with TestClient(app, base_url=BASE):
        mine = page_of(signed_in(app, PersonRole.AGENT).get(address).text).one("tbody").all("a")
        assert [a.text for a in mine] == ["one"]
        both = page_of(signed_in(app, "Both").get(address).text).one("tbody").all("a")
        assert [a.text for a in both] == ["one"]
        for who in ("Agent Seven", "Both"):
            page = signed_in(app, who).get("/interactions/drop/withheld")
            assert (page.status_code, "辱骂" in page.text, "87.5" in page.text) == (200, False, False)
        assert signed_in(app, "Both").get("/explanations/drop/one?segment=0&item=rude").status_code == 404
        all_of_them = page_of(signed_in(app, PersonRole.SUPERVISOR).get(address).text).one("tbody").all("a")
        assert sorted(a.text for a in all_of_them) == ["one", "overturned", "two", "withheld"]


def test_an_agents_own_scorecard_tells_published_figures_only(tmp_path: Path) -> None:
    """On the first page, in the list, on the card and beside another; their lead reads the machine's as before."""
    folder = fill(tmp_path / "w", [call_of("one"), call_of("two"), clean_call(1, "a7")])
    register(folder)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        publish(connection, "e-drop-one", {"machine": ["greeting"], "withheld": ["rude"]})
    workspace.close()
    app = app_on(folder)
    address = f"/scorecards/{card_id(folder, 'agent', 'a7')}"
    with TestClient(app, base_url=BASE):
        agent, lead = signed_in(app, PersonRole.AGENT), signed_in(app, PersonRole.TEAM_LEAD)
        for path in ("/", "/scorecards"):
            page = page_of(agent.get(path).text)
            table = page.all("table")[-1]
            assert [c.text for c in table.one("tbody").one("tr").all("td")][:3] == ["a7", "1", "60.0"]
            heads = [th.text for th in table.one("thead").all("th")]
            assert ("公布均分" in heads, "疑似致命率" in heads) == (True, False)
            assert "全部为机器分" not in page.text
        mine = page_of(agent.get(address).text)
        assert "机器均分" not in mine.text
        assert "只计已公布的分数" in mine.text
        items = mine.one("section", aria_labelledby="items").one("tbody").all("tr")
        assert [row.all("td")[0].text for row in items] == ["开场问候"]
        compared = page_of(agent.get(f"/scorecards/compare?card1={address.rpartition('/')[2]}&card2=x").text)
        assert "机器均分" not in compared.text
        theirs = page_of(lead.get(address).text)
        assert "机器均分" in theirs.text
        assert "态度恶劣" in theirs.one("section", aria_labelledby="items").text


def publish(connection: Connection, evaluation_id: str, items: dict[str, list[Any]]) -> None:
    """The score of an evaluation as it is published, resting on these items."""
    change = Change(status=EvaluationStatus.PUBLISHED, published_score=60.0)
    evaluations.change(connection, evaluation_id, change, who="x", at=NOON, reason="daily")
    one = StoredPublication(
        evaluation_id=evaluation_id, number=1, at=NOON, who="x", reason="daily", status=EvaluationStatus.PUBLISHED,
        published_score=60.0, human_score=None, points_judged=60.0, points_possible=100.0, fatal_confirmed=False,
        band=None, items=items, content_hash=evaluation_id,
    )  # fmt: skip
    publications.append(connection, [one])


def test_what_waits_for_a_blind_review_is_not_told_to_who_may_do_it(tmp_path: Path) -> None:
    """Neither in the losses of an item nor on the first page, also when a suspected fatal stands beside the draw."""
    drawn = flag("drawn", "blind", Selection.RANDOM)
    drawn = replace(drawn, code="random_sample", severity=Severity.LOW, item=None, probability=0.5)
    blind = call_of("blind")
    folder = fill(tmp_path / "w", [call_of("one"), replace(blind, flags=(*blind.flags, drawn))])
    register(folder)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        review_filling.fill(connection, NIGHT, NIGHT, POLICY, now=NOON)
    workspace.close()
    app = app_on(folder)
    address = f"/scorecards/{card_id(folder, 'agent', 'a7')}/lost?item=rude"
    with TestClient(app, base_url=BASE):
        for role, told in ((PersonRole.SUPERVISOR, ["one"]), (PersonRole.TEAM_LEAD, ["blind", "one"])):
            client = signed_in(app, role)
            assert sorted(a.text for a in page_of(client.get(address).text).one("tbody").all("a")) == told
            fatals = page_of(client.get("/").text).one("section", aria_labelledby="fatals")
            assert (fatals.one("span", class_="count").text, sorted(a.text for a in fatals.all("a"))) == (
                str(len(told)), told,
            )  # fmt: skip
        assert "blind" not in page_of(signed_in(app, PersonRole.REVIEWER).get("/").text).one("main").text


def test_a_foreign_card_tells_nothing_of_its_losses(signed_in_as: SignedIn, ordinary_night: Path) -> None:
    address = f"/scorecards/{card_id(ordinary_night, 'agent', 'a8')}/lost?item=rude"
    assert signed_in_as(PersonRole.AGENT).get(address).status_code == 404
    assert signed_in_as(PersonRole.TEAM_LEAD).get(address).status_code == 404


def test_two_to_four_cards_stand_side_by_side_and_foreign_ones_are_left_out(
    console: TestClient, signed_in_as: SignedIn, ordinary_night: Path
) -> None:
    ids = [card_id(ordinary_night, "agent", agent) for agent in ("a7", "a8", "a9")]
    query = "&".join(f"card{n}={one}" for n, one in enumerate(ids))
    page = page_of(console.get(f"/scorecards/compare?{query}").text)
    heads = [th.one("bdi").text for th in page.all("table")[0].one("thead").all("th")[1:]]
    assert heads == ["a7", "a8", "a9"]
    first = page.all("table")[0].one("tbody").all("tr")[0]
    assert (first.one("th").text, len(first.all("td"))) == ("均分", 3)
    lead = signed_in_as(PersonRole.TEAM_LEAD).get(f"/scorecards/compare?{query}")
    assert "请在成绩单里勾选两到四个。" in lead.text
    assert "a8" not in page_of(lead.text).one("main").text


@pytest.mark.parametrize("query", ["", "?card1=x", "?card1=%3Cscript%3E&card2=y"])
def test_nothing_to_compare_says_what_to_do(console: TestClient, query: str) -> None:
    assert "请在成绩单里勾选两到四个。" in console.get(f"/scorecards/compare{query}").text


def test_the_course_of_a_month_shows_the_months_before_it(tmp_path: Path) -> None:
    folder = fill(tmp_path / "w", [clean_call(number, "a7") for number in range(40)])
    register(folder)
    before = Period.month(MONTH.start - timedelta(days=1))
    judged = [e for number in range(40) for e in clean_call(number, "a7").evaluations]
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        earlier = [replace(e, business_date=before.start) for e in judged]
        cards = scorecards(earlier, [], before, results_policy().scorecards, sla_policy())
        stored.replace_period(connection, before.label, cards)
    workspace.close()
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        boss = signed_in(app, PersonRole.SUPERVISOR)
        page = page_of(boss.get(f"/scorecards/{card_id(folder, 'agent', 'a7')}").text)
        drawn = page.one("svg", class_="course")
        assert [t.text for t in drawn.all("text")][2:] == ["2026-08", "79.7", "2026-09", "79.7"]
        assert len(drawn.all("path", class_="whisker")) == 2
