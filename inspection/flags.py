"""Flags (标记): which interactions a supervisor must look at, why, and how they were chosen.

Customer-side risk never costs the agent a point; it has its own morning list (domain practice).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from inspection.evaluation import Evaluation
from inspection.evidence import Evidence
from inspection.facts import Facts
from inspection.flag_policy import FlagPolicy, PhraseFlag, Severity
from inspection.interaction import Interaction, Role, Turn
from inspection.plain_phrases import PhraseFinder
from inspection.selection import random_floor, risk_draw
from inspection.stable_ids import stable_id
from inspection.troubled_interactions import Trouble, troubles_of

_EVIDENCE_PER_FLAG = 5
CUSTOMER_RISKS = frozenset(
    {"self_harm", "safety", "fraud_victim", "regulator", "lawyer", "police", "media", "vulnerable_customer"}
)


class Selection(StrEnum):
    """How an interaction came onto the list: something happened, it looked risky, or by lot."""

    EVENT = "event"
    RISK = "risk"
    RANDOM = "random"


class FlagStatus(StrEnum):
    """Where a flag stands; the night only ever writes OPEN."""

    OPEN = "open"
    REVIEWED = "reviewed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One reason to look at one interaction.

    `probability` (0-1] is the chance it had of being chosen: 1.0 for an event. `segment` is None for what belongs
    to the whole interaction; `item` the item of a suspected fatal. `reason` is one line in the interaction's language.
    """

    flag_id: str
    source: str
    interaction_id: str
    segment: int | None
    agent_id: str | None
    code: str
    severity: Severity
    reason: str
    selection: Selection
    probability: float
    status: FlagStatus
    business_date: date
    item: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_customer_risk(self) -> bool:
        """True for what belongs on the morning list of customers at risk (it never speaks against the agent)."""
        return self.code in CUSTOMER_RISKS


def flags_of(
    facts: Facts,
    evaluations: Sequence[Evaluation],
    policy: FlagPolicy,
    *,
    run_date: date,
    known_agents: frozenset[str] | None = None,
) -> tuple[Flag, ...]:
    """Every flag of one interaction, in queue order (suspected fatals first).

    `evaluations` are those of its segments (none for an interaction that was not judged: risk
    words still count, but there is nothing to draw for review).
    `run_date` is the night's business date; `known_agents` the roster's ids, None without a roster.
    """
    troubles = troubles_of(facts, evaluations, policy.thresholds, known_agents=known_agents)
    found = [
        *_fatal_flags(facts, evaluations, run_date),
        *_phrase_flags(facts, policy, run_date),
        *(_trouble_flag(facts, trouble, run_date) for trouble in troubles),
        *_drawn_flags(facts, evaluations, policy, run_date),
    ]
    return tuple(sorted(found, key=queue_order))


def queue_order(flag: Flag) -> tuple[int, bool, str, int, str]:
    """Sort key of the review queue: the gravest first, then fixed."""
    return flag.severity.rank, flag.item is None, flag.code, flag.segment or 0, flag.item or ""


def _fatal_flags(facts: Facts, evaluations: Sequence[Evaluation], run_date: date) -> Iterable[Flag]:
    english = in_english(facts.interaction)
    for evaluation in evaluations:
        for fatal in sorted(evaluation.fatal_items, key=lambda f: f.id):
            said = "suspected fatal" if english else "疑似致命项"
            yield _flag(
                facts,
                run_date,
                code="suspected_fatal",
                severity=Severity.CRITICAL,
                reason=f"{said} - {evaluation.item(fatal.id).reason}",
                segment=evaluation.segment,
                agent_id=evaluation.agent_id,
                item=fatal.id,
                evidence=evaluation.item(fatal.id).evidence,
            )


@lru_cache(maxsize=256)
def _finders(flag: PhraseFlag, negations: tuple[str, ...]) -> tuple[PhraseFinder, PhraseFinder | None]:
    guards = negations if flag.negatable else ()
    together = PhraseFinder(flag.together) if flag.together else None
    return PhraseFinder(flag.phrases, flag.exceptions, guards), together


