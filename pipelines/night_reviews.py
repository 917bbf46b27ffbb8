"""After the last shard: what the night's flags ask a person to look at is put into the review queue."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from inspection.review_policy import review_policy_of
from pipelines.bench import shipped_text
from records.database import writing
from records.review_filling import fill
from records.workspace import Workspace


def queue_reviews(workspace: Workspace, touched: Iterable[date]) -> int:
    """Queue the reviews of the business dates the night touched; returns how many were added."""
    policy = review_policy_of(shipped_text("review.yaml"))
    added = 0
    for day in sorted(set(touched)):
        with writing(workspace.engine) as connection:
            added += fill(connection, day, day, policy, now=datetime.now(UTC)).added
    return added
