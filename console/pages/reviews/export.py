"""The filtered list as a file (导出): what the list shows and no more, noted before it is handed out."""

from console.download import Download
from console.pages.reviews.queue import PATH, looking_of
from console.pages.reviews.rows import review_row
from console.table_file import TableFile, handed_out
from console.visit import Visit
from inspection.queue_filter import queue_filter_of
from records import queue_listing
from records.database import reading
from records.workspace import Workspace

MOST = 10_000
_COLUMNS = ("purpose", "interaction", "channel", "agent", "team", "queue", "item", "score", "confidence", "dates",
            "due", "whose", "state")  # fmt: skip


def make(workspace: Workspace, visit: Visit) -> Download | None:
    """The rows of the filter in its order, at most MOST; None for a kind of file there is none of."""
    wanted, _ = queue_filter_of(visit.query)
    w = visit.w
    with reading(workspace.engine) as connection:
        found = queue_listing.every(connection, wanted, looking_of(visit), most=MOST)
    rows = [review_row(one, "", (), visit.at, w) for one in found]
    table = TableFile(
        table="reviews",
        of=visit.at.strftime("%Y-%m-%d"),
        title=w["nav_reviews"],
        headings=[w[f"rq_{name}"] for name in _COLUMNS],
        rows=[
            (r.purpose_name, r.interaction_id, r.channel, r.agent, r.team, r.queue, r.items, r.score, r.confidence,
             r.business_date, r.due, r.whose, r.state)
            for r in rows
        ],
    )  # fmt: skip
    return handed_out(workspace, visit, table, kind=visit.path.removeprefix(f"{PATH}/export/"))
