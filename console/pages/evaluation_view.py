"""Evaluations as the page of an interaction shows them: scores, every item with its evidence, and their history."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from console.evidence_marks import EvidenceLine, EvidenceMarks
from console.figures import moment, percent, points
from console.links import item_anchor
from console.verdict_reason import reason_in_words
from console.words import Words
from inspection.evaluation import Evaluation, ItemKind, ItemResult, ItemState
from inspection.fatal_state import FatalState, gravest
from records.audit import AuditEntry

_ORDER = (ItemState.UNMET, ItemState.NEEDS_HUMAN, ItemState.MET, ItemState.NOT_APPLICABLE)
_OF_APPEAL = re.compile(r"appeal[: ]\S+ (?P<outcome>filed|withdrawn|upheld|rejected)")


def _nowhere(_segment: int, _item: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One item: `anchor` is its place on the page, `state` the stable word.

    `fatal` names how a fatal stands (suspected by the machine, confirmed or cleared by people) and its kind, empty for
    none; `fatal_state` is the stable word. `points` are earned of those the form gives; an item without any says so.
    `why_url` and `appeal_url` are empty where there is no such way.
    """

    anchor: str
    name: str
    state: str
    state_name: str
    points: str
    reason: str
    line: str
    dimension: str
    rule: str
    confidence: str
    fatal: str
    fatal_state: str
    evidence: tuple[EvidenceLine, ...]
    why_url: str
    appeal_url: str


