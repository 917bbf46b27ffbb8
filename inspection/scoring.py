"""Score arithmetic (practice.md): what a judged segment earns on its form, and what a fatal does to it.

Order of operations, worked in docs/reference/score-arithmetic.md: points of the form -> fatal items leave the sum (one
act is charged once) -> needs_human items leave the sum -> not applicable by the rule of the row or form -> sections are
capped -> percentage -> deductions -> bonus (capped) -> floor and ceiling -> a suspected fatal makes the machine score 0
and keeps the rest as raw_score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspection.evaluation import ItemResult, ItemState
from inspection.form_rows import FormItem, Section
from inspection.forms import FormSpec

MINIMUM_JUDGED_SHARE = 0.60
_JUDGED = (ItemState.MET, ItemState.UNMET)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionScore:
    """One section's part: points earned of those judged, those waiting for a person, and those deducted (all >= 0).

    `deducting_judged`/`deducting_open` are the points its `deduct` rows could have cost.
    """

    section: str | None
    earned: float = 0.0
    judged: float = 0.0
    possible: float = 0.0
    deducted: float = 0.0
    deducting_judged: float = 0.0
    deducting_open: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one evaluation.

    `machine_score` and `raw_score` are 0-100 or None when less than MINIMUM_JUDGED_SHARE of the possible points
    could be judged; `points_judged` of `points_possible` are points at stake on the form (earned or deducted);
    `deducted` and `bonus` are what was taken off and added to the percentage.
    """

    machine_score: float | None
    raw_score: float | None
    points_judged: float
    points_possible: float
    fatal_suspected: bool
    deducted: float = 0.0
    bonus: float = 0.0
    sections: tuple[SectionScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """What one item on its form puts into the sum; a fatal item puts nothing in but is one.

    `sums` are points, all >= 0: earned, given (it did not apply and counts in full), judged, waiting for a person,
    deducted, what it could have cost judged, and what it may cost open. `met` is its id where it is met.
    """

    section: str | None
    is_fatal: bool
    met: str | None
    sums: tuple[float, float, float, float, float, float, float]


_NOTHING = (0.0,) * 7


def score(items: Sequence[ItemResult], form: FormSpec, channel: str) -> Score:
    """The score of judged items on their form."""
    rows = form.rows_on(channel)
    return score_of_stakes([stake_of(item, rows.get(item.id), form) for item in items], form, channel)


def stake_of(item: ItemResult, row: FormItem | None, form: FormSpec) -> Stake:
    """What an item with the points it has now puts into the sum; `row` is the form's, if it names the item."""
    met = item.id if item.state is ItemState.MET else None
    if item.fatal_kind is not None:
        return Stake(None, True, met, _NOTHING)
    judged, waiting = item.state in _JUDGED, item.state is ItemState.NEEDS_HUMAN
    deductible = row.points if row is not None and row.style == "deduct" else 0.0
    sums = (
        item.points if judged and item.points > 0 else 0.0,
        _given(item, row, form),
        item.max_points if judged else 0.0,
        item.max_points if waiting else 0.0,
        -item.points if judged and item.points < 0 else 0.0,
        deductible if judged else 0.0,
        deductible if waiting else 0.0,
    )
    return Stake(row.section if row is not None else None, False, met, sums)


def score_of_stakes(stakes: Sequence[Stake], form: FormSpec, channel: str) -> Score:
    """The score of what all items put in, in their order."""
    sections = _section_scores(stakes, form)
    earned, judged = sum(s.earned for s in sections), sum(s.judged for s in sections)
    at_stake = judged + sum(s.deducting_judged for s in sections)
    possible = sum(s.possible for s in sections) + sum(s.deducting_judged + s.deducting_open for s in sections)
    deducted, bonus = sum(s.deducted for s in sections), _bonus(stakes, form, channel)
    raw: float | None = None
    if at_stake > 0 and at_stake >= MINIMUM_JUDGED_SHARE * possible and form.start + judged > 0:
        percentage = (form.start + earned) / (form.start + judged) * 100.0
        raw = round(min(max(percentage - deducted + bonus, form.floor), form.ceiling), 2)
    fatal = any(s.is_fatal for s in stakes)
    return Score(
        machine_score=0.0 if fatal else raw,
        raw_score=raw,
        points_judged=round(at_stake, 4),
        points_possible=round(possible, 4),
        fatal_suspected=fatal,
        deducted=round(deducted, 4),
        bonus=bonus,
        sections=sections,
    )


def _section_scores(stakes: Sequence[Stake], form: FormSpec) -> tuple[SectionScore, ...]:
    """What every section of the form comes to, capped; the first is that of the rows without a section."""
    grouped: dict[str | None, list[tuple[float, ...]]] = {None: [_NOTHING], **{s.id: [_NOTHING] for s in form.sections}}
    for stake in stakes:
        grouped[stake.section].append(stake.sums)
    known: dict[str | None, Section] = {s.id: s for s in form.sections}
    return tuple(_section_score(name, sums, known.get(name)) for name, sums in grouped.items())


def _section_score(name: str | None, many: Sequence[tuple[float, ...]], section: Section | None) -> SectionScore:
    sums: list[float] = [sum(column) for column in zip(*many, strict=True)]
    earned, given, judged, waiting, deducted, deducting_judged, deducting_open = sums
    earned, judged_points = earned + given, judged + given
    possible = judged_points + waiting
    if section is not None:
        earned, judged_points, possible = map(section.earnable, (earned, judged_points, possible))
        both = section.deducted(deducting_judged + deducting_open)
        deducted, deducting_judged = section.deducted(deducted), section.deducted(deducting_judged)
        deducting_open = both - deducting_judged
    return SectionScore(
        section=name,
        earned=earned,
        judged=judged_points,
        possible=possible,
        deducted=deducted,
        deducting_judged=deducting_judged,
        deducting_open=deducting_open,
    )


def _given(item: ItemResult, row: FormItem | None, form: FormSpec) -> float:
    """Points of an item that did not apply and counts in full, by the rule of its row or of the form."""
    if item.state is not ItemState.NOT_APPLICABLE:
        return 0.0
    rule = row.not_applicable if row is not None and row.not_applicable is not None else form.not_applicable
    return item.max_points if rule == "na_full_marks" else 0.0


def _bonus(stakes: Sequence[Stake], form: FormSpec, channel: str) -> float:
    if not form.bonus:
        return 0.0
    won = {s.met for s in stakes}
    return min(sum(b.points for b in form.bonus if b.item in won and b.counts_on(channel)), form.bonus_cap)
