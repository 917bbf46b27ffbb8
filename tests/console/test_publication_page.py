"""Publishing scores in the console: looking changes nothing, confirming publishes what was looked at, in batches."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import Serving
from console.pages.publication import page as publication_page
from console.pages.publication import preview, publishing, stretch
from inspection.evaluation import EvaluationStatus
from inspection.people import Person, PersonRole
from records import audit, evaluations, frozen_months, publication_planning, publications, score_publishing
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.page_text import Element, page_of
from tests.console.staff import BASE, app_on, form_token, register, signed_in
from tests.console.unpublished_workspace import JUDGED, an_unpublished_day
from tests.inspection.form_cases import MET
from tests.records.judged_samples import NIGHT
from tests.records.review_site import MORNING, judged, say

DAY = NIGHT.isoformat()
ASKED = f"/publication?from={DAY}&to={DAY}"
BOUND = Person(who="Bound", roles=(PersonRole.SUPERVISOR,), vendor="示例外包")
NOW = MORNING + timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return an_unpublished_day(tmp_path / "w")


@pytest.fixture
def as_(folder: Path) -> Iterator[Callable[[PersonRole | str], TestClient]]:
    register(folder, BOUND)
    app = app_on(folder, serving=Serving(now=lambda: NOW))
    with ExitStack() as serving:
        serving.enter_context(TestClient(app, base_url=BASE))
        yield lambda who: signed_in(app, who)


@pytest.fixture
def boss(as_: Callable[[PersonRole | str], TestClient]) -> TestClient:
    return as_(PersonRole.SUPERVISOR)


def main(html: str) -> Element:
    return page_of(html).one("main")


def hidden(html: str, name: str) -> str:
    return main(html).all("input", name=name)[0].attributes["value"]


def confirmed(client: TestClient, looked: str, **more: str) -> str:
    """Send the form of a page that was looked at; the page it leads to."""
    fields = {name: hidden(looked, name) for name in ("form_token", "stands")}
    return client.post("/publication", data={**fields, "from": DAY, "to": DAY, "reason": "日结", **more}).text


def gone_on(client: TestClient, html: str) -> str:
    """The page after one more step of a publication that is not over."""
    names = ("after", "done", "published", "corrected", "held")
    return confirmed(client, html, **{name: hidden(html, name) for name in names})


def scores(folder: Path) -> dict[str, float | None]:
    """What is published of every call."""
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = {name: evaluations.find(connection, f"e-{name}") for name in (*JUDGED, "fatal", "untouched")}
    workspace.close()
    return {name: one.published_score for name, one in found.items() if one and one.published_score is not None}


def facts(html: str) -> dict[str, str]:
    return {d.one("dt").text: d.one("dd").text for d in main(html).one("dl", class_="facts").all("div")}


def test_looking_ahead_says_what_would_be_published_and_what_is_held_why_and_changes_nothing(
    boss: TestClient, folder: Path
) -> None:
    html = boss.get(ASKED).text
    assert facts(html) == {"可公布": "5", "将更正(人工改判)": "0", "暂缓": "2"}
    fatal = main(html).one("details", id="held-suspected_fatal")
    assert fatal.one("summary").text == "疑似致命,待人工确认 1"
    assert [a.attributes["href"] for a in fatal.one("tbody").all("a")] == [
        "/interactions/drop/fatal", "/interactions/drop/fatal#item-0-rude",
    ]  # fmt: skip
    thin = main(html).one("details", id="held-too_little")
    assert "untouched" in thin.text
    assert "还没有规则被采信" in main(html).text
    row = main(html).one("section", aria_labelledby="moving").one("tbody").all("tr")[0]
    assert [cell.text for cell in row.all("td")] == ["call-1", "a7", "60", "60", "60"]
    assert scores(folder) == {}


def test_confirming_publishes_them_in_the_name_of_who_confirmed(boss: TestClient, folder: Path) -> None:
    done = confirmed(boss, boss.get(ASKED).text)
    assert main(done).one("p", role="status").text == "公布 5 个,更正 0 个,暂缓 2 个。"
    assert scores(folder) == dict.fromkeys(JUDGED, 60.0)
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        (row,) = publications.history(connection, "e-call-1")
        trail = audit.of(connection, "evaluation:e-call-1")
    workspace.close()
    assert (row.who, row.reason, row.at) == ("Zhao", "日结", NOW)
    assert [(entry.who, entry.reason, entry.after) for entry in trail] == [
        ("Zhao", "日结", {"status": "published", "published_score": 60.0, "human_score": 60.0})
    ]
    assert facts(boss.get(ASKED).text)["可公布"] == "0"


def test_a_confirmation_of_what_is_no_longer_so_publishes_nothing_and_says_so(boss: TestClient, folder: Path) -> None:
    looked = boss.get(ASKED).text
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        evaluations.save(connection, {("drop", "late"): [judged("late")]})
    workspace.close()
    answer = confirmed(boss, looked)
    assert "没有公布;请重新看预演" in main(answer).one("p", role="alert").text
    assert scores(folder) == {}
    assert facts(answer)["暂缓"] == "3"  # the new look ahead
    assert "公布 5 个" in confirmed(boss, answer)


def test_the_same_confirmation_twice_publishes_once(boss: TestClient, folder: Path) -> None:
    looked = boss.get(ASKED).text
    confirmed(boss, looked)
    assert "没有公布" in confirmed(boss, looked)
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        assert len(publications.history(connection, "e-call-1")) == 1
    workspace.close()


def test_a_verdict_given_meanwhile_is_published_not_refused(boss: TestClient, folder: Path) -> None:
    looked = boss.get(ASKED).text
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        for item in ("greeting", "closing", "rude"):
            say(connection, "e-untouched", item, MET)
    workspace.close()
    assert "公布 6 个" in confirmed(boss, looked)
    assert scores(folder)["untouched"] == 100.0


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two evaluations a batch, and no time for a second batch."""
    for module in (score_publishing, publication_planning):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    for module in (publishing, preview):
        monkeypatch.setattr(module, "BUDGET_S", -1.0)


