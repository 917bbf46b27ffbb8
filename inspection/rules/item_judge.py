"""Judging one item of one segment: its circumstances, its trigger, what fulfils or breaks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from inspection.evaluation import ItemKind, ItemState, Line
from inspection.evidence import Evidence
from inspection.interaction import Role
from inspection.rules.condition_search import PATTERN_TIMEOUT, is_near
from inspection.rules.expression import Expression
from inspection.rules.item_spec import ItemSpec, Window
from inspection.rules.outcome import Hit, Outcome, Truth
from inspection.rules.reasons import reason_for
from inspection.rules.rulebook import CompiledItem
from inspection.rules.second_reader import confirmed
from inspection.rules.view import SeenTurn, SegmentView

WEAK_WORD_CONFIDENCE = 0.6
WEAK_WORD_SHARE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The state of one item before points are given.

    `fatal_kind` is set when the breach is fatal; `notice` when the rule itself is in trouble (a pattern that ran out of
    time) and its author has to know; `findings` counts the acts the evidence shows (hits in one turn are one
    act), for forms that charge each of them; `why` names the step that decided, as in
    reasons (`absent`, `weak_words` ...).
    """

    item: ItemSpec
    state: ItemState
    reason: str
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    fatal_kind: Line | None = None
    findings: int = 1
    notice: str = ""
    why: str = ""


class LooksUp(Protocol):
    """What answers for conditions: the search through a segment, or an assumption."""

    def expression(self, expression: Expression | None) -> Outcome | None:
        """The outcome of an expression; None when there is none."""


