"""What programs do: reviews, appeals, coaching; once however often it is sent, and on the state they saw."""

import threading
from typing import Any

import pytest
from httpx import Response

from inspection.people import Person
from records import audit
from records.database import reading
from records.workspace import Workspace
from tests.console.api.api_site import (
    AGENT,
    COLLEAGUE,
    LEAD,
    OTHER_LEAD,
    REVIEWER,
    SECOND_REVIEWER,
    SUPERVISOR,
    TRAINER,
    ApiSite,
)

FATAL = {"verdicts": [{"item": "rude", "state": "met", "reason_code": "context"}]}


@pytest.fixture
def api(fresh_site: ApiSite) -> ApiSite:
    return fresh_site


def task_of(api: ApiSite, interaction_id: str) -> str:
    rows = api.ask(SUPERVISOR, "/reviews", interaction_id=interaction_id).json()["rows"]
    return str(rows[0]["task_id"])


def trail(api: ApiSite, subject: str) -> list[tuple[str, str]]:
    workspace = Workspace.open(api.folder)
    with reading(workspace.engine) as connection:
        found = [(e.who, e.action) for e in audit.of(connection, subject)]
    workspace.close()
    return found


def problem(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_program_takes_reads_and_submits_a_review_for_its_reviewer(api: ApiSite) -> None:
    taken = api.send(REVIEWER, "/reviews/take").json()["rows"]
    assert [(row["purpose"], row["state"], row["holder"]) for row in taken] == [("fatal", "reserved", "Wang")]
    task = taken[0]["task_id"]
    sheet = api.ask(REVIEWER, f"/reviews/{task}").json()
    assert [item["id"] for item in sheet["items"] if item["asked"]] == ["rude"]
    assert sheet["items"][-1]["machine"]["state"] == "unmet"
    assert sheet["turns"]
    done = api.send(REVIEWER, f"/reviews/{task}/submit", FATAL | {"seconds_spent": 12.5})
    assert done.status_code == 200, done.text
    assert done.json()["machine_was"] == {"rude": "wrong"}
    assert api.ask(REVIEWER, f"/reviews/{task}").json()["task"]["state"] == "submitted"
    verdict = api.ask(SUPERVISOR, "/verdicts").json()["rows"][0]
    assert (verdict["who"], verdict["item"], verdict["state"], verdict["seconds_spent"]) == (
        "Wang",
        "rude",
        "met",
        12.5,
    )
    corrected = {"verdicts": [{"item": "rude", "state": "unmet", "fatal": True}], "correct": True}
    assert api.send(REVIEWER, f"/reviews/{task}/submit", corrected).status_code == 200


def test_a_blind_review_shows_nothing_of_the_machine_before_it_is_submitted(api: ApiSite) -> None:
    task = task_of(api, "call-5")
    assert problem(api.ask(REVIEWER, f"/reviews/{task}")) == (403, "blind")
    sheet = api.send(REVIEWER, f"/reviews/{task}/take").json()
    assert sheet["blind"] is True
    assert {item["machine"] for item in sheet["items"]} == {None}
    assert (sheet["live"]["machine"], sheet["live"]["published"]) == (None, None)
    whole = [{"item": i["id"], "state": "met"} for i in sheet["items"] if i["asked"]]
    assert api.send(REVIEWER, f"/reviews/{task}/submit", {"verdicts": whole}).status_code == 200
    assert api.ask(REVIEWER, "/evaluations/e-call-5").status_code == 200
    assert api.ask(SECOND_REVIEWER, "/evaluations/e-call-5").status_code in (200, 404)


def test_two_reviewers_never_hold_one_task_and_only_its_holder_submits(api: ApiSite) -> None:
    task = task_of(api, "call-4")
    assert api.send(REVIEWER, f"/reviews/{task}/take").status_code == 200
    assert problem(api.send(SECOND_REVIEWER, f"/reviews/{task}/take")) == (409, "held")
    assert problem(api.send(SECOND_REVIEWER, f"/reviews/{task}/submit", FATAL)) == (403, "holds_it")
    assert ("Li", "refused") in trail(api, f"review:{task}")
    released = api.send(REVIEWER, f"/reviews/{task}/release", {"reason": "lunch"}).json()["rows"][0]
    assert (released["state"], released["holder"]) == ("open", None)
    assert api.send(SECOND_REVIEWER, f"/reviews/{task}/take").status_code == 200


@pytest.mark.parametrize(
    ("verdicts", "status", "code"),
    [([{"item": "rude", "state": "met"}], 422, "bad_verdict"),
     ([{"item": "colour", "state": "met"}], 422, "bad_verdict"),
     ([], 422, "invalid_request"), ([{"item": "rude", "state": "fine"}], 422, "invalid_request"),
     ([{"item": "rude", "state": "met", "reason_code": "nonsense"}], 422, "bad_setting"),
     ([{"item": "rude", "state": "unmet", "fatal": True, "evidence": [{"turn": 99}]}], 422, "bad_verdict"),
     ([{"item": "rude", "state": "met", "reason_code": "context", "who": "Li"}], 422, "invalid_request")],
)  # fmt: skip
def test_verdicts_that_cannot_be_taken_are_refused_and_nothing_is_kept(
    api: ApiSite, verdicts: list[dict[str, Any]], status: int, code: str
) -> None:
    task = task_of(api, "call-4")
    api.send(REVIEWER, f"/reviews/{task}/take")
    answer = api.send(REVIEWER, f"/reviews/{task}/submit", {"verdicts": verdicts})
    assert answer.status_code == status, answer.text
    assert answer.json()["code"] == code
    assert api.ask(SUPERVISOR, "/verdicts").json()["rows"] == []


def file(api: ApiSite, person: Person = AGENT, headers: dict[str, str] | None = None, **changes: Any) -> Response:
    body = {"evaluation_id": "e-call-1", "item": "closing", "ground": "misjudged", "comment": "我的电话 13912345678"}
    return api.send(person, "/appeals", body | changes, headers)


def test_an_appeal_goes_from_filing_to_the_decision(api: ApiSite) -> None:
    filed = file(api)
    assert filed.status_code == 201, filed.text
    appeal = filed.json()["id"]
    assert filed.json()["state"] == "filed"
    assert "13912345678" not in filed.text
    assert api.send(LEAD, f"/appeals/{appeal}/comment", {"comment": "属实"}).json()["state"] == "commented"
    upheld = api.send(SUPERVISOR, f"/appeals/{appeal}/uphold", {"comment": "成立"}).json()
    assert (upheld["state"], upheld["decision"]) == ("upheld", "upheld")
    assert [step["step"] for step in upheld["steps"]] == ["file", "comment", "uphold"]
    evaluation = api.ask(AGENT, "/evaluations/e-call-1").json()
    assert evaluation["published_score"] > 60.0


def test_a_rejected_appeal_goes_to_the_final_instance_or_is_taken_back(api: ApiSite) -> None:
    appeal = file(api).json()["id"]
    api.send(LEAD, f"/appeals/{appeal}/comment", {"comment": "?"})
    assert problem(api.send(SUPERVISOR, f"/appeals/{appeal}/reject", {})) == (422, "comment_missing")
    assert api.send(SUPERVISOR, f"/appeals/{appeal}/reject", {"comment": "没有"}).json()["state"] == "rejected"
    assert api.send(AGENT, f"/appeals/{appeal}/escalate", {"comment": "请再听"}).json()["state"] == "escalated"


def test_who_may_not_take_a_step_of_an_appeal_is_refused_and_others_do_not_find_it(api: ApiSite) -> None:
    appeal = file(api).json()["id"]
    assert problem(api.send(LEAD, f"/appeals/{appeal}/uphold", {"comment": "x"})) == (403, "wrong_role")
    assert problem(api.send(SUPERVISOR, f"/appeals/{appeal}/uphold", {"comment": "x"})) == (409, "too_early")
    for path in (f"/appeals/{appeal}/comment", f"/appeals/{appeal}/withdraw"):
        assert api.send(OTHER_LEAD, path, {"comment": "x"}).status_code == 404
    assert api.send(COLLEAGUE, f"/appeals/{appeal}/withdraw", {}).status_code == 404
    assert api.send(AGENT, f"/appeals/{appeal}/withdraw", {}).json()["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("person", "changes", "status", "code"),
    [(COLLEAGUE, {}, 404, "not_found"), (AGENT, {"evaluation_id": "e-call-4"}, 404, "not_found"),
     (AGENT, {"item": "greeting"}, 409, "nothing_deducted"), (AGENT, {"ground": "because"}, 422, "unknown_ground"),
     (AGENT, {"evaluation_id": "e-none"}, 404, "not_found"), (AGENT, {"comment": "x" * 5001}, 422, "invalid_request")],
)  # fmt: skip
def test_appeals_that_cannot_be_filed(
    api: ApiSite, person: Person, changes: dict[str, Any], status: int, code: str
) -> None:
    assert problem(file(api, person, **changes)) == (status, code)
    assert api.ask(SUPERVISOR, "/appeals").json()["rows"] == []


def test_a_second_appeal_against_the_same_item_is_a_conflict(api: ApiSite) -> None:
    assert file(api).status_code == 201
    assert problem(file(api)) == (409, "appealed_already")


def test_a_coaching_task_goes_through_its_life(api: ApiSite) -> None:
    def step(person: Person, name: str, **body: Any) -> Any:
        answer = api.send(person, f"/coaching-tasks/task-1/{name}", body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    assert step(TRAINER, "plan", on="2026-09-03")["status"] == "planned"
    assert step(TRAINER, "hold", on="2026-09-02", material="话术 v2")["status"] == "held"
    assert step(AGENT, "acknowledge", comment="清楚")["status"] == "acknowledged"
    closed = step(TRAINER, "close")
    assert closed["status"] == "closed"
    assert [one["step"] for one in closed["steps"]] == ["plan", "hold", "acknowledge", "close"]
    assert problem(api.send(TRAINER, "/coaching-tasks/task-1/plan", {"on": "2026-09-05"})) == (409, "wrong_state")


def test_tasks_are_made_by_hand_for_agents_of_ones_own_reach(api: ApiSite) -> None:
    body = {"agents": ["a7"], "item": "greeting", "reason": "新话术"}
    made = api.send(TRAINER, "/coaching-tasks", body | {"agents": ["a7", "a8"]})
    assert (made.status_code, made.json()["kind"]) == (201, "manual")
    assert problem(api.send(AGENT, "/coaching-tasks", body)) == (403, "forbidden")
    assert api.send(OTHER_LEAD, "/coaching-tasks", body).status_code == 404
    assert api.send(TRAINER, "/coaching-tasks", body | {"due_on": "yesterday"}).status_code == 422
    assert problem(api.send(TRAINER, "/coaching-tasks", body)) == (409, "double")
    nobody = api.send(TRAINER, "/coaching-tasks/task-8/reassign", {"trainer": "wang"})
    assert problem(nobody) == (422, "no_trainer")


def test_the_same_request_under_one_key_is_done_once_and_answered_alike(api: ApiSite) -> None:
    key = {"Idempotency-Key": "3c6f2a"}
    first, again = file(api, headers=key), file(api, headers=key)
    assert (again.status_code, again.text, again.headers["idempotency-replayed"]) == (201, first.text, "true")
    assert "idempotency-replayed" not in first.headers
    assert problem(file(api, headers=key, comment="something else")) == (409, "key_reused")
    assert len(api.ask(SUPERVISOR, "/appeals").json()["rows"]) == 1
    assert problem(file(api, headers={"Idempotency-Key": "two words"})) == (400, "bad_request")


def test_a_refused_request_keeps_no_answer_and_may_be_sent_again(api: ApiSite) -> None:
    key = {"Idempotency-Key": "k1"}
    task = task_of(api, "call-4")
    api.send(REVIEWER, f"/reviews/{task}/take")
    assert problem(api.send(SECOND_REVIEWER, f"/reviews/{task}/take", headers=key)) == (409, "held")
    api.send(REVIEWER, f"/reviews/{task}/release")
    assert api.send(SECOND_REVIEWER, f"/reviews/{task}/take", headers=key).status_code == 200


def test_the_key_of_one_person_is_not_the_key_of_another(api: ApiSite) -> None:
    key = {"Idempotency-Key": "same"}
    one = api.send(REVIEWER, "/reviews/take", headers=key)
    other = api.send(SECOND_REVIEWER, "/reviews/take", headers=key)
    assert (one.status_code, other.status_code) == (200, 200)
    assert one.json() != other.json()


def test_ten_at_once_under_one_key_file_one_appeal(api: ApiSite) -> None:
    api.bearer(AGENT)
    answers: list[Response] = []
    threads = [
        threading.Thread(target=lambda: answers.append(file(api, headers={"Idempotency-Key": "k"}))) for _ in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 9


def test_who_decided_on_an_older_state_is_told_so(api: ApiSite) -> None:
    seen = api.ask(TRAINER, "/coaching-tasks/task-1").headers["etag"]
    moved = api.send(TRAINER, "/coaching-tasks/task-1/plan", {"on": "2026-09-03"}, {"If-Match": seen})
    assert moved.status_code == 200
    late = api.send(TRAINER, "/coaching-tasks/task-1/plan", {"on": "2026-09-04"}, {"If-Match": seen})
    assert problem(late) == (412, "precondition_failed")
    assert api.ask(TRAINER, "/coaching-tasks/task-1").json()["steps"][-1]["step"] == "plan"
    assert len(api.ask(TRAINER, "/coaching-tasks/task-1").json()["steps"]) == 1
    now = api.send(TRAINER, "/coaching-tasks/task-1/plan", {"on": "2026-09-04"}, {"If-Match": moved.headers["etag"]})
    assert now.status_code == 200


def test_a_body_that_is_too_large_no_json_or_of_another_kind_is_refused(api: ApiSite) -> None:
    url, headers = "/api/v1/appeals", api.bearer(AGENT)
    large = api.client.post(url, headers=headers, content=b"x" * (256 * 1024 + 1))
    assert large.status_code == 413
    for content in (b"{", b"[]", b"null", b'{"evaluation_id": NaN}'):
        answer = api.client.post(url, headers=headers | {"Content-Type": "application/json"}, content=content)
        assert problem(answer) == (422, "invalid_request"), content
    garbled = api.client.post(url, headers=headers | {"Content-Type": "application/json"}, content=b"\xff")
    assert problem(garbled) == (400, "bad_request")
    form = api.client.post(url, headers=headers, data={"evaluation_id": "e-call-1"})
    assert form.status_code == 422
