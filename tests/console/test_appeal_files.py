"""Files beside an appeal: sent by the agent or their lead, taken along by who reads the appeal, and never a page."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from console.sent_files import BIGGEST_UPLOAD_BYTES, file_name
from inspection.people import PersonRole
from records import audit
from records.database import reading
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import page_of
from tests.console.published_workspace import a_published_day, at_hour
from tests.console.staff import BASE, app_on, form_token, send, signed_in, stranger

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PAGE = b"<!doctype html><script>alert(1)</script>"
FILE = "/appeals/new?evaluation=e-call-1"
In = Callable[[str], TestClient]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_published_day(tmp_path / "w")


@pytest.fixture
def as_(folder: Path) -> Iterator[In]:
    app = app_on(folder, serving=at_hour(1))
    with ExitStack() as serving:
        serving.enter_context(TestClient(app, base_url=BASE))
        yield lambda who: stranger(app) if who == "nobody" else signed_in(app, who)


@pytest.fixture
def appeal(as_: In) -> str:
    """The address of the agent's fresh appeal."""
    client = as_("wang")
    answer = send(client, "/appeals/new", on_page=FILE, evaluation="e-call-1", item="closing", ground="misjudged",
                  comment="我说了再见")  # fmt: skip
    return str(answer.url.path)


def attach(client: TestClient, appeal: str, *files: tuple[str, bytes], token: str | None = None) -> Response:
    sent = [("file", (name, content, "image/svg+xml")) for name, content in files]
    return client.post(
        f"{appeal}/files", data={"form_token": token or form_token(client, appeal)}, files=sent or {"none": b""}
    )


def links(client: TestClient, appeal: str) -> list[str]:
    return [a.attributes["href"] for a in page_of(client.get(appeal).text).all("a") if "download" in a.attributes]


def test_the_agent_attaches_and_the_supervisor_takes_it_along_as_bytes(as_: In, appeal: str, folder: Path) -> None:
    agent = as_("wang")
    done = attach(agent, appeal, ("截图 13900139000.png", PNG))
    assert (done.status_code, "已办理。" in done.text, "13900139000" in done.text) == (200, True, False)
    (link,) = links(as_("chen"), appeal)
    answer = as_("chen").get(link)
    assert answer.content == PNG
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="appeal-')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        trail = [(e.action, e.who) for e in audit.of(connection, f"appeal:{appeal.rpartition('/')[2]}")]
    workspace.close()
    assert trail[-2:] == [("appeal_attach", "wang"), ("attachment", "chen")]


def test_the_lead_of_the_team_attaches_too_and_another_lead_and_the_decider_do_not(as_: In, appeal: str) -> None:
    assert attach(as_("li"), appeal, ("对话.txt", "客户说好的".encode())).status_code == 200
    boss = as_("chen")
    assert page_of(boss.get(appeal).text).all("input", type="file") == []
    assert attach(boss, appeal, ("a.png", PNG)).status_code == 422
    other = as_("sun")
    assert attach(other, appeal, ("a.png", PNG), token=form_token(other, "/account")).status_code == 404
    assert len(links(boss, appeal)) == 1


def test_a_page_that_was_attached_is_never_a_page(as_: In, appeal: str) -> None:
    agent = as_("wang")
    shown = attach(agent, appeal, (HOSTILE + ".html", PAGE))
    assert "<script>alert" not in shown.text
    (link,) = links(agent, appeal)
    answer = agent.get(link)
    assert answer.content == PAGE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].endswith('.txt"')


@pytest.mark.parametrize(
    ("content", "said", "english"),
    [
        (b"MZ\x90\x00", "不接受这种文件", "Files of this kind are not taken"),
        (b"", "文件是空的", "is empty"),
        (bytes(10_000_001), "文件太大", "too large"),
    ],
)
def test_what_is_no_evidence_is_refused_in_the_readers_language(
    as_: In, appeal: str, content: bytes, said: str, english: str
) -> None:
    agent = as_("wang")
    refused = attach(agent, appeal, ("x.png", content))
    assert refused.status_code == 422
    assert said in page_of(refused.text).one("p", role="alert").text
    agent.cookies.set("lang", "en")
    assert english in page_of(attach(agent, appeal, ("x.png", content)).text).one("p", role="alert").text
    assert links(agent, appeal) == []