class ItemJudge:
    """Judges one item; `search` answers for its conditions."""

    def __init__(self, item: CompiledItem, search: LooksUp, view: SegmentView, language: str) -> None:
        self._item = item
        self._spec = item.spec
        self._view = view
        self._language = language
        self._search = search

    def judge(self) -> Judgement:
        """The judgement, out-of-scope items included."""
        why = out_of_scope(self._spec, Scope.of(self._view))
        return self.out_of_scope(why) if why is not None else self.in_scope()

    def out_of_scope(self, why: str) -> Judgement:
        """Not applicable, whatever is said."""
        return self._result(ItemState.NOT_APPLICABLE, why)

    def in_scope(self) -> Judgement:
        """The judgement of an item that belongs to this channel, business line and segment."""
        if self._spec.kind is ItemKind.HUMAN:
            return self._result(ItemState.NEEDS_HUMAN, "human_only")
        circumstance = self._circumstance()
        if circumstance is not None:
            return circumstance
        return self._duty() if self._spec.kind is ItemKind.DUTY else self._breach()

    def _circumstance(self) -> Judgement | None:
        applicable = self._outcome(self._spec.applicable_when)
        if applicable is not None and applicable.truth is not Truth.TRUE:
            return self._undecided(applicable, "not_applicable")
        excused = self._outcome(self._spec.not_applicable_when)
        if excused is not None and _ran_out_of_time(excused):
            return self._result(ItemState.NEEDS_HUMAN, "out_of_time", evidence=excused.hits[:1])
        if excused is not None and excused.truth is Truth.TRUE:
            return self._result(ItemState.NOT_APPLICABLE, "circumstance", evidence=excused.hits)
        unwanted = self._spec.needs.audio_without
        if unwanted and set(unwanted) & set(self._view.facts.trust.audio):
            return self._result(ItemState.NEEDS_HUMAN, "weak_sound")
        human = self._outcome(self._spec.needs_human_when)
        if human is not None and _ran_out_of_time(human):
            return self._result(ItemState.NEEDS_HUMAN, "out_of_time", evidence=human.hits[:1])
        if human is not None and human.truth is Truth.TRUE:
            return self._result(ItemState.NEEDS_HUMAN, "needs_human", evidence=human.hits)
        return None

    def _outcome(self, source: str | None) -> Outcome | None:
        return self._search.expression(self._item.expression(source))

    def _wanted(self, source: str | None) -> Outcome:
        """What fulfils or breaks the item, as far as its second reader confirms it."""
        outcome = self._outcome(source)
        assert outcome is not None
        return confirmed(outcome, self._spec.confirmed_by, self._view)

    def _undecided(self, outcome: Outcome, reason: str) -> Judgement:
        if _ran_out_of_time(outcome):
            return self._result(ItemState.NEEDS_HUMAN, "out_of_time", evidence=outcome.hits[:1])
        if outcome.truth is Truth.UNKNOWN:
            state = ItemState(self._spec.unknown)
            return self._result(state, "data_missing")
        return self._result(ItemState.NOT_APPLICABLE, reason)

    def _duty(self) -> Judgement:
        trigger = self._outcome(self._spec.trigger)
        if trigger is not None and trigger.truth is not Truth.TRUE:
            return self._undecided(trigger, "no_trigger")
        broken = self._outcome(self._spec.unmet)
        if broken is not None and broken.truth is Truth.TRUE:
            return self._against(broken.hits, "broken")
        met = self._wanted(self._spec.met)
        missed: tuple[Hit, ...] = trigger.hits if trigger else ()
        if self._spec.window and trigger is not None and met.truth is Truth.TRUE and met.hits and trigger.hits:
            met, missed = self._in_window(met, trigger, self._spec.window)
        if met.truth is Truth.UNKNOWN:
            why = _why_unknown(met)
            return self._result(ItemState.NEEDS_HUMAN, why, evidence=met.hits[:3] or missed)
        if met.truth is Truth.TRUE:
            return self._fulfilled(met)
        return self.absent(met.hits or missed)

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
        if self._nobody_knows_who():
            return self._result(ItemState.NEEDS_HUMAN, "uncertain_roles", evidence=met.hits[:3])
        confidence = min((h.confidence for h in met.hits), default=1.0)
        return self._result(ItemState.MET, "met", evidence=met.hits[:3], confidence=confidence)

    def absent(self, missed: tuple[Hit, ...] = ()) -> Judgement:
        """The duty was owed and nothing fulfilled it: what was searched is the evidence."""
        if self._hearing_is_weak(missed):
            return self._result(ItemState.NEEDS_HUMAN, "weak_hearing", evidence=missed[:1])
        evidence = tuple(self._evidence(h) for h in missed[:3]) or self._searched_evidence()
        if not evidence:
            return self._result(ItemState.NEEDS_HUMAN, "no_evidence")
        return Judgement(
            item=self._spec,
            state=ItemState.UNMET,
            reason=reason_for(self._spec, "absent", self._language, evidence),
            confidence=self._trust(),
            evidence=evidence,
            findings=max(1, len(missed[:3])) if self._spec.window and self._spec.window.each else 1,
            why="absent",
        )

    def _searched_evidence(self) -> tuple[Evidence, ...]:
        first = self._first_turns()
        shown = self._view.shown_as_searched
        if first not in shown:
            shown[first] = tuple(map(_searched, self._searched_turns()))
        return shown[first]

    def _first_turns(self) -> int | None:
        """How many of the agent's first turns the item looks at, by the first of its conditions that says so."""
        specs = (c.spec for c in self._item.conditions.values())
        return next((s.first_turns for s in specs if s.first_turns is not None and s.role == "agent"), None)

    def _searched_turns(self, missed: tuple[Hit, ...] = ()) -> list[SeenTurn]:
        """The agent's turns in which the duty was looked for: after its trigger, or where the item says."""
        turns = self._view.spoken_by(Role.AGENT)
        if missed:
            return [t for t in turns if any(t.turn.index > h.turn for h in missed)][:3]
        first = self._first_turns()
        if first is not None:
            return [t for t in turns if t.run_of_speaker < first][:3]
        return list(turns[-2:])

    def _breach(self) -> Judgement:
        found = self._wanted(self._spec.found)
        if found.truth is Truth.UNKNOWN and found.hits:  # a model wants somebody to look at these words
            return self._result(ItemState.NEEDS_HUMAN, _why_unknown(found), evidence=found.hits[:3])
        if found.truth is Truth.UNKNOWN:
            return self._undecided(found, "data_missing")
        if found.truth is Truth.FALSE:
            unsure = self._nobody_knows_who()
            return self._result(*((ItemState.NEEDS_HUMAN, "uncertain_roles") if unsure else (ItemState.MET, "clean")))
        return self._against(found.hits, "found")

    def _against(self, hits: tuple[Hit, ...], why: str) -> Judgement:
        """A finding that costs points: only on exact words that were heard well enough."""
        if not hits:
            return self._result(ItemState.NEEDS_HUMAN, "no_evidence")
        safe = [h for h in hits if not h.by_sound and h.confidence >= self._spec.needs.words]
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
            findings=self._acts(safe[:5]),
            why=why,
        )

    def _acts(self, hits: Sequence[Hit]) -> int:
        """Acts of the agent among hits that are shown: one a turn; the customer's words beside them are none."""
        turns = {h.turn for h in hits}
        return len({t for t in turns if self._view.by_index[t].turn.sender is Role.AGENT} or turns)

    def _fatal_kind(self) -> Line | None:
        fatal = self._spec.fatal
        if fatal is None:
            return None
        when = self._outcome(fatal.when)
        return Line(fatal.kind) if when is None or when.truth is Truth.TRUE else None

    def _roles_are_uncertain(self) -> bool:
        return self._view.facts.recognised and self._view.facts.trust.roles < self._spec.needs.roles

    def _nobody_knows_who(self) -> bool:
        """Whether an item that looks at one role's words would praise or clear the wrong person."""
        looks_at_a_role = any(c.role is not None for c in self._item.conditions.values())
        return looks_at_a_role and self._roles_are_uncertain()

    def _hearing_is_weak(self, missed: tuple[Hit, ...]) -> bool:
        """Nobody can say that words are missing where too many words were heard badly."""
        facts = self._view.facts
        if not facts.recognised:
            return False
        searched = self._searched_turns(missed)
        # What belongs into one of a few turns can hide in the worst of them; after a trigger all of them count.
        weakest = _weak_share(searched) if missed else max((_weak_share([t]) for t in searched), default=0.0)
        return (
            self._roles_are_uncertain()
            or facts.trust.recognition < self._spec.needs.recognition
            or weakest > WEAK_WORD_SHARE
        )

    def _trust(self) -> float:
        trust = self._view.facts.trust
        return min(trust.roles, trust.recognition) if self._view.facts.recognised else 1.0

    def _result(
        self, state: ItemState, why: str, *, evidence: tuple[Hit, ...] = (), confidence: float = 1.0
    ) -> Judgement:
        pieces = tuple(self._evidence(h) for h in evidence)
        reason = reason_for(self._spec, why, self._language, pieces)
        return Judgement(item=self._spec, state=state, reason=reason, evidence=pieces, confidence=confidence, why=why)

    def _evidence(self, hit: Hit) -> Evidence:
        return evidence_of(hit, self._view.by_index[hit.turn].turn.text)


