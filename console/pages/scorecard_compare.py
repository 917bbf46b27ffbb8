"""Two to four scorecards side by side (成绩对比): the same figures in the same rows, each with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from console.charts import IntervalBar, interval_bar
from console.figures import ShownFigure, headline, shown
from console.frame import PageContext, frame_of
from console.links import scorecard_url
from console.pages.scorecards import MOST_COMPARED, subject
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.intervals import Figure
from inspection.scorecards.cards import Scorecard
from records.database import reading
from records.scorecards import cards as scorecards
from records.scorecards import told_cards
from records.workspace import Workspace

_COLUMNS = (
    "machine_score",
    "human_score",
    "published_score",
    "pass_rate",
    "published_pass_rate",
    "fatal_rate",
    "confirmed_fatal_rate",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of one card; None where the card has none."""

    figure: ShownFigure
    bar: IntervalBar


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """One figure of all cards, in their order."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(PageContext):
    """The cards (name, address, period) and their figures: whole scores first, then dimensions, then items.

    `is_published`: every figure is of published scores.
    """

    heads: tuple[tuple[str, str, str], ...]
    scores: tuple[CompareRow, ...]
    dimensions: tuple[CompareRow, ...]
    items: tuple[CompareRow, ...]
    is_published: bool


def build(workspace: Workspace, visit: Visit) -> Compared | None:
    """Query: every value whose name begins with `card` is the id of a scorecard; at most four are taken."""
    ids = list(dict.fromkeys(value for name, value in visit.query.items() if name.startswith("card")))[:MOST_COMPARED]
    with reading(workspace.engine) as connection:
        stored = scorecards.by_ids(connection, ids, sight=visit.sight(Action.READ_SCORECARDS))
        found = told_cards.as_told(connection, stored, visit.sight(Action.READ_DRAFTS))
    cards = sorted(found, key=lambda card: ids.index(card.scorecard_id))
    w = visit.w
    return Compared(
        frame=frame_of(visit, w["card_compare"], "scorecards"),
        w=w,
        heads=tuple((subject(card), scorecard_url(card.scorecard_id, card.period), card.period) for card in cards),
        scores=tuple(_scores(cards, w)) if cards else (),
        dimensions=_rows([{d.dimension: d.score for d in card.dimensions} for card in cards], "dimension", 100.0, w),
        items=_rows([{i.item: i.met for i in card.items} for card in cards], "item", 1.0, w),
        is_published=bool(cards) and all(card.is_published for card in cards),
    )


def _scores(cards: Sequence[Scorecard], w: Words) -> list[CompareRow]:
    means = tuple(
        Cell(figure=headline(card, w), bar=interval_bar(card.mean, card.low, card.high, enough=card.enough))
        for card in cards
    )
    metrics = [{name: card.metrics[name] for name in _COLUMNS if name in card.metrics} for card in cards]
    return [CompareRow(name=w["mean"], cells=means), *_rows(metrics, "metric", None, w)]


def _rows(figures: Sequence[dict[str, Figure]], kind: str, full: float | None, w: Words) -> tuple[CompareRow, ...]:
    names = dict.fromkeys(name for one in figures for name, figure in one.items() if figure.n)
    return tuple(
        CompareRow(name=w.of(kind, name), cells=tuple(_cell(one.get(name), full, w) for one in figures))
        for name in names
    )


def _cell(figure: Figure | None, full: float | None, w: Words) -> Cell | None:
    if figure is None:
        return None
    most = full if full is not None else 1.0 if figure.unit == "share" else 100.0
    bar = interval_bar(figure.value, figure.low, figure.high, enough=figure.enough, full=most)
    return Cell(figure=shown(figure, w), bar=bar)
