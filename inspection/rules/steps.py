"""Order of steps (流程): each step after the one before; what is missing or out of place is named."""

from inspection.rules.asked import Asked, Look, hit_at
from inspection.rules.condition_spec import Step
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.view import SegmentView


def follow_steps(asked: Asked) -> Outcome:
    """True with one hit per step when all wanted steps are found in order.

    False carries one hit too: it names the step that is missing or comes too early (so that `not` has evidence).
    """
    found: list[Hit] = []
    for number, step in enumerate(asked.spec.steps or (), start=1):
        if not _is_wanted(step, asked.look):
            continue
        outcome = asked.look(step.find)
        if outcome.truth is Truth.UNKNOWN:
            return UNKNOWN
        following = next((h for h in outcome.hits if not found or h.place > found[-1].place), None)
        if outcome.truth is Truth.TRUE and following is not None:
            found.append(following)
        elif not step.optional or (outcome.truth is Truth.TRUE and outcome.hits):
            return _broken(asked.view, number, step, outcome, found)
    return Outcome.found(found)


def _is_wanted(step: Step, look: Look) -> bool:
    return step.only_if is None or look(step.only_if).truth is Truth.TRUE


def _broken(view: SegmentView, number: int, step: Step, outcome: Outcome, found: list[Hit]) -> Outcome:
    """False, with the misplaced words, or the place after which the missing ones belong."""
    before = f"after '{found[-1].value}'" if found else "at the beginning"
    if outcome.truth is Truth.TRUE and outcome.hits:
        early = outcome.hits[0]
        value = f"step {number} '{step.find}' comes too early"
        return Outcome(Truth.FALSE, (_renamed(early, value, before),))
    if not view.turns:
        return NOTHING
    at = view.by_index[found[-1].turn] if found else view.turns[0]
    return Outcome(Truth.FALSE, (hit_at(at, "steps", f"step {number} '{step.find}' is missing", before),))


def _renamed(hit: Hit, value: str, threshold: str) -> Hit:
    return Hit(
        turn=hit.turn,
        start_char=hit.start_char,
        end_char=hit.end_char,
        operator="steps",
        value=value,
        threshold=threshold,
        confidence=hit.confidence,
        by_sound=hit.by_sound,
        start_s=hit.start_s,
        end_s=hit.end_s,
    )
