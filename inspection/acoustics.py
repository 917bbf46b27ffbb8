"""What the sound of a call says: silences, overlaps, interruptions, speech rates and talk time.

Definitions and thresholds: domain practice, formats-and-metrics 5.7 (a silence counts above 3 s; an interruption is an
overlap begun while the other side had spoken for .5 s and held for .6 s; shorter is a back-channel).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspection.interaction import Role, Turn
from inspection.sound import Interruption, Silence, SoundFacts, TurnRate
from inspection.timeline import Interval, gaps, intersect, merge, subtract, total_s


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundThresholds:
    """The figures behind the definitions, all seconds.

    `silence_s`: nobody speaks for longer. `spoken_before_s`/`interruption_s`: how long the other side had spoken and
    how long the interrupter goes on over it. `run_gap_s`: a pause inside one person's run of speech.
    `least_overlap_s`: shorter overlaps lie within the uncertainty of voice activity.
    `rated_turn_s`: turns with less speech have no speech rate of their own.
    """

    silence_s: float = 3.0
    spoken_before_s: float = 0.5
    interruption_s: float = 0.6
    run_gap_s: float = 0.3
    least_overlap_s: float = 0.1
    rated_turn_s: float = 2.0


DEFAULT_THRESHOLDS = SoundThresholds()
_WRITTEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W_\u3400-\u4dbf\u4e00-\u9fff]+(?:['’-][^\W_]+)*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
CHARACTERS, WORDS = "characters", "words"

Speech = Mapping[Role, Sequence[Interval]]


def sound_facts(
    turns: Sequence[Turn],
    speech: Speech,
    duration_s: float,
    holds: Sequence[Interval] = (),
    *,
    language: str = "zh",
    thresholds: SoundThresholds = DEFAULT_THRESHOLDS,
) -> SoundFacts:
    """The acoustic facts of one call.

    `speech` holds the stretches in which each role speaks (seconds; from voice activity, or `speech_of_turns`);
    `holds` are announced by the telephone system: time on hold is not silence. `duration_s` is the recording's.
    """
    agent, customer = merge(speech.get(Role.AGENT, ())), merge(speech.get(Role.CUSTOMER, ()))
    unit = CHARACTERS if language.lower().startswith(("zh", "cmn", "yue")) else WORDS
    return SoundFacts(
        duration_s=duration_s,
        silences=_silences(turns, speech, duration_s, holds, thresholds.silence_s),
        overlaps=intersect(agent, customer),
        interruptions=_interruptions(turns, agent, customer, thresholds),
        turn_rates=_turn_rates(turns, speech, unit, thresholds.rated_turn_s),
        agent_rate_per_minute=_rate_of(turns, Role.AGENT, agent, unit),
        customer_rate_per_minute=_rate_of(turns, Role.CUSTOMER, customer, unit),
        agent_talk_s=round(total_s(agent), 3),
        customer_talk_s=round(total_s(customer), 3),
    )


def speech_of_turns(turns: Sequence[Turn]) -> dict[Role, tuple[Interval, ...]]:
    """Speech by role from the turns' own times, for transcripts that came as text."""
    roles = {turn.sender for turn in turns}
    return {
        role: merge(turn.interval for turn in turns if turn.sender is role and turn.interval is not None)
        for role in sorted(roles)
    }


def _silences(
    turns: Sequence[Turn], speech: Speech, duration_s: float, holds: Sequence[Interval], longest_s: float
) -> tuple[Silence, ...]:
    """Stretches in which nobody speaks and the call is not on hold, with the turns around them."""
    everybody = [stretch for own in speech.values() for stretch in own]
    if not everybody or duration_s <= 0:
        return ()
    quiet = subtract(gaps(everybody, Interval(0.0, duration_s)), holds)
    return tuple(
        Silence(stretch, _turn_before(turns, stretch), _turn_after(turns, stretch))
        for stretch in quiet
        if stretch.duration_s > longest_s
    )


def _middle_s(stretch: Interval) -> float:
    return (stretch.start_s + stretch.end_s) / 2


