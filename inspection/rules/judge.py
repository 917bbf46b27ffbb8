"""Judging one segment by a rulebook: every item gets a state, a reason and evidence. No evidence, no deduction."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspection.evaluation import ItemKind, ItemState, Line
from inspection.evidence import Evidence
from inspection.interaction import Role
from inspection.rules.condition_search import ConditionSearch, is_near
from inspection.rules.item_spec import ItemSpec, Window
from inspection.rules.outcome import Hit, Outcome, Truth
from inspection.rules.reasons import reason_for
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.view import SeenTurn, SegmentView

MINIMUM_ROLE_CONFIDENCE = 0.6
MINIMUM_RECOGNITION = 0.35
WEAK_WORD_CONFIDENCE = 0.5
WEAK_WORD_SHARE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The state of one item before points are given. `fatal_kind` is set when the breach is fatal."""

    item: ItemSpec
    state: ItemState
    reason: str
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    fatal_kind: Line | None = None


def judge(view: SegmentView, rulebook: Rulebook, language: str) -> tuple[Judgement, ...]:
    """Judge a segment by every item of the book; reasons are worded in `language` (zh or en)."""
    return tuple(_ItemJudge(item, rulebook, view, language).judge() for item in rulebook.items.values())


def look_for(item: CompiledItem, rulebook: Rulebook, view: SegmentView) -> Outcome:
    """What an item demands (a duty's fulfilment, a violation), wherever it stands; trigger and channel ignored."""
    search = ConditionSearch(item.conditions, rulebook.searcher, view, ignore_place=True)
    wanted = item.spec.met if item.spec.kind is ItemKind.DUTY else item.spec.found
    return search.expression(item.expression(wanted)) or Outcome(Truth.UNKNOWN)


