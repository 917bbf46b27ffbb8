"""A workspace as a night leaves it, filled through records/ with invented values; some of them hostile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from inspection.coaching.queue import coaching_queue
from inspection.evaluation import Evaluation, ItemKind, ItemState
from inspection.evidence import Evidence
from inspection.flag_policy import Severity
from inspection.flags import Flag
from inspection.ledger import Ending
from inspection.period import Period
from inspection.scorecards.cards import scorecards
from inspection.service_facts import service_facts
from records import coaching, ledger, runs
from records.database import writing
from records.scorecards import cards as stored_scorecards
from records.shard import Judged, save_shard
from records.workspace import Workspace
from tests.inspection.result_cases import results_policy, sla_policy
from tests.records.judged_samples import GREETING, NIGHT, NOON, RUDE, entry, evaluation, facts, flag

HOSTILE = '<script>alert("x")</script>\u202egnp.exe\u2066&amp;"\'<img src=x onerror=alert(1)>{{ 7*7 }}'
MONTH = Period.month(NIGHT)
WORDS = "退款怎么还没到"


def evidence_at(text: str, words: str, turn: int = 1) -> Evidence:
    start = text.index(words)
    return Evidence(turn=turn, start_char=start, end_char=start + len(words), start_s=3.0, end_s=5.0, text=words,
                    operator="phrase", value=words, threshold="1", confidence=0.55)  # fmt: skip


def call_of(
    interaction_id: str,
    said: str = f"我的{WORDS}",
    agent_id: str = "a7",
    source: str = "drop",
    *,
    evaluations: Sequence[Evaluation] | None = None,
    flags: Sequence[Flag] | None = None,
) -> Judged:
    """A call whose second turn is `said`; its rude item and its suspected fatal rest on words of that turn."""
    heard = facts(interaction_id)
    first, second, third = heard.interaction.turns
    spoken = (replace(first, agent_id=agent_id), replace(second, text=said, confidence=0.42), third)
    interaction = replace(heard.interaction, source=source, agent_id=agent_id, turns=spoken, team=f"{agent_id} 组")
    words = evidence_at(said, WORDS if WORDS in said else said)
    judged = evaluation_of(interaction_id, agent_id, source, words) if evaluations is None else None
    raised = [
        replace(
            flag(f"flag-{source}-{interaction_id}", interaction_id), evidence=(words,), source=source, agent_id=agent_id
        )
    ]
    return Judged(
        facts=replace(heard, interaction=interaction),
        business_date=NIGHT,
        entry=entry(interaction_id, source=source, ending=Ending.SCORED, code="scored", reason=""),
        evaluations=(judged,) if judged else tuple(evaluations or ()),
        flags=tuple(raised if flags is None else flags),
    )


def evaluation_of(interaction_id: str, agent_id: str, source: str, words: Evidence) -> Evaluation:
    greeting = replace(GREETING, reason="开场问候:已做到「您好」")
    rude = replace(RUDE, reason=f"辱骂:发现违规表述「{words.text[:20]}」", evidence=(words,))
    notice = replace(RUDE, id="hold_notice", kind=ItemKind.DUTY, state=ItemState.NOT_APPLICABLE, fatal_kind=None)
    human = replace(GREETING, id="need_confirmation", state=ItemState.NEEDS_HUMAN, points=0.0, evidence=())
    return replace(
        evaluation(f"e-{source}-{interaction_id}", interaction_id),
        agent_id=agent_id,
        source=source,
        team=f"{agent_id} 组",
        items=(greeting, notice, human, rude),
    )


def clean_call(number: int, agent_id: str) -> Judged:
    """A call without a fatal, with a score of its own."""
    one = call_of(f"clean-{number:04d}", agent_id=agent_id, flags=())
    score = 60.0 + number * 7 % 41
    judged = replace(one.evaluations[0], machine_score=score, raw_score=score, fatal_suspected=False, fatal_items=(),
                     items=tuple(i for i in one.evaluations[0].items if i.id != "rude"), band="A")  # fmt: skip
    return replace(one, evaluations=(judged,))


def risk_flag(interaction_id: str, number: int) -> Flag:
    return replace(flag(f"risk-{number}", interaction_id), code="regulator", severity=Severity.HIGH, item=None,
                   reason="客户提到监管或投诉渠道:「12315」")  # fmt: skip


def fill(folder: Path, calls: Sequence[Judged], *, more_entries: Sequence[object] = ()) -> Path:
    """A finished night over these calls, with scorecards and coaching worked out as the night does."""
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        run = runs.start(connection, business_date=NIGHT, source_set="drop", at=NOON)
        ledger.expect(connection, [one.entry for one in calls])
        ledger.expect(connection, list(more_entries))  # type: ignore[arg-type]
        save_shard(connection, calls)
        runs.finish(connection, run.run_id, at=NOON + timedelta(hours=2), exit_code=0, counts={"scored": len(calls)})
        judged = [e for one in calls for e in one.evaluations]
        served = [service_facts(one.facts.interaction, NIGHT) for one in calls]
        for period in (MONTH, Period.day(NIGHT)):
            cards = scorecards(judged, served, period, results_policy().scorecards, sla_policy())
            stored_scorecards.replace_period(connection, period.label, cards)
        tasks = coaching_queue(judged, MONTH, results_policy().coaching)
        coaching.replace_period(connection, MONTH.label, tasks)
    workspace.close()
    return folder


def an_ordinary_night(folder: Path) -> Path:
    """Three agents, forty clean calls, two suspected fatals, a customer at risk, and input that could not be judged."""
    clean = [clean_call(number, f"a{7 + number % 3}") for number in range(40)]
    rude = [call_of("rude-1"), call_of("rude-2", "你们服务太差了,我要投诉到12315", agent_id="a8")]
    at_risk = replace(clean[0], flags=(risk_flag("clean-0000", 1),))
    failed = entry("cut-1", ending=Ending.FAILED, code="truncated", reason="录音不完整", retryable=True, row=7)
    broken = entry(None, entry_key="calls.csv:9", row=9, ending=Ending.FAILED, code="bad_row", reason="该行无法读取")
    missing = entry("gone-1", ending=Ending.MISSING, code="recording_missing", reason="录音缺失", row=11)
    short = entry("short-1", ending=Ending.EXCLUDED, code="too_short", reason="时长过短 (shorter than the minimum)")
    return fill(folder, [at_risk, *clean[1:], *rude], more_entries=(failed, broken, missing, short))
