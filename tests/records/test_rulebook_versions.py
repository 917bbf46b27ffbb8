"""Versions of the rulebook are kept for ever: on both databases, with every step in the audit trail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from inspection.rule_files import RuleFiles
from records import audit, rulebook_versions
from records.database import reading, writing
from records.rulebook_versions import RulebookVersion, Step, VersionStatus, decided, in_force

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
FILES = RuleFiles({"rulebook.yaml": "id: b\r\n", "items/甲.yaml": "\ufeff# 注 😀\n\ttab\n"})
DAY = timedelta(days=1)


def version(number: int, **changes: Any) -> RulebookVersion:
    step = changes.get("step", Step.PUBLISH)
    given: dict[str, Any] = {
        "number": number,
        "rulebook_id": "b",
        "version": f"1.{number}",
        "content_hash": f"hash-{number}",
        "rulebook_hash": "h",
        "step": step,
        "status": VersionStatus.TRIAL if step is Step.TRIAL else VersionStatus.LIVE,
        "effective_from": None if step is Step.TRIAL else NOON + number * DAY,
        "author": "李",
        "publisher": "王",
        "at": NOON + number * DAY,
        "note": "为什么",
        "former": None,
        "content_of": None,
        "diff": "+a",
        "backtest_id": None,
    }
    return RulebookVersion(**(given | changes))


def add(connection: Connection, *versions: RulebookVersion) -> None:
    for one in versions:
        rulebook_versions.add(connection, one, FILES, who="王", what={"backtest": None})


def statuses(connection: Connection) -> list[str]:
    return [v.status.value for v in rulebook_versions.history(connection)]


def test_a_version_comes_back_as_it_was_with_every_byte_of_its_files(engine: Engine) -> None:
    with writing(engine) as connection:
        assert rulebook_versions.next_number(connection) == 1
        add(connection, version(1))
    with reading(engine) as connection:
        assert rulebook_versions.history(connection) == [version(1)]
        assert rulebook_versions.files_of(connection, 1).texts == FILES.texts
        assert rulebook_versions.files_of(connection, 1).content_hash == FILES.content_hash


def test_a_number_is_never_given_twice(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, version(1))
    with pytest.raises(RecordsError), writing(engine) as connection:
        add(connection, version(1, note="another"))
    with reading(engine) as connection:
        assert rulebook_versions.history(connection) == [version(1)]


def test_a_later_version_retires_the_one_it_replaces_and_both_steps_are_audited(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, version(1), version(2))
        assert statuses(connection) == ["retired", "live"]
        trail = audit.of(connection, "rulebook_version:1")
        assert [(e.action, e.after["status"]) for e in trail] == [("publish", "live"), ("status", "retired")]
        assert trail[0].after["author"] == "李"
        assert "replaced by #2" in trail[1].reason


def test_one_that_is_effective_later_leaves_the_present_one_live(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, version(1), version(2, effective_from=NOON + 30 * DAY))
        assert statuses(connection) == ["live", "live"]


def test_the_next_trial_ends_the_former_and_a_promotion_ends_its_own(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, version(1), version(2, step=Step.TRIAL), version(3, step=Step.TRIAL))
        assert statuses(connection) == ["live", "retired", "trial"]
        add(connection, version(4))
        assert statuses(connection) == ["retired", "retired", "trial", "live"]
        add(connection, version(5, step=Step.PROMOTE, content_hash="hash-3", content_of=3))
        assert statuses(connection) == ["retired", "retired", "retired", "retired", "live"]


def test_the_latest_decision_that_was_effective_by_the_start_judges() -> None:
    known = [version(1), version(2, effective_from=NOON + 10 * DAY), version(3, step=Step.TRIAL)]
    assert in_force(known, NOON) is None
    assert in_force(known, NOON + DAY) == known[0]
    assert in_force(known, NOON + 10 * DAY) == known[1]
    back = version(4, step=Step.ROLLBACK, effective_from=NOON + 12 * DAY)
    assert in_force([*known, back], NOON + 11 * DAY) == known[1], "what it judged stays its"
    assert in_force([*known, back], NOON + 12 * DAY) == back


def test_a_later_decision_that_reaches_further_back_replaces_those_after_it() -> None:
    known = [version(1), version(2, effective_from=NOON + 10 * DAY), version(3, effective_from=NOON + 5 * DAY)]
    assert [v.number for v in decided(known)] == [1, 3]
    assert in_force(known, NOON + 20 * DAY) == known[2]
    same_moment = version(4, effective_from=NOON + 5 * DAY)
    assert [v.number for v in decided([*known, same_moment])] == [1, 4]


def test_a_status_is_all_that_changes(engine: Engine) -> None:
    with writing(engine) as connection:
        add(connection, version(1, step=Step.TRIAL))
        (before,) = rulebook_versions.history(connection)
        rulebook_versions.set_status(connection, before, VersionStatus.RETIRED, who="x", at=NOON, reason="r")
        (after,) = rulebook_versions.history(connection)
        assert after == replace(before, status=VersionStatus.RETIRED)
