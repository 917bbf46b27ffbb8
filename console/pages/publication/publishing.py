"""The confirmed step of a publication (确认公布): batch by batch while a request may take, then it says how far."""

from time import monotonic

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.pages.publication.page import Progress, PublicationPage, frozen_words, page_of, said_wrong
from console.pages.publication.stretch import Stretch, stretch_asked
from console.pages.publication.tally import Tally
from console.review_desk import review_policy
from console.taking_steps import refusal
from console.visit import Visit
from inspection.access.policy import Action
from inspection.errors import AccessRefused, InputError
from records import publication_desk, rule_trust, score_publishing
from records.database import reading
from records.publication_planning import Action as Done
from records.refusals import noting_refusals
from records.workspace import Workspace

BUDGET_S = 8.0
"""So long one request publishes; every batch is committed for itself, so it may end at any moment."""
_LONGEST_REASON = 500
_BIGGEST_COUNT = 9


class _RefusedError(Exception):
    """Nothing was done; it tells why in the reader's words."""


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> PublicationPage | None:
    """Fields: `from`, `to`, `reason`, `stands` (what the page that was confirmed had looked at).

    Who goes on sends `after` and the counts so far as well. Nothing is done when the days hold a frozen month, or when
    what was looked at is no longer so.
    """
    if visit.viewer is None or not visit.sight(Action.PUBLISH_SCORES).is_everything:
        return None
    first, last = fields.one("from"), fields.one("to")
    reason = fields.one("reason").strip()[:_LONGEST_REASON] or visit.w["pub_reason_usual"]
    try:
        progress, stands = _published(keeper.workspace, visit, stretch_asked(first, last), fields, reason)
    except _RefusedError as refused:
        return page_of(keeper.workspace, visit, first, last, reason=reason, wrong=str(refused))
    except InputError as error:
        return page_of(keeper.workspace, visit, first, last, reason=reason, wrong=said_wrong(visit, error))
    except AccessRefused as error:
        return page_of(keeper.workspace, visit, first, last, reason=reason, wrong=refusal(error, visit.w))
    return page_of(keeper.workspace, visit, first, last, progress=progress, stands=stands, reason=reason)


def _published(
    workspace: Workspace, visit: Visit, days: Stretch, fields: FormFields, reason: str
) -> tuple[Progress, str]:
    """Publish until the time is up; how far it got since it began, and what stands then."""
    assert visit.viewer is not None
    person, engine, reached = visit.viewer.person, workspace.engine, fields.one("after")
    with reading(engine) as connection:
        rules = rule_trust.trusted_now(connection, visit.standing)
        ahead = publication_desk.ahead(connection, days.first, days.last, rules, after=reached)
    if ahead.frozen:
        raise _RefusedError(frozen_words(visit, ahead.frozen))
    if fields.one("stands") != ahead.stands:
        raise _RefusedError(visit.w["pub_stale"])
    tally, looked_at, until = Tally(), 0, monotonic() + BUDGET_S
    with noting_refusals(engine, who=person.who, at=visit.at, subject="publication"):
        for batch in score_publishing.publish_in_batches(
            engine, ahead.ids, rules, review_policy(), person, at=visit.at, reason=reason
        ):
            tally.take(batch.done)
            looked_at, reached = looked_at + len(batch.looked_at), batch.looked_at[-1]
            if monotonic() > until:
                break
    is_over = looked_at == len(ahead.ids)
    stands = ""
    if not is_over:
        with reading(engine) as connection:
            stands = publication_desk.ahead(connection, days.first, days.last, rules, after=reached).stands
    done = _count(fields, "done") + looked_at
    progress = Progress(
        done=done,
        total=done + len(ahead.ids) - looked_at,
        published=_count(fields, "published") + tally.actions[Done.PUBLISH],
        corrected=_count(fields, "corrected") + tally.actions[Done.CORRECT],
        held=_count(fields, "held") + tally.actions[Done.HOLD],
        after="" if is_over else reached,
    )
    return progress, stands


def _count(fields: FormFields, name: str) -> int:
    """A count the page carries along for its reader alone; whatever is no number counts as none."""
    text = fields.one(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _BIGGEST_COUNT else 0
