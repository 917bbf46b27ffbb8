"""Search (会话检索): every interaction somebody sees, by what was said in it, by whom, when, and how it was scored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from console.figures import clock, points
from console.frame import PageContext, frame_of
from console.links import interaction_url
from console.pages.reviews.filter_form import Option, fault, options
from console.pages.reviews.rows import Snippet, snippets
from console.visit import Visit
from inspection.access.policy import Action
from inspection.interaction import Channel
from inspection.queue_filter import queue_filter_of
from inspection.search.sought import Sought, sought
from records import interaction_search, searches, spoken_texts
from records.database import reading, writing
from records.interaction_search import FoundInteraction
from records.spoken_texts import Spoken
from records.workspace import Workspace

PATH = "/search"
_FIELDS = ("text", "agent", "team", "queue", "channel", "score_from", "score_to", "first", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One interaction; `score` is a dash when there is none, or none that may be told."""

    url: str
    interaction_id: str
    channel: str
    agent: str
    team: str
    queue: str
    business_date: str
    duration: str
    score: str
    said: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(PageContext):
    """What was found. `typed` is what was asked for by field, `faults` what of it says nothing.

    `note` says how many are shown, or why there are none.
    """

    typed: dict[str, str]
    channels: tuple[Option, ...]
    faults: tuple[str, ...]
    note: str
    rows: tuple[FoundRow, ...]
    next_url: str | None


def build(workspace: Workspace, visit: Visit) -> SearchPage:
    """Query: `text`, `agent`, `team`, `queue`, `channel`, `score_from`, `score_to`, `first`, `last`, `after`."""
    given = {name: visit.asked(name) for name in _FIELDS}
    wanted, unread = queue_filter_of(given)
    w, asked = visit.w, sought(wanted.text)
    is_asked = any(given.values())
    with reading(workspace.engine) as connection:
        sight = visit.sight(Action.SEARCH_INTERACTIONS)
        found = interaction_search.page(connection, wanted, sight=sight, after=visit.asked("after"))
        keys = [(row.source, row.interaction_id) for row in found.rows]
        spoken = spoken_texts.of(connection, keys) if asked else {}
    if asked and visit.viewer:
        with writing(workspace.engine) as connection:
            searches.note(connection, wanted.text, keys, who=visit.viewer.login, at=visit.at, page=PATH)
    rows = tuple(_row(row, asked, spoken.get((row.source, row.interaction_id), ()), visit) for row in found.rows)
    here = replace(visit, query={name: value for name, value in visit.query.items() if name != "after"})
    wrong = {one.field for one in unread}
    return SearchPage(
        frame=frame_of(visit, w["nav_search"], "search"),
        w=w,
        typed={name: "" if name in wrong else value for name, value in given.items()},
        channels=options(((one.value, w.of("channel", one.value)) for one in Channel), wanted.channel),
        faults=tuple(fault(one, w) for one in unread),
        note=w["rq_found_page"].format(n=len(rows))
        if rows
        else w["rq_none_said" if is_asked else "rq_no_interactions"],
        rows=rows,
        next_url=here.here_with(after=found.rows[-1].place) if found.has_after else None,
    )


def _row(row: FoundInteraction, asked: Sought | None, spoken: Sequence[Spoken], visit: Visit) -> FoundRow:
    w = visit.w
    return FoundRow(
        url=interaction_url(row.source, row.interaction_id),
        interaction_id=row.interaction_id,
        channel=w.of("channel", row.channel),
        agent=row.agent_id or "–",
        team=row.team or "–",
        queue=row.queue or "–",
        business_date=row.business_date.isoformat(),
        duration=clock(row.duration_s),
        score=points(row.machine_score),
        said=snippets(spoken, asked, w) if asked else (),
    )
