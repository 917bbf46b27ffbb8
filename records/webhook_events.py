"""What is told to other systems (事件通知): a fatal finding, the end of a night, an appeal opened or decided.

Each is written in the transaction in which it happens. Ids, dates, items, states only: no names, words, or numbers
of customers or agents.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.webhooks import WebhookEvent
from records import runs, webhooks
from records.appeals import Appeal
from records.tables import evaluations
from records.upsert import in_chunks
from records.webhook_outbox import announce


def fatal_findings(connection: Connection, judged: Sequence[Evaluation]) -> None:
    """Announce suspected fatals of evaluations that are not stored yet: call it before they are."""
    suspected = [one for one in judged if one.fatal_suspected and one.fatal_items]
    if not suspected or not webhooks.told(connection, WebhookEvent.FATAL_FINDING):
        return
    known = _stored(connection, [one.evaluation_id for one in suspected])
    for one in suspected:
        if one.evaluation_id not in known:
            data = _of_evaluation(one) | {"items": [{"id": i.id, "kind": i.kind.value} for i in one.fatal_items]}
            announce(connection, WebhookEvent.FATAL_FINDING, (one.evaluation_id,), data, at=one.evaluated_at)


def night_finished(connection: Connection, run_id: str, *, at: datetime) -> None:
    """Announce that a run ended, and how; one that could not go on says so, and again when it has been resumed."""
    run = runs.find(connection, run_id)
    if run is None:
        return
    data = {
        "run_id": run.run_id,
        "business_date": run.business_date.isoformat(),
        "status": run.status.value,
        "exit_code": run.exit_code,
        "counts": dict(run.counts),
    }
    announce(connection, WebhookEvent.NIGHT_FINISHED, (run.run_id, run.resumed), data, at=at)


def appeal_opened(connection: Connection, appeal: Appeal, evaluation: Evaluation, *, at: datetime) -> None:
    """Announce a new appeal."""
    data = _of_appeal(appeal) | _of_evaluation(evaluation)
    announce(connection, WebhookEvent.APPEAL_OPENED, (appeal.id,), data, at=at)


def appeal_decided(
    connection: Connection,
    appeal: Appeal,
    evaluation: Evaluation,
    *,
    scores: tuple[float | None, float | None],
    at: datetime,
) -> None:
    """Announce a decision; `scores` are the published ones (0-100) before and after. Each instance decides anew."""
    more: dict[str, object] = {
        "decision": appeal.decision, "corrected_to": appeal.corrected_to, "score_before": scores[0],
        "score_after": scores[1],
    }  # fmt: skip
    data = _of_appeal(appeal) | _of_evaluation(evaluation) | more
    announce(connection, WebhookEvent.APPEAL_DECIDED, (appeal.id, str(appeal.state), at.isoformat()), data, at=at)


def _of_appeal(appeal: Appeal) -> dict[str, object]:
    due_at = appeal.due_at.isoformat() if appeal.due_at else None
    return {
        "appeal_id": appeal.id, "state": appeal.state, "item": appeal.item, "ground": appeal.reason_code,
        "due_at": due_at,
    }  # fmt: skip


def _of_evaluation(one: Evaluation) -> dict[str, object]:
    return {
        "evaluation_id": one.evaluation_id,
        "source": one.source,
        "interaction_id": one.interaction_id,
        "segment": one.segment,
        "business_date": one.business_date.isoformat(),
        "channel": one.channel,
        "team": one.team,
    }


def _stored(connection: Connection, evaluation_ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for chunk in in_chunks(evaluation_ids):
        chosen = sa.select(evaluations.c.evaluation_id).where(evaluations.c.evaluation_id.in_(chunk))
        found.update(connection.execute(chosen).scalars())
    return found
