"""Operators that measure instead of reading words: waits, speech rate, response times, interruptions, repetition, data.

Each returns an Outcome; UNKNOWN wherever the data to decide are missing (practice.md: missing metadata never costs).
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from inspection.facts import Facts
from inspection.interaction import Channel, Interaction, Role
from inspection.response_times import ResponseRound, rounds
from inspection.rules.condition_spec import (
    ConditionSpec,
    EntitySpec,
    FeelingSpec,
    MetadataSpec,
    PerChannel,
    WaitSpec,
)
from inspection.rules.normal_text import fold
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.view import SeenTurn, SegmentView, pause_between
from inspection.timeline import Interval


def limit_for(limit: PerChannel, channel: Channel) -> float | None:
    """The limit of a channel; None when the rule has none for it."""
    return limit.get(channel.value) if isinstance(limit, dict) else limit


def waits(spec: WaitSpec, view: SegmentView) -> Outcome:
    """Silences on the phone, gaps before an answer in text, over the limit; the hit is the turn that ends it."""
    limit_s = limit_for(spec.over_s, view.channel)
    if limit_s is None:
        return NOTHING
    if view.channel is Channel.PHONE and view.facts.sound is not None:
        quiet = _silences(spec, view, limit_s)
        return Outcome.found({*quiet.hits, *_holds(view, limit_s, quiet.hits)}) if spec.holds else quiet
    return _gaps(spec, view, limit_s)


def _holds(view: SegmentView, limit_s: float, known: Sequence[Hit]) -> list[Hit]:
    """Recorded holds over the limit, each at the agent's first turn after it; known silences left out."""
    taken = {h.turn for h in known}
    hits: list[Hit] = []
    for hold in view.facts.interaction.holds:
        after = next((t for t in view.spoken_by(Role.AGENT) if (t.turn.start_s or 0.0) >= hold.end_s - 1.0), None)
        if hold.duration_s <= limit_s or after is None or after.turn.index in taken:
            continue
        hits.append(_before_turn(after, "hold", hold, limit_s))
    return hits


def _before_turn(after: SeenTurn, operator: str, wait: Interval, limit_s: float) -> Hit:
    """A wait on the phone, placed at the start of the turn that ends it."""
    return Hit(
        turn=after.turn.index,
        start_char=0,
        end_char=0,
        operator=operator,
        value=f"{wait.duration_s:.1f} s",
        threshold=f"{limit_s:g} s",
        start_s=round(wait.start_s, 3),
        end_s=round(wait.end_s, 3),
    )


def _silences(spec: WaitSpec, view: SegmentView, limit_s: float) -> Outcome:
    assert view.facts.sound is not None
    hits: list[Hit] = []
    for silence in view.facts.sound.silences:
        after = view.by_index.get(silence.turn_after) if silence.turn_after is not None else None
        if silence.interval.duration_s <= limit_s or after is None or not _is_by(after, spec.ended_by):
            continue
        hits.append(_before_turn(after, "silence", silence.interval, limit_s))
    return Outcome.found(hits)


def _gaps(spec: WaitSpec, view: SegmentView, limit_s: float) -> Outcome:
    hits: list[Hit] = []
    known = False
    for before, after in pairwise(view.turns):
        pause_s = pause_between(before.turn, after.turn)
        if pause_s is None:
            continue
        known = True
        if pause_s > limit_s and _is_by(after, spec.ended_by):
            hits.append(_at_turn(after, "wait", f"{pause_s:.0f} s", f"{limit_s:g} s", whole=False))
    return Outcome.found(hits) if known or len(view.turns) < 2 else UNKNOWN


def _is_by(turn: SeenTurn, role: str) -> bool:
    return role in ("anyone", turn.speaker.value)


def _at_turn(turn: SeenTurn, operator: str, value: str, threshold: str, *, whole: bool = True) -> Hit:
    return Hit(
        turn=turn.turn.index,
        start_char=0,
        end_char=len(turn.turn.text) if whole else 0,
        operator=operator,
        value=value,
        threshold=threshold,
        start_s=turn.turn.start_s,
        end_s=turn.turn.end_s,
    )