def test_the_same_file_again_is_no_new_step_and_that_is_said(as_: In, appeal: str) -> None:
    agent = as_("wang")
    attach(agent, appeal, ("证据.txt", b"hello"))
    for _ in range(6):
        again = page_of(attach(agent, appeal, ("另一个名字.txt", b"hello")).text).one("main")
        assert "已经在附件里了" in again.one("p", role="status").text
    steps = again.one("section", aria_labelledby="steps").text
    assert (steps.count("证据.txt"), "另一个名字" in steps, "attached" in steps) == (1, False, False)
    assert "文本, 1 KB" in again.text
    both = attach(agent, appeal, ("a.txt", b"hello"), ("b.txt", b"another"))
    assert "已办理。" in both.text
    assert len(links(agent, appeal)) == 2


def test_no_more_than_the_procedure_allows(as_: In, appeal: str) -> None:
    agent = as_("wang")
    for number in range(5):
        assert attach(agent, appeal, ("a.txt", b"%d" % number)).status_code == 200
    assert "附件已达上限" in attach(agent, appeal, ("a.txt", b"6")).text


def test_the_trail_names_what_was_done_with_files_in_words(as_: In, appeal: str) -> None:
    attach(as_("wang"), appeal, ("证据.txt", b"hello"))
    (link,) = links(as_("chen"), appeal)
    as_("chen").get(link)
    admin = as_(PersonRole.ADMINISTRATOR)
    shown = page_of(admin.get("/administration/audit?action=attachment").text).one("main")
    (row,) = shown.one("tbody").all("tr")
    assert "取用申诉附件" in row.text
    assert "在申诉页面取用" in row.text
    assert {"attachment", "attachment_refused"} <= {o.attributes["value"] for o in shown.all("option")}


def test_the_history_of_the_interaction_tells_the_appeal_in_words(as_: In, appeal: str) -> None:
    history = page_of(as_("wang").get("/interactions/drop/call-1").text).one("section", aria_labelledby="history").text
    assert "(提交申诉)" in history
    assert "appeal" not in history


def test_too_large_a_body_is_cut_off_and_a_missing_file_is_named(as_: In, appeal: str) -> None:
    agent = as_("wang")
    assert attach(agent, appeal, ("x.png", bytes(BIGGEST_UPLOAD_BYTES))).status_code == 413
    nothing = agent.post(f"{appeal}/files", data={"form_token": form_token(agent, appeal)}, files={"file": ("", b"")})
    assert nothing.status_code == 422
    assert "请先选择文件" in nothing.text


def test_nothing_of_a_stranger_or_of_who_lacks_the_right_is_read(as_: In, appeal: str) -> None:
    """They are refused before the body is: even one that is no form at all."""
    broken = {"content": b"x" * 1000, "headers": {"Content-Type": "multipart/form-data; boundary=y"}}
    assert as_("nobody").post(f"{appeal}/files", **broken).status_code == 401
    agent = as_("wang")
    assert agent.post(f"{appeal}/files", **broken).status_code == 400
    assert agent.post(f"{appeal}/files", data={"form_token": "x"}).status_code == 415
    assert attach(agent, appeal, ("a.png", PNG), token="wrong").status_code == 403
    assert links(agent, appeal) == []


def test_a_colleague_gets_neither_the_appeal_nor_its_files(as_: In, appeal: str) -> None:
    attach(as_("wang"), appeal, ("a.png", PNG))
    (link,) = links(as_("wang"), appeal)
    for who in ("Colleague", "sun"):
        assert as_(who).get(link).status_code == 404
    assert as_("chen").get(f"{appeal}/files/{'0' * 64}").status_code == 404
    assert as_("chen").get(f"{appeal}/files/..%2f..%2fmingjian.db").status_code == 404


def test_who_may_not_work_on_appeals_at_all_is_refused(as_: In, appeal: str) -> None:
    trainer = as_(str(PersonRole.TRAINER.value).capitalize())
    answer = attach(trainer, appeal, ("a.png", PNG), token=form_token(trainer, "/account"))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\wang\\截图.png", "截图.png"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egnp.exe\x00\r\n", "agnp.exe"),
        ("..", ""),
        ("x" * 500 + ".png", "x" * 116 + ".png"),
    ],
)
def test_a_name_is_only_a_name(sent: str, kept: str) -> None:
    assert file_name(sent) == kept
