"""Drawing the lots of a sampling plan: who is listened to, with the chance it had and the reason.

A lot is a hash of salt, day and interaction: the same day draws the same, in whatever order the interactions come.
The lot of the random floor is that of the night's random flag (selection.py), so that both name the same interactions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from inspection.flags import Selection
from inspection.sampling_plan import Candidate, Key, SamplingPlan
from inspection.sampling_policy import Stratum
from inspection.stable_ids import uniform_draw

RANDOM_FLOOR = "random_floor"
AGENT_QUOTA = "agent_quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a plan made of one interaction; kept for everyone, drawn or not, since both weigh an estimate.

    `selection` is None for what was not drawn. `probability`: the chance to be drawn at all; `blind_probability`: the
    chance to be drawn by lot alone (floor or quota). `blind`: drawn by lot, so it is judged on the full form with the
    machine's verdict, stratum and reasons hidden until submitted. `position` is the place in the day's queue, from 0.
    """

    key: Key
    agent_id: str | None
    stratum: Stratum
    selection: Selection | None
    probability: float
    blind_probability: float
    blind: bool
    reasons: tuple[str, ...] = ()
    position: int | None = None


def draw(candidates: Sequence[Candidate], plan: SamplingPlan, *, salt: str, day: date) -> tuple[Drawn, ...]:
    """Every candidate with what became of it, the drawn ones first, in queue order: fatals, events, risks, by lot."""
    lot = _lots(salt, day)
    floor = set(_lowest(candidates, plan.floor.drawn, lambda c: lot("random", c)))
    quota = _quota(candidates, plan, salt, day, lot)
    by_reason = _by_stratum(candidates, plan, lot)
    found = [_drawn(c, plan, c.key in floor, c.key in quota, c.key in by_reason) for c in candidates]
    ordered = sorted(found, key=lambda d: (d.selection is None, d.stratum.rank, d.key))
    return tuple(replace(one, position=n) if one.selection else one for n, one in enumerate(ordered))


Lot = Callable[[str, Candidate], float]


def _lots(salt: str, day: date) -> Lot:
    return lambda draw_name, candidate: uniform_draw(salt, draw_name, day.isoformat(), *candidate.key)


def _lowest(candidates: Iterable[Candidate], count: int, lot: Callable[[Candidate], float]) -> list[Key]:
    """The keys of the `count` lowest lots: a simple random sample (permanent random numbers, Ohlsson 1995)."""
    return [c.key for c in sorted(candidates, key=lambda c: (lot(c), c.key))[:count]] if count else []


def _quota(candidates: Sequence[Candidate], plan: SamplingPlan, salt: str, day: date, lot: Lot) -> set[Key]:
    """One interaction of each drawn agent."""
    chosen = sorted(plan.of_agent, key=lambda agent: uniform_draw(salt, "agents", day.isoformat(), agent))
    drawn = set(chosen[: plan.agents.drawn])
    of_agent: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.agent_id in drawn:
            of_agent[candidate.agent_id or ""].append(candidate)
    return {key for mine in of_agent.values() for key in _lowest(mine, 1, lambda c: lot("quota", c))}


def _by_stratum(candidates: Sequence[Candidate], plan: SamplingPlan, lot: Lot) -> set[Key]:
    members: dict[Stratum, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        members[candidate.stratum].append(candidate)
    return {
        key
        for stratum, inside in members.items()
        for key in _lowest(inside, plan.strata[stratum].drawn, lambda c: lot("stratum", c))
    }


def _drawn(candidate: Candidate, plan: SamplingPlan, floor: bool, quota: bool, reason: bool) -> Drawn:
    by_lot = [name for name, hit in ((RANDOM_FLOOR, floor), (AGENT_QUOTA, quota)) if hit]
    why = candidate.reasons or (candidate.stratum.value,)
    return Drawn(
        key=candidate.key,
        agent_id=candidate.agent_id,
        stratum=candidate.stratum,
        selection=_selection(candidate.stratum, bool(by_lot), reason),
        probability=plan.probability(candidate),
        blind_probability=plan.blind_probability(candidate),
        blind=bool(by_lot),
        reasons=(*by_lot, *(why if reason else ())),
    )


def _selection(stratum: Stratum, by_lot: bool, reason: bool) -> Selection | None:
    """Drawn by lot counts as random, whatever else speaks for it: it belongs to the random sample."""
    if by_lot:
        return Selection.RANDOM
    if not reason:
        return None
    return Selection.EVENT if stratum.is_event else Selection.RISK