@pytest.mark.usefixtures("small_steps")
def test_a_large_stretch_goes_on_step_by_step_and_says_how_far_it_got(boss: TestClient, folder: Path) -> None:
    html = boss.get(ASKED).text
    assert "预演只看了前 2 个,共 7 个" in main(html).text
    done = []
    html = confirmed(boss, html)
    while main(html).all("form", data_goes_on=""):
        done.append(main(html).one("h2").text)
        html = gone_on(boss, html)
    assert done == ["已处理 2 / 7", "已处理 4 / 7", "已处理 6 / 7"]
    assert main(html).one("h2").text == "已公布完。"
    assert main(html).one("p", role="status").text == "公布 5 个,更正 0 个,暂缓 2 个。"
    assert scores(folder) == dict.fromkeys(JUDGED, 60.0)


@pytest.mark.usefixtures("small_steps")
def test_stopped_in_between_nothing_is_lost_and_nothing_is_published_twice(boss: TestClient, folder: Path) -> None:
    confirmed(boss, boss.get(ASKED).text)
    assert list(scores(folder)) == ["call-1", "call-2"]
    html = confirmed(boss, boss.get(ASKED).text)  # somebody begins anew
    while main(html).all("form", data_goes_on=""):
        html = gone_on(boss, html)
    assert main(html).one("p", role="status").text == "公布 3 个,更正 0 个,暂缓 2 个。"
    assert scores(folder) == dict.fromkeys(JUDGED, 60.0)
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        assert [len(publications.history(connection, f"e-{name}")) for name in JUDGED] == [1] * 5
    workspace.close()


@pytest.mark.usefixtures("small_steps")
def test_who_goes_on_after_something_new_arrived_is_asked_to_look_again(boss: TestClient, folder: Path) -> None:
    html = confirmed(boss, boss.get(ASKED).text)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        evaluations.save(connection, {("drop", "late"): [judged("late")]})
    workspace.close()
    assert "请重新看预演" in confirmed(boss, html, after=hidden(html, "after"))
    assert list(scores(folder)) == ["call-1", "call-2"]


