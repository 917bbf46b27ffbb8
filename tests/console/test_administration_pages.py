"""The administrator's pages: people with accounts, in bulk, never without an administrator, and the audit trail."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.guard import Guard
from inspection.people import Person, PersonRole
from records import accounts, audit, people
from records.audit import AuditEntry
from records.database import reading
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import page_of
from tests.console.staff import BASE, PASSWORD, app_on, form_token, register, send, signed_in, stranger

R = PersonRole
BOSS = Person(who="Vendor Admin", roles=(R.ADMINISTRATOR,), vendor="示例外包")
THEIRS = Person(who="Theirs", roles=(R.AGENT,), vendor="示例外包", agent_id="v1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Workspace.open(tmp_path / "w").close()
    register(tmp_path / "w", THEIRS)
    return tmp_path / "w"


@pytest.fixture
def app(folder: Path) -> Iterator[Guard]:
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        yield app


@pytest.fixture
def admin(app: Guard) -> TestClient:
    return signed_in(app, R.ADMINISTRATOR)


def person(folder: Path, who: str) -> Person | None:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = [p for p in people.everybody(connection, inactive=True) if p.who == who]
    workspace.close()
    return found[0] if found else None


def trail(folder: Path, subject: str) -> list[AuditEntry]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = audit.of(connection, subject)
    workspace.close()
    return found


def link_on(html: str) -> str:
    """The path of the one-time link a page shows."""
    found = re.findall(r"http://127\.0\.0\.1:8000(/welcome/[^<\s]+)", page_of(html).one("main").text)
    return str(found[0])


def sent(client: TestClient, path: str, on_page: str, **fields: object) -> str:
    answer = client.post(path, data={"form_token": form_token(client, on_page), **fields})
    return str(answer.text)


def test_somebody_new_signs_in_with_the_link_their_page_shows_once(admin: TestClient, app: Guard, folder: Path) -> None:
    new = {"who": "Li Lei", "team": "售后一组", "site": "成都", "per_day": "30", "channels": "电话, 在线"}
    roles = ["team_lead", "reviewer"]
    html = sent(admin, "/administration/new", "/administration/new", **new, role=roles, active="1", reason="new lead")
    link = link_on(html)
    found = person(folder, "Li Lei")
    assert found == Person(who="Li Lei", roles=(R.TEAM_LEAD, R.REVIEWER), team="售后一组", site="成都", per_day=30,
                           channels=("phone", "chat"))  # fmt: skip
    entry = trail(folder, "person:Li Lei")[0]
    assert (entry.who, entry.reason) == ("Admin", "new lead")
    assert "/welcome/" not in admin.get("/administration/people/Li%20Lei").text
    newcomer = stranger(app)
    assert send(newcomer, link, password=PASSWORD, again=PASSWORD).status_code == 303
    assert "Li Lei" in page_of(newcomer.get("/").text).one("header").text
    assert stranger(app).get(link).status_code == 404  # used


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"who": "Zhao", "role": "agent"}, "已被占用"),
        ({"who": "ZHAO", "role": "agent"}, "已被占用"),
        ({"who": "", "role": "agent"}, "empty"),
        ({"who": HOSTILE, "role": "agent"}, "cannot be used"),
        ({"who": "No Role"}, "roles is empty"),
        ({"who": "Bad Role", "role": "king"}, "is no role"),
        ({"who": "Busy", "role": "reviewer", "per_day": "-3"}, "no number of reviews"),
    ],
)
def test_what_cannot_be_registered_comes_back_as_it_was_written(
    admin: TestClient, folder: Path, fields: dict[str, str], said: str
) -> None:
    before = person(folder, "Zhao")
    answer = send(admin, "/administration/new", team=HOSTILE, active="1", **fields)
    page = page_of(answer.text)
    assert answer.status_code == 422
    assert said in page.one("p", role="alert").text
    assert page.one("input", name="team").attributes["value"].startswith("<script>")
    assert person(folder, "Zhao") == before
    assert person(folder, "No Role") is None


def test_who_loses_a_role_loses_its_pages_at_the_next_click(admin: TestClient, app: Guard, folder: Path) -> None:
    boss = signed_in(app, R.SUPERVISOR)
    assert boss.get("/ledger").status_code == 200
    send(admin, "/administration/people/Zhao", role="reviewer", active="1", reason="moved")
    assert boss.get("/ledger").status_code == 403
    send(admin, "/administration/people/Zhao", role="reviewer", reason="left")  # not ticked: no longer active
    assert boss.get("/", follow_redirects=False).status_code == 303
    assert person(folder, "Zhao") == Person(who="Zhao", roles=(R.REVIEWER,), active=False)
    assert "已离职" in admin.get("/administration/people/Zhao").text


def test_the_last_administrator_stays_one(admin: TestClient, folder: Path) -> None:
    path = "/administration/people/Admin"
    for address, fields in (
        (path, {"role": "operator", "active": "1"}),
        (path, {"role": "administrator"}),
        (f"{path}/account", {"off": "1"}),
        (f"{path}/link", {}),
    ):
        answer = send(admin, address, path, **fields)
        assert answer.status_code == 422, address
        assert "至少要保留一位" in page_of(answer.text).one("p", role="alert").text
    assert person(folder, "Admin") == Person(who="Admin", roles=(R.ADMINISTRATOR,))
    assert admin.get(path).status_code == 200
    send(admin, "/administration/people/Operator", role="administrator", active="1")
    assert send(admin, path, role="operator", active="1").status_code == 403  # it is done, and they see it no more
    assert person(folder, "Admin") == Person(who="Admin", roles=(R.OPERATOR,))


def test_a_reset_ends_every_session_and_the_old_password(admin: TestClient, app: Guard) -> None:
    trainer = signed_in(app, R.TRAINER)
    path = "/administration/people/Trainer"
    link = link_on(send(admin, f"{path}/link", path).text)
    assert trainer.get("/", follow_redirects=False).status_code == 303
    assert send(stranger(app), "/sign-in", name="Trainer", password=PASSWORD).status_code == 401
    assert stranger(app).get(link).status_code == 200


def test_a_reset_ends_every_token(admin: TestClient, app: Guard) -> None:
    trainer, program = signed_in(app, R.TRAINER), stranger(app)
    fields = {"name": "BI", "days": "30", "scope": "flags:read"}
    token = page_of(sent(trainer, "/account/tokens", "/account/tokens", **fields)).one("code", id="made").text.strip()
    bearer = {"Authorization": f"Bearer {token}"}
    assert program.get("/api/v1/me", headers=bearer).status_code == 200
    path = "/administration/people/Trainer"
    assert send(admin, f"{path}/link", path).status_code == 200
    assert program.get("/api/v1/me", headers=bearer).status_code == 401


def test_an_account_is_switched_off_and_on_and_sessions_end(admin: TestClient, app: Guard, folder: Path) -> None:
    path, trainer = "/administration/people/Trainer", signed_in(app, R.TRAINER)
    assert (
        "Trainer" in page_of(admin.get("/administration/centre").text).one("section", aria_labelledby="sessions").text
    )
    send(admin, f"{path}/sessions", path)
    assert trainer.get("/", follow_redirects=False).status_code == 303
    send(admin, f"{path}/account", path, off="1", reason="on leave")
    assert send(stranger(app), "/sign-in", name="Trainer", password=PASSWORD).status_code == 401
    send(admin, f"{path}/account", path, off="0")
    assert signed_in(app, R.TRAINER).get("/").status_code == 200
    assert [e.action for e in trail(folder, "account:trainer") if e.who == "Admin"] == [
        "sessions_ended", "account_disabled", "account_enabled",
    ]  # fmt: skip


def test_a_pasted_roster_registers_everybody_it_can(admin: TestClient, app: Guard, folder: Path) -> None:
    header, bad = "姓名\t角色\t班组\t工号\n", "坏人\t国王\t一组\t\n<b>\t坐席\t一组\ta72\n"
    table = f"{header}王一\t坐席\t一组\ta71\n李二\t班组长\t一组\t\n{bad}"
    page = page_of(send(admin, "/administration/roster", table=table).text)
    assert "2 人新增或变更,2 个新账号" in page.one("p", role="status").text
    left_out = page.one("section", aria_labelledby="left").text
    assert "第 4 行" in left_out
    assert "<b>" in left_out
    links = page.one("section", aria_labelledby="links").one("tbody").all("tr")
    assert [row.all("td")[0].text for row in links] == ["王一", "李二"]
    assert person(folder, "王一") == Person(who="王一", roles=(R.AGENT,), team="一组", agent_id="a71")
    again = page_of(send(admin, "/administration/roster", table=table).text)
    assert "0 人新增或变更,0 个新账号" in again.one("p", role="status").text
    teams = page_of(admin.get("/administration/centre").text).one("section", aria_labelledby="teams").text
    assert "一组李二12" in teams


@pytest.mark.parametrize("table", ["", "   ", "just words", "姓名\n王\n", "\x00", "a,b\n1"])
def test_a_table_that_is_none_is_refused_and_kept_in_the_field(admin: TestClient, table: str) -> None:
    answer = send(admin, "/administration/roster", table=table)
    assert answer.status_code == 422
    assert page_of(answer.text).one("p", role="alert").text


def test_a_roster_cannot_take_the_last_administrator(admin: TestClient, folder: Path) -> None:
    answer = send(admin, "/administration/roster", table="姓名,角色\nAdmin,坐席\n王一,坐席\n")
    assert answer.status_code == 422
    assert person(folder, "Admin") == Person(who="Admin", roles=(R.ADMINISTRATOR,))
    assert person(folder, "王一") is None  # nothing of it was done


def test_an_administrator_of_a_vendor_keeps_only_its_people(folder: Path) -> None:
    register(folder, BOSS, THEIRS)
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        boss = signed_in(app, "Vendor Admin")
        listed = page_of(boss.get("/administration").text).one("tbody").text
        assert "Theirs" in listed
        assert "Zhao" not in listed
        assert boss.get("/administration/people/Zhao").status_code == 404
        assert send(boss, "/administration/people/Zhao", "/administration", role="agent").status_code == 404
        for taken in ({"vendor": ""}, {"vendor": "别家"}):
            answer = send(boss, "/administration/people/Vendor%20Admin", role="administrator", active="1", **taken)
            assert "其他职场或外包商" in page_of(answer.text).one("p", role="alert").text
        grab = send(boss, "/administration/roster", table="姓名,角色,外包商\nZhao,坐席,示例外包\n")
        assert "another site or vendor" in page_of(grab.text).one("main").text
        assert person(folder, "Zhao") == Person(who="Zhao", roles=(R.SUPERVISOR,))
        assert "只对全中心管理员开放" in boss.get("/administration/audit").text
        assert boss.get("/administration/audit/file").status_code == 404


def test_an_administrator_of_a_vendor_registers_nobody_as_an_agent_of_others(folder: Path) -> None:
    register(folder, BOSS, THEIRS)
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        boss = signed_in(app, "Vendor Admin")
        new = {"who": "Spy", "vendor": "示例外包", "agent_id": "a7", "role": "agent", "active": "1"}
        answer = page_of(send(boss, "/administration/new", **new).text)
        assert "该坐席工号已属他人" in answer.one("p", role="alert").text
        pasted = send(boss, "/administration/roster", table="姓名,角色,外包商,工号\nSpy,坐席,示例外包,a7\n")
        assert "the agent 'a7' is somebody else" in page_of(pasted.text).one("section", aria_labelledby="left").text
        assert person(folder, "Spy") is None


def test_people_are_found_by_name_team_role_and_state(admin: TestClient) -> None:
    def names(query: str) -> list[str]:
        table = page_of(admin.get(f"/administration{query}").text).one("main").all("tbody")
        return [row.all("td")[0].text for body in table for row in body.all("tr")]

    assert names("?text=a7+组") == ["Agent Seven", "班长"]
    assert names("?role=supervisor") == ["Zhao"]
    assert names("?state=disabled") == []
    assert names("?text=示例&state=active") == ["Theirs"]
    assert len(names("")) == 9


def test_the_audit_trail_is_read_by_person_action_subject_and_day(admin: TestClient) -> None:
    def rows(query: str) -> list[str]:
        bodies = page_of(admin.get(f"/administration/audit{query}").text).one("main").all("tbody")
        return [row.text for body in bodies for row in body.all("tr")]

    assert all("登录" in row for row in rows("?action=signed_in"))
    assert len(rows("?subject=person:")) == 9
    assert rows("?subject=person%25") == []  # a percent sign is no pattern
    assert rows("?who=nobody") == []
    assert rows("?to=2020-01-01") == []
    assert admin.get("/administration/audit?from=yesterday").status_code == 400


def test_older_entries_are_a_page_further_and_none_is_shown_twice(admin: TestClient) -> None:
    for _ in range(60):
        admin.get("/administration/audit/file?who=none")
    first = page_of(admin.get("/administration/audit").text).one("main")
    older = next(a.attributes["href"] for a in first.all("a", rel="next"))
    second = page_of(admin.get(older).text).one("main")
    numbers = [[int(row.all("td")[0].text) for row in part.one("tbody").all("tr")] for part in (first, second)]
    assert len(numbers[0]) == 50
    assert min(numbers[0]) == max(numbers[1]) + 1


def test_the_trail_is_taken_along_and_that_is_in_the_trail(admin: TestClient, folder: Path) -> None:
    answer = admin.get("/administration/audit/file?subject=person:Zhao")
    head, *body, last = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert head[1:5] == ["时间", "人员", "动作", "对象与内容"]
    assert [row[3:5] for row in body] == [["person", "person:Zhao"]]
    assert last[0].startswith("导出人: Admin")
    assert trail(folder, "table:audit")[-1].after["chosen"] == {"subject": "person:Zhao"}


def test_no_page_shows_a_hash_or_a_token(admin: TestClient, folder: Path) -> None:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        hashes = [a.password_hash for a in accounts.everybody(connection) if a.password_hash]
    workspace.close()
    assert len(hashes) == 9
    for path in ("/administration", "/administration/people/Zhao", "/administration/centre", "/administration/audit"):
        html = admin.get(path).text
        assert not any(one in html for one in hashes)
        assert "argon2" not in html
