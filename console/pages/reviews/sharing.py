"""Giving reviews out from the list (批量分配): the ticked ones or everything the filter holds."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.pages.reviews.outcome import Outcome, given_out, taken_back
from console.pages.reviews.queue import PATH, ReviewQueue, looking_of, person_of, review_queue_page
from console.visit import Visit
from inspection.errors import InspectionError
from inspection.queue_filter import decoded, query_of
from inspection.review_policy import ReviewPolicy, review_policy_of
from records import bulk_assigning, queue_listing, review_taking
from records.database import writing
from records.workspace import Workspace

_CENTRE = ZoneInfo("Asia/Shanghai")  # a reviewer's day begins at midnight here, as for the review commands


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> ReviewQueue:
    """Fields: `task` (each ticked) or `all` (the whole filter), `queue` (the filter), `do` (give, turn, none), `to`."""
    encoded = fields.one("queue")
    outcome = _done(keeper.workspace, visit, fields, encoded)
    here = replace(visit, path=PATH, query=query_of(encoded))
    return review_queue_page(keeper.workspace, here, outcome)


def _done(workspace: Workspace, visit: Visit, fields: FormFields, encoded: str) -> Outcome:
    w, looking, what = visit.w, looking_of(visit), fields.one("do")
    if what == "give" and not fields.one("to"):
        return Outcome(w["rq_to_whom"], is_refused=True)
    try:
        with writing(workspace.engine) as connection:
            if fields.one("all"):
                chosen = queue_listing.every(connection, decoded(encoded), looking, most=bulk_assigning.AT_ONCE)
            else:
                chosen = queue_listing.named(connection, _ticked(fields), looking)
            if not chosen:
                return Outcome(w["rq_none_ticked"], is_refused=True)
            desk = _desk(visit)
            if what == "none":
                return taken_back(bulk_assigning.take_back(connection, desk, chosen), w)
            to = fields.one("to") if what == "give" else ""
            return given_out(bulk_assigning.give_out(connection, desk, chosen, to), w)
    except InspectionError as error:
        return Outcome(f"{error.reason}; {error.what_to_do}", is_refused=True)


def _ticked(fields: FormFields) -> Sequence[str]:
    return fields.many("task")[: queue_listing.ROWS]


def _desk(visit: Visit) -> review_taking.Desk:
    day_began = visit.at.astimezone(_CENTRE).replace(hour=0, minute=0, second=0, microsecond=0)
    return review_taking.Desk(
        person=person_of(visit), policy=_policy(), now=visit.at, since=day_began.astimezone(visit.at.tzinfo)
    )


@cache
def _policy() -> ReviewPolicy:
    return review_policy_of(resources.files("scoring_rules").joinpath("review.yaml").read_text(encoding="utf-8"))
