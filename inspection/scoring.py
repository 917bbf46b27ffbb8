"""Score arithmetic (practice.md): what a judged segment earns on its form, and what a fatal does to it.

Order of operations, worked in docs/reference/score-arithmetic.md: points of the form -> fatal items leave the sum (one
act is charged once) -> needs_human items leave the sum -> not applicable by the rule of the row or form -> sections are
capped -> percentage -> deductions -> bonus (capped) -> floor and ceiling -> a suspected fatal makes the machine score 0
and keeps the rest as raw_score.
"""

from collections.abc import Iterator, Mapping, Sequence
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


def score(items: Sequence[ItemResult], form: FormSpec, channel: str) -> Score:
    """The score of judged items on their form."""
    sections = section_scores(items, form, channel)
    earned, judged = sum(s.earned for s in sections), sum(s.judged for s in sections)
    at_stake = judged + sum(s.deducting_judged for s in sections)
    possible = sum(s.possible for s in sections) + sum(s.deducting_judged + s.deducting_open for s in sections)
    deducted, bonus = sum(s.deducted for s in sections), _bonus(items, form, channel)
    raw: float | None = None
    if at_stake > 0 and at_stake >= MINIMUM_JUDGED_SHARE * possible and form.start + judged > 0:
        percentage = (form.start + earned) / (form.start + judged) * 100.0
        raw = round(min(max(percentage - deducted + bonus, form.floor), form.ceiling), 2)
    fatal = any(i.fatal_kind is not None for i in items)
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


def section_scores(items: Sequence[ItemResult], form: FormSpec, channel: str) -> tuple[SectionScore, ...]:
    """What every section of the form comes to, capped; the first is that of the rows without a section."""
    rows = form.rows_on(channel)
    grouped: dict[str | None, list[ItemResult]] = {None: [], **{s.id: [] for s in form.sections}}
    for item in items:
        if item.fatal_kind is None:
            row = rows.get(item.id)
            grouped[row.section if row is not None else None].append(item)
    known: dict[str | None, Section] = {s.id: s for s in form.sections}
    return tuple(_section_score(name, group, known.get(name), rows, form) for name, group in grouped.items())


def _section_score(
    name: str | None, items: Sequence[ItemResult], section: Section | None, rows: Mapping[str, FormItem], form: FormSpec
) -> SectionScore:
    judged = [i for i in items if i.state in _JUDGED]
    waiting = [i for i in items if i.state is ItemState.NEEDS_HUMAN]
    given = sum(_given(items, rows, form))
    earned = sum(i.points for i in judged if i.points > 0) + given
    judged_points = sum(i.max_points for i in judged) + given
    possible = judged_points + sum(i.max_points for i in waiting)
    deducted = sum(-i.points for i in judged if i.points < 0)
    deducting_judged, deducting_open = (sum(_deductible(part, rows)) for part in (judged, waiting))
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


def _given(items: Sequence[ItemResult], rows: Mapping[str, FormItem], form: FormSpec) -> Iterator[float]:
    """Points of items that did not apply and count in full, by the rule of their row or of the form."""
    for item in items:
        if item.state is ItemState.NOT_APPLICABLE:
            row = rows.get(item.id)
            rule = row.not_applicable if row is not None and row.not_applicable is not None else form.not_applicable
            if rule == "na_full_marks":
                yield item.max_points


def _deductible(items: Sequence[ItemResult], rows: Mapping[str, FormItem]) -> Iterator[float]:
    for item in items:
        row = rows.get(item.id)
        if row is not None and row.style == "deduct":
            yield row.points


def _bonus(items: Sequence[ItemResult], form: FormSpec, channel: str) -> float:
    won = {i.id for i in items if i.state is ItemState.MET}
    return min(sum(b.points for b in form.bonus if b.item in won and b.counts_on(channel)), form.bonus_cap)