def speech_rate(spec: ConditionSpec, view: SegmentView) -> Outcome:
    """The agent's rate over the call outside the limits; the hits are the fastest (slowest) turns."""
    wanted, sound = spec.speech_rate, view.facts.sound
    if wanted is None or view.channel is not Channel.PHONE or sound is None or not sound.turn_rates:
        return UNKNOWN
    rates = [r for r in sound.turn_rates if r.turn in view.by_index and _is_by(view.by_index[r.turn], spec.role)]
    overall = sound.agent_rate_per_minute if spec.role == "agent" else sound.customer_rate_per_minute
    if not rates or overall is None:
        return UNKNOWN
    unit = rates[0].unit
    above = (wanted.above or {}).get(unit)  # type: ignore[call-overload]
    below = (wanted.below or {}).get(unit)  # type: ignore[call-overload]
    if above is not None and overall > above:
        worst = max(rates, key=lambda r: (r.per_minute, -r.turn))
    elif below is not None and overall < below:
        worst = min(rates, key=lambda r: (r.per_minute, r.turn))
    else:
        return NOTHING
    limit = f"{below or 0:g}-{above or 0:g} {unit}/min"
    hit = _at_turn(view.by_index[worst.turn], "speech_rate", f"{overall:.0f} {unit}/min", limit)
    return Outcome.found([hit])


def response_time(spec: ConditionSpec, view: SegmentView) -> Outcome:
    """First, mean or any answer slower than the channel's limit; unknown without message times."""
    wanted = spec.response_time
    limit_s = limit_for(wanted.above_s, view.channel) if wanted else None
    if wanted is None or limit_s is None:
        return UNKNOWN
    answered = _answered(view)
    if not answered:
        return UNKNOWN
    times = [(r.seconds or 0.0, r) for r in answered]
    if wanted.which == "first":
        times = times[:1] if view.segment.number == 0 else []
    if wanted.which == "mean":
        mean_s = sum(t for t, _ in times) / len(times)
        slowest = max(times, key=lambda t: t[0])[1]
        return Outcome.found([_slow(view, slowest, "mean_response", mean_s, limit_s)] if mean_s > limit_s else [])
    return Outcome.found([_slow(view, r, f"{wanted.which}_response", s, limit_s) for s, r in times if s > limit_s])


def _answered(view: SegmentView) -> list[ResponseRound]:
    mine = [r for r in rounds(view.facts.interaction) if r.agent_turn is not None and r.seconds is not None]
    return [r for r in mine if r.agent_turn in view.by_index]


def _slow(view: SegmentView, answer: ResponseRound, operator: str, took_s: float, limit_s: float) -> Hit:
    assert answer.agent_turn is not None
    return _at_turn(view.by_index[answer.agent_turn], operator, f"{took_s:.0f} s", f"{limit_s:g} s")


def interruptions(spec: ConditionSpec, view: SegmentView) -> Outcome:
    """The role begins to speak over the other side more often than allowed; unknown without sound."""
    wanted, sound = spec.interruptions, view.facts.sound
    if wanted is None or sound is None:
        return UNKNOWN
    mine = [i for i in sound.interruptions if i.by.value == spec.role and (i.turn is None or i.turn in view.by_index)]
    if len(mine) <= wanted.more_than:
        return NOTHING
    return Outcome.found(
        Hit(
            turn=i.turn,
            start_char=0,
            end_char=len(view.by_index[i.turn].turn.text),
            operator="interruptions",
            value=str(len(mine)),
            threshold=str(wanted.more_than),
            start_s=round(i.interval.start_s, 3),
            end_s=round(i.interval.end_s, 3),
        )
        for i in mine
        if i.turn is not None
    )