def _turn_before(turns: Sequence[Turn], quiet: Interval) -> int | None:
    """The last turn that ended (or, when a turn goes on over the silence, began) before its middle."""
    before = [t for t in turns if t.start_s is not None and t.start_s < _middle_s(quiet)]
    return max(before, key=lambda t: (t.start_s or 0.0, t.index)).index if before else None


def _turn_after(turns: Sequence[Turn], quiet: Interval) -> int | None:
    after = [t for t in turns if t.start_s is not None and t.start_s >= _middle_s(quiet)]
    return min(after, key=lambda t: (t.start_s or 0.0, t.index)).index if after else None


def _interruptions(
    turns: Sequence[Turn], agent: Sequence[Interval], customer: Sequence[Interval], thresholds: SoundThresholds
) -> tuple[Interruption, ...]:
    """Both directions, in order of time."""
    runs = {
        Role.AGENT: merge(agent, gap_s=thresholds.run_gap_s),
        Role.CUSTOMER: merge(customer, gap_s=thresholds.run_gap_s),
    }
    found = [
        Interruption(by, overlap, _turn_of(turns, by, overlap))
        for by, other in ((Role.AGENT, Role.CUSTOMER), (Role.CUSTOMER, Role.AGENT))
        for overlap in _broken_into(runs[by], runs[other], thresholds)
    ]
    return tuple(sorted(found, key=lambda i: (i.interval, i.by)))


def _broken_into(own: Iterable[Interval], other: Iterable[Interval], thresholds: SoundThresholds) -> Iterable[Interval]:
    """Overlaps that `own` began while `other` had spoken long enough, and in which `own` went on long enough."""
    for run in own:
        if run.duration_s < thresholds.interruption_s:
            continue
        for speaking in other:
            spoken_s = run.start_s - speaking.start_s
            overlap = run.intersection(speaking)
            if overlap is None or overlap.duration_s < thresholds.least_overlap_s:
                continue
            if spoken_s >= thresholds.spoken_before_s:
                yield overlap


def _turn_of(turns: Sequence[Turn], role: Role, stretch: Interval) -> int | None:
    """The role's turn that shares most with the stretch."""
    shared = {
        turn.index: common.duration_s
        for turn in turns
        if turn.sender is role and turn.interval and (common := turn.interval.intersection(stretch))
    }
    return max(shared, key=lambda index: (shared[index], -index)) if shared else None


def spoken_units(text: str, unit: str) -> int:
    """How much is said in a text as it was spoken: characters (a foreign word or a number's digits count as heard).

    In `characters` each Chinese character is one, each digit one (they are read out), each Latin word two;
    in `words` each word is one and each Chinese character one.
    """
    pieces = _WRITTEN.findall(text)
    if unit == WORDS:
        return len(pieces)
    return sum(1 if _HAN.fullmatch(p) else sum(c.isdigit() for c in p) or 2 for p in pieces)


def _turn_rates(turns: Sequence[Turn], speech: Speech, unit: str, shortest_s: float) -> tuple[TurnRate, ...]:
    """Rates of the turns that are long enough, over the speech inside the turn."""
    rates: list[TurnRate] = []
    for turn in turns:
        if turn.interval is None or not turn.has_words:
            continue
        spoken_s = total_s(intersect([turn.interval], speech.get(turn.sender, ())))
        if spoken_s >= shortest_s:
            rates.append(TurnRate(turn.index, round(spoken_units(turn.text, unit) * 60 / spoken_s, 1), unit))
    return tuple(rates)


def _rate_of(turns: Sequence[Turn], role: Role, speech: Sequence[Interval], unit: str) -> float | None:
    """Units per minute of that person's speech, over the whole call; None when they hardly spoke."""
    spoken_s = total_s(speech)
    units = sum(spoken_units(t.text, unit) for t in turns if t.sender is role and t.has_words)
    return round(units * 60 / spoken_s, 1) if spoken_s >= 1.0 and units else None
