"""Keeping and forgetting saved views of the queue."""

from dataclasses import replace

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.pages.reviews.outcome import Outcome
from console.pages.reviews.queue import PATH, ReviewQueue, person_of, review_queue_page, with_filter
from console.see_other import SeeOther
from console.visit import Visit
from inspection.errors import InputError
from inspection.people import PersonRole
from inspection.queue_filter import decoded, query_of
from records import saved_views, searches
from records.database import writing


def keep(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> ReviewQueue | SeeOther:
    """Fields: `name`, `queue` (the filter), `role` (empty: only for oneself). Personal data in them is masked."""
    encoded, role = fields.one("queue"), fields.one("role")
    wanted = decoded(encoded)
    kept = replace(wanted, text=searches.masked(wanted.text)).encoded
    name = searches.masked(fields.one("name"))
    for_role = PersonRole(role) if role in list(PersonRole) else None
    try:
        with writing(keeper.workspace.engine) as connection:
            saved_views.save(connection, person_of(visit), PATH, name, kept, for_role, at=visit.at)
    except InputError as error:
        told = Outcome(visit.w[f"rq_{error.code}"], is_refused=True)
        return review_queue_page(keeper.workspace, replace(visit, path=PATH, query=query_of(encoded)), told)
    return SeeOther(with_filter(kept))


def forget(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> SeeOther | None:
    """Fields: `view`, `queue` (where to go on). A view of somebody else's is 404."""
    with writing(keeper.workspace.engine) as connection:
        is_gone = saved_views.forget(connection, person_of(visit), fields.one("view"))
    return SeeOther(with_filter(decoded(fields.one("queue")).encoded)) if is_gone else None