def repetition(spec: ConditionSpec, view: SegmentView) -> Outcome:
    """The role says nearly the same so many times; the hits are the repeats after the first."""
    wanted = spec.repetition
    role = None if spec.role == "anyone" else Role(spec.role)
    if wanted is None:
        return UNKNOWN
    turns = [t for t in view.spoken_by(role) if len(t.text.text) >= wanted.min_characters]
    for at, first in enumerate(turns):
        alike = [
            t for t in turns[at + 1 :] if similarity_share(first.text.text, t.text.text) >= wanted.similarity_share
        ]
        if len(alike) + 1 >= wanted.times:
            return Outcome.found(_at_turn(t, "repetition", f"{len(alike) + 1} x", f"{wanted.times} x") for t in alike)
    return NOTHING


def similarity_share(left: str, right: str) -> float:
    """Jaccard similarity of character pairs, 0-1."""
    a, b = _pairs(left), _pairs(right)
    return len(a & b) / len(a | b) if a or b else 1.0


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def metadata(spec: MetadataSpec, facts: Facts) -> Outcome:
    """A metadata field compared; a missing field is unknown (except for `present`)."""
    value = field_value(facts.interaction, spec.field)
    if spec.present is not None:
        return Outcome(Truth.TRUE if (value is not None) == spec.present else Truth.FALSE)
    if value is None:
        return UNKNOWN
    return Outcome(Truth.TRUE if _compares(spec, value) else Truth.FALSE)


def _compares(spec: MetadataSpec, value: object) -> bool:
    if spec.equals is not None:
        return _same(value, spec.equals)
    if spec.one_of is not None:
        return any(_same(value, option) for option in spec.one_of)
    if spec.contains is not None:
        return any(fold(part) in fold(str(value)) for part in spec.contains)
    number = _number(value)
    if number is None:
        return False
    if spec.above is not None:
        return number > spec.above
    return spec.below is not None and number < spec.below


def _same(value: object, wanted: object) -> bool:
    if isinstance(wanted, bool) or isinstance(value, bool):
        return str(value).lower() == str(wanted).lower()
    number, other = _number(value), _number(wanted)
    if number is not None and other is not None:
        return number == other
    return fold(str(value)) == fold(str(wanted))


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def field_value(interaction: Interaction, name: str) -> object | None:
    """A field of the interaction, or an unknown column kept in its metadata; None when missing or empty."""
    known: object = getattr(interaction, name, None) if name in interaction.__dataclass_fields__ else None
    value = known if known is not None else interaction.metadata.get(name)
    return None if value in ("", None) else value


def feeling(spec: FeelingSpec, turns: Sequence[SeenTurn], facts: Facts) -> Outcome:
    """Turns whose reader gives the label at least the wanted probability and is not ambiguous."""
    hits: list[Hit] = []
    for turn in turns:
        reading = facts.readings[turn.turn.index]
        if reading is None or reading.ambiguous:
            continue
        share: float = getattr(reading, spec.label)
        if share >= spec.at_least:
            hits.append(_at_turn(turn, "feeling", f"{spec.label} {share:.2f}", f"{spec.at_least:g}"))
    return Outcome.found(hits)


def entities(spec: EntitySpec, turns: Sequence[SeenTurn], facts: Facts) -> Outcome:
    """Entities of the wanted kinds in these turns; with `matches`, equal to one of those metadata fields."""
    looked_at = {t.turn.index: t for t in turns}
    hits: list[Hit] = []
    for entity in facts.entities:
        if entity.turn not in looked_at or entity.kind.value not in spec.kinds:
            continue
        if spec.matches is not None and not set(spec.matches) & set(entity.matches):
            continue
        turn = looked_at[entity.turn].turn
        hits.append(
            Hit(
                turn=entity.turn,
                start_char=entity.start_char,
                end_char=entity.end_char,
                operator="entity",
                value=entity.kind.value,
                threshold=", ".join(spec.kinds),
                start_s=turn.start_s,
                end_s=turn.end_s,
            )
        )
    return Outcome.found(hits)


Measure = Callable[[ConditionSpec, SegmentView], Outcome]
MEASURES: dict[str, Measure] = {
    "speech_rate": speech_rate,
    "response_time": response_time,
    "interruptions": interruptions,
    "repetition": repetition,
}
