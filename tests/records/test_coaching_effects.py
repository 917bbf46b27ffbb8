"""Effects from the database: who was coached themselves is no colleague to compare with; days are counted rightly."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from sqlalchemy.engine import Engine

from inspection.access.sight import Place, Sight
from inspection.coaching.effect import EffectVerdict
from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.evaluation import Evaluation
from records import coaching, coaching_effects
from records.database import reading, writing
from tests.records.coaching_site import TODAY, calls, store

POLICY = EffectPolicy()
HELD = TODAY - timedelta(days=30)


def task(agent_id: str, held_on: date = HELD, **more: object) -> CoachingTask:
    given = CoachingTask(
        task_id=f"t-{agent_id}", agent_id=agent_id, group="ecommerce", item="closing", kind=CoachingKind.INDIVIDUAL,
        priority=1, expected_points=1.0, reason="", evidence=(), trainer="lin", due_on=TODAY,
        status=CoachingStatus.CLOSED, period="2026-10", effect={"baseline_unmet": 4.0}, agents=(agent_id,),
        held_on=held_on, material="v2",
    )  # fmt: skip
    return replace(given, **more)  # type: ignore[arg-type]


def months(agents: int, better: int, day: int = 4) -> list[Evaluation]:
    """Forty days before and thirty after: everybody fails one of `day` a day; the first `better` nothing afterwards."""
    random, rows = np.random.default_rng(7), []
    for back in range(70, 0, -5):
        on = TODAY - timedelta(days=back)
        for k in range(agents):
            coached = k < better
            unmet = 0 if coached and on > HELD else 2 if coached else int(random.integers(0, 3))
            rows += calls(f"A{k:02}", on, min(unmet, day), day, 10_000 * k + 100 * back)
    return rows


def effects(engine: Engine, until: date = TODAY) -> coaching_effects.EffectRow:
    with reading(engine) as connection:
        found = coaching_effects.measured(connection, POLICY, since=HELD, until=until)
        (row,) = coaching_effects.effects(found, lambda t: t.material)
    return row


def test_an_agent_who_got_better_beyond_colleagues_is_seen(engine: Engine) -> None:
    store(engine, months(agents=16, better=1))
    with writing(engine) as connection:
        coaching.save(connection, [task("A00")])
    row = effects(engine)
    assert (row.key, row.coachings, row.effect.coachings, row.effect.controls) == ("v2", 1, 1, 15)
    assert row.effect.after == 100.0
    assert row.effect.verdict is EffectVerdict.IMPROVED


def test_colleagues_who_were_coached_as_well_are_not_compared_with(engine: Engine) -> None:
    store(engine, months(agents=16, better=1))
    with writing(engine) as connection:
        coaching.save(connection, [task("A00"), *(task(f"A{k:02}", HELD + timedelta(days=9)) for k in range(1, 5))])
        found = coaching_effects.measured(connection, POLICY, since=HELD, until=TODAY)
    (first,) = [m for m in found if m.task.agent_id == "A00"]
    assert set(first.estimates[0].weights) == {f"A{k:02}" for k in range(5, 16)}


def test_before_there_are_enough_days_it_says_so(engine: Engine) -> None:
    store(engine, months(agents=16, better=1))
    with writing(engine) as connection:
        coaching.save(connection, [task("A00")])
    row = effects(engine, until=HELD + timedelta(days=10))
    assert (row.coachings, row.effect.verdict) == (1, EffectVerdict.NOT_ENOUGH)


def test_the_effect_is_kept_beside_the_baseline(engine: Engine) -> None:
    store(engine, months(agents=16, better=1))
    with writing(engine) as connection:
        coaching.save(connection, [task("A00")])
        for _ in range(2):
            found = coaching_effects.measured(connection, POLICY, since=HELD, until=TODAY)
            coaching_effects.keep(connection, found)
        kept = coaching.find(connection, "t-A00").task.effect
    assert kept["baseline_unmet"] == 4.0
    assert kept["effect_low"] < kept["effect_points"] < kept["effect_high"]
    assert kept["controls"] == 15.0


def test_the_day_it_was_held_belongs_to_neither_side(engine: Engine) -> None:
    rows = months(agents=16, better=1)
    store(engine, [*rows, *calls("A00", HELD, 50, 50, 900_000)])
    with writing(engine) as connection:
        coaching.save(connection, [task("A00")])
        (found,) = coaching_effects.measured(connection, POLICY, since=HELD, until=TODAY)
    window = found.estimates[0].coached
    assert (window.before.n, window.after.n) == (32, 20)  # days 70 ... 35 before and 25 ... 5 after, four calls each


def test_coachings_of_agents_who_are_not_seen_are_left_out_and_colleagues_still_compared(engine: Engine) -> None:
    store(engine, months(agents=16, better=1))
    shared = replace(task("A02"), task_id="t-shared", agent_id=None, agents=("A00", "A02"))
    with writing(engine) as connection:
        coaching.save(connection, [task("A00"), task("A01"), shared])
        own = Sight(frozenset({Place(agent_id="A00")}))
        (found,) = coaching_effects.measured(connection, POLICY, since=HELD, until=TODAY, sight=own)
    assert found.task.task_id == "t-A00"
    assert set(found.estimates[0].weights) == {f"A{k:02}" for k in range(3, 16)}