@dataclass(frozen=True, slots=True)
class ItemLinks:
    """Where an item leads: its explanation, and for the agent whose score it is, an appeal; empty: nowhere."""

    why: Callable[[int, str], str] = _nowhere
    appeal: Callable[[int, str], str] = _nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationView:
    """One evaluation. Scores are readable text; `judged` are the items that applied, `not_applicable` the others.

    `not_counted` are what a published score leaves out, for who is told only that: nobody has looked at them yet.
    `is_other_text` when it was made on another transcript than the one shown: then nothing is highlighted.
    """

    segment: int
    agent: str
    machine_score: str
    raw_score: str
    human_score: str
    published_score: str
    points_judged: str
    band: str
    status: str
    form: str
    rulebook: str
    models: str
    fatal: str
    fatal_state: str
    notices: tuple[str, ...]
    judged: tuple[ItemView, ...]
    not_counted: tuple[ItemView, ...]
    not_applicable: tuple[ItemView, ...]
    is_other_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One evaluation of the past or the current one, or (when `change` is not empty) what a person changed in it."""

    evaluation_id: str
    segment: int
    at: str
    who: str
    score: str
    rulebook: str
    change: str
    is_current: bool


def evaluation_view(
    evaluation: Evaluation,
    transcript_hash: str,
    marks: EvidenceMarks,
    w: Words,
    links: ItemLinks,
    *,
    fatals: Mapping[str, FatalState],
    without: Collection[str] = (),
    is_told: bool = False,
) -> EvaluationView:
    """The evaluation in words; its evidence is marked in the transcript on the way.

    `fatals` says how the fatal of an item stands. Items `without` stand elsewhere on the page; `is_told` when it holds
    what was published and nothing else.
    """
    stands = gravest(fatals.values())
    items = sorted((item for item in evaluation.items if item.id not in without), key=_worst_first)
    views = [(item.state, _item(item, evaluation.segment, marks, w, links, fatals.get(item.id))) for item in items]
    aside = {ItemState.NOT_APPLICABLE} | ({ItemState.NEEDS_HUMAN} if is_told else set())
    return EvaluationView(
        segment=evaluation.segment + 1,
        agent=evaluation.agent_id or "–",
        machine_score=points(evaluation.machine_score),
        raw_score=points(evaluation.raw_score),
        human_score=points(evaluation.human_score),
        published_score=points(evaluation.published_score),
        points_judged=f"{points(evaluation.points_judged)} / {points(evaluation.points_possible)}",
        band=evaluation.band or "–",
        status=w.of("status", evaluation.status.value),
        form=f"{evaluation.form_id} {evaluation.form_version}",
        rulebook=_rulebook(evaluation),
        models=", ".join(evaluation.model_ids) or "–",
        fatal=w.of("fatal_state", stands.value) if stands else "",
        fatal_state=stands.value if stands else "",
        notices=evaluation.notices,
        judged=tuple(view for state, view in views if state not in aside),
        not_counted=tuple(view for state, view in views if is_told and state is ItemState.NEEDS_HUMAN),
        not_applicable=tuple(view for state, view in views if state is ItemState.NOT_APPLICABLE),
        is_other_text=evaluation.transcript_hash != transcript_hash,
    )


def history_lines(
    chains: Iterable[tuple[Evaluation, ...]], changes: Iterable[tuple[Evaluation, AuditEntry]], w: Words
) -> tuple[HistoryLine, ...]:
    """Evaluations of every segment, the current one first, and what people changed, newest first."""
    made = [(e.evaluated_at, _made(e, is_current=at == 0)) for chain in chains for at, e in enumerate(chain)]
    changed = [(entry.at, _changed(e, entry, w)) for e, entry in changes]
    return tuple(line for _, line in sorted([*made, *changed], key=lambda pair: pair[0], reverse=True))


def _worst_first(item: ItemResult) -> tuple[int, bool, float, str]:
    return _ORDER.index(item.state), item.fatal_kind is None, -item.lost_points, item.id


def _item(
    item: ItemResult, segment: int, marks: EvidenceMarks, w: Words, links: ItemLinks, fatal: FatalState | None
) -> ItemView:
    states = "violation_state" if item.kind is ItemKind.VIOLATION else "state"
    return ItemView(
        anchor=item_anchor(segment, item.id),
        name=w.of("item", item.id),
        state=item.state.value,
        state_name=w.of(states, item.state.value),
        points=f"{points(item.points)} / {points(item.max_points)}" if item.max_points else w["no_points"],
        reason=reason_in_words(item.reason, w),
        line=w.of("line", item.line.value),
        dimension=w.of("dimension", item.dimension.value),
        rule=item.rule_version,
        confidence=percent(item.confidence),
        fatal=f"{w.of('fatal_state', fatal.value)}: {w.of('line', (item.fatal_kind or item.line).value)}"
        if fatal
        else "",
        fatal_state=fatal.value if fatal else "",
        evidence=tuple(marks.line(evidence) for evidence in item.evidence),
        why_url=links.why(segment, item.id),
        appeal_url=links.appeal(segment, item.id) if item.state is ItemState.UNMET else "",
    )


def _fatal(item: ItemResult, stands: FatalState, w: Words) -> str:
    return f"{w.of('fatal_state', stands.value)}: {w.of('line', (item.fatal_kind or item.line).value)}"


def _rulebook(evaluation: Evaluation) -> str:
    return f"{evaluation.rulebook_id} {evaluation.rulebook_version} ({evaluation.rulebook_hash[:8]})"


def _made(evaluation: Evaluation, *, is_current: bool) -> HistoryLine:
    return HistoryLine(
        evaluation_id=evaluation.evaluation_id,
        segment=evaluation.segment + 1,
        at=moment(evaluation.evaluated_at),
        who="–",
        score=points(evaluation.machine_score),
        rulebook=_rulebook(evaluation),
        change="",
        is_current=is_current,
    )


def _changed(evaluation: Evaluation, entry: AuditEntry, w: Words) -> HistoryLine:
    return HistoryLine(
        evaluation_id=evaluation.evaluation_id,
        segment=evaluation.segment + 1,
        at=moment(entry.at),
        who=entry.who,
        score="–",
        rulebook="–",
        change=f"{'; '.join(_steps(entry, w))} ({_because(entry.reason, w)})",
        is_current=False,
    )


def _because(reason: str, w: Words) -> str:
    """Why it changed. Which appeal it was is no reader's matter here: what became of it is."""
    of_appeal = _OF_APPEAL.fullmatch(reason)
    return w.of("change_reason", f"appeal_{of_appeal['outcome']}" if of_appeal else reason)


def _steps(entry: AuditEntry, w: Words) -> Iterator[str]:
    for name, after in entry.after.items():
        is_fatal = name == "fatal_confirmed"
        named = w.page_words.get("state" if name == "status" else name, name)
        known = w.of("fatal_state", FatalState.CONFIRMED.value) if is_fatal else named
        yield f"{known}: {_plain(name, entry.before.get(name), w)} → {_plain(name, after, w)}"


def _plain(name: str, value: object, w: Words) -> str:
    if isinstance(value, bool):
        return w["yes" if value else "no"]
    if isinstance(value, float):
        return points(value)
    return "–" if value is None else w.of(name, str(value))
