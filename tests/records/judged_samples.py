"""Invented interactions, as the night leaves them, for the records tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType

from inspection.entities import Entity, EntityKind
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
from inspection.flag_policy import Severity
from inspection.flags import Flag, FlagStatus, Selection
from inspection.interaction import Channel, Direction, HangupBy, Interaction, Role, Turn, TurnType, Word
from inspection.ledger import Ending, LedgerEntry
from inspection.recording import ChannelLayout, RecordingFacts
from inspection.sentiment import EmotionShares, SentimentReading
from inspection.sound import Interruption, Silence, SoundFacts, TurnRate
from inspection.timeline import Interval
from records.shard import Judged

NIGHT = date(2026, 9, 1)
NOON = datetime(2026, 9, 1, 4, 0, 0, 123456, tzinfo=UTC)
FURIOUS = SentimentReading(0.8, 0.1, 0.1, True, EmotionShares(0.6, 0.1, 0.1, 0.1, 0.05, 0.05), 2.5)
BEIJING = timezone(timedelta(hours=8))


def entry(interaction_id: str | None = "call-1", **changes: object) -> LedgerEntry:
    """A pending ledger entry."""
    first = LedgerEntry(
        source="drop",
        interaction_id=interaction_id,
        entry_key="calls.csv:2",
        run_id="2026-09-01-1",
        business_date=NIGHT,
        ending=Ending.PENDING,
        code="",
        reason="",
        source_file="calls.csv",
        row=2,
        recording="recordings/1.wav",
        fingerprint="f1",
    )
    return replace(first, **changes)  # type: ignore[arg-type]


def call(interaction_id: str = "call-1") -> Interaction:
    """A phone call with everything the centre can know about it."""
    return Interaction(
        source="drop",
        interaction_id=interaction_id,
        channel=Channel.PHONE,
        started_at=NOON.astimezone(BEIJING),
        agent_id="a7",
        agent_name="王小明",
        team="一组",
        site="成都",
        vendor="示例外包",
        queue="售后",
        business_line="ecommerce",
        direction=Direction.INBOUND,
        ani="*******0000",
        dnis="95000",
        customer_id="c-1",
        language="zh",
        answered_at=NOON + timedelta(seconds=4),
        ended_at=NOON + timedelta(seconds=64),
        ring_s=4.0,
        hold_s=6.5,
        holds=(Interval(10.0, 16.5),),
        transfer_from="a1",
        transfer_to="a9",
        hangup_by=HangupBy.CUSTOMER,
        ivr_notice=True,
        csat=4.0,
        nps=9.0,
        resolved=False,
        disposition="退款",
        ticket_id="t-1",
        order_id="o-1",
        recording="recordings/1.wav",
        agent_channel=1,
        metadata=MappingProxyType({"会员等级": "金卡"}),
        turns=(
            Turn(index=0, sender=Role.AGENT, text="您好，很高兴为您服务", agent_id="a7", start_s=0.5, end_s=2.5,
                 confidence=0.9, words=(Word("您好", 0.5, 1.0, 0.9),)),
            Turn(index=1, sender=Role.CUSTOMER, text="=退款怎么还没到", start_s=3.0, end_s=5.0, confidence=0.8),
            Turn(index=2, sender=Role.SYSTEM, text="", type=TurnType.EVENT, auto=True, public=True, message_id="m3",
                 sent_at=NOON),
        ),
    )  # fmt: skip


def facts(interaction_id: str = "call-1", transcript_hash: str = "t1") -> Facts:
    """What the rules read of the call."""
    return Facts(
        interaction=call(interaction_id),
        readings=(SentimentReading(0.1, 0.2, 0.7, False), FURIOUS, None),
        transcript_hash=transcript_hash,
        entities=(Entity(turn=1, kind=EntityKind.ORDER_NO, start_char=0, end_char=2, matches=("order_id",)),),
        sound=SoundFacts(
            duration_s=64.25,
            silences=(Silence(Interval(6.0, 12.0), 1, None),),
            interruptions=(Interruption(Role.AGENT, Interval(4.0, 5.0), 0),),
            turn_rates=(TurnRate(0, 280.0, "characters"),),
            agent_rate_per_minute=280.0,
        ),
        recording=RecordingFacts(
            sha256="ab" * 32,
            codec="pcm_s16le",
            sample_rate_hz=8000,
            channel_count=2,
            duration_s=64.25,
            layout=ChannelLayout.SEPARATE,
            level_dbfs=(-20.5, -23.0),
            clipped_share=0.0,
        ),
        trust=Trust(roles=1.0, recognition=0.85, audio=("quiet",)),
        recognised=True,
        model_ids=("whisper-base@1", "reader@2"),
    )


GREETING = ItemResult(
    id="greeting",
    kind=ItemKind.DUTY,
    line=Line.NON_CRITICAL,
    dimension=Dimension.ATTITUDE,
    state=ItemState.MET,
    points=5.0,
    max_points=5.0,
    confidence=0.9,
    rule_version="3",
    reason="开头问候",
    evidence=(
        Evidence(turn=0, start_char=0, end_char=2, start_s=0.5, end_s=1.0, text="您好", operator="phrase",
                 value="您好", threshold="您好", confidence=0.9),
    ),
)  # fmt: skip
RUDE = ItemResult(
    id="rude",
    kind=ItemKind.VIOLATION,
    line=Line.CUSTOMER,
    dimension=Dimension.ATTITUDE,
    state=ItemState.UNMET,
    points=0.0,
    max_points=10.0,
    confidence=0.95,
    rule_version="1",
    reason="辱骂",
    fatal_kind=Line.CUSTOMER,
)


def evaluation(evaluation_id: str = "e1", interaction_id: str = "call-1", segment: int = 0) -> Evaluation:
    """A draft evaluation with a suspected fatal."""
    return Evaluation(
        evaluation_id=evaluation_id,
        source="drop",
        interaction_id=interaction_id,
        segment=segment,
        agent_id="a7",
        team="一组",
        site="成都",
        vendor="示例外包",
        queue="售后",
        channel="phone",
        business_line="ecommerce",
        business_date=NIGHT,
        started_at=NOON,
        evaluated_at=NOON + timedelta(hours=14),
        form_id="ecommerce_phone",
        form_version="1",
        rulebook_id="ecommerce",
        rulebook_version="1",
        rulebook_hash="cd" * 32,
        transcript_hash="t1",
        model_ids=("whisper-base@1", "reader@2"),
        machine_score=0.0,
        raw_score=87.5,
        points_judged=80.0,
        points_possible=100.0,
        fatal_suspected=True,
        fatal_confirmed=False,
        fatal_items=(FatalItem(id="rude", kind=Line.CUSTOMER),),
        band="C",
        status=EvaluationStatus.DRAFT,
        items=(GREETING, RUDE),
        notices=("未知指标按通用表",),
    )


def flag(flag_id: str = "flag-1", interaction_id: str = "call-1", selection: Selection = Selection.EVENT) -> Flag:
    """An open flag."""
    return Flag(
        flag_id=flag_id,
        source="drop",
        interaction_id=interaction_id,
        segment=0,
        agent_id="a7",
        code="suspected_fatal",
        severity=Severity.CRITICAL,
        reason="疑似致命项: rude",
        selection=selection,
        probability=1.0,
        status=FlagStatus.OPEN,
        business_date=NIGHT,
        item="rude",
        evidence=GREETING.evidence,
    )


def judged(interaction_id: str = "call-1", *evaluations: Evaluation, transcript_hash: str = "t1") -> Judged:
    """The whole call, scored; without evaluations given it has one."""
    return Judged(
        facts=facts(interaction_id, transcript_hash),
        business_date=NIGHT,
        entry=entry(interaction_id, ending=Ending.SCORED, code="scored", reason="scored"),
        evaluations=evaluations or (evaluation(f"e-{interaction_id}", interaction_id),),
        flags=(flag(f"flag-{interaction_id}", interaction_id),),
    )
