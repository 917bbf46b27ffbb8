"""Interactions in which something was said, as a condition of a query."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.search.sought import Sought
from records import text_index
from records.search_tables import spoken_texts

FEW = 10_000
MANY = 30_000


def said_in(connection: Connection, table: sa.Table, wanted: Sought) -> sa.ColumnElement[bool]:
    """True for rows of `table` (which carries source and interaction_id) whose interaction answers the search.

    Few hits are looked up; of more each row is asked whether it is among them; of very many each row is read, for the
    list of them would take longer than the fifty rows of a page. Which is quicker differs by a factor of a hundred,
    and no planner knows how many there are.
    """
    hits = text_index.hits(connection, wanted)
    counted = sa.select(sa.func.count()).select_from(hits.limit(MANY + 1).subquery())
    count = connection.execute(counted).scalar_one()
    if count <= FEW:
        ours = sa.select(spoken_texts.c.source, spoken_texts.c.interaction_id)
        return sa.tuple_(table.c.source, table.c.interaction_id).in_(ours.where(spoken_texts.c.doc.in_(hits)))
    same = (spoken_texts.c.source == table.c.source) & (spoken_texts.c.interaction_id == table.c.interaction_id)
    is_among = spoken_texts.c.doc.in_(hits) if count <= MANY else text_index.says(connection, wanted)
    return sa.exists().where(same, is_among)
