"""The review queue (复核队列): what waits for a person, filtered, sorted by what a review is worth, fifty at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from console.frame import PageContext, frame_of
from console.pages.reviews.filter_form import FilterForm, filter_form
from console.pages.reviews.outcome import Outcome
from console.pages.reviews.rows import ReviewRow, review_row, snippets
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.people import Person, PersonRole
from inspection.queue_filter import QueueFilter, QueueOrder, queue_filter_of
from inspection.search.sought import Sought, sought
from records import people, queue_listing, saved_views, searches, spoken_texts
from records.database import reading, writing
from records.queue_listing import ROWS, Looking
from records.review_queue import QueuedTask
from records.saved_views import SavedView
from records.spoken_texts import Spoken
from records.workspace import Workspace

PATH = "/reviews"
REVIEWING = (PersonRole.REVIEWER, PersonRole.SUPERVISOR)
TABS = tuple(zip(("all", "mine", "unassigned", "overdue"), (QueueFilter(), *queue_listing.LISTS), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the lists everybody asks for, with how many it holds."""

    label: str
    count: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownView:
    """A saved view: `is_own` may be forgotten by who looks; `about` says whose it is and for whom."""

    view_id: str
    name: str
    about: str
    url: str
    is_own: bool
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue(PageContext):
    """The list. `encoded` is its filter as text, `found` how many it holds in words, `outcome` what was just done.

    `people` are those to whom reviews can be given when `may_assign`; `roles` those a view can be shared with.
    `why_empty` says why there are no rows; `exports` are the addresses of the list as a file.
    """

    tabs: tuple[Tab, ...]
    form: FilterForm
    encoded: str
    found: str
    rows: tuple[ReviewRow, ...]
    why_empty: str
    previous_url: str | None
    next_url: str | None
    may_assign: bool
    people: tuple[str, ...]
    views: tuple[ShownView, ...]
    roles: tuple[tuple[str, str], ...]
    outcome: Outcome | None
    exports: tuple[tuple[str, str], ...]


def build(workspace: Workspace, visit: Visit) -> ReviewQueue:
    """Query: the fields of QueueFilter, and `after` or `before`, the review a page begins or ends at."""
    return review_queue_page(workspace, visit, None)


def review_queue_page(workspace: Workspace, visit: Visit, outcome: Outcome | None) -> ReviewQueue:
    """The queue, and above it what was just done to it."""
    wanted, unread = queue_filter_of(visit.query)
    looking = looking_of(visit)
    w, asked = visit.w, sought(wanted.text)
    with reading(workspace.engine) as connection:
        page = queue_listing.page(connection, wanted, looking, after=visit.asked("after"), before=visit.asked("before"))
        if wanted.text:  # not counted past its page: that would be a second search
            count = ROWS + 1 if page.has_before or page.has_after else len(page.rows)
        else:
            count = queue_listing.count(connection, wanted, looking)
        counts = [queue_listing.count(connection, one, looking) for _, one in TABS]
        occurring = queue_listing.choices(connection, looking)
        reviewers = people.names_of(connection, REVIEWING)
        views = saved_views.of(connection, person_of(visit), PATH)
        spoken = spoken_texts.of(connection, keys_of(page.rows)) if asked else {}
    if asked and visit.viewer:
        with writing(workspace.engine) as connection:
            searches.note(connection, wanted.text, list(spoken), who=visit.viewer.login, at=visit.at, page=PATH)
    rows = [_row(row, wanted, asked, spoken, visit) for row in page.rows]
    here = replace(visit, query={n: v for n, v in visit.query.items() if n not in ("after", "before")})
    return ReviewQueue(
        frame=frame_of(visit, w["nav_reviews"], "reviews"),
        w=w,
        tabs=tuple(_tab(name, one, counts[at], wanted, w) for at, (name, one) in enumerate(TABS)),
        form=filter_form(wanted, unread, occurring, reviewers, visit),
        encoded=wanted.encoded,
        found=in_words(count, ROWS if wanted.text else queue_listing.most_counted(wanted), w),
        rows=tuple(rows),
        why_empty="" if rows else w["rq_empty" if counts[0] == 0 and not wanted.encoded else "rq_nothing_found"],
        previous_url=here.here_with(before=rows[0].task_id) if page.has_before and rows else None,
        next_url=here.here_with(after=rows[-1].task_id) if page.has_after else None,
        may_assign=visit.may(Action.ASSIGN_REVIEWS),
        people=tuple(reviewers),
        views=tuple(_view(view, wanted, visit) for view in views),
        roles=tuple((role.value, w.of("person_role", role.value)) for role in REVIEWING),
        outcome=outcome,
        exports=_exports(wanted) if visit.may(Action.EXPORT_REVIEWS) else (),
    )


def looking_of(visit: Visit) -> Looking:
    """Who looks at the queue, and what they see of it."""
    who = visit.viewer.person.who if visit.viewer else ""
    return queue_listing.Looking(who=who, sight=visit.sight(Action.READ_REVIEWS), now=visit.at)


def person_of(visit: Visit) -> Person:
    """Whoever asks; nobody has no role."""
    return visit.viewer.person if visit.viewer else Person(who="", roles=())


def in_words(count: int, most: int, w: Words) -> str:
    """How many, exactly up to the cap."""
    return w["rq_over"].format(n=f"{most:,}") if count > most else f"{count:,}"


def with_filter(encoded: str) -> str:
    """The address of a filtered list."""
    return f"{PATH}?{encoded}" if encoded else PATH


def keys_of(tasks: Sequence[QueuedTask]) -> list[tuple[str, str]]:
    """Source and id of the interactions of reviews."""
    return [(one.task.source, one.task.interaction_id) for one in tasks]


def _row(
    one: QueuedTask,
    wanted: QueueFilter,
    asked: Sought | None,
    spoken: Mapping[tuple[str, str], Sequence[Spoken]],
    visit: Visit,
) -> ReviewRow:
    turns = spoken.get((one.task.source, one.task.interaction_id), ())
    said = snippets(turns, asked, visit.w) if asked else ()
    return review_row(one, wanted.encoded, said, visit.at, visit.w)


def _tab(name: str, one: QueueFilter, count: int, wanted: QueueFilter, w: Words) -> Tab:
    is_here = replace(wanted, order=QueueOrder.VALUE) == one
    return Tab(
        label=w[f"rq_tab_{name}"],
        count=in_words(count, queue_listing.MOST_COUNTED, w),
        url=with_filter(one.encoded),
        is_here=is_here,
    )


def _view(view: SavedView, wanted: QueueFilter, visit: Visit) -> ShownView:
    is_own = visit.viewer is not None and view.who == visit.viewer.person.who
    shared = visit.w["rq_for_role"].format(role=visit.w.of("person_role", view.for_role)) if view.for_role else ""
    about = "; ".join(part for part in ("" if is_own else view.who, shared) if part)
    return ShownView(
        view_id=view.view_id,
        name=view.name,
        about=about,
        url=with_filter(view.query),
        is_own=is_own,
        is_here=view.query == wanted.encoded,
    )


def _exports(wanted: QueueFilter) -> tuple[tuple[str, str], ...]:
    query = f"?{wanted.encoded}" if wanted.encoded else ""
    return tuple((kind.upper(), f"{PATH}/export/{kind}{query}") for kind in ("csv", "xlsx"))
