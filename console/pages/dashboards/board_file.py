"""The tables behind the dashboard as files: every day at every place, every topic, every agent and item."""

from collections.abc import Sequence

from console.download import Download
from console.pages.dashboards.board import TABLES
from console.pages.dashboards.chosen import agents, filter_of, stretch_of, stretches
from console.table_file import Cell, TableFile, handed_out
from console.visit import Visit
from inspection.access.policy import Action
from inspection.day_figures import DayFigures, FiguresPlace
from records import day_figures
from records.database import reading
from records.scorecards.item_map import AgentItems
from records.workspace import Workspace

_MOST_AGENTS = 5000
_HEADINGS = {
    "days": ("business_date", "admin_team", "admin_site", "admin_vendor", "queue", "channel", "board_contacts",
             "board_complaints", "board_scored", "mean", "board_fatal_n", "board_sla_met", "board_sla_asked"),
    "topics": ("board_topic", "board_contacts", "board_complaints"),
    "items": ("agent", "admin_team", "item", "board_met", "board_judged", "board_human"),
}  # fmt: skip


def make(workspace: Workspace, visit: Visit) -> Download | None:
    """Query: `table` (days, topics, items), `format`, and the dashboard's filters; None for another table."""
    table, wanted, w = visit.asked("table") or "days", filter_of(visit), visit.w
    sight = visit.sight(Action.READ_DASHBOARDS)
    with reading(workspace.engine) as connection:
        newest = day_figures.newest_day(connection, sight=sight)
        if newest is None or table not in _HEADINGS:
            return None
        chosen = stretch_of(visit, stretches(newest, day_figures.oldest_day(connection) or newest, w))
        stretch = (chosen.first, chosen.last, wanted)
        found = list(day_figures.places_between(connection, *stretch, sight=sight)) if table == "days" else []
        about = day_figures.subjects_between(connection, *stretch, sight=sight)
        everybody = visit.sight(Action.READ_SCORECARDS)
        judged = agents(connection, chosen, wanted, sight=everybody, limit=_MOST_AGENTS) if table == "items" else []
    rows = _days(found, visit) if table == "days" else _topics(about) if table == "topics" else _items(judged, visit)
    headings = [w[name] for name in _HEADINGS[table]]
    file = TableFile(
        table=f"dashboard-{table}",
        of=f"{chosen.first}-{chosen.last}",
        title=w[TABLES[table]],
        headings=headings,
        rows=rows,
    )
    return handed_out(workspace, visit, file, kind=visit.asked("format") or "csv")


def _days(found: Sequence[tuple[FiguresPlace, DayFigures]], visit: Visit) -> list[list[Cell]]:
    return [
        [p.business_date.isoformat(), p.team, p.site, p.vendor, p.queue, visit.w.of("channel", p.channel), one.contacts,
         one.complained, one.scores.n, round(one.scores.mean, 2) if one.scores.n else None, one.fatal,
         one.sla_met, one.sla_asked]
        for p, one in found
    ]  # fmt: skip


def _topics(about: DayFigures) -> list[list[Cell]]:
    ordered = sorted(about.topics, key=lambda topic: (-about.complaints[topic], -about.topics[topic], topic))
    return [[topic, about.topics[topic], about.complaints[topic]] for topic in ordered]


def _items(judged: Sequence[AgentItems], visit: Visit) -> list[list[Cell]]:
    return [
        [a.agent_id, a.team, visit.w.of("item", i.item), _rounded(i.met.value), i.met.n, i.needs_human]
        for a in judged for i in a.items
    ]  # fmt: skip


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
