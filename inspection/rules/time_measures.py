"""Operators that measure time and counts: response times, duration, turns, repetition, who ended the interaction."""

from inspection.interaction import Channel
from inspection.response_times import ResponseRound, rounds
from inspection.rules.asked import Asked, hit_at
from inspection.rules.normal_text import fold
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.sound_measures import limit_for
from inspection.rules.view import SegmentView


def measure_responses(asked: Asked) -> Outcome:
    """First, mean or any answer slower than the channel's limit; unknown without message times."""
    spec, view = asked.spec.response_time, asked.view
    assert spec is not None
    limit_s = limit_for(spec.above_s, view.channel)
    answered = _answered(asked)
    if limit_s is None or not answered:
        return UNKNOWN
    times = [(r.seconds or 0.0, r) for r in answered]
    if spec.which == "first":
        times = times[:1] if view.segment.number == 0 else []
    if spec.which == "mean":
        mean_s = sum(t for t, _ in times) / len(times)
        slowest = max(times, key=lambda t: t[0])[1]
        return Outcome.found([_slow(view, slowest, "mean_response", mean_s, limit_s)] if mean_s > limit_s else [])
    return Outcome.found([_slow(view, r, f"{spec.which}_response", s, limit_s) for s, r in times if s > limit_s])


def _answered(asked: Asked) -> list[ResponseRound]:
    spec = asked.spec.response_time
    hours = spec.business_hours.hours if spec is not None and spec.business_hours is not None else None
    found = rounds(asked.facts.interaction, hours)
    return [r for r in found if r.agent_turn in asked.view.by_index and r.seconds is not None]


def _slow(view: SegmentView, answer: ResponseRound, operator: str, took_s: float, limit_s: float) -> Hit:
    assert answer.agent_turn is not None
    return hit_at(view.by_index[answer.agent_turn], operator, f"{took_s:.0f} s", f"{limit_s:g} s")


def measure_duration(asked: Asked) -> Outcome:
    """Length of the interaction against the channel's limit; the hit is its last turn. Unknown without times."""
    spec, view = asked.spec.duration, asked.view
    assert spec is not None
    limit_s = limit_for(spec.above_s if spec.above_s is not None else spec.below_s, view.channel)
    lasted_s = _lasted_s(view)
    if limit_s is None or lasted_s is None or not view.turns:
        return UNKNOWN
    is_beyond = lasted_s > limit_s if spec.above_s is not None else lasted_s < limit_s
    if not is_beyond:
        return NOTHING
    return Outcome.found([hit_at(view.turns[-1], "duration", f"{lasted_s:.0f} s", f"{limit_s:g} s")])


def _lasted_s(view: SegmentView) -> float | None:
    sound = view.facts.sound
    is_whole = len(view.segment.turns) == len(view.facts.interaction.turns)
    if view.channel is Channel.PHONE and sound is not None and is_whole:
        return sound.duration_s
    if view.span_s is not None:
        return view.span_s[1] - view.span_s[0]
    sent = [t.turn.sent_at for t in view.turns if t.turn.sent_at is not None]
    return (max(sent) - min(sent)).total_seconds() if len(sent) > 1 else None


def count_turns(asked: Asked) -> Outcome:
    """Turns with words in the scope; `more_than` shows the first turn too many."""
    spec = asked.spec.turn_count
    assert spec is not None
    if spec.more_than is not None:
        extra = asked.turns[spec.more_than : spec.more_than + 1]
        return Outcome.found(hit_at(t, "turn_count", str(len(asked.turns)), str(spec.more_than)) for t in extra)
    return Outcome(Truth.TRUE if len(asked.turns) >= (spec.at_least or 0) else Truth.FALSE)


def who_hung_up(asked: Asked) -> Outcome:
    """Who ended the interaction, as the metadata say; the hit is the last turn."""
    by = asked.facts.interaction.hangup_by
    if by is None:
        return UNKNOWN
    if by.value != asked.spec.hung_up or not asked.view.turns:
        return NOTHING
    return Outcome.found([hit_at(asked.view.turns[-1], "hung_up", by.value, asked.spec.hung_up, whole=False)])


def find_repetition(asked: Asked) -> Outcome:
    """The role says nearly the same so many times; the hits are the repeats after the first."""
    spec = asked.spec.repetition
    assert spec is not None
    left_out = [fold(p) for p in spec.excludes]
    turns = [
        t
        for t in asked.turns
        if len(t.text.text) >= spec.min_characters and not any(p in t.text.text for p in left_out)
    ]
    for at, first in enumerate(turns):
        alike = [t for t in turns[at + 1 :] if similarity_share(first.text.text, t.text.text) >= spec.similarity_share]
        if len(alike) + 1 >= spec.times:
            return Outcome.found(hit_at(t, "repetition", f"{len(alike) + 1} x", f"{spec.times} x") for t in alike)
    return NOTHING


def similarity_share(left: str, right: str) -> float:
    """Jaccard similarity of character pairs, 0-1."""
    a, b = _pairs(left), _pairs(right)
    return len(a & b) / len(a | b) if a or b else 1.0


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