@dataclass(frozen=True, slots=True)
class Scope:
    """What decides whether items belong to a segment at all."""

    channel: str
    business_line: str | None
    is_first: bool
    is_last: bool
    agent_speaks: bool

    @classmethod
    def of(cls, view: SegmentView) -> "Scope":
        """The scope of a segment."""
        segment, interaction = view.segment, view.facts.interaction
        speaks = bool(view.spoken_by(Role.AGENT))
        return cls(view.channel.value, interaction.business_line, segment.is_first, segment.is_last, speaks)


def out_of_scope(spec: ItemSpec, scope: Scope) -> str | None:
    """Why an item does not belong here; None when it does."""
    applies = spec.applies
    if not scope.agent_speaks:
        return "no_agent_words"
    if applies.channels and scope.channel not in applies.channels:
        return "channel"
    if applies.business_lines and scope.business_line not in applies.business_lines:
        return "business_line"
    if (applies.segment == "first" and not scope.is_first) or (applies.segment == "last" and not scope.is_last):
        return "segment"
    return None


def _ran_out_of_time(outcome: Outcome) -> bool:
    return outcome.truth is Truth.UNKNOWN and any(h.operator == PATTERN_TIMEOUT for h in outcome.hits)


def _why_unknown(outcome: Outcome) -> str:
    if _ran_out_of_time(outcome):
        return "out_of_time"
    return "doubtful" if outcome.hits else "data_missing"


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
