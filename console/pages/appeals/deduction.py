"""A published deduction (扣分) as the agent understands it: the item, why, the words, and whose word it was."""

from dataclasses import dataclass

from console.figures import clock, points
from console.verdict_reason import reason_in_words
from console.words import Words
from inspection.evaluation import ItemKind
from inspection.publication import PublishedItem, Source
from records.published_case import PublishedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words or a figure a deduction rests on, and when they were said (empty for written text)."""

    operator: str
    text: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """One item that took points: `lost` of those the form gives, `decided_by` a person or the rule."""

    item_id: str
    name: str
    state_name: str
    lost: str
    reason: str
    decided_by: str
    rule: str
    fatal: str
    quotes: tuple[Quote, ...]


def deduction_of(case: PublishedCase, item_id: str, w: Words) -> Deduction | None:
    """The item as it is published now; None when the evaluation has none of that id."""
    found = next((item for item in case.now.items if item.result.id == item_id), None)
    return None if found is None else _deduction(found, w)


def _deduction(item: PublishedItem, w: Words) -> Deduction:
    result = item.result
    states = "violation_state" if result.kind is ItemKind.VIOLATION else "state"
    return Deduction(
        item_id=result.id,
        name=w.of("item", result.id),
        state_name=w.of(states, result.state.value),
        lost=f"{points(result.lost_points)} / {points(result.max_points)}" if result.max_points else w["no_points"],
        reason=reason_in_words(result.reason, w),
        decided_by=w["appeal_by_person"] if item.source is Source.HUMAN else w["appeal_by_rule"],
        rule=result.rule_version,
        fatal=w.of("line", result.fatal_kind.value) if result.fatal_kind else "",
        quotes=tuple(
            Quote(
                operator=w.of("operator", one.operator),
                text=one.text or one.value,
                time=clock(one.start_s) if one.start_s is not None else "",
            )
            for one in result.evidence
        ),
    )
