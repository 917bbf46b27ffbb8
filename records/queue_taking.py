"""The next review inside a filter (下一条): whoever works a filtered list stays in it until nothing there is left."""

from sqlalchemy.engine import Connection

from inspection.errors import InspectionError
from inspection.queue_filter import QueueFilter
from records import queue_listing, review_taking
from records.queue_listing import Looking
from records.review_queue import QueuedTask
from records.review_taking import Desk

_TRIES = 50


def take_next_in(
    connection: Connection, desk: Desk, looking: Looking, wanted: QueueFilter, *, after: str = ""
) -> QueuedTask | None:
    """Reserve the next task of the filter that this person may take; None when none is left.

    The search begins behind `after`, the review just done, and goes on from the start. What is not for this person
    (held, of the own team, judged before) is passed over.
    """
    passed = after
    first: str | None = None
    for _ in range(_TRIES):
        found = queue_listing.next_of(connection, wanted, looking, passed)
        if found is None or found.task.task_id == first:
            return None
        first = first or found.task.task_id
        passed = found.task.task_id
        try:
            return review_taking.take_task(connection, desk, passed)
        except InspectionError:  # not for this person: the next one may be
            continue
    return None
