"""Who hears which recording, in which pieces, and what is written down of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.guard import Guard
from inspection.people import PersonRole
from records import audit, media
from records.database import reading
from records.looks import subject_of
from records.workspace import Workspace
from tests.console.bench_site import Clock, bench_app, bench_site
from tests.console.staff import BASE, signed_in, stranger

URL = "/recordings/drop/fatal-1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench_site(tmp_path_factory.mktemp("recordings"))


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def app(folder: Path, clock: Clock) -> Iterator[Guard]:
    found = bench_app(folder, clock)
    with TestClient(found, base_url=BASE):
        yield found


def file_of(folder: Path) -> Path:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        kept = media.find(connection, "drop", "fatal-1")
    workspace.close()
    assert kept is not None
    return folder / "media" / kept.path


def looks_at(folder: Path, interaction_id: str) -> list[tuple[str, str, str]]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        entries = audit.of(connection, subject_of("drop", interaction_id))
    workspace.close()
    return [(e.who, e.action, str(e.after["page"])) for e in entries if e.after.get("page") == "recording"]


def test_a_browser_gets_exactly_the_range_it_asks_for(app: Guard, folder: Path) -> None:
    whole = file_of(folder).read_bytes()
    client = signed_in(app, "Wang")
    part = client.get(URL, headers={"Range": "bytes=1000-1999"})
    assert part.status_code == 206
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"
    assert part.content == whole[1000:2000]
    everything = client.get(URL)
    assert (everything.status_code, everything.content) == (200, whole)
    assert everything.headers["content-type"] == "audio/ogg; codecs=opus"
    assert everything.headers["accept-ranges"] == "bytes"
    assert client.get(URL, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    head = client.head(URL)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(whole)))


def test_one_listening_is_one_look_and_the_next_one_another(app: Guard, folder: Path, clock: Clock) -> None:
    client = signed_in(app, "Li")
    for start in (0, 500, 1000):
        client.get(URL, headers={"Range": f"bytes={start}-{start + 9}"})
    assert [one for one in looks_at(folder, "fatal-1") if one[0] == "li"] == [("li", "look", "recording")]
    clock.pass_by(minutes=29)
    client.get("/account")
    clock.pass_by(minutes=2)
    client.get(URL, headers={"Range": "bytes=7-8"})
    assert len([one for one in looks_at(folder, "fatal-1") if one[0] == "li"]) == 2


@pytest.mark.parametrize(
    ("who", "answer"),
    [(PersonRole.SUPERVISOR, 200), (PersonRole.REVIEWER, 200), (PersonRole.TRAINER, 200), (PersonRole.AGENT, 200),
     ("Agent Colleague", 404), ("Elsewhere", 404), (PersonRole.TEAM_LEAD, 404), (PersonRole.RULE_AUTHOR, 403),
     (PersonRole.OPERATOR, 403), (PersonRole.ADMINISTRATOR, 403)],
)  # fmt: skip
def test_who_hears_it(app: Guard, who: PersonRole | str, answer: int) -> None:
    """The agent is a7 (the call is theirs); the lead leads another team than the call's."""
    assert signed_in(app, who).get(URL).status_code == answer


def test_a_refused_hearing_is_written_down(app: Guard, folder: Path) -> None:
    signed_in(app, "Agent Colleague").get(URL)
    assert ("agent colleague", "look_refused", "recording") in looks_at(folder, "fatal-1")


def test_a_stranger_hears_nothing(app: Guard) -> None:
    answer = stranger(app).get(URL)
    assert (answer.status_code, answer.content) == (303, b"")


@pytest.mark.parametrize(
    "path",
    ["/recordings/drop/calm-1", "/recordings/drop/none", "/recordings/drop", "/recordings/drop/..%2F..%2Ffind.key",
     "/recordings/..%2F/fatal-1", "/recordings/drop/fatal-1/more"],
)  # fmt: skip
def test_what_was_not_kept_is_not_there(app: Guard, path: str) -> None:
    assert signed_in(app, "Wang").get(path).status_code == 404


def test_a_file_that_was_deleted_is_not_there_and_a_row_leads_nowhere_else(tmp_path: Path) -> None:
    folder = bench_site(tmp_path)
    with TestClient(bench_app(folder, Clock()), base_url=BASE) as serving:
        client = signed_in(serving.app, "Wang")  # type: ignore[arg-type]
        file_of(folder).unlink()
        assert client.get(URL).status_code == 404
        secret = tmp_path / "secret.ogg"
        secret.write_bytes(b"secret")
        workspace = Workspace.open(folder)
        with workspace.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE media SET path = '../../secret.ogg'")
        workspace.close()
        assert client.get(URL).status_code == 404
