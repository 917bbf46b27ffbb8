"""A month of invented evaluations whose truth is known, and reviewers who judge what was drawn as they are to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation, FatalItem, ItemResult, ItemState, Line
from inspection.flags import Selection
from inspection.people import Person, PersonRole
from inspection.sampling_draw import Drawn
from records import evaluations, interactions, reviews
from records.evaluations import Change
from records.reviews import Review
from tests.records.judged_samples import GREETING, RUDE, evaluation, facts

FIRST = date(2026, 9, 1)
AT = datetime(2026, 9, 30, 8, tzinfo=UTC)
REVIEWERS = {"wang": 20, "li": 20}
SUPERVISOR = Person(who="chen", roles=(PersonRole.SUPERVISOR,))


@dataclass(frozen=True, slots=True)
class Truth:
    """What a person finds in each interaction: the greeting missed, a fatal rudeness, the score of 0-100 points."""

    missed: bool
    rude: bool
    score: float


def month(connection: Connection, *, days: int, per_day: int, agents: int = 6, seed: int = 1) -> dict[str, Truth]:
    """Store `per_day` judged calls on each of `days` days; returns the truth by interaction id.

    The machine finds 80 % of missed greetings and 90 % of rude agents, with a few false alarms, and scores a little
    too high. Teams differ in how often they greet.
    """
    random = np.random.default_rng(seed)
    truths: dict[str, Truth] = {}
    for number in range(days * per_day):
        agent = int(random.integers(agents))
        truth = _truth(random, agent)
        interaction_id = f"c{number:05d}"
        truths[interaction_id] = truth
        day = FIRST + timedelta(days=number // per_day)
        one = _judged(random, truth, interaction_id, agent, day)
        interactions.save(connection, [(facts(interaction_id), day)])
        evaluations.save(connection, {("drop", interaction_id): (one,)})
    return truths


def judge_drawn(connection: Connection, drawn: Iterable[Drawn], truths: dict[str, Truth], *, who: str = "wang") -> None:
    """Review what was drawn: by lot the full form, else what the machine found."""
    for one in drawn:
        truth = truths[one.key[1]]
        for evaluation_ in evaluations.current(connection, *one.key):
            found = [i for i in evaluation_.items if one.blind or _is_asked(evaluation_, i)]
            asked = found or evaluation_.items  # where the machine found nothing, the form is asked, not blind
            reviews.add_all(connection, [_review(evaluation_, item, truth, one, who) for item in asked])
            if one.blind:
                change = Change(human_score=truth.score, fatal_confirmed=truth.rude)
                evaluations.change(connection, evaluation_.evaluation_id, change, who=who, at=AT, reason="review")


def review(evaluation_: Evaluation, item: str, state: ItemState, **more: object) -> Review:
    """A kept verdict on one item."""
    given: dict[str, object] = {
        "id": f"r-{evaluation_.evaluation_id}-{item}",
        "evaluation_id": evaluation_.evaluation_id,
        "who": "wang",
        "at": AT,
        "item": item,
        "state": state.value,
        "points": None,
        "reason_code": None,
        "seconds_spent": 60.0,
        "decision": None,
        "stage": "review",
        "fatal": False,
        "selection": Selection.RANDOM.value,
    }
    return Review(**(given | more))  # type: ignore[arg-type]


def _truth(random: np.random.Generator, agent: int) -> Truth:
    rude = bool(random.random() < 0.04)
    missed = bool(random.random() < (0.1 if agent % 2 else 0.25))
    points = float(np.clip(96 - 12 * missed - random.gamma(1.5, 4), 1, 100))
    return Truth(missed, rude, 0.0 if rude else round(points, 1))


def _judged(random: np.random.Generator, truth: Truth, interaction_id: str, agent: int, day: date) -> Evaluation:
    missed = bool(random.random() < (0.8 if truth.missed else 0.05))
    rude = bool(random.random() < (0.9 if truth.rude else 0.01))
    raw = float(np.clip((truth.score or 80) + random.normal(3, 4), 1, 100))
    return replace(
        evaluation(f"e-{interaction_id}", interaction_id),
        agent_id=f"a{agent}",
        team="一组" if agent % 2 else "二组",
        business_date=day,
        items=(_item(GREETING, missed), _item(RUDE, rude)),
        machine_score=0.0 if rude else round(raw, 1),
        raw_score=round(raw, 1),
        fatal_suspected=rude,
        fatal_items=(FatalItem(id="rude", kind=Line.CUSTOMER),) if rude else (),
    )


def _item(item: ItemResult, unmet: bool) -> ItemResult:
    fatal_kind = Line.CUSTOMER if unmet and item.id == "rude" else None
    return replace(item, state=ItemState.UNMET if unmet else ItemState.MET, fatal_kind=fatal_kind)


def _is_asked(evaluation_: Evaluation, item: ItemResult) -> bool:
    if evaluation_.fatal_items:
        return item.id in {fatal.id for fatal in evaluation_.fatal_items}
    return item.state is ItemState.UNMET


def _review(evaluation_: Evaluation, item: ItemResult, truth: Truth, drawn: Drawn, who: str) -> Review:
    breach = truth.rude if item.id == "rude" else truth.missed
    state = ItemState.UNMET if breach else ItemState.MET
    selection = drawn.selection.value if drawn.selection else None
    fatal = item.id == "rude" and breach
    return review(evaluation_, item.id, state, who=who, fatal=fatal, selection=selection, probability=drawn.probability)
