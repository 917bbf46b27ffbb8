"""What publishing would do (公布预演), as lines of a page: counts, why scores are held, and the first rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from console.figures import day_and_time, points
from console.links import interaction_url, item_url
from console.pages.publication.tally import Tally
from console.review_desk import review_policy
from console.visit import Visit
from console.words import Words
from inspection.publication import HoldReason
from records import publication_desk, publication_planning
from records.database import Connection
from records.publication_planning import Action, Planned

BUDGET_S = 5.0
"""So long a page may look ahead; what it did not come to it says."""
_MOST_ITEMS = 8
_WHERE_TO = {
    HoldReason.SUSPECTED_FATAL: "/reviews",
    HoldReason.DISPUTED: "/reviews",
    HoldReason.TOO_LITTLE: "/rules",
    HoldReason.NO_BASIS: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One held score: where it is, whose, because of which items, and until when somebody must have looked."""

    url: str
    interaction: str
    agent: str
    items: tuple[tuple[str, str], ...]
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLine:
    """One reason: how many are held by it, what frees them and where (`url` empty: nowhere here), the first rows."""

    reason: str
    name: str
    frees: str
    url: str
    count: int
    rows: tuple[HeldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingRow:
    """One score that would be published: by the machine, by people, as published; `before` where it is corrected."""

    url: str
    interaction: str
    agent: str
    machine: str
    human: str
    published: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A dry run over the first `looked_at` of `total`: nothing was changed.

    `items` are the items that most often lack a word that counts, with in how many evaluations.
    """

    total: int
    looked_at: int
    publish: int
    correct: int
    hold: int
    unchanged: int
    holds: tuple[HoldLine, ...]
    items: tuple[tuple[str, int], ...]
    moving: tuple[MovingRow, ...]

    @property
    def moves(self) -> int:
        """How many scores would be published or corrected."""
        return self.publish + self.correct


def preview_of(connection: Connection, visit: Visit, ids: tuple[str, ...], trusted: frozenset[str]) -> Preview:
    """Look ahead as long as BUDGET_S lets, at one batch at least."""
    tally, until = Tally(), monotonic() + BUDGET_S
    for number, one in enumerate(publication_planning.plan_of(connection, ids, trusted)):
        if number and number % publication_planning.AT_ONCE == 0 and monotonic() > until:
            break
        tally.take([one])
    shown = [*tally.moving, *(one for rows in tally.held.values() for one in rows)]
    blind = publication_desk.judged_blind_by(connection, visit.reviewer, [e.evaluation.evaluation_id for e in shown])
    w = visit.w
    return Preview(
        total=len(ids),
        looked_at=tally.looked_at,
        publish=tally.actions[Action.PUBLISH],
        correct=tally.actions[Action.CORRECT],
        hold=tally.actions[Action.HOLD],
        unchanged=tally.actions[Action.UNCHANGED],
        holds=tuple(_hold_line(reason, tally, blind, visit) for reason in HoldReason if tally.holds[reason]),
        items=tuple((w.of("item", name), count) for name, count in tally.items.most_common(_MOST_ITEMS)),
        moving=tuple(_moving_row(one, w) for one in _seen(tally.moving, blind)),
    )


def _seen(rows: Iterable[Planned], blind: frozenset[str]) -> Iterable[Planned]:
    return (one for one in rows if one.evaluation.evaluation_id not in blind)


def _hold_line(reason: HoldReason, tally: Tally, blind: frozenset[str], visit: Visit) -> HoldLine:
    w = visit.w
    return HoldLine(
        reason=reason.value,
        name=w[f"pub_hold_{reason.value}"],
        frees=w[f"pub_frees_{reason.value}"],
        url=_WHERE_TO[reason],
        count=tally.holds[reason],
        rows=tuple(_held_row(one, visit.at, w) for one in _seen(tally.held[reason], blind)),
    )


def _held_row(one: Planned, now: datetime, w: Words) -> HeldRow:
    e, hold = one.evaluation, one.hold
    assert hold is not None
    due = hold.due_at(e.evaluated_at, review_policy().hold_hours)
    return HeldRow(
        url=interaction_url(e.source, e.interaction_id),
        interaction=_name(one),
        agent=w.of("agent", e.agent_id),
        items=tuple((w.of("item", name), item_url(e.source, e.interaction_id, e.segment, name)) for name in hold.items),
        due=day_and_time(due) if due else "",
        is_late=due is not None and due < now,
    )


def _moving_row(one: Planned, w: Words) -> MovingRow:
    e, now = one.evaluation, one.now
    assert now is not None
    return MovingRow(
        url=interaction_url(e.source, e.interaction_id),
        interaction=_name(one),
        agent=w.of("agent", e.agent_id),
        machine=points(e.machine_score),
        human=points(now.human_score),
        published=points(now.published_score),
        before=points(one.score_before) if one.action is Action.CORRECT else "",
    )


def _name(one: Planned) -> str:
    e = one.evaluation
    return e.interaction_id + (f"#{e.segment}" if e.segment else "")
