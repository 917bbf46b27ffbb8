"""Publication (公布): the score that counts, item by item: a person's word, else a machine whose precision is proven.

Three columns and no mixture: the machine's score is what the night stored; the human score rests on people's verdicts
alone; the published score takes, per item, people's verdict if there is one, else the machine's where its rule is
trusted here, and leaves the item out otherwise. Nothing is ever zeroed by a machine alone: a suspected fatal that no
person has decided holds the whole score back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from inspection.evaluation import Evaluation, ItemResult, ItemState, Line, LineResult, line_results
from inspection.item_verdicts import ItemVerdict, Settled, settled
from inspection.rescoring import Change, Withheld, rescored
from inspection.rule_standing import Reviewed, Standing, StandingPolicy
from inspection.score_basis import ScoreBasis
from inspection.scoring import Score

HOLD_HOURS = 24.0


class Source(StrEnum):
    """Whose word an item of a published score is.

    WITHHELD: the machine judged, but its rule is not trusted here yet. WAITING: the machine left it to a person, who
    has not come. DISPUTED: people disagree and nobody has decided.
    """

    HUMAN = "human"
    MACHINE = "machine"
    WITHHELD = "withheld"
    WAITING = "waiting"
    DISPUTED = "disputed"


class HoldReason(StrEnum):
    """Why a score cannot be published now, the gravest first."""

    NO_BASIS = "no_basis"
    SUSPECTED_FATAL = "suspected_fatal"
    DISPUTED = "disputed"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Hold:
    """A score is held: why, and because of which items."""

    reason: HoldReason
    items: tuple[str, ...] = ()

    def due_at(self, evaluated_at: datetime, hours: float = HOLD_HOURS) -> datetime | None:
        """When a person must have looked at a suspected fatal (a clock of 24 hours); None for other holds."""
        return evaluated_at + timedelta(hours=hours) if self.reason is HoldReason.SUSPECTED_FATAL else None


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One item as it is published, and whose word it is (`who` for people's)."""

    result: ItemResult
    source: Source
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What an evaluation comes to now: the published items and score, the human score beside it, or why it is held."""

    evaluation_id: str
    items: tuple[PublishedItem, ...]
    score: Score
    human: Score
    hold: Hold | None
    band: str | None

    @property
    def published_score(self) -> float | None:
        """0-100; None while held."""
        return None if self.hold is not None else self.score.machine_score

    @property
    def human_score(self) -> float | None:
        """0-100 by people's verdicts alone; None until they cover enough of the form (or confirmed a fatal)."""
        return self.human.machine_score

    @property
    def fatal_confirmed(self) -> bool:
        """A person said that a fatal happened, and nobody of their weight says otherwise."""
        return self.human.fatal_suspected

    @property
    def fatal_items(self) -> tuple[str, ...]:
        """Ids of the confirmed fatals."""
        return tuple(i.result.id for i in self.items if i.source is Source.HUMAN and i.result.fatal_kind is not None)

    @property
    def lines(self) -> tuple[LineResult, ...]:
        """Errors per line among the items that count."""
        return line_results(i.result for i in self.items)

    def sources_of(self, line: Line) -> dict[Source, int]:
        """How many items of a line rest on whose word (not applicable ones included)."""
        found: dict[Source, int] = {}
        for item in self.items:
            if item.result.line is line:
                found[item.source] = found.get(item.source, 0) + 1
        return found


def trusted_rules(
    reviewed: Mapping[str, Reviewed], standings: Mapping[str, Standing], policy: StandingPolicy | None = None
) -> frozenset[str]:
    """Rule versions whose word counts without a person.

    Somebody let the rule count (its standing), and the lower bound of its live precision (Wilson, 95 %) reaches the
    floor over enough reviewed hits: either alone is not enough.
    """
    policy = policy or StandingPolicy()
    return frozenset(
        version
        for version, standing in standings.items()
        if standing is Standing.COUNTED
        and version in reviewed
        and reviewed[version].n >= policy.reviewed_hits
        and reviewed[version].interval[0] >= policy.precision_floor
    )


