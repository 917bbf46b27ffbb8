"""Small interactions and evaluations for the tests of flags, scorecards, coaching and service metrics."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

from inspection.evaluation import (
    Dimension,
    Evaluation,
    EvaluationStatus,
    FatalItem,
    ItemKind,
    ItemResult,
    ItemState,
    Line,
)
from inspection.evidence import Evidence
from inspection.facts import Facts, Trust
from inspection.flag_policy import FlagPolicy, flag_policy_of
from inspection.interaction import Channel, Interaction, Role, Turn, TurnType
from inspection.results_policy import ResultsPolicy, results_policy_of
from inspection.sentiment import SentimentReading
from inspection.sla import SlaPolicy, sla_policy_of
from inspection.sound import SoundFacts

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NEGATIVE = SentimentReading(0.9, 0.08, 0.02, False)
NEUTRAL = SentimentReading(0.05, 0.9, 0.05, False)
SENDERS = {"a": Role.AGENT, "c": Role.CUSTOMER, "b": Role.BOT, "s": Role.SYSTEM}


def shipped(name: str) -> str:
    """The text of a shipped policy file."""
    return (files("scoring_rules") / name).read_text("utf-8")


def flag_policy() -> FlagPolicy:
    return flag_policy_of(shipped("flags.yaml"))


def results_policy() -> ResultsPolicy:
    return results_policy_of(shipped("results.yaml"))


def sla_policy() -> SlaPolicy:
    return sla_policy_of(shipped("sla.yaml"))


def turn(index: int, sender: str, text: str, at_s: float | None = None, **more: object) -> Turn:
    """`a`gent, `c`ustomer, `b`ot or `s`ystem says something `at_s` seconds after noon."""
    sent_at = None if at_s is None else NOON + timedelta(seconds=at_s)
    given: dict[str, object] = {"index": index, "sender": SENDERS[sender], "text": text, "sent_at": sent_at, **more}
    return Turn(**given)  # type: ignore[arg-type]


def chat(*said: tuple[str, str, float] | Turn, **more: object) -> Interaction:
    """A chat of (sender, text, seconds) or ready turns, numbered in order."""
    turns = tuple(t if isinstance(t, Turn) else turn(i, *t) for i, t in enumerate(said))
    given: dict[str, object] = {"source": "drop", "interaction_id": "C1", "channel": Channel.CHAT, "started_at": NOON,
                                "agent_id": "A1", "turns": turns, **more}  # fmt: skip
    return Interaction(**given)  # type: ignore[arg-type]


def facts_of(
    interaction: Interaction,
    *,
    readings: Mapping[int, SentimentReading] | None = None,
    sound: SoundFacts | None = None,
    trust: Trust | None = None,
) -> Facts:
    """Facts with neutral readings except where given."""
    given = readings or {}
    course = tuple(given.get(t.index, NEUTRAL) for t in interaction.turns)
    return Facts(
        interaction=interaction, readings=course, transcript_hash="0" * 64, sound=sound, trust=trust or Trust()
    )


def event(index: int, text: str, at_s: float) -> Turn:
    return turn(index, "s", text, at_s, type=TurnType.EVENT)


def words(text: str = "您说什么") -> Evidence:
    return Evidence(turn=1, start_char=0, end_char=len(text), start_s=None, end_s=None, text=text, operator="phrase",
                    value=text, threshold="1")  # fmt: skip


def item(
    item_id: str,
    state: ItemState,
    *,
    max_points: float = 10.0,
    line: Line = Line.NON_CRITICAL,
    dimension: Dimension = Dimension.COMMUNICATION,
    kind: ItemKind = ItemKind.DUTY,
    evidence: tuple[Evidence, ...] = (),
) -> ItemResult:
    earned = max_points if state is ItemState.MET else 0.0
    return ItemResult(id=item_id, kind=kind, line=line, dimension=dimension, state=state, points=earned,
                      max_points=max_points, confidence=1.0, rule_version="1", reason="",
                      evidence=evidence)  # fmt: skip


def evaluation(number: int, agent_id: str | None = "A1", score: float | None = 90.0, **more: object) -> Evaluation:
    """One evaluation; `fatal` names items suspected (all compliance), everything else as given."""
    fatal = more.pop("fatal", ())
    fatals = tuple(FatalItem(id=f, kind=Line.COMPLIANCE) for f in fatal)  # type: ignore[attr-defined]
    given: dict[str, object] = {
        "evaluation_id": f"E{number:05d}", "source": "drop", "interaction_id": f"C{number}", "segment": 0,
        "agent_id": agent_id, "team": "T1", "site": None, "vendor": "V1", "queue": "Q1", "channel": "chat",
        "business_line": "ecommerce", "business_date": DAY, "started_at": NOON, "evaluated_at": NOON,
        "form_id": "ecommerce", "form_version": "1", "rulebook_id": "ecommerce", "rulebook_version": "1",
        "rulebook_hash": "r", "transcript_hash": "t", "model_ids": (), "machine_score": 0.0 if fatals else score,
        "raw_score": score, "points_judged": 90.0, "points_possible": 100.0, "fatal_suspected": bool(fatals),
        "fatal_confirmed": False, "fatal_items": fatals, "band": None, "status": EvaluationStatus.DRAFT, "items": (),
    }  # fmt: skip
    made = {**given, **more}
    listed = {i.id for i in made["items"]}  # type: ignore[attr-defined]
    made["items"] = (*made["items"], *(item(f, ItemState.UNMET, max_points=0.0) for f in fatal if f not in listed))  # type: ignore[misc]
    return Evaluation(**made)  # type: ignore[arg-type]
