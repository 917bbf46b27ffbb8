"""What happens is announced in the transaction in which it happens: once, and with nothing personal in it."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from inspection.webhooks import WebhookEvent
from records import runs, webhook_events, webhook_outbox, webhooks
from records.database import reading, writing
from records.key_ring import own_key
from tests.inspection.appeal_cases import AGENT
from tests.inspection.form_cases import UNMET
from tests.records import appeal_site as site
from tests.records.judged_samples import NIGHT
from tests.records.review_site import deliver, judged

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def told(engine: Engine, tmp_path: Path) -> Engine:
    """A centre that tells one system everything."""
    with writing(engine) as connection:
        webhooks.add(
            connection, "https://crm.example.com/", set(WebhookEvent), own_key(tmp_path / "k"), by="x", at=NOON
        )
    return engine


def announced(engine: Engine) -> list[tuple[str, dict[str, Any]]]:
    with reading(engine) as connection:
        latest = webhook_outbox.latest(connection)
    bodies = [json.loads(one.body) for one in sorted(latest, key=lambda one: one.at)]
    return [(body["type"], body["data"]) for body in bodies]


def kinds(engine: Engine) -> list[str]:
    return [kind for kind, _ in announced(engine)]


def test_a_suspected_fatal_is_announced_once_however_often_the_shard_is_stored(told: Engine) -> None:
    deliver(told, (judged("call-1", rude=UNMET), ()), (judged("call-2"), ()))
    deliver(told, (judged("call-1", rude=UNMET), ()))
    ((kind, data),) = announced(told)
    assert kind == "fatal_finding"
    assert data == {
        "evaluation_id": "e-call-1", "source": data["source"], "interaction_id": "call-1", "segment": 0,
        "business_date": NIGHT.isoformat(), "channel": data["channel"], "team": "一组",
        "items": [{"id": "rude", "kind": "customer"}],
    }  # fmt: skip


def test_a_fatal_that_was_stored_before_anybody_asked_is_not_told_later(engine: Engine, tmp_path: Path) -> None:
    deliver(engine, (judged("call-1", rude=UNMET), ()))
    with writing(engine) as connection:
        keys = own_key(tmp_path / "k")
        webhooks.add(connection, "https://crm.example.com/", set(WebhookEvent), keys, by="x", at=NOON)
    deliver(engine, (judged("call-1", rude=UNMET), ()))
    assert announced(engine) == []


def test_what_is_rolled_back_is_not_announced(told: Engine) -> None:
    def broken() -> None:
        with writing(told) as connection:
            webhook_events.fatal_findings(connection, [judged("call-1", rude=UNMET)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert announced(told) == []


def test_a_night_that_stopped_and_was_resumed_is_told_twice(told: Engine) -> None:
    for exit_code in (2, 0):
        with writing(told) as connection:
            run = runs.start(connection, business_date=NIGHT, source_set="drop", at=NOON)
            runs.finish(connection, run.run_id, at=NOON, exit_code=exit_code, counts={"scored": 3})
            webhook_events.night_finished(connection, run.run_id, at=NOON)
            webhook_events.night_finished(connection, run.run_id, at=NOON)
    told_of = [data for _, data in announced(told)]
    assert sorted((d["status"], d["exit_code"]) for d in told_of) == [("finished", 0), ("stopped", 2)]
    assert {d["run_id"] for d in told_of} == {run.run_id}


def test_an_unknown_run_is_not_announced(told: Engine) -> None:
    with writing(told) as connection:
        webhook_events.night_finished(connection, "2026-09-01-9", at=NOON)
    assert announced(told) == []


def test_an_appeal_is_announced_when_it_is_opened_and_at_each_decision(told: Engine) -> None:
    site.open_centre(told)
    appeal = site.commented(told)
    assert kinds(told) == ["appeal_opened"]
    site.rejected(told, appeal)
    site.escalated(told, appeal, site.later(hours=2))
    opened, decided = announced(told)
    assert opened[1]["appeal_id"] == decided[1]["appeal_id"] == appeal.id
    assert (opened[1]["item"], opened[1]["ground"], opened[1]["state"]) == ("closing", "misjudged", "filed")
    assert (decided[1]["decision"], decided[1]["score_before"], decided[1]["score_after"]) == ("rejected", 60.0, 60.0)


def test_an_upheld_appeal_tells_both_scores(told: Engine) -> None:
    site.open_centre(told)
    site.upheld(told, site.commented(told))
    decided = dict(announced(told))["appeal_decided"]
    assert decided["decision"] == "upheld"
    assert decided["score_after"] > decided["score_before"]


def test_nothing_that_is_told_names_a_person_or_quotes_a_word(told: Engine) -> None:
    site.open_centre(told, site.call(), judged("call-2", rude=UNMET))
    site.upheld(told, site.commented(told))
    text = json.dumps(announced(told), ensure_ascii=False)
    assert [word for word in named_words() if word in text] == []


def named_words() -> Iterable[str]:
    return (AGENT.who, str(AGENT.agent_id), "我说了再见", "属实", "成立", "Chen", "Zhao")
