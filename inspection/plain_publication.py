"""Publishing what no person has spoken of (批量公布): the score of `publication.published`, remembered item by item.

Of a million evaluations of a month a few thousand were reviewed. In all others an item of a form comes to one of a
handful of things (its state, its points, whether its rule counts), each worked out once by the form's own arithmetic.
What depends on more than the item itself (an act charged once, fines only the evidence tells) is left to the full
computation.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from inspection.evaluation import Dimension, ItemKind, ItemResult, ItemState, Line
from inspection.item_points import item_results
from inspection.publication import NOBODY_JUDGED, WHY_LEFT_OUT, Publication, PublishedItem, hold_of, source_of
from inspection.recognition_fit import is_about_content
from inspection.rescoring import StoredFigures, Withheld, is_score_of, judgement_of, needs_evidence
from inspection.score_basis import ScoreBasis
from inspection.scoring import Stake, score_of_stakes, stake_of


class PlainItem(NamedTuple):
    """A judged item as it is stored, without words and evidence; fields as in `ItemResult`."""

    id: str
    kind: str
    line: str
    dimension: str
    state: str
    points: float
    max_points: float
    rule_version: str
    fatal_kind: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What one item comes to: as published, what it put in at night, and what it puts in now."""

    published: PublishedItem
    is_suspected: bool
    at_night: Stake
    now: Stake


class _Remembered(dict[tuple[Any, ...], _Part | None]):
    """What items come to; one that was not met before is worked out."""

    def __init__(self, work_out: Callable[[PlainItem], _Part | None]) -> None:
        self._work_out = work_out

    def __missing__(self, item: tuple[Any, ...]) -> _Part | None:
        self[item] = found = self._work_out(PlainItem(*item))
        return found


class PlainPublishing:
    """Publications by one basis on one channel, where the rule versions `trusted` count without a person.

    `heard_weakly`: recognised words are too uncertain here for rules about content to count.
    """

    def __init__(
        self, basis: ScoreBasis, channel: str, trusted: Collection[str], *, heard_weakly: bool = False
    ) -> None:
        """Nothing is worked out yet."""
        self._basis, self._channel = basis, channel
        self._trusted, self._heard_weakly = trusted, heard_weakly
        self._parts = _Remembered(self._part)

    def of(self, evaluation_id: str, stored: StoredFigures, items: Sequence[tuple[Any, ...]]) -> Publication | None:
        """The publication of an evaluation nobody has spoken of; `items` hold the fields of `PlainItem`.

        The items published come without reasons and evidence.

        None where the full computation must say: the basis does not give the stored score, or an item depends on more
        than itself.
        """
        found: list[_Part] = []
        for item in items:
            part = self._parts[item]
            if part is None:
                return None
            found.append(part)
        form = self._basis.form
        score = score_of_stakes([p.at_night for p in found], form, self._channel)
        if not is_score_of(score, stored):
            return None
        if any(p.now is not p.at_night for p in found):
            score = score_of_stakes([p.now for p in found], form, self._channel)
        if score.fatal_suspected:
            return None
        published = tuple(p.published for p in found)
        return Publication(
            evaluation_id=evaluation_id,
            items=published,
            score=score,
            human=NOBODY_JUDGED,
            hold=hold_of([(p.published.result.id, p.is_suspected, p.published.source) for p in found], score),
            band=form.band_of(score.machine_score),
        )

    def _part(self, stored: PlainItem) -> _Part | None:
        """What an item comes to; None where it depends on more than itself."""
        item, spec = _result(stored), self._basis.items.get(stored.id)
        row = self._basis.form.rows_on(self._channel).get(stored.id)
        if spec is None:
            return None
        if needs_evidence(item, row) or (item.state is ItemState.UNMET and spec.yields_to is not None):
            return None
        source = source_of(item, None, () if self._heard_weakly and is_about_content(item.kind) else self._trusted)
        night = self._worked_out(item, None)
        why = WHY_LEFT_OUT.get(source)
        now = night if why is None else self._worked_out(item, Withheld(why))
        return _Part(PublishedItem(now[0], source), item.fatal_kind is not None, night[1], now[1])

    def _worked_out(self, item: ItemResult, change: Withheld | None) -> tuple[ItemResult, Stake]:
        """An item with the points it has, and what it puts into the sum, when it stands alone."""
        form = self._basis.form
        row = form.rows_on(self._channel).get(item.id)
        (found,) = item_results([judgement_of(item, change, self._basis, row, self._channel)], form, self._channel)
        return found, stake_of(found, row, form)


def _result(stored: PlainItem) -> ItemResult:
    return ItemResult(
        id=stored.id,
        kind=ItemKind(stored.kind),
        line=Line(stored.line),
        dimension=Dimension(stored.dimension),
        state=ItemState(stored.state),
        points=stored.points,
        max_points=stored.max_points,
        confidence=1.0,
        rule_version=stored.rule_version,
        reason="",
        fatal_kind=Line(stored.fatal_kind) if stored.fatal_kind else None,
    )
