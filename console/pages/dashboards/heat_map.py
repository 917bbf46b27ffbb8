"""Agents against items: where who loses points, the weakest items and the lowest means first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from console.figures import in_unit
from console.links import scorecard_url
from console.words import Words
from inspection.scorecards.cards import ItemFigure
from records.scorecards.item_map import AgentItems

ITEMS_SHOWN = 14
LEAST_JUDGED = 5
_BINS = ((0.95, "h5"), (0.9, "h4"), (0.8, "h3"), (0.6, "h2"), (0.0, "h1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """The share met: `shade` h1 (worst) to h5, `text` in percent, `n` judged; `weak`: too few to lean on."""

    shade: str
    text: str
    n: int
    weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One agent with a cell for every item shown."""

    agent: str
    url: str
    mean: str
    n: int
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """The items across, the agents down."""

    items: tuple[str, ...]
    rows: tuple[HeatRow, ...]


def heat_map(agents: Sequence[AgentItems], period: str, w: Words) -> HeatMap:
    """The weakest items of these agents; an item judged fewer than five times among them all is left out."""
    met: dict[str, float] = defaultdict(float)
    judged: dict[str, int] = defaultdict(int)
    for agent in agents:
        for figure in agent.items:
            met[figure.item] += (figure.met.value or 0.0) * figure.met.n
            judged[figure.item] += figure.met.n
    chosen = [item for item, n in judged.items() if n >= LEAST_JUDGED]
    weakest = sorted(chosen, key=lambda item: (met[item] / judged[item], item))[:ITEMS_SHOWN]
    return HeatMap(
        items=tuple(w.of("item", item) for item in weakest),
        rows=tuple(_row(agent, weakest, period, w) for agent in agents),
    )


def _row(agent: AgentItems, items: Sequence[str], period: str, w: Words) -> HeatRow:
    of = {figure.item: figure for figure in agent.items}
    return HeatRow(
        agent=agent.agent_id,
        url=scorecard_url(agent.scorecard_id, period),
        mean=in_unit(agent.mean, "points", w),
        n=agent.n,
        cells=tuple(_cell(of.get(item)) for item in items),
    )


def _cell(figure: ItemFigure | None) -> HeatCell:
    if figure is None or figure.met.value is None:
        return HeatCell(shade="h0", text="–", n=0, weak=False)
    value = figure.met.value
    shade = next(name for least, name in _BINS if value >= least)
    return HeatCell(shade=shade, text=f"{value:.0%}", n=figure.met.n, weak=not figure.met.enough)
