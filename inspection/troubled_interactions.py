"""What can be wrong with an interaction beside its words: an unhappy ending, dead air, or too little to judge by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection.evaluation import Evaluation
from inspection.evidence import Evidence
from inspection.facts import Facts
from inspection.flag_policy import Severity, Thresholds
from inspection.interaction import Interaction, Role, Turn
from inspection.response_times import is_courtesy
from inspection.sentiment import SentimentReading
from inspection.timeline import Interval, subtract, total_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing a supervisor should know, in both languages; `segment` and `agent_id` when it belongs to one."""

    code: str
    severity: Severity
    zh: str
    en: str
    segment: int | None = None
    agent_id: str | None = None
    evidence: tuple[Evidence, ...] = ()


def troubles_of(
    facts: Facts,
    evaluations: Sequence[Evaluation],
    thresholds: Thresholds,
    *,
    known_agents: frozenset[str] | None = None,
) -> tuple[Trouble, ...]:
    """Everything that is wrong, each kind at most once (once per segment where it belongs to one)."""
    return (
        *_unhappy_ending(facts, thresholds),
        *_dead_air(facts, thresholds),
        *_too_little_judged(evaluations),
        *_weak_hearing(facts, thresholds),
        *_unassigned(facts.interaction, evaluations, known_agents),
    )


def _unhappy_ending(facts: Facts, thresholds: Thresholds) -> Iterable[Trouble]:
    interaction = facts.interaction
    if interaction.resolved:
        return
    low_csat = interaction.csat is not None and interaction.csat <= thresholds.dissatisfied_csat_up_to
    unhappy = [(t, r) for t, r in _ending(facts, thresholds.ending_turns) if _is_negative(r, thresholds)]
    if low_csat or unhappy:
        yield Trouble(
            code="unresolved_dissatisfied",
            severity=Severity.HIGH if interaction.resolved is False or low_csat else Severity.MEDIUM,
            zh="客户不满且未解决" if unhappy else f"客户评价 {interaction.csat:g} 分且未解决",
            en="the customer ends dissatisfied, unresolved"
            if unhappy
            else f"rated {interaction.csat:g} by the customer, unresolved",
            evidence=tuple(_feeling_evidence(t, r, thresholds) for t, r in unhappy),
        )


def _ending(facts: Facts, turns: int) -> list[tuple[Turn, SentimentReading]]:
    """The customer's last turns with a reading; thanks and farewells say nothing about the matter."""
    pairs = zip(facts.interaction.turns, facts.readings, strict=False)
    said = [(t, r) for t, r in pairs if r is not None and t.sender is Role.CUSTOMER and t.has_words]
    return [(t, r) for t, r in said if not is_courtesy(t)][-turns:]


def _is_negative(reading: SentimentReading, thresholds: Thresholds) -> bool:
    return reading.negative >= thresholds.negative_from and not reading.ambiguous


def _feeling_evidence(turn: Turn, reading: SentimentReading, thresholds: Thresholds) -> Evidence:
    return Evidence(
        turn=turn.index,
        start_char=0,
        end_char=len(turn.text),
        start_s=turn.start_s,
        end_s=turn.end_s,
        text=turn.text,
        operator="negative",
        value=f"{reading.negative:.2f}",
        threshold=f"{thresholds.negative_from:.2f}",
        confidence=1.0 if turn.confidence is None else turn.confidence,
    )


def _dead_air(facts: Facts, thresholds: Thresholds) -> Iterable[Trouble]:
    if facts.sound is None:
        return
    silent = [(s, total_s(subtract([s.interval], facts.interaction.holds))) for s in facts.sound.silences]
    long = [(s, length_s) for s, length_s in silent if length_s >= thresholds.dead_air_s]
    if long:
        longest = max(length_s for _, length_s in long)
        yield Trouble(
            code="long_dead_air",
            severity=Severity.LOW,
            zh=f"静默 {longest:.0f} 秒(保持除外)",
            en=f"{longest:.0f} s of dead air outside holds",
            evidence=tuple(_silence_evidence(s.interval, s.turn_after, n, thresholds) for s, n in long),
        )


def _silence_evidence(interval: Interval, turn: int | None, length_s: float, thresholds: Thresholds) -> Evidence:
    return Evidence(
        turn=turn,
        start_char=None,
        end_char=None,
        start_s=interval.start_s,
        end_s=interval.end_s,
        text="",
        operator="silence",
        value=f"{length_s:.1f} s",
        threshold=f"{thresholds.dead_air_s:g} s",
    )


def _too_little_judged(evaluations: Sequence[Evaluation]) -> Iterable[Trouble]:
    for evaluation in evaluations:
        if evaluation.machine_score is None:
            judged, possible = evaluation.points_judged, evaluation.points_possible
            yield Trouble(
                code="too_little_judged",
                severity=Severity.LOW,
                zh=f"可判分值不足:{judged:g}/{possible:g}",
                en=f"too little could be judged: {judged:g} of {possible:g} points",
                segment=evaluation.segment,
                agent_id=evaluation.agent_id,
            )


def _weak_hearing(facts: Facts, thresholds: Thresholds) -> Iterable[Trouble]:
    roles, heard = facts.trust.roles, facts.trust.recognition
    if roles < thresholds.roles_below:
        yield Trouble(code="roles_uncertain", severity=Severity.MEDIUM, zh=f"坐席与客户难以区分(把握 {roles:.0%})",
                      en=f"agent and customer are hard to tell apart ({roles:.0%} sure)")  # fmt: skip
    if heard < thresholds.recognition_below:
        yield Trouble(code="recognition_weak", severity=Severity.LOW, zh=f"语音识别可信度低({heard:.0%})",
                      en=f"recognition is weak ({heard:.0%} confidence)")  # fmt: skip


def _unassigned(
    interaction: Interaction, evaluations: Sequence[Evaluation], known_agents: frozenset[str] | None
) -> Iterable[Trouble]:
    judged: list[tuple[int | None, str | None]] = [(e.segment, e.agent_id) for e in evaluations]
    if not judged and interaction.turns_of(Role.AGENT):
        judged = [(None, interaction.agent_id)]
    for segment, agent_id in judged:
        if agent_id is not None and (known_agents is None or agent_id in known_agents):
            continue
        yield Trouble(
            code="agent_unassigned",
            severity=Severity.LOW,
            zh="坐席未登记" if agent_id is None else f"坐席 {agent_id} 不在名册中",
            en="no agent is named" if agent_id is None else f"agent {agent_id} is not in the roster",
            segment=segment,
            agent_id=agent_id,
        )