def _phrase_flags(facts: Facts, policy: FlagPolicy, run_date: date) -> Iterable[Flag]:
    english = in_english(facts.interaction)
    for rule in policy.phrase_flags:
        evidence = _words_of(facts.interaction, rule, policy.negations)
        if evidence:
            quoted = evidence[0].text
            yield _flag(
                facts,
                run_date,
                code=rule.code,
                severity=rule.severity,
                reason=f'{rule.en}: "{quoted}"' if english else f"{rule.zh}:「{quoted}」",
                agent_id=agent_at(facts.interaction, evidence[0].turn),
                evidence=evidence,
            )


def _words_of(interaction: Interaction, rule: PhraseFlag, negations: tuple[str, ...]) -> tuple[Evidence, ...]:
    finder, together = _finders(rule, negations)
    found: list[Evidence] = []
    for turn in interaction.turns_of(Role.CUSTOMER):
        if together is not None and not together.hits(turn.text):
            continue
        found.extend(_phrase_evidence(turn, h.start_char, h.end_char) for h in finder.hits(turn.text))
    return tuple(found[:_EVIDENCE_PER_FLAG])


def _phrase_evidence(turn: Turn, start: int, end: int) -> Evidence:
    words = turn.text[start:end]
    return Evidence(
        turn=turn.index,
        start_char=start,
        end_char=end,
        start_s=turn.start_s,
        end_s=turn.end_s,
        text=words,
        operator="phrase",
        value=words,
        threshold="1",
        confidence=1.0 if turn.confidence is None else turn.confidence,
    )


def _trouble_flag(facts: Facts, trouble: Trouble, run_date: date) -> Flag:
    return _flag(
        facts,
        run_date,
        code=trouble.code,
        severity=trouble.severity,
        reason=trouble.en if in_english(facts.interaction) else trouble.zh,
        segment=trouble.segment,
        agent_id=trouble.agent_id or agent_at(facts.interaction, None),
        evidence=trouble.evidence,
    )


def _drawn_flags(facts: Facts, evaluations: Sequence[Evaluation], policy: FlagPolicy, run_date: date) -> Iterable[Flag]:
    if not evaluations:
        return
    english = in_english(facts.interaction)
    by_risk = risk_draw(facts, evaluations, run_date, policy)
    if by_risk.chosen:
        names = ", ".join(by_risk.circumstances)
        reason = f"risk-weighted sample ({names})" if english else f"风险加权抽检({names})"
        yield _flag(facts, run_date, code="risk_sample", severity=Severity.LOW, reason=reason,
                    selection=Selection.RISK, probability=by_risk.probability)  # fmt: skip
    by_lot = random_floor(facts.interaction.key, run_date, policy)
    if by_lot.chosen:
        yield _flag(facts, run_date, code="random_sample", severity=Severity.INFO,
                    reason="random sample" if english else "随机抽检",
                    selection=Selection.RANDOM, probability=by_lot.probability)  # fmt: skip


def _flag(
    facts: Facts,
    run_date: date,
    *,
    code: str,
    severity: Severity,
    reason: str,
    selection: Selection = Selection.EVENT,
    probability: float = 1.0,
    segment: int | None = None,
    agent_id: str | None = None,
    item: str | None = None,
    evidence: tuple[Evidence, ...] = (),
) -> Flag:
    source, interaction_id = facts.interaction.key
    return Flag(
        flag_id=stable_id("flag", source, interaction_id, segment, code, item),
        source=source,
        interaction_id=interaction_id,
        segment=segment,
        agent_id=agent_id or agent_at(facts.interaction, None),
        code=code,
        severity=severity,
        reason=reason,
        selection=selection,
        probability=probability,
        status=FlagStatus.OPEN,
        business_date=run_date,
        item=item,
        evidence=evidence,
    )


def agent_at(interaction: Interaction, turn: int | None) -> str | None:
    """Who was serving at a turn: the agent who spoke last before it, else first after it, else the interaction's."""
    spoke = [t for t in interaction.turns if t.sender is Role.AGENT and t.agent_id]
    if turn is None or not spoke:
        return interaction.agent_id or (spoke[0].agent_id if spoke else None)
    before = [t for t in spoke if t.index <= turn]
    return (before[-1] if before else spoke[0]).agent_id


def in_english(interaction: Interaction) -> bool:
    """True when reasons are to be given in English: the interaction's language says so."""
    return (interaction.language or "").lower().startswith("en")
