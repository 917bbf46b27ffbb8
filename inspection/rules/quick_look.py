"""Which items can a segment concern at all? The few are judged, the many get the judgement that silence gives them.

For every item it is known beforehand which of its conditions decide whether it stirs: those of its circumstances and
of its trigger (of what it demands or forbids, when nothing triggers it). While none of their words are said, its
judgement depends on the metadata alone and is made once for all segments. One pass of the automaton over a turn says
which words were said. Whatever is not understood here (an unknown operator) is simply judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.errors import RuleError
from inspection.evaluation import ItemKind
from inspection.interaction import Role
from inspection.rules.alarms import Alarm, alarm_of
from inspection.rules.alike_conditions import AlikeConditions, SharingSearch
from inspection.rules.comparisons import field_value
from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.item_judge import ItemJudge, Judgement, Scope, out_of_scope
from inspection.rules.outcome import Outcome, Truth
from inspection.rules.phrase_book import PhraseBook
from inspection.rules.plain_judging import judge_with
from inspection.rules.ready_judgements import Assumed, Plan, Ready, Unseen
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.stirring import kind_of, stirring, with_parts
from inspection.rules.view import SegmentView
from inspection.rules.word_search import WordSearcher

SCOPES_REMEMBERED = 256
RULEBOOKS_REMEMBERED = 4
VALUES_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class _Share:
    """Items of a group by what silence makes of them: judged, waiting for a word, owed, or to be judged."""

    made: tuple[tuple[int, Judgement], ...] = ()
    waiting: frozenset[int] = frozenset()
    owed: tuple[int, ...] = ()
    fresh: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that depend on the same conditions of the segment, with what each answer makes of them."""

    slots: tuple[int, ...]
    items: tuple[int, ...]
    shares: dict[tuple[Truth | None, ...], _Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Template:
    """What is known of a segment's judgements from its scope alone: those made, and the items left open."""

    made: list[Judgement | None]
    groups: tuple[_Group, ...]


class QuickLook:
    """The plans of all items of a rulebook, and the words that stir them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.searcher: WordSearcher = rulebook.searcher
        self._items = tuple(rulebook.items.values())
        self.alike = AlikeConditions(rulebook.searcher)
        self._by_value: dict[tuple[int, str], Truth] = {}
        self._plans = [self._plan(item) for item in self._items]
        self._cells: dict[tuple[int, str], int] = {}
        self._cell_items: list[int] = []
        self._siblings: list[frozenset[int]] = []
        self._number_cells()
        self._templates: dict[tuple[str, Scope], _Template] = {}
        self._alarms = self._alarms_of(self.searcher.exact, by_sound=False)
        self._sound_alarms: dict[Role, Alarm] | None = None

    def judge(self, view: SegmentView, language: str) -> tuple[Judgement, ...]:
        """Every item's judgement of a segment, in the order of the book."""
        template = self._template(Scope.of(view), language)
        made = template.made.copy()
        known: dict[int, Outcome] = {}
        truths: dict[int, Truth | None] = {}
        waiting: set[int] = set()
        fresh: list[int] = []
        owed: list[int] = []
        for group in template.groups:
            share = self._share(group, view, language, truths, known)
            for number, judgement in share.made:
                made[number] = judgement
            waiting |= share.waiting
            fresh += share.fresh
            owed += share.owed
        stirred = self._stirred(view, waiting)
        for number in (*fresh, *stirred):
            made[number] = self._judged(self._items[number], view, language, known)
        for number in owed:
            if number not in stirred:
                made[number] = self._absent(self._items[number], view, language)
        return tuple(made)  # type: ignore[arg-type]  # every open item has been filled in

    def _share(
        self,
        group: _Group,
        view: SegmentView,
        language: str,
        truths: dict[int, Truth | None],
        known: dict[int, Outcome],
    ) -> _Share:
        """What is known beforehand of a group, given what the segment says of the conditions its items share."""
        for slot in group.slots:
            if slot not in truths:
                truths[slot] = self._truth(slot, view, known)
        said = tuple([truths[slot] for slot in group.slots])
        if said not in group.shares:
            group.shares[said] = self._new_share(group, said, language)
        return group.shares[said]

    def _new_share(self, group: _Group, said: tuple[Truth | None, ...], language: str) -> _Share:
        sure = tuple(t for t in said if t is not None)
        if len(sure) < len(said):
            return _Share(fresh=group.items)
        readies: list[tuple[int, Ready]] = []
        for number in group.items:
            plan = self._plans[number]
            readies.append((number, plan.settled_by(sure, language) if plan is not None else Ready()))
        return _Share(
            made=tuple((n, r.judgement) for n, r in readies if r.judgement is not None),
            waiting=frozenset(self._cells[n, name] for n, r in readies for name in r.alarms),
            owed=tuple(n for n, r in readies if r.owed),
            fresh=tuple(n for n, r in readies if r.judgement is None and not r.owed),
        )

    def _judged(self, item: CompiledItem, view: SegmentView, language: str, known: dict[int, Outcome]) -> Judgement:
        return judge_with(SharingSearch(item.conditions, self.alike, view, known), item, view, language)

    def _absent(self, item: CompiledItem, view: SegmentView, language: str) -> Judgement:
        return ItemJudge(item, ConditionSearch(item.conditions, self.searcher, view), view, language).absent()

    def _truth(self, slot: int, view: SegmentView, known: dict[int, Outcome]) -> Truth | None:
        """What a segment says of a shared condition; None when there are hits to look at, or on an error."""
        condition = self.alike.conditions[slot]
        field_name = self.alike.fields[slot]
        if field_name is not None:
            key = (slot, repr(field_value(view.facts.interaction, field_name)))
            if key not in self._by_value:
                if len(self._by_value) >= VALUES_REMEMBERED:
                    self._by_value.clear()
                self._by_value[key] = ConditionSearch({condition.name: condition}, self.searcher, view)(
                    condition.name
                ).truth
            return self._by_value[key]
        try:
            outcome = SharingSearch({condition.name: condition}, self.alike, view, known)(condition.name)
        except RuleError:
            return None
        return None if outcome.hits else outcome.truth

    def _stirred(self, view: SegmentView, waiting: set[int]) -> set[int]:
        stirred = self._stirred_by(self._alarms, self.searcher.exact, view, waiting)
        if view.facts.recognised:
            if self._sound_alarms is None:
                self._sound_alarms = self._alarms_of(self.searcher.by_sound, by_sound=True)
            stirred |= self._stirred_by(self._sound_alarms, self.searcher.by_sound, view, waiting)
        return stirred

    def _stirred_by(
        self, alarms: Mapping[Role, Alarm], book: PhraseBook, view: SegmentView, waiting: set[int]
    ) -> set[int]:
        stirred: set[int] = set()
        agent, customer = alarms.get(Role.AGENT), alarms.get(Role.CUSTOMER)
        for turn in view.turns:
            # Enum hashing is slow: an identity test for the two who speak nearly always.
            speaker = turn.speaker
            alarm = agent if speaker is Role.AGENT else customer if speaker is Role.CUSTOMER else alarms.get(speaker)
            if alarm is not None and waiting:
                for cell in alarm.stirred(book, book.read(turn.text.text), waiting):
                    if cell in waiting:
                        waiting -= self._siblings[cell]
                        stirred.add(self._cell_items[cell])
        return stirred

    def _template(self, scope: Scope, language: str) -> _Template:
        key = (language, scope)
        if key not in self._templates:
            if len(self._templates) >= SCOPES_REMEMBERED:
                self._templates.clear()
            self._templates[key] = self._new_template(scope, language)
        return self._templates[key]

    def _new_template(self, scope: Scope, language: str) -> _Template:
        made: list[Judgement | None] = []
        still_open: dict[tuple[int, ...], list[int]] = {}
        for number, item in enumerate(self._items):
            unseen: SegmentView = Unseen()  # type: ignore[assignment]
            why = out_of_scope(item.spec, scope)
            nothing = Assumed(item, {}, frozenset(), frozenset())
            if why is not None:
                made.append(ItemJudge(item, nothing, unseen, language).out_of_scope(why))
            elif item.spec.kind is ItemKind.HUMAN:
                made.append(ItemJudge(item, nothing, unseen, language).in_scope())
            else:
                made.append(None)
                plan = self._plans[number]
                slots = tuple(slot for _, slot in plan.shared) if plan is not None else ()
                still_open.setdefault(slots, []).append(number)
        return _Template(made, tuple(_Group(slots, tuple(numbers)) for slots, numbers in still_open.items()))

    def _plan(self, item: CompiledItem) -> Plan | None:
        """None for an item that has to be judged every time."""
        deciding = with_parts(item, stirring(item))
        searches: list[str] = []
        shared: list[tuple[str, int]] = []
        sifted: set[str] = set()
        for name in sorted(deciding):
            condition = item.conditions[name]
            kind = kind_of(condition)
            if kind == "unknown":
                return None
            if kind == "segment":
                slot = self.alike.slot(condition)
                assert slot is not None
                shared.append((name, slot))
                if condition.is_placed:
                    sifted.add(name)
            elif condition.words is not None:
                searches.append(name)
        searches.sort(key=lambda name: self._rarity(item.conditions[name]))
        return Plan(item, deciding, tuple(searches), tuple(shared), frozenset(sifted))

    def _rarity(self, condition: Condition) -> tuple[int, int]:
        """Small for conditions whose words are common."""
        words = condition.typed_words or condition.words
        assert words is not None
        wordings = words.wordings
        return min((self.searcher.exact.rarity(n) for n in wordings), default=0), -len(wordings)

    def _number_cells(self) -> None:
        """Number every condition of words that may stir an item."""
        for number, plan in enumerate(self._plans):
            names = plan.searches if plan is not None else ()
            first = len(self._cell_items)
            siblings = frozenset(range(first, first + len(names)))
            for name in names:
                self._cells[number, name] = len(self._cell_items)
                self._cell_items.append(number)
                self._siblings.append(siblings)

    def _alarms_of(self, book: PhraseBook, *, by_sound: bool) -> dict[Role, Alarm]:
        cells: dict[Role, dict[int, set[int]]] = {}
        for (number, name), cell in self._cells.items():
            condition = self._items[number].conditions[name]
            searches = [s for s in (condition.words, None if by_sound else condition.typed_words) if s is not None]
            wordings = {n for s in searches for n in (s.by_sound if by_sound else s.wordings)}
            for speaker in (Role.AGENT, Role.CUSTOMER) if condition.role is None else (condition.role,):
                for wording in wordings:
                    cells.setdefault(speaker, {}).setdefault(wording, set()).add(cell)
        return {speaker: alarm_of(book, by_wording) for speaker, by_wording in cells.items()}


_recent: list[QuickLook] = []


def quick_look_of(rulebook: Rulebook) -> QuickLook:
    """The quick look of a rulebook, made when it is first asked for; the last few are kept."""
    for look in _recent:
        if look.rulebook is rulebook:
            return look
    look = QuickLook(rulebook)
    _recent.append(look)
    del _recent[:-RULEBOOKS_REMEMBERED]
    return look
