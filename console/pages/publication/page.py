"""Publishing scores (成绩公布): which days, what would be published, what is held why. Reading it changes nothing."""

from dataclasses import dataclass

from console.frame import PageContext, frame_of
from console.pages.publication.preview import Preview, preview_of
from console.pages.publication.stretch import Stretch, stretch_asked, usual_stretch
from console.taking_steps import refusal
from console.visit import Visit, with_query
from inspection.access.policy import Action
from inspection.errors import InputError
from records import publication_desk, rule_trust, runs
from records.database import reading
from records.workspace import Workspace

PATH = "/publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpublishedDay:
    """A business day with so many evaluations that were never published; `url` looks at it alone."""

    day: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a publication got. `done` of `total` were looked at; `after` is the last of them, empty when all were.

    `published`, `corrected` and `held` count since it began.
    """

    done: int
    total: int
    published: int
    corrected: int
    held: int
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPage(PageContext):
    """The days asked for (`first`, `last`) and the dry run, or how far a publication got.

    `days` are the days of the last night's month with something unpublished. `stands` says what the dry run looked at:
    a confirmation that speaks of something else is not taken. `wrong` says why nothing was done.
    """

    first: str
    last: str
    days: tuple[UnpublishedDay, ...]
    trusted: int
    preview: Preview | None
    progress: Progress | None
    stands: str
    reason: str
    wrong: str


def build(workspace: Workspace, visit: Visit) -> PublicationPage | None:
    """Query: `from`, `to` (default: the days of the last night's month with something unpublished).

    None for who does not see the whole centre: a publication is about everybody.
    """
    if not visit.sight(Action.PUBLISH_SCORES).is_everything:
        return None
    return page_of(workspace, visit, visit.asked("from"), visit.asked("to"))


def page_of(
    workspace: Workspace,
    visit: Visit,
    first: str,
    last: str,
    *,
    progress: Progress | None = None,
    stands: str = "",
    reason: str = "",
    wrong: str = "",
) -> PublicationPage:
    """The page about these days; with `progress` how far it got, else a dry run unless the days cannot be had."""
    w, preview, rules = visit.w, None, frozenset[str]()
    with reading(workspace.engine) as connection:
        run = runs.latest(connection)
        unpublished = publication_desk.days_of_newest(connection, run.business_date) if run else {}
        chosen, problem = _chosen(visit, first, last)
        if chosen is None and not problem and run is not None:
            chosen = usual_stretch(unpublished, run.business_date)
        if chosen is not None and progress is None:
            rules = rule_trust.trusted_now(connection, visit.standing)
            ahead = publication_desk.ahead(connection, chosen.first, chosen.last, rules)
            stands, problem = ahead.stands, frozen_words(visit, ahead.frozen)
            preview = None if problem else preview_of(connection, visit, ahead.ids, rules)
    return PublicationPage(
        frame=frame_of(visit, w["pub_title"], "scorecards", status=422 if wrong or problem else 200),
        w=w,
        first=chosen.first.isoformat() if chosen else first,
        last=chosen.last.isoformat() if chosen else last,
        days=tuple(
            UnpublishedDay(day=day.isoformat(), count=n, url=publication_url(day.isoformat(), day.isoformat()))
            for day, n in unpublished.items()
        ),
        trusted=len(rules),
        preview=preview,
        progress=progress,
        stands=stands,
        reason=reason or w["pub_reason_usual"],
        wrong=" ".join(dict.fromkeys(said for said in (wrong, problem) if said)),
    )


def publication_url(first: str, last: str) -> str:
    """The page about these business days."""
    return with_query(PATH, {"from": first, "to": last})


def said_wrong(visit: Visit, error: InputError) -> str:
    """Why the days cannot be had, in the reader's words."""
    return visit.w.page_words.get(error.code or "") or refusal(error, visit.w)


def frozen_words(visit: Visit, months: tuple[str, ...]) -> str:
    """That a frozen month is among the days; empty when none is."""
    return visit.w["pub_frozen"].format(months=", ".join(months)) if months else ""


def _chosen(visit: Visit, first: str, last: str) -> tuple[Stretch | None, str]:
    """The days asked for, or why they cannot be had; neither when none were asked for."""
    if not first and not last:
        return None, ""
    try:
        return stretch_asked(first, last), ""
    except InputError as error:
        return None, said_wrong(visit, error)
