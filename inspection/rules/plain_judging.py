"""One item judged by all its conditions; what goes wrong meanwhile is a person's, with a notice."""

from dataclasses import replace

from inspection.errors import RuleError
from inspection.evaluation import ItemState
from inspection.rules.condition_search import PATTERN_TIMEOUT, ConditionSearch
from inspection.rules.item_judge import ItemJudge, Judgement
from inspection.rules.item_spec import ItemSpec
from inspection.rules.pattern_watch import ADVICE
from inspection.rules.reasons import reason_for
from inspection.rules.rulebook import CompiledItem
from inspection.rules.view import SegmentView
from inspection.rules.word_search import WordSearcher


def judge_plainly(item: CompiledItem, searcher: WordSearcher, view: SegmentView, language: str) -> Judgement:
    """Judge one item by all its conditions; one that cannot be carried out is a person's, with a notice."""
    return judge_with(ConditionSearch(item.conditions, searcher, view), item, view, language)


def judge_with(search: ConditionSearch, item: CompiledItem, view: SegmentView, language: str) -> Judgement:
    """The same with a search that may know some outcomes already."""
    try:
        return _announced(ItemJudge(item, search, view, language).judge())
    except RuleError as problem:
        return _in_trouble(item.spec, problem, language)


def _announced(judgement: Judgement) -> Judgement:
    """With a notice when a pattern ran out of time; once it is set aside there have been notices enough."""
    slow = [e for e in judgement.evidence if e.operator == PATTERN_TIMEOUT and e.threshold != "set aside"]
    if not slow:
        return judgement
    return replace(judgement, notice=f"{judgement.item.id}: {slow[0].value}; {ADVICE}")


def _in_trouble(spec: ItemSpec, problem: RuleError, language: str) -> Judgement:
    reason = f"{reason_for(spec, 'broken_rule', language, ())} ({problem.reason})"
    notice = f"{spec.id}: {problem.reason}; {problem.what_to_do}"
    return Judgement(item=spec, state=ItemState.NEEDS_HUMAN, reason=reason, notice=notice, why="broken_rule")
