"""Giving reviews out from the list (批量分配): the ticked ones or everything the filter holds."""

from collections.abc import Sequence
from dataclasses import replace

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.pages.reviews.outcome import Outcome, given_out, taken_back
from console.pages.reviews.queue import PATH, ReviewQueue, looking_of, review_queue_page
from console.review_desk import desk_of
from console.visit import Visit
from inspection.errors import InspectionError
from inspection.queue_filter import decoded, query_of
from records import bulk_assigning, queue_listing
from records.database import writing
from records.workspace import Workspace


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
            desk = desk_of(visit)
            if what == "none":
                return taken_back(bulk_assigning.take_back(connection, desk, chosen), w)
            to = fields.one("to") if what == "give" else ""
            return given_out(bulk_assigning.give_out(connection, desk, chosen, to), w)
    except InspectionError as error:
        return Outcome(f"{error.reason}; {error.what_to_do}", is_refused=True)


def _ticked(fields: FormFields) -> Sequence[str]:
    return fields.many("task")[: queue_listing.ROWS]