class _ItemJudge:
    def __init__(self, item: CompiledItem, rulebook: Rulebook, view: SegmentView, language: str) -> None:
        self._item = item
        self._spec = item.spec
        self._view = view
        self._language = language
        self._search = ConditionSearch(item.conditions, rulebook.searcher, view)

    def judge(self) -> Judgement:
        out_of_scope = self._out_of_scope()
        if out_of_scope is not None:
            return self._result(ItemState.NOT_APPLICABLE, out_of_scope)
        if self._spec.kind is ItemKind.HUMAN:
            return self._result(ItemState.NEEDS_HUMAN, "human_only")
        circumstance = self._circumstance()
        if circumstance is not None:
            return circumstance
        return self._duty() if self._spec.kind is ItemKind.DUTY else self._breach()

    def _out_of_scope(self) -> str | None:
        applies, interaction = self._spec.applies, self._view.facts.interaction
        if not self._view.spoken_by(Role.AGENT):
            return "no_agent_words"
        if applies.channels and self._view.channel.value not in applies.channels:
            return "channel"
        if applies.business_lines and interaction.business_line not in applies.business_lines:
            return "business_line"
        segment = self._view.segment
        if (applies.segment == "first" and not segment.is_first) or (applies.segment == "last" and not segment.is_last):
            return "segment"
        return None

    def _circumstance(self) -> Judgement | None:
        applicable = self._outcome(self._spec.applicable_when)
        if applicable is not None and applicable.truth is not Truth.TRUE:
            return self._undecided(applicable.truth, "not_applicable")
        excused = self._outcome(self._spec.not_applicable_when)
        if excused is not None and excused.truth is Truth.TRUE:
            return self._result(ItemState.NOT_APPLICABLE, "circumstance", evidence=excused.hits)
        human = self._outcome(self._spec.needs_human_when)
        if human is not None and human.truth is Truth.TRUE:
            return self._result(ItemState.NEEDS_HUMAN, "needs_human", evidence=human.hits)
        return None

    def _outcome(self, source: str | None) -> Outcome | None:
        return self._search.expression(self._item.expression(source))

    def _undecided(self, truth: Truth, reason: str) -> Judgement:
        if truth is Truth.UNKNOWN:
            state = ItemState(self._spec.unknown)
            return self._result(state, "data_missing")
        return self._result(ItemState.NOT_APPLICABLE, reason)

    def _duty(self) -> Judgement:
        trigger = self._outcome(self._spec.trigger)
        if trigger is not None and trigger.truth is not Truth.TRUE:
            return self._undecided(trigger.truth, "no_trigger")
        broken = self._outcome(self._spec.unmet)
        if broken is not None and broken.truth is Truth.TRUE:
            return self._against(broken.hits, "broken")
        met = self._outcome(self._spec.met)
        assert met is not None
        missed: tuple[Hit, ...] = trigger.hits if trigger else ()
        if self._spec.window and trigger is not None and met.truth is Truth.TRUE and met.hits and trigger.hits:
            met, missed = self._in_window(met, trigger, self._spec.window)
        if met.truth is Truth.UNKNOWN:
            return self._result(ItemState.NEEDS_HUMAN, "data_missing", evidence=missed)
        if met.truth is Truth.TRUE:
            return self._fulfilled(met)
        return self._absent(missed)

    def _in_window(self, met: Outcome, trigger: Outcome, window: Window) -> tuple[Outcome, tuple[Hit, ...]]:
        fulfilled: list[Hit] = []
        missed: list[Hit] = []
        for asked in trigger.hits:
            near = [h for h in met.hits if self._fits(h, asked, window)]
            fulfilled.extend(near[:1])
            if not near:
                missed.append(asked)
        enough = not missed if window.each else bool(fulfilled)
        kept = tuple(dict.fromkeys(fulfilled))
        return Outcome(Truth.TRUE if enough else Truth.FALSE, kept if enough else ()), tuple(missed)

    def _fits(self, hit: Hit, asked: Hit, window: Window) -> bool:
        return is_near(self._view, hit, asked, where=window.where, turns=window.turns, seconds=window.seconds)

    def _fulfilled(self, met: Outcome) -> Judgement:
        confidence = min((h.confidence for h in met.hits), default=1.0)
        return self._result(ItemState.MET, "met", evidence=met.hits[:3], confidence=confidence)

    def _absent(self, missed: tuple[Hit, ...]) -> Judgement:
        """The duty was owed and nothing fulfilled it: what was searched is the evidence."""
        if self._hearing_is_weak(missed):
            return self._result(ItemState.NEEDS_HUMAN, "weak_hearing", evidence=missed[:1])
        evidence = tuple(self._evidence(h) for h in missed[:3]) or tuple(map(_searched, self._searched_turns()))
        if not evidence:
            return self._result(ItemState.NEEDS_HUMAN, "no_evidence")
        return Judgement(
            item=self._spec,
            state=ItemState.UNMET,
            reason=reason_for(self._spec, "absent", self._language, evidence),
            confidence=self._trust(),
            evidence=evidence,
        )

    def _searched_turns(self, missed: tuple[Hit, ...] = ()) -> list[SeenTurn]:
        """The agent's turns in which the duty was looked for: after its trigger, or where the item says."""
        turns = list(self._view.spoken_by(Role.AGENT))
        if missed:
            return [t for t in turns if any(t.turn.index > h.turn for h in missed)][:3]
        for condition in self._item.conditions.values():
            if condition.spec.first_turns is not None and condition.role is Role.AGENT:
                return [t for t in turns if t.run_of_speaker < condition.spec.first_turns][:3]
        return turns[-2:]

    def _breach(self) -> Judgement:
        found = self._outcome(self._spec.found)
        assert found is not None
        if found.truth is Truth.UNKNOWN:
            return self._undecided(Truth.UNKNOWN, "data_missing")
        if found.truth is Truth.FALSE:
            return self._result(ItemState.MET, "clean")
        return self._against(found.hits, "found")

    def _against(self, hits: tuple[Hit, ...], why: str) -> Judgement:
        """A finding that costs points: only on exact words that were heard well enough."""
        if not hits:
            return self._result(ItemState.NEEDS_HUMAN, "no_evidence")
        safe = [h for h in hits if not h.by_sound and h.confidence >= self._spec.min_confidence]
        if not safe:
            weak = "by_sound" if all(h.by_sound for h in hits) else "weak_words"
            return self._result(ItemState.NEEDS_HUMAN, weak, evidence=hits[:3])
        if self._roles_are_uncertain():
            return self._result(ItemState.NEEDS_HUMAN, "uncertain_roles", evidence=tuple(safe[:3]))
        evidence = tuple(self._evidence(h) for h in safe[:5])
        return Judgement(
            item=self._spec,
            state=ItemState.UNMET,
            reason=reason_for(self._spec, why, self._language, evidence),
            confidence=min([self._trust(), *(h.confidence for h in safe)]),
            evidence=evidence,
            fatal_kind=self._fatal_kind(),
        )

    def _fatal_kind(self) -> Line | None:
        fatal = self._spec.fatal
        if fatal is None:
            return None
        when = self._outcome(fatal.when)
        return Line(fatal.kind) if when is None or when.truth is Truth.TRUE else None

    def _roles_are_uncertain(self) -> bool:
        return self._view.facts.recognised and self._view.facts.trust.roles < MINIMUM_ROLE_CONFIDENCE

    def _hearing_is_weak(self, missed: tuple[Hit, ...]) -> bool:
        """Nobody can say that words are missing where too many words were heard badly."""
        facts = self._view.facts
        if not facts.recognised:
            return False
        searched = self._searched_turns(missed)
        # What belongs into one of a few turns can hide in the worst of them; after a trigger all of them count.
        weakest = _weak_share(searched) if missed else max((_weak_share([t]) for t in searched), default=0.0)
        return self._roles_are_uncertain() or facts.trust.recognition < MINIMUM_RECOGNITION or weakest > WEAK_WORD_SHARE

    def _trust(self) -> float:
        trust = self._view.facts.trust
        return min(trust.roles, trust.recognition) if self._view.facts.recognised else 1.0

    def _result(
        self, state: ItemState, why: str, *, evidence: tuple[Hit, ...] = (), confidence: float = 1.0
    ) -> Judgement:
        pieces = tuple(self._evidence(h) for h in evidence)
        reason = reason_for(self._spec, why, self._language, pieces)
        return Judgement(item=self._spec, state=state, reason=reason, evidence=pieces, confidence=confidence)

    def _evidence(self, hit: Hit) -> Evidence:
        return evidence_of(hit, self._view.by_index[hit.turn].turn.text)


def evidence_of(hit: Hit, text: str) -> Evidence:
    """A hit as evidence; `text` is the masked text of its turn."""
    return Evidence(
        turn=hit.turn,
        start_char=hit.start_char,
        end_char=hit.end_char,
        start_s=hit.start_s,
        end_s=hit.end_s,
        text=text[hit.start_char : hit.end_char],
        operator=hit.operator,
        value=hit.value,
        threshold=hit.threshold,
        confidence=hit.confidence,
    )


def _weak_share(turns: Sequence[SeenTurn]) -> float:
    """Share (0-1) of the turns' recognised words below WEAK_WORD_CONFIDENCE; 0 without words."""
    words = [w for t in turns for w in t.turn.words]
    return sum(w.confidence < WEAK_WORD_CONFIDENCE for w in words) / len(words) if words else 0.0


def _searched(turn: SeenTurn) -> Evidence:
    return Evidence(
        turn=turn.turn.index,
        start_char=0,
        end_char=len(turn.turn.text),
        start_s=turn.turn.start_s,
        end_s=turn.turn.end_s,
        text=turn.turn.text,
        operator="absent",
        value="0",
        threshold="1",
        confidence=1.0 if turn.turn.confidence is None else turn.turn.confidence,
    )
