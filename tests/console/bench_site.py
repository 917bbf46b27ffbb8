"""A centre whose supervisors review calls they can hear: two suspected fatals, one call drawn by lot, one at rest."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from console.app import Serving
from console.guard import Guard
from inspection.evaluation import Evaluation
from inspection.evidence import Evidence
from inspection.flags import Flag, Selection
from inspection.interaction import Word
from inspection.number_index import NumberMark
from inspection.people import Person, PersonRole
from inspection.sound import Silence, SoundFacts
from inspection.timeline import Interval
from pipelines.decoding import decode_legs
from pipelines.redacted_recording import keep_redacted
from records import score_bases
from records.database import writing
from records.kept import Kept
from records.media import RedactedRecording
from records.review_filling import fill
from records.shard import Judged, save_shard
from records.workspace import Workspace
from tests.console.staff import app_on, register
from tests.inspection.form_cases import MET, UNMET, judgement
from tests.inspection.publication_cases import case
from tests.pipelines.made_recordings import bursts, wav16
from tests.records import judged_samples as sample
from tests.records.review_site import FORM, ITEMS, POLICY, fatal_flag, flag, judged

NIGHT = sample.NIGHT
DURATION_S = 64.0
SAID = "退款怎么还没到,你们查一下13号的单"
WORDS = "怎么还没到"
AT_S = (20.0, 21.5)
NINE = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)
REVIEWERS = (
    Person(who="Wang", roles=(PersonRole.REVIEWER,), team="QA"),
    Person(who="Li", roles=(PersonRole.REVIEWER,), team="QA"),
    Person(who="Chen", roles=(PersonRole.REVIEWER,), team="一组"),  # of the reviewed agents' own team
    Person(who="Elsewhere", roles=(PersonRole.REVIEWER,), vendor="别家"),
    Person(who="Agent Colleague", roles=(PersonRole.AGENT,), agent_id="a8"),
)
EVIDENCE = Evidence(turn=1, start_char=2, end_char=7, start_s=AT_S[0], end_s=AT_S[1], text=WORDS, operator="phrase",
                    value=WORDS, threshold="1", confidence=0.55)  # fmt: skip


@dataclass
class Clock:
    """The console's clock, moved by hand."""

    at: datetime = NINE

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


def recording(folder: Path, media: Path) -> RedactedRecording:
    """A call of two channels: the agent's tone first, then the customer's; two seconds of it are masked."""
    agent = bursts(DURATION_S, [(0.5, 2.5), (22.0, 30.0)], pitch_hz=300)
    customer = bursts(DURATION_S, [AT_S, (40.0, 50.0)], pitch_hz=600)
    file = folder / "call.wav"
    file.write_bytes(wav16(np.stack([agent, customer])))
    return keep_redacted([file], decode_legs([file], names=["call.wav"]).facts, (Interval(44.0, 46.0),), media)


def heard_call(
    interaction_id: str, evaluation: Evaluation, flags: list[Flag], kept: RedactedRecording | None
) -> Judged:
    """The call as the night stores it, its second turn at AT_S, with words and sound."""
    one = sample.judged(interaction_id, evaluation)
    first, second, third = one.facts.interaction.turns
    words = (Word("退款", 19.2, 20.0, 0.9), Word("怎么", 20.0, 20.6, 0.3), Word("还没到", 20.6, 21.5, 0.8))
    turns = (first, replace(second, text=SAID, start_s=19.0, end_s=23.0, words=words, confidence=0.8), third)
    sound = SoundFacts(duration_s=DURATION_S, silences=(Silence(Interval(3.0, 19.0), 0, 1),),
                       overlaps=(Interval(22.0, 23.0),))  # fmt: skip
    facts = replace(one.facts, interaction=replace(one.facts.interaction, turns=turns), sound=sound)
    marks = (NumberMark("customer_id", "ab" * 32), NumberMark("dnis", "cd" * 32))
    return replace(one, facts=facts, flags=tuple(flags), kept=Kept(recording=kept, numbers=marks, key_id="k1"))


def with_evidence(evaluation: Evaluation) -> Evaluation:
    """The same with its evidence at AT_S."""
    items = tuple(replace(i, evidence=(EVIDENCE,) if i.evidence else ()) for i in evaluation.items)
    return replace(evaluation, items=items)


def suspected(interaction_id: str) -> Flag:
    """The flag of a suspected fatal, with the words it rests on."""
    return replace(fatal_flag(interaction_id), evidence=(EVIDENCE,))


def bench_site(folder: Path, *, at: datetime = NINE, is_staffed: bool = True) -> Path:
    """A workspace with a filled queue: fatal-1, fatal-2 of one agent, blind-1 drawn by lot; calm-1 needs no review.

    Nobody has an account yet unless it `is_staffed`.
    """
    workspace = Workspace.open(folder / "workspace")
    kept = recording(folder, workspace.media)
    drawn = flag("blind-1", Selection.RANDOM)
    calls = [
        heard_call("fatal-1", with_evidence(judged("fatal-1", rude=UNMET)), [suspected("fatal-1")], kept),
        heard_call("fatal-2", with_evidence(judged("fatal-2", rude=UNMET)), [suspected("fatal-2")], kept),
        heard_call("blind-1", with_evidence(judged("blind-1", closing=UNMET)), [drawn], kept),
        heard_call("calm-1", with_evidence(judged("calm-1")), [], None),
    ]
    with writing(workspace.engine) as connection:
        save_shard(connection, calls)
        _, basis = case(FORM, [judgement(n, MET, fatal_by_definition=n == "rude") for n in ITEMS])
        score_bases.keep(connection, [basis])
        fill(connection, date(2026, 9, 1), NIGHT, POLICY, now=at)
    workspace.close()
    if is_staffed:
        register(folder / "workspace", *REVIEWERS)
    return folder / "workspace"


def bench_app(folder: Path, clock: Clock) -> Guard:
    """The console over it, at the clock's time."""
    return app_on(folder, serving=Serving(now=clock))
