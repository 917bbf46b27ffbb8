"""What first and second reviewers said of the same items, side by side: both as they first submitted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from inspection.item_verdicts import ItemVerdict
from inspection.people import PersonRole, demand_role
from inspection.review_queue import Purpose
from records import review_queue, reviews
from records.review_taking import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """One item judged by two people independently; `task_id` is the second review."""

    task_id: str
    evaluation_id: str
    item: str
    first: ItemVerdict
    second: ItemVerdict

    @property
    def agrees(self) -> bool:
        """The same state, points and fatality."""
        return self.first.says == self.second.says

    def as_json(self) -> dict[str, Any]:
        """One row for programs."""
        said = {
            name: {"who": v.who, "state": v.state.value, "points": v.points, "fatal": v.fatal}
            for name, v in (("first", self.first), ("second", self.second))
        }
        return {"task_id": self.task_id, "evaluation_id": self.evaluation_id, "item": self.item, **said} | {
            "agrees": self.agrees
        }


def compared(connection: Connection, first: date, last: date, desk: Desk) -> list[Twice]:
    """Every item of the second reviews of the business dates (both included), by task and item.

    Corrections made after seeing the other's verdict do not count: what each said first does. For supervisors.
    """
    demand_role(desk.person, (PersonRole.SUPERVISOR,), step="compare reviewers")
    found: list[Twice] = []
    for queued in review_queue.submitted_between(connection, first, last, desk.now):
        task = queued.task
        if task.purpose is Purpose.SECOND and task.of_task is not None:
            before, after = _said(connection, task.of_task), _said(connection, task.task_id)
            found += [
                Twice(task_id=task.task_id, evaluation_id=task.evaluation_id, item=i, first=before[i], second=after[i])
                for i in sorted(before.keys() & after.keys())
            ]
    return found


def _said(connection: Connection, task_id: str) -> dict[str, ItemVerdict]:
    """The first word on each item of a task."""
    said: dict[str, ItemVerdict] = {}
    for review in reviews.of_task(connection, task_id):
        if review.item is not None:
            said.setdefault(review.item, reviews.to_verdict(review))
    return said
