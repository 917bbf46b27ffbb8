"""Why an item came out as it did, hit or miss: the way to it, what came closest, what would change it."""

import re
from dataclasses import dataclass

from console.figures import clock, points
from console.frame import PageContext, frame_of
from console.links import EXPLANATIONS, interaction_of, interaction_url, item_anchor
from console.pages.interaction_found import FoundInteraction, find
from console.rules_in_force import rules_in_force
from console.visit import Visit
from inspection.evaluating import judged_segments, language_of
from inspection.evaluation import ItemKind, ItemResult
from inspection.form_choice import choose_form
from inspection.rules.explain import explain
from inspection.rules.explain_path import step_name
from inspection.rules.explanation import ConditionAccount, Explanation, PathStep, Place
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Truth
from inspection.rules.view import SegmentView
from records import looks
from records.database import reading, writing
from records.workspace import Workspace

_MARKS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?", None: "·"}
_MOST_HITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the decision: `mark` says how it went, `decides` marks the one that settled it."""

    mark: str
    name: str
    words: str
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """Words that were found or came near: what was said of them, and the turn (from 1, 0: none) with its moment."""

    words: str
    text: str
    turn: int
    url: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionView:
    """One condition: what was looked for, what came of it, what was found, and what came near without counting."""

    mark: str
    name: str
    words: str
    looked_for: str
    turns: int
    hits: tuple[HitLine, ...]
    near: tuple[HitLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationPage(PageContext):
    """The explanation. `changed` says in words that the stored verdict was another (the rules have moved since)."""

    interaction_id: str
    back_url: str
    item: str
    segment: int
    sentence: str
    state: str
    state_name: str
    rule: str
    points: str
    changed: str
    path: tuple[StepLine, ...]
    conditions: tuple[ConditionView, ...]
    changes: tuple[str, ...]


def build(workspace: Workspace, visit: Visit) -> ExplanationPage | None:
    """The explanation of `item` of `segment` (from 0); None for what is not there, or must not be known yet."""
    key = interaction_of(visit.path, EXPLANATIONS)
    if key is None or visit.viewer is None:
        return None
    with reading(workspace.engine) as connection:
        found = find(connection, visit, *key)
        stored = _stored_item(found, visit) if found else None
        heard = found.heard if found and found.is_whole else None
        yardstick = rules_in_force(connection, heard.interaction.started_at) if heard and stored else None
    with writing(workspace.engine) as connection:
        looks.note(connection, *key, who=visit.viewer.login, at=visit.at, page="explanation",
                   was_shown=yardstick is not None)  # fmt: skip
    if yardstick is None or heard is None or stored is None:
        return None
    if stored.id not in yardstick.rulebook.items:
        return _unknown(visit, key, stored)
    segment = next((s for s in judged_segments(heard.interaction) if s.number == _segment(visit)), None)
    if segment is None:
        return None
    language = language_of(heard.interaction)
    form = choose_form(heard.interaction, language, yardstick.forms).form
    told = explain(SegmentView(heard, segment), yardstick.rulebook, stored.id, language, form)
    return _page(visit, key, told, stored)


def _unknown(visit: Visit, key: tuple[str, str], stored: ItemResult) -> ExplanationPage:
    """The rules in force know no such item (any more): what was stored is all there is to tell."""
    w, name = visit.w, visit.w.of("item", stored.id)
    kinds = "violation_state" if stored.kind is ItemKind.VIOLATION else "state"
    return ExplanationPage(
        frame=frame_of(visit, f"{name} · {key[1]}"),
        w=w,
        interaction_id=key[1],
        back_url=interaction_url(*key, item_anchor(_segment(visit), stored.id)),
        item=name,
        segment=_segment(visit) + 1,
        sentence=stored.reason,
        state=stored.state.value,
        state_name=w.of(kinds, stored.state.value),
        rule=stored.rule_version,
        points=f"{points(stored.points)} / {points(stored.max_points)}",
        changed=w["why_unknown"],
        path=(),
        conditions=(),
        changes=(),
    )


def _segment(visit: Visit) -> int:
    text = visit.asked("segment")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0


def _stored_item(found: FoundInteraction, visit: Visit) -> ItemResult | None:
    """The item as the night judged it, of an evaluation this person may know of."""
    for evaluation in found.current:
        is_known = evaluation.evaluation_id in found.drafts and evaluation.evaluation_id not in found.hidden
        if evaluation.segment == _segment(visit) and is_known:
            return next((item for item in evaluation.items if item.id == visit.asked("item")), None)
    return None


def _page(visit: Visit, key: tuple[str, str], told: Explanation, stored: ItemResult) -> ExplanationPage:
    w, item = visit.w, told.judgement.item
    state = told.points.state if told.points is not None else told.state
    kinds = "violation_state" if item.kind is ItemKind.VIOLATION else "state"
    name = _in(item.title, visit)
    changed = ""
    if stored.state is not state:
        changed = w["why_changed"].format(state=w.of(kinds, stored.state.value), rule=stored.rule_version)
    return ExplanationPage(
        frame=frame_of(visit, f"{name} · {key[1]}"),
        w=w,
        interaction_id=key[1],
        back_url=interaction_url(*key, item_anchor(told.segment, item.id)),
        item=name,
        segment=told.segment + 1,
        sentence=_in(told.sentence, visit),
        state=state.value,
        state_name=w.of(kinds, state.value),
        rule=item.rule_version,
        points=f"{points(told.points.points)} / {points(told.points.max_points)}" if told.points else "–",
        changed=changed,
        path=tuple(_step(step, visit) for step in told.path),
        conditions=tuple(_condition(account, visit, key) for account in told.conditions),
        changes=tuple(_in(change.words, visit) for change in told.changes),
    )


def _step(step: PathStep, visit: Visit) -> StepLine:
    name, words = _in(step_name(step.step), visit), _in(step.words, visit)
    return StepLine(mark=_MARKS[step.truth], name=name, words=words, decides=step.decides)


def _condition(account: ConditionAccount, visit: Visit, key: tuple[str, str]) -> ConditionView:
    hits = [_hit(f"{f.operator} {f.value}", f.place, key) for f in account.hits[:_MOST_HITS]]
    near = [_hit(_in(c.words, visit), c.found.place, key) for c in account.cancelled[:_MOST_HITS]]
    near += [_hit(_in(c.words, visit), c.place, key) for c in account.closest[:_MOST_HITS]]
    return ConditionView(
        mark=_MARKS[account.truth],
        name=account.name,
        words=_in(account.words, visit),
        looked_for=_in(account.looked_for, visit),
        turns=len(account.looked_at),
        hits=tuple(hits),
        near=tuple(near),
    )


def _hit(words: str, place: Place | None, key: tuple[str, str]) -> HitLine:
    if place is None:
        return HitLine(words=words, text="", turn=0, url="", time="")
    return HitLine(
        words=words,
        text=place.text,
        turn=place.turn + 1,
        url=interaction_url(*key, f"turn-{place.turn}"),
        time=clock(place.start_s) if place.start_s is not None else "",
    )


def _in(words: Wording, visit: Visit) -> str:
    return words.zh if visit.w.language.startswith("zh") else words.en
