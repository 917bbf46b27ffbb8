"""One review of the queue as a row: what it is about, how sure the machine was, whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.figures import percent, points
from console.links import interaction_url, item_anchor
from console.marked_text import MarkedSpan, Piece, cut
from console.visit import with_query
from console.words import Words
from inspection.review_queue import ReviewTask
from inspection.search.sought import Sought, places_of
from records.review_queue import QueuedTask
from records.spoken_texts import Spoken

AROUND = 12  # characters before and after what was found
_ITEMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Who said it, and the words around what was found; pieces with a mark are what was searched for."""

    role: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One review. `purpose` is the stable word (for its colour), `due` in words, `whose` who holds it or is to do it.

    `score` and `confidence` are dashes on a blind review.
    """

    task_id: str
    url: str
    purpose: str
    purpose_name: str
    interaction_id: str
    channel: str
    agent: str
    team: str
    queue: str
    items: str
    score: str
    confidence: str
    business_date: str
    due: str
    is_late: bool
    whose: str
    state: str
    said: tuple[Snippet, ...]


def bench_url(task: ReviewTask, queue: str) -> str:
    """The workbench of a review, at its first item; `queue` is the encoded filter somebody came from."""
    place = item_anchor(task.segment, task.items[0]) if task.items else ""
    path, _, fragment = interaction_url(task.source, task.interaction_id, place).partition("#")
    return with_query(path, {"task": task.task_id, "queue": queue}) + (f"#{fragment}" if fragment else "")


def review_row(queued: QueuedTask, queue: str, said: tuple[Snippet, ...], now: datetime, w: Words) -> ReviewRow:
    """The row of a review."""
    task = queued.task
    due = None if task.blind else task.due_at
    return ReviewRow(
        task_id=task.task_id,
        url=bench_url(task, queue),
        purpose=task.purpose.value,
        purpose_name=w.of("purpose", task.purpose.value),
        interaction_id=task.interaction_id,
        channel=w.of("channel", task.channel),
        agent=task.agent_id or "–",
        team=task.team or "–",
        queue=task.queue or "–",
        items=_items(task, w),
        score=points(task.machine_score),
        confidence=percent(task.confidence),
        business_date=task.business_date.isoformat(),
        due=_until(due, now, w) if due else "",
        is_late=due is not None and due <= now,
        whose=queued.submitted_by or queued.holder or task.assignee or "–",
        state=w.of("task_state", queued.state.value),
        said=said,
    )


def snippets(spoken: Sequence[Spoken], wanted: Sought, w: Words, *, most: int = 1) -> tuple[Snippet, ...]:
    """The first turns that say what was searched for, cut around it."""
    found: list[Snippet] = []
    for turn in spoken:
        places = places_of(turn.text, wanted)
        if places:
            found.append(Snippet(role=w.of("role", turn.sender), pieces=_around(turn.text, places)))
            if len(found) == most:
                break
    return tuple(found)


def _around(text: str, places: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    start = max(0, places[0][0] - AROUND)
    end = min(len(text), places[0][1] + 2 * AROUND)
    inside = [MarkedSpan("hit", at - start, min(to, end) - start) for at, to in places if at < end]
    pieces = cut(text[start:end], inside)
    before, after = (Piece("…"),) * (start > 0), (Piece("…"),) * (end < len(text))
    return (*before, *pieces, *after)


def _items(task: ReviewTask, w: Words) -> str:
    if task.is_full_form:
        return w["rq_full_form"]
    named = [w.of("item", item) for item in task.items[:_ITEMS]]
    more = len(task.items) - _ITEMS
    return w["rq_and_more"].format(items=", ".join(named), n=more) if more > 0 else ", ".join(named)


def _until(due: datetime, now: datetime, w: Words) -> str:
    hours = (due - now).total_seconds() / 3600
    told = "rq_late_by" if hours <= 0 else "rq_due_in"
    return w[told].format(hours=f"{abs(hours):.0f}" if abs(hours) >= 1 else "<1")
