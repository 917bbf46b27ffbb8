"""Reviewing on the page of an interaction: taking, judging, submitting, and everything that can come between."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from console.guard import Guard
from console.pages.review_steps import seconds_since
from inspection.people import Person, PersonRole
from records import evaluations, review_comments, reviews, transcript_corrections
from records.database import reading
from records.reviews import Review
from records.workspace import Workspace
from tests.console.bench_site import NINE, SAID, Clock, bench_app, bench_site
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import Element, page_of
from tests.console.staff import BASE, PASSWORD, form_token, register, send, signed_in

FATAL, BLIND, CALM = "/interactions/drop/fatal-1", "/interactions/drop/blind-1", "/interactions/drop/calm-1"


@dataclass
class Site:
    """One centre of its own: its folder, its console, its clock."""

    folder: Path
    app: Guard
    clock: Clock

    def reviews_of(self, interaction_id: str) -> list[Review]:
        workspace = Workspace.open(self.folder)
        with reading(workspace.engine) as connection:
            found = reviews.of(connection, f"e-{interaction_id}")
        workspace.close()
        return found


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench_site(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def site(tmp_path: Path, centre: Path) -> Iterator[Site]:
    """A copy of the centre that nobody has touched yet."""
    folder, clock = tmp_path / "workspace", Clock()
    shutil.copytree(centre, folder)
    app = bench_app(folder, clock)
    with TestClient(app, base_url=BASE):
        yield Site(folder, app, clock)


def post(client: TestClient, path: str, on: str, **fields: str) -> Response:
    """Send a form of a page: its hidden fields, and what is filled in (`_` stands for `-` after the first word)."""
    _, _, source, interaction = on.split("?", maxsplit=1)[0].split("/")
    given = {name.replace("__", "-"): value for name, value in fields.items()}
    known = {"form_token": form_token(client, on), "source": source, "interaction": interaction}
    return client.post(path, data=known | given)


def task_on(client: TestClient, path: str) -> str:
    """The review the page offers or is at."""
    tasks = page_of(client.get(path).text).one("section", class_="verdicts").all("input", name="task")
    return tasks[0].attributes["value"]


def taken(client: TestClient, path: str = FATAL) -> Element:
    """The page after its review was taken."""
    answer = post(client, "/bench/take", path, task=task_on(client, path))
    assert answer.status_code == 200, page_of(answer.text).one("main").text
    return page_of(answer.text)


def states(page: Element, item: str) -> list[str]:
    return [box.attributes["value"] for box in page.all("input", name=f"state-{item}")]


def test_a_flagged_call_is_taken_judged_and_followed_by_the_next_of_its_group(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    offer = page_of(client.get(FATAL).text).one("section", class_="offers")
    assert "疑似致命" in offer.text
    page = taken(client)
    row = page.one("li", id="item-0-rude")
    assert row.attributes["data-machine"] == "unmet"
    assert states(row, "rude") == ["met", "unmet", "not_applicable", "needs_human"]
    assert "未达标 ●" in row.text
    site.clock.pass_by(seconds=12)
    answer = post(client, "/bench/submit", FATAL, task=task_on(client, FATAL), state__rude="unmet",
                  opened_at=NINE.isoformat())  # fmt: skip
    assert str(answer.url).split("?")[0].endswith("/interactions/drop/fatal-2")
    assert "已提交 1 项结论。" in answer.text
    (kept,) = site.reviews_of("fatal-1")
    assert (kept.item, kept.state, kept.decision, kept.reason_code) == ("rude", "unmet", "right", "agrees")
    assert (kept.who, kept.fatal, kept.seconds_spent) == ("Wang", True, 12.0)


def test_a_fatal_is_called_confirmed_or_cleared_once_a_person_has_spoken(site: Site) -> None:
    boss, client = signed_in(site.app), signed_in(site.app, "Wang")
    assert "疑似致命: 客户关键" in page_of(boss.get(FATAL).text).one("article").text
    taken(client)
    post(client, "/bench/submit", FATAL, task=task_on(client, FATAL), state__rude="unmet", opened_at=NINE.isoformat())
    said = page_of(boss.get(FATAL).text).one("article")
    assert "致命已确认" in said.one("h3").text
    assert "致命已确认: 客户关键" in said.one("li", id="item-0-rude").text
    assert "疑似致命" not in said.text
    other = "/interactions/drop/fatal-2"
    task = task_on(client, other)
    post(client, "/bench/take", other, task=task)
    post(client, "/bench/submit", other, task=task, state__rude="met", reason__rude="quoted",
         opened_at=NINE.isoformat())  # fmt: skip
    assert "疑似致命,人工已排除" in page_of(boss.get(other).text).one("article").text


def test_what_is_missing_is_named_and_what_was_typed_stays(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    taken(client)
    task = task_on(client, FATAL)
    answer = post(client, "/bench/submit", FATAL, task=task, state__rude="met", opened_at=NINE.isoformat())
    page = page_of(answer.text)
    assert answer.status_code == 400
    assert "与机器不同,请选原因" in page.one(id="problem").text
    chosen = [b for b in page.all("input", name="state-rude") if "checked" in b.attributes]
    assert [b.attributes["value"] for b in chosen] == ["met"]
    assert page.one("input", name="opened_at").attributes["value"] == NINE.isoformat()
    assert site.reviews_of("fatal-1") == []
    empty = post(client, "/bench/submit", FATAL, task=task)
    assert "还没有判定" in page_of(empty.text).one(id="problem").text
    done = post(client, "/bench/submit", FATAL, task=task, state__rude="met", reason__rude="quoted", then="stay")
    assert done.status_code == 200
    assert [(r.state, r.decision, r.reason_code) for r in site.reviews_of("fatal-1")] == [("met", "wrong", "quoted")]


def test_the_second_reviewer_is_told_who_holds_it_and_cannot_take_it(site: Site) -> None:
    first, second = signed_in(site.app, "Wang"), signed_in(site.app, "Li")
    before = second.get(FATAL).text
    task = task_on(second, FATAL)
    taken(first)
    token = page_of(before).all("input", name="form_token")[0].attributes["value"]
    known = {"form_token": token, "source": "drop", "interaction": "fatal-1", "task": task}
    refused = second.post("/bench/take", data=known)
    assert refused.status_code == 400
    assert "别人正在复核它。" in page_of(refused.text).one("main").text
    held = page_of(second.get(FATAL).text).one("section", class_="offers")
    assert "Wang 正在复核,至" in held.text
    assert held.all("button", data_take="") == []
    site.clock.pass_by(minutes=29)
    second.get("/account")
    site.clock.pass_by(minutes=2)
    assert "正在复核" not in page_of(second.get(FATAL).text).one("section", class_="offers").text
    assert taken(second).one("form", id="review")


@pytest.mark.parametrize(("who", "why"), [("Chen", "本班组"), ("Elsewhere", "")])
def test_ones_own_team_is_refused_and_another_vendors_call_is_not_there(site: Site, who: str, why: str) -> None:
    task = task_on(signed_in(site.app, "Wang"), FATAL)
    client = signed_in(site.app, who)
    answer = client.post("/bench/take", data={"form_token": form_token(client, "/account"), "source": "drop",
                                              "interaction": "fatal-1", "task": task})  # fmt: skip
    assert answer.status_code == (400 if why else 404)
    assert why in page_of(answer.text).one("main").text
    assert site.reviews_of("fatal-1") == []


@pytest.mark.parametrize("role", [PersonRole.AGENT, PersonRole.TEAM_LEAD, PersonRole.TRAINER])
def test_who_does_not_review_is_offered_nothing(site: Site, role: PersonRole) -> None:
    client = signed_in(site.app, role)
    answer = client.get(FATAL)
    assert "/bench/" not in answer.text
    assert client.post("/bench/take", data={"form_token": form_token(client, "/account")}).status_code == 403


def test_a_blind_review_tells_nothing_of_the_machine_until_it_is_submitted(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    closed = page_of(client.get(BLIND).text)
    assert "机器结论提交前不显示" in closed.one("section", class_="verdicts").text
    assert closed.all("article") == []
    assert closed.all("mark") == []
    assert client.get("/explanations/drop/blind-1?segment=0&item=closing").status_code == 404
    page = taken(client, BLIND)
    assert "盲评" in page.one("form", id="review").text
    assert {row.attributes["data-machine"] for row in page.all("li", class_="asked")} == {""}
    assert page.all("mark") + page.all("article") + page.all("button", name="confirm") == []
    task = task_on(client, BLIND)
    live = post(client, "/bench/score", BLIND, task=task, state__greeting="met", state__closing="met")
    assert "机器分" not in live.text
    done = post(client, "/bench/submit", BLIND, task=task, state__greeting="met", state__closing="met",
                state__rude="met", then="stay")  # fmt: skip
    assert done.status_code == 200, page_of(done.text).one("main").text
    assert {r.item: r.decision for r in site.reviews_of("blind-1")} == {
        "closing": "wrong", "greeting": "right", "rude": "right"
    }  # fmt: skip
    assert page_of(client.get(BLIND).text).all("article") != []


def test_the_score_follows_what_is_typed(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    taken(client)
    task = task_on(client, FATAL)
    as_machine = post(client, "/bench/score", FATAL, task=task, state__rude="unmet")
    rejected = post(client, "/bench/score", FATAL, task=task, state__rude="met")
    bigs = [page_of(answer.text).one("strong", class_="big").text for answer in (as_machine, rejected)]
    assert bigs == ["0", "100"]
    assert len(rejected.text) < 400  # a piece of a page, not a page
    other = signed_in(site.app, "Li")
    assert post(other, "/bench/score", FATAL, task=task, state__rude="met").status_code == 404
    assert site.reviews_of("fatal-1") == []


def test_nothing_is_lost_when_the_session_ends_in_the_middle_of_a_verdict(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    taken(client)
    token, task = form_token(client, FATAL), task_on(client, FATAL)
    site.clock.pass_by(minutes=45)  # the session is over, and so is the reservation
    fields = {"form_token": token, "source": "drop", "interaction": "fatal-1", "task": task, "state-rude": "met",
              "reason-rude": "misheard", "then": "stay"}  # fmt: skip
    answer = client.post("/bench/submit", data=fields)
    assert answer.status_code == 401
    page = page_of(answer.text)
    hidden = {i.attributes["name"]: i.attributes.get("value", "") for i in page.one("main").all("input")}
    again = client.post("/sign-in", data=hidden | {"name": "Wang", "password": PASSWORD})
    resend = page_of(again.text).one("main").one("form")
    sent = [(i.attributes["name"], i.attributes.get("value", "")) for i in resend.all("input")]
    done = client.post(resend.attributes["action"], data=dict(sent))
    assert done.status_code == 200, page_of(done.text).one("main").text
    assert [(r.state, r.reason_code, r.who) for r in site.reviews_of("fatal-1")] == [("met", "misheard", "Wang")]


def test_what_somebody_else_took_meanwhile_is_not_overwritten(site: Site) -> None:
    first, second = signed_in(site.app, "Wang"), signed_in(site.app, "Li")
    taken(first)
    task = task_on(first, FATAL)
    site.clock.pass_by(minutes=25)
    second.get("/account")
    first.get("/account")
    site.clock.pass_by(minutes=10)
    taken(second)
    late = post(first, "/bench/submit", FATAL, task=task, state__rude="unmet")
    assert late.status_code == 400
    assert "别人正在复核它。" in page_of(late.text).one("main").text
    assert site.reviews_of("fatal-1") == []


def test_sending_the_same_twice_is_once_and_other_verdicts_are_a_correction(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    taken(client)
    token, task = form_token(client, FATAL), task_on(client, FATAL)
    known = {"form_token": token, "source": "drop", "interaction": "fatal-1", "task": task, "then": "stay"}
    for _ in range(2):
        assert client.post("/bench/submit", data=known | {"state-rude": "unmet"}).status_code == 200
    assert len(site.reviews_of("fatal-1")) == 1
    site.clock.pass_by(seconds=30)
    page = page_of(client.get(f"{FATAL}?task={task}").text)
    assert page.one("button", id="submit").text == "更正我的结论"
    client.post("/bench/submit", data=known | {"state-rude": "met", "reason-rude": "context"})
    assert [r.state for r in site.reviews_of("fatal-1")] == ["unmet", "met"]


def test_a_finding_the_machine_missed_is_added_at_its_turn(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    taken(client)
    answer = post(client, "/bench/submit", FATAL, task=task_on(client, FATAL), state__rude="unmet",
                  found__item="closing", found__turn="1", then="stay")  # fmt: skip
    assert answer.status_code == 200, page_of(answer.text).one("main").text
    closing = next(r for r in site.reviews_of("fatal-1") if r.item == "closing")
    assert (closing.state, closing.reason_code, closing.decision) == ("unmet", "missed", "wrong")
    assert closing.evidence is not None
    assert [e.turn for e in closing.evidence] == [0]


def test_the_rest_as_the_machine_is_one_button_and_gives_back_is_another(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    taken(client)
    task = task_on(client, FATAL)
    freed = post(client, "/bench/release", FATAL, task=task)
    assert "领取" in page_of(freed.text).one("section", class_="offers").text
    taken(client)
    post(client, "/bench/submit", FATAL, task=task, confirm="1", then="stay")
    assert [(r.item, r.decision) for r in site.reviews_of("fatal-1")] == [("rude", "right")]


def test_a_supervisor_of_another_vendor_takes_nothing_back_by_its_id(site: Site) -> None:
    register(site.folder, Person(who="Boss Elsewhere", roles=(PersonRole.SUPERVISOR,), vendor="别家"))
    client = signed_in(site.app, "Wang")
    taken(client)
    task = task_on(client, FATAL)
    send(signed_in(site.app, "Boss Elsewhere"), "/bench/release", on_page="/account", source="drop",
         interaction="fatal-1", task=task)  # fmt: skip
    post(client, "/bench/submit", FATAL, task=task, confirm="1", then="stay")  # they hold it still
    assert [r.who for r in site.reviews_of("fatal-1")] == ["Wang"]


def test_any_interaction_can_be_scored_by_hand(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    answer = post(client, "/bench/by-hand", CALM, segment="0")
    page = page_of(answer.text)
    assert "人工评分" in page.one("form", id="review").text
    assert [row.attributes["data-item"] for row in page.all("li", class_="asked")] == ["greeting", "closing", "rude"]


def test_a_comment_stands_at_its_moment_with_its_personal_data_masked(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    answer = post(client, "/bench/comment", FATAL, turn="2", at="0:21.5", text=f"客户电话13900139000,要回访 {HOSTILE}")
    turn = page_of(answer.text).one("li", id="turn-1")
    assert "<手机号>,要回访" in turn.text
    assert "13900139000" not in answer.text
    assert "<script>alert" not in answer.text
    workspace = Workspace.open(site.folder)
    with reading(workspace.engine) as connection:
        (kept,) = review_comments.comments_on(connection, "e-fatal-1")
    workspace.close()
    assert (kept.who, kept.turn, kept.start_s) == ("Wang", 1, 21.5)
    assert post(client, "/bench/comment", FATAL, text="  ").status_code == 400
    assert post(client, "/bench/comment", FATAL, turn="99", text="x").status_code == 400


def test_a_misheard_word_is_corrected_beside_the_original(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    answer = post(client, "/bench/words", FATAL, turn="2", heard="13号", said="30号")
    turn = page_of(answer.text).one("li", id="turn-1")
    assert turn.one("p", class_="words").raw_text == SAID
    assert (turn.one("del").text, turn.one("ins").text) == ("13号", "30号")
    workspace = Workspace.open(site.folder)
    with reading(workspace.engine) as connection:
        (kept,) = transcript_corrections.of(connection, "drop", "fatal-1")
        judged = evaluations.find(connection, "e-fatal-1")
    workspace.close()
    assert (kept.start_char, kept.end_char, kept.who) == (SAID.index("13号"), SAID.index("13号") + 3, "Wang")
    assert judged is not None
    assert judged.human_score is None
    for wrong in ({"heard": "没有说过", "said": "x"}, {"heard": "13号", "said": "13号"}, {"heard": "13号", "said": ""}):
        assert post(client, "/bench/words", FATAL, turn="2", **wrong).status_code == 400
    assert post(client, "/bench/words", FATAL, turn="77", heard="13号", said="x").status_code == 400


def test_the_player_shows_the_call_and_words_show_how_well_they_were_heard(site: Site) -> None:
    page = page_of(signed_in(site.app, "Wang").get(FATAL).text)
    assert page.one("source").attributes["src"] == "/recordings/drop/fatal-1"
    wave = page.one("svg", class_="wave")
    assert [p.attributes["class"] for p in wave.all("path")] == ["wave-agent", "wave-customer", "wave-other"]
    (silence,) = wave.all("rect", class_="wave-silence")
    assert (float(silence.attributes["x"]), float(silence.attributes["width"])) == (46.9, 250.0)
    assert len(wave.all("rect", class_="wave-masked")) == len(wave.all("rect", class_="wave-tick")) == 1
    turn = page.one("li", id="turn-1")
    assert (turn.attributes["data-start"], turn.attributes["data-end"]) == ("19.0", "23.0")
    assert [e.raw_text for e in turn.all(class_="weak")] == ["怎么"]
    link = page.one("article").one("li", id="item-0-rude").one("a", data_step="")
    assert (link.attributes["data-start"], link.attributes["data-end"]) == ("20.0", "21.5")


def test_the_customers_other_contacts_are_found_without_any_number(site: Site) -> None:
    page = page_of(signed_in(site.app, "Wang").get(FATAL).text)
    contacts = page.one("section", class_="contacts")
    assert [a.text for a in contacts.all("a")] == ["blind-1", "calm-1", "fatal-2"]
    assert "fatal-1" in contacts.one("li", class_="is-this").text
    assert "contacts" not in signed_in(site.app, "Agent Colleague").get(FATAL).text


@pytest.mark.parametrize(
    ("opened", "seconds"),
    [(NINE.isoformat(), 20.0), ((NINE + timedelta(minutes=1)).isoformat(), None), ("2026-09-02T09:00:00", None),
     ((NINE - timedelta(days=1)).isoformat(), None), ("", None), ("yesterday", None)],
)  # fmt: skip
def test_the_time_a_form_was_open_is_believed_only_where_it_can_be(opened: str, seconds: float | None) -> None:
    assert seconds_since(opened, NINE + timedelta(seconds=20)) == seconds


def test_the_next_review_is_handed_out_until_nothing_is_left_and_a_filter_is_not_left(site: Site) -> None:
    client = signed_in(site.app, "Wang")
    client.follow_redirects = False
    token = form_token(client, CALM)
    first = client.post("/bench/next", data={"form_token": token}).headers["location"]
    assert first.startswith("/interactions/drop/fatal-1?task=")
    assert first.endswith("#item-0-rude")
    assert client.post("/bench/next", data={"form_token": token}).headers["location"] == first  # held already
    task = first.partition("task=")[2].partition("#")[0]
    done = {"form_token": token, "source": "drop", "interaction": "fatal-1", "task": task, "state-rude": "unmet"}
    inside = client.post("/bench/submit", data=done | {"queue": "agent=a7&purpose=fatal"}).headers["location"]
    assert "/interactions/drop/fatal-2" in inside  # of the same group, reserved with the first
    assert "queue=agent%3Da7%26purpose%3Dfatal" in inside
    second = dict(part.split("=") for part in inside.partition("?")[2].partition("#")[0].split("&"))["task"]
    rest = done | {"interaction": "fatal-2", "task": second, "queue": "agent=a7&purpose=fatal"}
    assert client.post("/bench/submit", data=rest).headers["location"] == "/reviews?agent=a7&purpose=fatal"
    left = client.post("/bench/next", data={"form_token": token}).headers["location"]
    assert "/interactions/drop/blind-1" in left
