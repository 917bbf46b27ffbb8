"""Interactions in which something was said, as a condition of a query."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.search.sought import Sought
from records import text_index
from records.search_tables import spoken_texts

FEW = 10_000


def said_in(connection: Connection, table: sa.Table, wanted: Sought) -> sa.ColumnElement[bool]:
    """True for rows of `table` (which carries source and interaction_id) whose interaction answers the search.

    Few hits are looked up; of many each row is asked whether it is among them. Which is quicker differs by
    a factor of a hundred, and no planner knows how many there are.
    """
    hits = text_index.hits(connection, wanted)
    count = sa.select(sa.func.count()).select_from(hits.limit(FEW + 1).subquery())
    same = (spoken_texts.c.source == table.c.source) & (spoken_texts.c.interaction_id == table.c.interaction_id)
    if connection.execute(count).scalar_one() > FEW:
        return sa.exists().where(same, spoken_texts.c.doc.in_(hits))
    ours = sa.select(spoken_texts.c.source, spoken_texts.c.interaction_id)
    return sa.tuple_(table.c.source, table.c.interaction_id).in_(ours.where(spoken_texts.c.doc.in_(hits)))
