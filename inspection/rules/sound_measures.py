"""Operators that measure how a call sounded: waits, holds, overlaps, interruptions, loudness, rates, talk share.

Unknown wherever the sound (or the hold records) to decide are missing: practice.md, missing data never cost.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from inspection.interaction import Channel, Role
from inspection.rules.asked import Asked, hit_at
from inspection.rules.measure_specs import HoldSpec, RateSpec, WaitSpec
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome
from inspection.rules.spec_values import PerChannel
from inspection.rules.view import SeenTurn, SegmentView, pause_between
from inspection.sound import TurnRate
from inspection.timeline import Interval, total_s


def limit_for(limit: PerChannel | None, channel: Channel) -> float | None:
    """The limit of a channel; None when the rule has none for it."""
    return limit.get(channel.value) if isinstance(limit, dict) else limit


def find_waits(asked: Asked) -> Outcome:
    """Silences on the phone, gaps before an answer in text, over the limit; the hit is the turn that ends it."""
    spec, view = asked.spec.wait, asked.view
    assert spec is not None
    limit_s = limit_for(spec.over_s, view.channel)
    if limit_s is None:
        return NOTHING
    if view.channel is Channel.PHONE and view.facts.sound is not None:
        quiet = _silences(spec, view, limit_s)
        return Outcome.found({*quiet.hits, *_long_holds(view, limit_s, quiet.hits)}) if spec.holds else quiet
    return _gaps(spec, view, limit_s)


def _silences(spec: WaitSpec, view: SegmentView, limit_s: float) -> Outcome:
    assert view.facts.sound is not None
    hits: list[Hit] = []
    for silence in view.facts.sound.silences:
        after = view.by_index.get(silence.turn_after) if silence.turn_after is not None else None
        if silence.interval.duration_s <= limit_s or after is None or not is_by(after, spec.ended_by):
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
        if pause_s > limit_s and is_by(after, spec.ended_by):
            hits.append(hit_at(after, "wait", f"{pause_s:.0f} s", f"{limit_s:g} s", whole=False))
    return Outcome.found(hits) if known or len(view.turns) < 2 else UNKNOWN


def _long_holds(view: SegmentView, limit_s: float, known: Sequence[Hit]) -> list[Hit]:
    """Recorded holds over the limit, each at the agent's first turn after it; known silences left out."""
    taken = {h.turn for h in known}
    long = ((hold, _after(view, hold)) for hold in view.facts.interaction.holds if hold.duration_s > limit_s)
    return [_before_turn(t, "hold", hold, limit_s) for hold, t in long if t is not None and t.turn.index not in taken]


def _after(view: SegmentView, hold: Interval) -> SeenTurn | None:
    return next((t for t in view.spoken_by(Role.AGENT) if (t.turn.start_s or 0.0) >= hold.end_s - 1.0), None)


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


def find_holds(asked: Asked) -> Outcome:
    """Recorded holds; each hit stands at the agent's turn that ends it. Unknown when nobody recorded any."""
    spec, interaction = asked.spec.hold, asked.facts.interaction
    assert spec is not None
    if asked.view.channel is not Channel.PHONE or (not interaction.holds and interaction.hold_s is None):
        return UNKNOWN
    if spec.total_over_s is not None:
        return _total_hold(asked, spec)
    limit_s = spec.over_s or 0.0
    if not interaction.holds:  # the seconds altogether alone tell of one hold at most
        return UNKNOWN if (interaction.hold_s or 0.0) > limit_s else NOTHING
    return Outcome.found(_long_holds(asked.view, limit_s, ()))


def _total_hold(asked: Asked, spec: HoldSpec) -> Outcome:
    interaction, limit_s = asked.facts.interaction, spec.total_over_s or 0.0
    held_s = total_s(interaction.holds) if interaction.holds else interaction.hold_s or 0.0
    if held_s <= limit_s:
        return NOTHING
    ends = (t for hold in reversed(interaction.holds) if (t := _after(asked.view, hold)) is not None)
    at = next(ends, asked.view.turns[-1] if asked.view.turns else None)
    return Outcome.found([hit_at(at, "hold", f"{held_s:.1f} s", f"{limit_s:g} s", whole=False)]) if at else NOTHING


def find_interruptions(asked: Asked) -> Outcome:
    """The role begins to speak over the other side more often than allowed; unknown without sound."""
    spec, view, sound = asked.spec.interruptions, asked.view, asked.facts.sound
    assert spec is not None
    if sound is None:
        return UNKNOWN
    mine = [
        i for i in sound.interruptions if i.by.value == asked.spec.role and (i.turn is None or i.turn in view.by_index)
    ]
    if len(mine) <= spec.more_than:
        return NOTHING
    return Outcome.found(
        Hit(
            turn=i.turn,
            start_char=0,
            end_char=len(view.by_index[i.turn].turn.text),
            operator="interruptions",
            value=str(len(mine)),
            threshold=str(spec.more_than),
            start_s=round(i.interval.start_s, 3),
            end_s=round(i.interval.end_s, 3),
        )
        for i in mine
        if i.turn is not None
    )


def measure_overlap(asked: Asked) -> Outcome:
    """Time both sides speak at once within the segment; hits are the turns in which the longest overlaps begin."""
    spec, sound, span = asked.spec.overlap, asked.facts.sound, asked.view.span_s
    assert spec is not None
    if sound is None or span is None:
        return UNKNOWN
    mine = [o for o in sound.overlaps if span[0] <= o.start_s <= span[1]]
    overlap_s, spoken_s = total_s(mine), sum(_talk_s(asked.view).values())
    share = overlap_s / (spoken_s - overlap_s) if spoken_s > overlap_s else 0.0
    if spec.over_s is not None:
        value, limit, is_over = f"{overlap_s:.1f} s", f"{spec.over_s:g} s", overlap_s > spec.over_s
    else:
        value, limit, is_over = f"{share:.0%}", f"{spec.over_share:.0%}", share > (spec.over_share or 0.0)
    if not is_over:
        return NOTHING
    longest = sorted(mine, key=lambda o: -o.duration_s)[:3]
    turns = {t.turn.index: t for o in longest if (t := _speaking(asked.view, o)) is not None}
    return Outcome.found(hit_at(t, "overlap", value, limit) for t in turns.values())


