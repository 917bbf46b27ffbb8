"""The walk of a task from the night to the measured effect, and of a certificate, with the real commands."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.coaching_words import coaching_words
from inspection.coaching.effect import EffectVerdict
from inspection.coaching.policy import CoachingStep
from inspection.coaching.task import CoachingKind, CoachingStatus
from inspection.people import PersonRole
from records import audit
from records.database import reading
from records.workspace import Workspace
from tests.cli.running import mingjian
from tests.records.coaching_site import TODAY, calls, register, store


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINGJIAN_LANG", "en")
    one = Workspace.open(tmp_path / "workspace")
    register(one.engine)
    store(one.engine, calls("A1", TODAY - timedelta(days=9), 3, 10, 0))
    one.close()
    return tmp_path / "workspace"


def run(site: Path, *arguments: object, code: int = 0) -> str:
    done = mingjian(*arguments, "--workspace", site)
    assert done.exit_code == code, (arguments, done.output, done.exception)
    return str(done.stdout)


def test_a_task_by_hand_from_the_first_word_to_the_last(site: Path) -> None:
    added = run(site, "coaching", "add", "--agent", "A1", "--item", "closing", "--reason", "new script",
                "--trainer", "lin", "--who", "lin")  # fmt: skip
    task_id = added.split(":")[0]
    assert added == f"{task_id}: open; Trainer lin\n"
    run(site, "coaching", "hold", task_id, "--material", "v2", "--who", "lin")
    assert "acknowledged" in run(site, "coaching", "acknowledge", task_id, "--who", "wang")
    run(site, "coaching", "close", task_id, "--who", "lin")
    assert run(site, "coaching", "list") == "no coaching tasks\n"
    (shown,) = [json.loads(line) for line in run(site, "coaching", "show", task_id, "--json").splitlines()]
    assert [s["step"] for s in shown["steps"]] == ["add", "hold", "acknowledge", "close"]
    (effect,) = [
        json.loads(line) for line in run(site, "coaching", "effect", "--by", "material", "--json").splitlines()
    ]
    assert (effect["key"], effect["coachings"], effect["verdict"]) == ("v2", 1, "not_enough")


def test_a_wrong_person_is_refused_in_one_line_and_it_is_in_the_trail(site: Path) -> None:
    added = run(site, "coaching", "add", "--agent", "A1", "--item", "closing", "--reason", "x", "--who", "lin")
    task_id = added.split(":")[0]
    done = mingjian("coaching", "hold", task_id, "--who", "wang", "--workspace", site)
    assert done.exit_code != 0
    one = Workspace.open(site)
    with reading(one.engine) as connection:
        trail = audit.of(connection, f"coaching:{task_id}")
    one.close()
    assert [(e.action, e.who) for e in trail] == [("coaching_add", "lin"), ("refused", "wang")]


def test_a_certificate_that_ends_is_due(site: Path) -> None:
    run(site, "certification", "issue", "A1", "--kind", "agent_licence", "--on", "2025-11-25", "--who", "lin")
    (listed,) = [json.loads(line) for line in run(site, "certification", "list", "--json").splitlines()]
    assert (listed["agent_id"], listed["expires_on"]) == ("A1", "2026-11-24")
    run(site, "certification", "due", code=1)
    run(site, "certification", "revoke", listed["certificate_id"][:14], "--reason", "left", "--who", "chen")


def test_the_procedure_can_be_read(site: Path) -> None:
    shown = run(site, "coaching", "procedure")
    assert all(word in shown for word in ("acknowledge", "team lead", "agent"))


def test_every_value_has_its_word_in_both_languages() -> None:
    for language in ("zh", "en"):
        words = coaching_words(language)
        values = [*CoachingStatus, *CoachingKind, *EffectVerdict]
        keys = [*values, *(f"step.{s}" for s in CoachingStep), *(f"role.{r}" for r in PersonRole)]
        assert [key for key in keys if key not in words] == []
