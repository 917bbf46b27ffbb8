"""Judging one segment by a rulebook: every item gets a state, a reason and evidence. No evidence, no deduction."""

from inspection.evaluation import ItemKind
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.item_judge import Judgement, evidence_of
from inspection.rules.outcome import Outcome, Truth
from inspection.rules.plain_judging import judge_plainly
from inspection.rules.quick_look import quick_look_of
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.second_reader import confirmed
from inspection.rules.view import SegmentView

__all__ = ["Judgement", "evidence_of", "judge", "look_for"]

FEW_ITEMS = 4
"""Up to here (an example, `rules try`) nothing is gained by first asking which items are concerned."""


def judge(view: SegmentView, rulebook: Rulebook, language: str) -> tuple[Judgement, ...]:
    """Judge a segment by every item of the book; reasons are worded in `language` (zh or en)."""
    rulebook.searcher.watch.begin(view.facts)
    if len(rulebook.items) <= FEW_ITEMS or _roles_are_in_doubt(view, rulebook):
        return tuple(judge_plainly(item, rulebook.searcher, view, language) for item in rulebook.items.values())
    return quick_look_of(rulebook).judge(view, language)


def _roles_are_in_doubt(view: SegmentView, rulebook: Rulebook) -> bool:
    """Where somebody must say who spoke, silence settles nothing beforehand."""
    facts = view.facts
    return facts.recognised and any(facts.trust.roles < i.spec.needs.roles for i in rulebook.items.values())


def look_for(item: CompiledItem, rulebook: Rulebook, view: SegmentView) -> Outcome:
    """What an item demands (a duty's fulfilment, a violation), wherever it stands; trigger and channel ignored."""
    search = ConditionSearch(item.conditions, rulebook.searcher, view, ignore_place=True)
    wanted = item.spec.met if item.spec.kind is ItemKind.DUTY else item.spec.found
    outcome = search.expression(item.expression(wanted)) or Outcome(Truth.UNKNOWN)
    return confirmed(outcome, item.spec.confirmed_by, view)