def _speaking(view: SegmentView, overlap: Interval) -> SeenTurn | None:
    """The turn that begins last before the overlap ends: who came into the other's words."""
    began = [t for t in view.turns if t.turn.start_s is not None and t.turn.start_s <= overlap.end_s]
    return max(began, key=lambda t: (t.turn.start_s or 0.0, t.turn.index), default=None)


def measure_loudness(asked: Asked) -> Outcome:
    """Turns louder or quieter than the limit, or louder than the speaker's median by so many dB; needs turn levels."""
    spec, sound = asked.spec.loudness, asked.facts.sound
    assert spec is not None
    levels = {level.turn: level.dbfs for level in sound.turn_levels} if sound is not None else {}
    measured = [(t, levels[t.turn.index]) for t in asked.turns if t.turn.index in levels]
    if not measured:
        return UNKNOWN
    if spec.rise_db is not None:
        usual = median(level for _, level in measured)
        return Outcome.found(
            hit_at(t, "loudness", f"{level - usual:+.1f} dB", f"+{spec.rise_db:g} dB")
            for t, level in measured
            if level - usual > spec.rise_db
        )
    limit = spec.above_dbfs if spec.above_dbfs is not None else spec.below_dbfs
    assert limit is not None
    beyond = [(t, v) for t, v in measured if (v > limit if spec.above_dbfs is not None else v < limit)]
    return Outcome.found(hit_at(t, "loudness", f"{level:.1f} dBFS", f"{limit:g} dBFS") for t, level in beyond)


def measure_rate(asked: Asked) -> Outcome:
    """Speech rate outside the limits: over the call (the hit is the fastest or slowest turn), or of single turns."""
    spec, view, sound = asked.spec.speech_rate, asked.view, asked.facts.sound
    assert spec is not None
    if view.channel is not Channel.PHONE or sound is None or not sound.turn_rates:
        return UNKNOWN
    looked_at = {t.turn.index for t in asked.turns}
    rates = [r for r in sound.turn_rates if r.turn in looked_at]
    if not rates:
        return UNKNOWN
    if spec.per == "turn":
        return Outcome.found(_rated(view, r, r.per_minute, spec) for r in rates if _beyond(spec, r.unit, r.per_minute))
    overall = sound.agent_rate_per_minute if asked.spec.role == "agent" else sound.customer_rate_per_minute
    if overall is None:
        return UNKNOWN
    side = _beyond(spec, rates[0].unit, overall)
    if side is None:
        return NOTHING
    worst = max(rates, key=lambda r: (r.per_minute if side == "above" else -r.per_minute, -r.turn))
    return Outcome.found([_rated(view, worst, overall, spec)])


def _beyond(spec: RateSpec, unit: str, per_minute: float) -> str | None:
    above, below = _limits(spec, unit)
    if above is not None and per_minute > above:
        return "above"
    return "below" if below is not None and per_minute < below else None


def _limits(spec: RateSpec, unit: str) -> tuple[float | None, float | None]:
    return (spec.above or {}).get(unit), (spec.below or {}).get(unit)  # type: ignore[call-overload]


def _rated(view: SegmentView, rate: TurnRate, per_minute: float, spec: RateSpec) -> Hit:
    above, below = _limits(spec, rate.unit)
    limit = f"{below or 0:g}-{above or 0:g} {rate.unit}/min"
    return hit_at(view.by_index[rate.turn], "speech_rate", f"{per_minute:.0f} {rate.unit}/min", limit)


def measure_talk_share(asked: Asked) -> Outcome:
    """The role's share of the time in which agent or customer speak; unknown without sound."""
    spec, sound = asked.spec.talk_share, asked.facts.sound
    assert spec is not None
    talk_s = _talk_s(asked.view) if sound is not None else {}
    if sum(talk_s.values()) <= 0 or asked.spec.role not in talk_s:
        return UNKNOWN
    share = talk_s[asked.spec.role] / sum(talk_s.values())
    limit = spec.above if spec.above is not None else spec.below
    assert limit is not None
    is_beyond = share > limit if spec.above is not None else share < limit
    longest = max(asked.turns, key=lambda t: (len(t.turn.text), -t.turn.index), default=None)
    if not is_beyond or longest is None:
        return NOTHING
    return Outcome.found([hit_at(longest, "talk_share", f"{share:.0%}", f"{limit:.0%}")])


def _talk_s(view: SegmentView) -> dict[str, float]:
    """Seconds agent and customer speak; of a part of the call (another agent has the rest) by its turns' own times."""
    sound = view.facts.sound
    if sound is not None and len(view.segment.turns) == len(view.facts.interaction.turns):
        return {"agent": sound.agent_talk_s, "customer": sound.customer_talk_s}
    spoken = {role: [t.turn.interval for t in view.spoken_by(role)] for role in (Role.AGENT, Role.CUSTOMER)}
    return {role.value: total_s(i for i in stretches if i is not None) for role, stretches in spoken.items()}


def is_by(turn: SeenTurn, role: str) -> bool:
    """Whether a turn is the role's, or anyone's."""
    return role in ("anyone", turn.speaker.value)
