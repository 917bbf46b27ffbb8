"""Evaluations with what they rest on, and verdicts on them, for the tests of publication and review."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from inspection.evaluation import Evaluation, FatalItem, ItemState, Line
from inspection.evidence import Evidence
from inspection.forms import FormSpec
from inspection.item_points import item_results
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.rules.judge import Judgement
from inspection.score_basis import ScoreBasis
from inspection.scoring import score
from tests.inspection.form_cases import ABSENT, EVERY, HUMAN, MET, UNMET, forms, judgement, judgements
from tests.inspection.result_cases import NOON
from tests.inspection.result_cases import evaluation as made

PEOPLE = ("Chen", "Li", "Wang")
BOOK = "r"


def case(form: FormSpec, given: Sequence[Judgement], *, channel: str = "phone") -> tuple[Evaluation, ScoreBasis]:
    """The evaluation the night would store for these judgements, and the basis it rests on."""
    items = item_results(given, form, channel)
    figures = score(items, form, channel)
    basis = ScoreBasis(BOOK, form, {j.item.id: j.item for j in given})
    evaluation = made(
        1,
        channel=channel,
        items=items,
        form_id=form.id,
        form_version=form.version,
        rulebook_hash=BOOK,
        machine_score=figures.machine_score,
        raw_score=figures.raw_score,
        points_judged=figures.points_judged,
        points_possible=figures.points_possible,
        fatal_suspected=figures.fatal_suspected,
        fatal_items=tuple(FatalItem(id=i.id, kind=i.fatal_kind) for i in items if i.fatal_kind is not None),
        evaluated_at=NOON,
    )
    return evaluation, basis


def acts(count: int) -> tuple[Evidence, ...]:
    """Evidence of so many acts, each in a turn of its own."""
    return tuple(
        Evidence(turn=n, start_char=0, end_char=2, start_s=None, end_s=None, text="不行", operator="phrase",
                 value="不行", threshold="1")
        for n in range(count)
    )  # fmt: skip


def with_acts(given: Judgement, count: int) -> Judgement:
    """The judgement with as many acts in its evidence as it charges."""
    return replace(given, findings=count, evidence=acts(count))


def every_rule(evaluation: Evaluation) -> frozenset[str]:
    """All rule versions of an evaluation: everything is trusted."""
    return frozenset(item.rule_version for item in evaluation.items)


def verdict(
    item: str,
    state: ItemState,
    *,
    who: str = "Wang",
    minutes: float = 0,
    stage: Stage = Stage.REVIEW,
    fatal: bool = False,
    points: float | None = None,
    evidence: Iterable[Evidence] = (),
) -> ItemVerdict:
    """What somebody says of an item, so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    return ItemVerdict(item=item, state=state, who=who, at=at, stage=stage, fatal=fatal, points=points,
                       reason_code="context", evidence=tuple(evidence))  # fmt: skip


@st.composite
def cases(draw: st.DrawFn, *, fatals: bool = True) -> tuple[Evaluation, ScoreBasis]:
    """Any form, any judgements on it, stored as the night stores them."""
    return case(draw(forms()), draw(judgements(fatals=fatals)))


@st.composite
def verdict_sets(draw: st.DrawFn, *, people: Sequence[str] = PEOPLE, most: int = 12) -> list[ItemVerdict]:
    """Any verdicts of some people at different moments, none imported."""
    stages = st.sampled_from([Stage.REVIEW, Stage.SECOND, Stage.MANUAL, Stage.ADJUDICATION, Stage.APPEAL, Stage.FINAL])
    count = draw(st.integers(0, most))
    return [
        verdict(
            draw(st.sampled_from(EVERY)),
            state := draw(st.sampled_from([MET, UNMET, ABSENT, HUMAN])),
            who=draw(st.sampled_from(list(people))),
            minutes=draw(st.integers(0, 5)),
            stage=draw(stages),
            fatal=state is UNMET and draw(st.booleans()),
            points=draw(st.one_of(st.none(), st.integers(0, 30))),
        )
        for _ in range(count)
    ]


def fatal(item: str = "a") -> Judgement:
    """A suspected fatal."""
    return judgement(item, UNMET, fatal=Line.CUSTOMER)


MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)
