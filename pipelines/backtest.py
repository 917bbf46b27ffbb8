"""A changed rulebook against history: stored facts judged by both, in parallel, a piece at a time.

Nothing is heard or read again and nothing that was judged is touched. Pieces are counted where they are judged and
added up in their order, so the figures do not depend on the number of processes.
"""

import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import starmap
from time import process_time

from inspection.backtesting import Backtest, PassScore, as_if_in_force, pass_score_of
from inspection.errors import InspectionError, NightError
from inspection.evaluating import Judging, Occasion, Yardstick, evaluate
from inspection.evaluation import Evaluation, ItemState
from inspection.facts import Facts
from inspection.rule_files import RuleFiles
from inspection.rules.item_judge import Judgement
from inspection.rules.item_spec import ItemSpec
from inspection.rules.judge import judge
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.view import SegmentView
from inspection.unread_facts import unread_by
from pipelines.rule_folders import yardstick_of
from records import evaluations, facts, verdicts
from records.by_interaction import Key
from records.database import open_database, reading
from records.facts import JudgedKey
from records.workspace import Workspace

PIECE = 100
TIMED = 2  # interactions of a piece that are judged again in full, for the cost alone
MOST_JOBS = 16
_JUDGED_AT = datetime(2000, 1, 1, tzinfo=UTC)  # not part of any figure