def test_a_frozen_month_is_refused_in_one_line(boss: TestClient, folder: Path) -> None:
    looked = boss.get(ASKED).text
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        frozen_months.freeze(connection, DAY[:7], who="Ops", at=MORNING, reason="月结")
    workspace.close()
    wanted = f"{DAY[:7]} 已封账,不能再公布;请改选日期。"
    assert main(boss.get(ASKED).text).one("p", role="alert").text == wanted
    assert wanted in main(confirmed(boss, looked)).one("p", role="alert").text
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = evaluations.find(connection, "e-call-1")
    workspace.close()
    assert found is not None
    assert (found.status, found.published_score) == (EvaluationStatus.FROZEN, None)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=2026-09-02&to=2026-09-01", "开始日期晚于结束日期"),
        ("from=2026-01-01&to=2026-09-01", "一次最多 92 天"),
        ("from=nonsense", ""),
    ],
)
def test_days_that_cannot_be_had_are_said_and_nothing_is_looked_at(boss: TestClient, asked: str, said: str) -> None:
    answer = boss.get(f"/publication?{asked}")
    assert answer.status_code == 422
    assert said in main(answer.text).one("p", role="alert").text
    assert main(answer.text).all("section") == []


def test_days_without_anything_say_so_and_a_centre_before_its_first_night_too(boss: TestClient, tmp_path: Path) -> None:
    assert "没有待公布的质检结果" in main(boss.get("/publication?from=2026-08-01&to=2026-08-02").text).text
    Workspace.open(tmp_path / "new").close()
    register(tmp_path / "new")
    with TestClient(app_on(tmp_path / "new"), base_url=BASE) as _:
        page = signed_in(app_on(tmp_path / "new")).get("/publication")
    assert page.status_code == 200
    assert "还没有跑过夜间质检" in main(page.text).text


def test_who_sees_one_vendor_publishes_for_nobody(as_: Callable[[PersonRole | str], TestClient], folder: Path) -> None:
    bound = as_("Bound")
    assert bound.get(ASKED).status_code == 404
    token = form_token(bound, "/account")
    fields = {"form_token": token, "from": DAY, "to": DAY, "stands": "x"}
    assert bound.post("/publication", data=fields).status_code == 404
    assert scores(folder) == {}


def test_other_roles_and_forms_from_elsewhere_publish_nothing(
    as_: Callable[[PersonRole | str], TestClient], boss: TestClient, folder: Path
) -> None:
    stands = hidden(boss.get(ASKED).text, "stands")
    for role in (PersonRole.REVIEWER, PersonRole.TRAINER, PersonRole.TEAM_LEAD, PersonRole.AGENT, PersonRole.OPERATOR):
        client = as_(role)
        fields = {"form_token": form_token(client, "/account"), "from": DAY, "to": DAY, "stands": stands}
        assert client.post("/publication", data=fields).status_code == 403, role
    fields = {"form_token": "0" * 64, "from": DAY, "to": DAY, "stands": stands}
    assert boss.post("/publication", data=fields).status_code == 403
    assert scores(folder) == {}


def test_a_centre_that_lets_no_supervisor_publish_refuses_and_the_trail_knows(
    boss: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = publishing.review_policy()
    rows = tuple(
        row.model_copy(update={"who": (PersonRole.OPERATOR,)}) if row.step.value == "publish" else row
        for row in policy.steps
    )
    monkeypatch.setattr(publishing, "review_policy", lambda: policy.model_copy(update={"steps": rows}))
    answer = confirmed(boss, boss.get(ASKED).text)
    assert "您的角色不能办理这一步" in main(answer).one("p", role="alert").text
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        assert [entry.action for entry in audit.of(connection, "publication")] == ["refused"]
    workspace.close()
    assert scores(folder) == {}


def test_english_and_a_hostile_day(boss: TestClient) -> None:
    assert "Publish 5 scores" in main(boss.get(f"{ASKED}&lang=en").text).text
    answer = boss.get("/publication", params={"from": "<script>alert(1)</script>", "lang": "en"})
    assert "<script>alert" not in answer.text


def test_the_usual_days_are_those_with_something_unpublished() -> None:
    second, ninth = NIGHT.replace(day=2), NIGHT.replace(day=9)
    assert stretch.usual_stretch({second: 3, ninth: 1}, ninth) == stretch.Stretch(second, ninth)
    assert stretch.usual_stretch({}, ninth) == stretch.Stretch(NIGHT.replace(day=1), NIGHT.replace(day=30))
    assert stretch.stretch_asked("", "2026-09-09") == stretch.Stretch(ninth, ninth)
    assert publication_page.publication_url("a&b", "c") == "/publication?from=a%26b&to=c"