NOBODY_JUDGED = Score(machine_score=None, raw_score=None, points_judged=0.0, points_possible=0.0, fatal_suspected=False)


def published(
    evaluation: Evaluation, basis: ScoreBasis, verdicts: Iterable[ItemVerdict], trusted: Collection[str]
) -> Publication:
    """What the evaluation comes to with the verdicts so far; `trusted` holds the rule versions that count alone.

    A pure function of its arguments: the order of verdicts does not matter, asking twice gives the same. Verdicts on
    items the evaluation does not have are ignored.
    """
    people = settled(verdicts)
    sources = {item.id: source_of(item, people.get(item.id), trusted) for item in evaluation.items}
    counted = rescored(evaluation, basis, _changes(evaluation, people, sources))
    by_people = rescored(evaluation, basis, _people_only(evaluation, people)).score if people else NOBODY_JUDGED
    return Publication(
        evaluation_id=evaluation.evaluation_id,
        items=tuple(
            PublishedItem(item, sources[item.id], _whose(people.get(item.id), sources[item.id]))
            for item in counted.items
        ),
        score=counted.score,
        human=by_people,
        hold=hold_of([(i.id, i.fatal_kind is not None, sources[i.id]) for i in evaluation.items], counted.score),
        band=basis.form.band_of(counted.score.machine_score),
    )


def source_of(item: ItemResult, said: Settled | None, trusted: Collection[str]) -> Source:
    """Whose word an item is, with what people said of it."""
    if said is not None:
        return Source.DISPUTED if said.is_disputed else Source.HUMAN
    if item.state is ItemState.NEEDS_HUMAN:
        return Source.WAITING
    if item.fatal_kind is not None or item.rule_version not in trusted:
        return Source.WITHHELD
    return Source.MACHINE


WHY_LEFT_OUT = {
    Source.WITHHELD: "规则尚未采信 / the rule does not count here yet",
    Source.DISPUTED: "复核意见不一 / reviewers disagree",
}


def _changes(evaluation: Evaluation, people: Mapping[str, Settled], sources: Mapping[str, Source]) -> dict[str, Change]:
    changes: dict[str, Change] = {}
    for item in evaluation.items:
        source = sources[item.id]
        if source in WHY_LEFT_OUT:
            changes[item.id] = Withheld(WHY_LEFT_OUT[source])
        elif source is Source.HUMAN:
            verdict = people[item.id].verdict
            assert verdict is not None
            changes[item.id] = verdict
    return changes


def _people_only(evaluation: Evaluation, people: Mapping[str, Settled]) -> dict[str, Change]:
    nobody = Withheld("未经人工 / no person judged it")
    verdicts = {item_id: said.verdict for item_id, said in people.items()}
    return {item.id: verdicts.get(item.id) or nobody for item in evaluation.items}


def _whose(said: Settled | None, source: Source) -> str:
    return said.verdict.who if source is Source.HUMAN and said is not None and said.verdict is not None else ""


def hold_of(items: Sequence[tuple[str, bool, Source]], score: Score) -> Hold | None:
    """Why a score is held; `items` are (id, the machine suspects a fatal, whose word it is) in the form's order."""
    if score.fatal_suspected:
        return None  # a person confirmed a fatal: nothing that is still open can change the 0
    suspected = tuple(name for name, is_fatal, source in items if is_fatal and source is not Source.HUMAN)
    if suspected:
        return Hold(HoldReason.SUSPECTED_FATAL, suspected)
    disputed = tuple(name for name, _, source in items if source is Source.DISPUTED)
    if disputed:
        return Hold(HoldReason.DISPUTED, disputed)
    if score.machine_score is None:
        open_ones = (Source.WAITING, Source.WITHHELD)
        return Hold(HoldReason.TOO_LITTLE, tuple(name for name, _, source in items if source in open_ones))
    return None