OnProgress = Callable[[int, int], None]
VerdictsOf = Mapping[tuple[str, str, int], Mapping[str, ItemState]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestRequest:
    """What to compare with what, on which business dates (both included, None is open).

    `items` narrows it to some items: then there are no scores to compare.
    """

    old: RuleFiles
    new: RuleFiles
    first: date | None = None
    last: date | None = None
    items: tuple[str, ...] = ()
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both yardsticks, compiled once per process, and the database they read."""

    url: str
    old: Yardstick
    new: Yardstick
    pass_score: PassScore
    same: frozenset[str]
    rest: Rulebook


def jobs_here() -> int:
    """How many processes this machine has cores for."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST_JOBS)


def run_backtest(workspace: Workspace, wanted: BacktestRequest, on_progress: OnProgress) -> Backtest:
    """Judge every judged interaction of the period by both rulebooks. Raises RuleError when one does not compile."""
    sides = _sides(workspace.url, wanted.old, wanted.new, wanted.items)
    with reading(workspace.engine) as connection:
        keys = facts.judged_between(connection, wanted.first, wanted.last)
        said = _verdicts(verdicts.between(connection, wanted.first, wanted.last))
    pieces = [_piece(keys[start : start + PIECE], said) for start in range(0, len(keys), PIECE)]
    total, done = Backtest(), 0
    on_progress(0, len(keys))
    for part in _judge(pieces, sides, wanted):
        total.add(part)
        done = min(done + PIECE, len(keys))
        on_progress(done, len(keys))
    return total


_Piece = tuple[Sequence[JudgedKey], VerdictsOf]


def _judge(pieces: Sequence[_Piece], sides: _Sides, wanted: BacktestRequest) -> Iterator[Backtest]:
    if wanted.jobs == 1 or len(pieces) == 1:
        yield from starmap(_with(sides), pieces)
        return
    settled = (sides.url, wanted.old, wanted.new, wanted.items)
    pool = ProcessPoolExecutor(
        min(wanted.jobs, max(1, len(pieces))), multiprocessing.get_context("spawn"), _settle, settled
    )
    with pool:
        try:
            yield from pool.map(_judge_piece, pieces)
        except BrokenProcessPool:
            pool.shutdown(cancel_futures=True)
            raise NightError("a process of the backtest died", "run it again with fewer --jobs") from None


def _with(sides: _Sides) -> Callable[[Sequence[JudgedKey], VerdictsOf], Backtest]:
    return lambda keys, said: _count_piece(keys, said, sides)


_here: list[_Sides] = []


def _settle(url: str, old: RuleFiles, new: RuleFiles, items: tuple[str, ...]) -> None:
    """Once per process: compile both rulebooks."""
    _here[:] = [_sides(url, old, new, items)]


def _judge_piece(piece: _Piece) -> Backtest:
    return _count_piece(*piece, _here[0])


def _sides(url: str, old: RuleFiles, new: RuleFiles, items: tuple[str, ...]) -> _Sides:
    before = yardstick_of(old)
    after = as_if_in_force(before, yardstick_of(new))
    pass_score = pass_score_of((*before.forms, *after.forms))
    same = frozenset() if old.by_name != new.by_name or old.for_all_items != new.for_all_items else _same(before, after)
    before, after = _only(before, items), _only(after, items)
    rest = {i: item for i, item in after.rulebook.items.items() if i not in same}
    return _Sides(url, before, after, pass_score, same, replace(after.rulebook, items=rest))


def _same(old: Yardstick, new: Yardstick) -> frozenset[str]:
    """Items both books write alike (where nothing that items share differs): one judgement serves both."""
    before, after = old.rulebook.items, new.rulebook.items
    return frozenset(i for i in before if i in after and _judged_part(before[i]) == _judged_part(after[i]))


def _judged_part(item: CompiledItem) -> ItemSpec:
    return item.spec.model_copy(update={"examples": [], "owner": "", "updated": date.min})


def _only(yardstick: Yardstick, items: Sequence[str]) -> Yardstick:
    if not items:
        return yardstick
    book = yardstick.rulebook
    return replace(yardstick, rulebook=replace(book, items={i: c for i, c in book.items.items() if i in items}))


def _count_piece(keys: Sequence[JudgedKey], said: VerdictsOf, sides: _Sides) -> Backtest:
    part = Backtest()
    engine = open_database(sides.url)
    try:
        with reading(engine) as connection:
            many = facts.of(connection, keys)
            places = evaluations.agents_of(connection, [key.interaction for key in keys])
    finally:
        engine.dispose()
    days = {key.interaction: key.business_date for key in keys}
    for number, one in enumerate(many):
        key = one.interaction.key
        occasion = Occasion(business_date=days[key], evaluated_at=_JUDGED_AT, places=places.get(key, {}))
        _count_one(one, occasion, said, sides, part)
        if number < TIMED:
            _time(one, occasion, sides, part)
    return part


def _time(one: Facts, occasion: Occasion, sides: _Sides, part: Backtest) -> None:
    """What judging everything by each side costs; a second time, so that what is compiled on first use is not in it."""
    old_s, new_s = (_seconds(one, yardstick, occasion) for yardstick in (sides.old, sides.new))
    if old_s is not None and new_s is not None:
        part.cost.interactions += 1
        part.cost.old_s += old_s
        part.cost.new_s += new_s


def _seconds(one: Facts, yardstick: Yardstick, occasion: Occasion) -> float | None:
    try:
        evaluate(one, yardstick, occasion)
        begun = process_time()
        evaluate(one, yardstick, occasion)
    except InspectionError:
        return None
    return process_time() - begun


def _count_one(one: Facts, occasion: Occasion, said: VerdictsOf, sides: _Sides, part: Backtest) -> None:
    part.interactions += 1
    part.first = min(occasion.business_date, part.first or occasion.business_date)
    part.last = max(occasion.business_date, part.last or occasion.business_date)
    shared = _Shared(sides)
    old = _evaluated(one, sides.old, occasion, shared.first, part, "old")
    new = None if old is None else _evaluated(one, sides.new, occasion, shared.second, part, "new")
    if old is None or new is None:
        return
    part.unread.update(unread_by(sides.new.rulebook, one))
    for before, after in zip(old, new, strict=True):
        part.count(before, after, said.get((*one.interaction.key, after.segment), {}), sides.pass_score)


class _Shared:
    """Judges one interaction by the old book and keeps what the new one would only repeat."""

    def __init__(self, sides: _Sides) -> None:
        self._same, self._rest = sides.same, sides.rest
        self._known: dict[int, dict[str, Judgement]] = {}

    def first(self, view: SegmentView, rulebook: Rulebook, language: str) -> tuple[Judgement, ...]:
        judged = judge(view, rulebook, language)
        self._known[view.segment.number] = {j.item.id: j for j in judged if j.item.id in self._same}
        return judged

    def second(self, view: SegmentView, rulebook: Rulebook, language: str) -> tuple[Judgement, ...]:
        known = self._known[view.segment.number]
        fresh = {j.item.id: j for j in judge(view, self._rest, language)}
        return tuple(known.get(item_id) or fresh[item_id] for item_id in rulebook.items)


def _evaluated(
    one: Facts, yardstick: Yardstick, occasion: Occasion, judging: Judging, part: Backtest, side: str
) -> tuple[Evaluation, ...] | None:
    try:
        done = evaluate(one, yardstick, occasion, judging)
    except InspectionError as error:
        part.failed[(f"{side}: {error.code}", error.reason)] += 1
        return None
    troubles = {notice for evaluation in done for notice in evaluation.notices if notice != "general_form"}
    for notice in troubles:
        part.failed[(f"{side}: rule", notice)] += 1
    part.cost.old_timeouts += len(troubles) if side == "old" else 0
    part.cost.new_timeouts += len(troubles) if side == "new" else 0
    return done


def _verdicts(many: Iterator[verdicts.Verdict]) -> VerdictsOf:
    found: dict[tuple[str, str, int], dict[str, ItemState]] = defaultdict(dict)
    for one in many:
        found[(one.source, one.interaction_id, one.segment)][one.item] = one.state
    return found


def _piece(keys: Sequence[JudgedKey], said: VerdictsOf) -> _Piece:
    """A piece with the verdicts that belong to it (few interactions have any)."""
    wanted: set[Key] = {key.interaction for key in keys}
    return keys, {place: items for place, items in said.items() if place[:2] in wanted} if said else {}
