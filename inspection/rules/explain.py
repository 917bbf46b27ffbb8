"""Explaining a judgement: asks the judge, then shows the way it went and what would have led elsewhere.

Nothing here decides. The state is the judge's, the truths are the engine's, near misses and changes are the same engine
asked about a conversation or a rule that differs in one thing.
"""

from inspection.forms import FormSpec
from inspection.item_points import item_results
from inspection.rules.explain_changes import changes_for
from inspection.rules.explain_conditions import accounts_of
from inspection.rules.explain_path import path_of
from inspection.rules.explain_sentence import sentence_for
from inspection.rules.explain_variants import Engine
from inspection.rules.explanation import ConditionAccount, Explanation, PathStep, Points
from inspection.rules.item_judge import Judgement
from inspection.rules.item_spec import Wording
from inspection.rules.judge import judge
from inspection.rules.rulebook import Rulebook
from inspection.rules.view import SegmentView

_OUT_OF_SCOPE = ("no_agent_words", "channel", "business_line", "segment")


def explain(
    view: SegmentView, rulebook: Rulebook, item_id: str, language: str, form: FormSpec | None = None
) -> Explanation:
    """Why one item of one segment came out as it did.

    `language` words the judge's own reason; with a `form` the points and what they yield to are told as well. KeyError
    for an item the book does not have.
    """
    engine = Engine(rulebook.items[item_id], rulebook.searcher, view)
    judgement = judge(view, _book_of(rulebook, item_id), language)[0]
    accounts = () if judgement.why in ("broken_rule", "human_only") else accounts_of(engine, judgement.state)
    path = path_of(engine, judgement, {a.name: a for a in accounts}) if judgement.why != "broken_rule" else ()
    changes = changes_for(engine, rulebook, judgement, accounts)
    points = _points(view, rulebook, judgement, language, form)
    return Explanation(
        source=view.facts.interaction.source,
        interaction_id=view.facts.interaction.interaction_id,
        segment=view.segment.number,
        channel=view.channel.value,
        judgement=judgement,
        sentence=sentence_for(judgement, path, accounts, changes),
        path=path + _yielding(points),
        conditions=_told(accounts, judgement),
        changes=changes,
        points=points,
    )


def _book_of(rulebook: Rulebook, *item_ids: str) -> Rulebook:
    items = {i: rulebook.items[i] for i in item_ids if i in rulebook.items}
    return Rulebook(rulebook.id, rulebook.version, rulebook.content_hash, items, rulebook.searcher)


def _told(accounts: tuple[ConditionAccount, ...], judgement: Judgement) -> tuple[ConditionAccount, ...]:
    """What is out of scope was never looked for."""
    return () if judgement.why in _OUT_OF_SCOPE else accounts


def _points(
    view: SegmentView, rulebook: Rulebook, judgement: Judgement, language: str, form: FormSpec | None
) -> Points | None:
    if form is None:
        return None
    other = judgement.item.yields_to
    book = _book_of(rulebook, *([judgement.item.id, other] if other else [judgement.item.id]))
    judged = judge(view, book, language)
    result = next(r for r in item_results(judged, form, view.channel.value) if r.id == judgement.item.id)
    elsewhere = other is not None and f"(→ {other})" in result.reason
    return Points(
        form=f"{form.id} {form.version}",
        points=result.points,
        max_points=result.max_points,
        state=result.state,
        charged_by=other if elsewhere else None,
    )


def _yielding(points: Points | None) -> tuple[PathStep, ...]:
    """The last step, where another item charges the same act."""
    if points is None or points.charged_by is None:
        return ()
    other = points.charged_by
    words = Wording(
        zh=f"同一行为由 {other} 计分，本项不再扣", en=f"the same act is charged by {other}; this item costs nothing"
    )
    return (PathStep(step="yields_to", needed=other, truth=None, decides=False, words=words),)
