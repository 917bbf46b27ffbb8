"""Interactions in which something was said, as a condition of a query."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.search.sought import Sought
from records import text_index
from records.search_tables import spoken_texts

FEW = 2_000


def said_in(connection: Connection, table: sa.Table, wanted: Sought) -> sa.ColumnElement[bool]:
    """True for rows of `table` (which carries source and interaction_id) whose interaction answers the search.

    Few hits are fetched and looked up; of many each row is asked whether it is among them. Which is quicker differs by
    a factor of a hundred, and no planner knows how many there are.
    """
    hits = text_index.hits(connection, wanted)
    docs = list(connection.execute(hits.limit(FEW + 1)).scalars())
    same = (spoken_texts.c.source == table.c.source) & (spoken_texts.c.interaction_id == table.c.interaction_id)
    if len(docs) > FEW:
        return sa.exists().where(same, spoken_texts.c.doc.in_(hits))
    ours = sa.select(spoken_texts.c.source, spoken_texts.c.interaction_id)
    named = ours.where(spoken_texts.c.doc.in_(sa.bindparam("docs", docs, expanding=True, unique=True)))
    return sa.tuple_(table.c.source, table.c.interaction_id).in_(named)
