"""What the API tells of coaching's clips and of words: nobody else's name to who may not know it, every look noted."""

from dataclasses import replace
from typing import Any

import pytest

from inspection.coaching.clips import EvidenceRef, Example
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.people import Person
from records import audit, coaching
from records.database import reading, writing
from records.looks import subject_of
from records.workspace import Workspace
from tests.console.api.api_site import (
    AGENT,
    LEAD,
    REVIEWER,
    SUPERVISOR,
    TRAINER,
    ApiSite,
    a_task,
    login_of,
)
from tests.console.filled_workspace import evidence_at
from tests.records.judged_samples import NIGHT

NAMES_IT = ("source", "interaction_id", "evaluation_id", "segment", "agent_id", "business_date")


def clip(interaction_id: str, agent_id: str, example: Example, *, words: bool = True) -> EvidenceRef:
    said = (evidence_at("我的退款怎么还没到", "退款怎么还没到"),) if words else ()
    return EvidenceRef(
        source="drop", interaction_id=interaction_id, evaluation_id=f"e-{interaction_id}", segment=0,
        agent_id=agent_id, example=example, business_date=NIGHT, spans=said,
    )  # fmt: skip


def with_tasks(site: ApiSite, *tasks: CoachingTask) -> ApiSite:
    workspace = Workspace.open(site.folder)
    with writing(workspace.engine) as connection:
        coaching.save(connection, tasks)
    workspace.close()
    return site


@pytest.fixture
def coached(fresh_site: ApiSite) -> ApiSite:
    """A task of a7 with a clip of their own, one of a8 and one without words; another that waits for a review."""
    clips = (
        clip("call-1", "a7", Example.WORST), clip("call-6", "a8", Example.COLLEAGUE),
        clip("call-2", "a7", Example.BEST, words=False),
    )  # fmt: skip
    waits = replace(
        a_task("task-4", "a7"), item="rude", kind=CoachingKind.FATAL, status=CoachingStatus.WAITING_FOR_REVIEW
    )
    return with_tasks(fresh_site, replace(a_task("task-1", "a7"), evidence=clips), waits)


def looks_at(site: ApiSite, interaction_id: str, person: Person) -> list[tuple[str, Any]]:
    workspace = Workspace.open(site.folder)
    with reading(workspace.engine) as connection:
        entries = list(audit.of(connection, subject_of("drop", interaction_id)))
    workspace.close()
    return [(one.action, one.after["page"]) for one in entries if one.who == login_of(person)]


def listed(site: ApiSite, table: str, person: Person) -> list[str]:
    workspace = Workspace.open(site.folder)
    with reading(workspace.engine) as connection:
        entries = [one for one in audit.of(connection, f"api:{table}") if one.who == login_of(person)]
    workspace.close()
    return list(entries[-1].after["interactions"]) if entries else []


def test_agents_are_told_of_no_coaching_that_waits_for_a_review(coached: ApiSite) -> None:
    def tasks(person: Person, **query: str) -> list[str]:
        return [row["task_id"] for row in coached.ask(person, "/coaching-tasks", **query).json()["rows"]]

    assert tasks(AGENT) == ["task-1"]
    assert tasks(AGENT, status="waiting_for_review") == []
    for path in ("/coaching-tasks/task-4", "/coaching-tasks/nobody"):
        assert coached.ask(AGENT, path).status_code == 404
    assert coached.send(AGENT, "/coaching-tasks/task-4/acknowledge").status_code == 404
    for person in (LEAD, TRAINER):
        assert "task-4" in tasks(person)
        assert coached.ask(person, "/coaching-tasks/task-4").status_code == 200


@pytest.mark.parametrize("person", [AGENT, LEAD], ids=["agent", "lead of another team"])
def test_of_a_clip_that_may_not_be_opened_only_the_words_are_told(coached: ApiSite, person: Person) -> None:
    (listed_row,) = [r for r in coached.ask(person, "/coaching-tasks").json()["rows"] if r["task_id"] == "task-1"]
    one = coached.ask(person, "/coaching-tasks/task-1")
    for row in (listed_row, one.json()):
        own, others, _ = row["evidence"]
        assert (own["interaction_id"], own["agent_id"]) == ("call-1", "a7")
        assert {others[name] for name in NAMES_IT} == {None}
        assert (others["example"], others["spans"][0]["text"]) == ("colleague", "退款怎么还没到")
    assert "call-6" not in one.text
    assert "a8" not in one.text


def test_who_sees_the_whole_centre_is_told_which_interaction_a_clip_is_of(coached: ApiSite) -> None:
    clips = coached.ask(TRAINER, "/coaching-tasks/task-1").json()["evidence"]
    assert [one["interaction_id"] for one in clips] == ["call-1", "call-6", "call-2"]


def test_a_step_answers_no_more_than_was_read_and_fits_the_tag_that_was_read(coached: ApiSite) -> None:
    coached.send(TRAINER, "/coaching-tasks/task-1/hold", {"on": "2026-09-02"})
    tag = coached.ask(AGENT, "/coaching-tasks/task-1").headers["etag"]
    done = coached.send(AGENT, "/coaching-tasks/task-1/acknowledge", {}, {"If-Match": tag, "Idempotency-Key": "k"})
    again = coached.send(AGENT, "/coaching-tasks/task-1/acknowledge", {}, {"If-Match": tag, "Idempotency-Key": "k"})
    assert (done.status_code, again.text) == (200, done.text)
    assert "call-6" not in done.text
    assert len(looks_at(coached, "call-6", AGENT)) == 3  # what was read, the step, the step sent again


def test_the_words_of_clips_are_looks_at_their_interactions(coached: ApiSite) -> None:
    coached.ask(AGENT, "/coaching-tasks/task-1")
    assert looks_at(coached, "call-1", AGENT) == looks_at(coached, "call-6", AGENT) == [("look", "api")]
    assert looks_at(coached, "call-2", AGENT) == []
    assert listed(coached, "coaching", AGENT) == []
    coached.ask(AGENT, "/coaching-tasks")
    assert listed(coached, "coaching", AGENT) == ["drop/call-1", "drop/call-6"]


def test_taking_a_review_is_a_look_also_when_it_is_sent_again(fresh_site: ApiSite) -> None:
    rows = fresh_site.ask(SUPERVISOR, "/reviews", interaction_id="call-4").json()["rows"]
    path, key = f"/reviews/{rows[0]['task_id']}/take", {"Idempotency-Key": "once"}
    for times in (1, 2):
        answer = fresh_site.send(REVIEWER, path, headers=key)
        assert answer.status_code == 200
        assert answer.json()["turns"]
        assert looks_at(fresh_site, "call-4", REVIEWER) == [("look", "api")] * times
    assert fresh_site.send(SUPERVISOR, path).status_code == 409
    assert looks_at(fresh_site, "call-4", SUPERVISOR) == []


def test_verdicts_that_are_read_are_noted_with_their_interactions(fresh_site: ApiSite) -> None:
    rows = fresh_site.ask(SUPERVISOR, "/reviews", interaction_id="call-4").json()["rows"]
    path = f"/reviews/{rows[0]['task_id']}"
    fresh_site.send(REVIEWER, f"{path}/take")
    verdict = {"item": "rude", "state": "met", "reason_code": "context"}
    assert fresh_site.send(REVIEWER, f"{path}/submit", {"verdicts": [verdict]}).status_code == 200
    assert fresh_site.ask(SUPERVISOR, "/verdicts").json()["rows"]
    assert listed(fresh_site, "reviews", SUPERVISOR) == ["drop/call-4"]
