"""Evaluations that people gave a verdict on, with the verdicts, as far as they speak of the present words."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict
from records import evaluations as stored
from records import reviews as verdicts
from records.tables import evaluations, interactions, reviews

AT_ONCE = 100


def reviewed(connection: Connection) -> Iterator[tuple[Evaluation, tuple[ItemVerdict, ...]]]:
    """Every evaluation with a verdict on an item of it, in a fixed order.

    Evaluations of a transcript that was corrected since are left out: their turns are others.
    """
    names = iter(connection.execute(_with_verdicts()).scalars().all())
    while batch := list(islice(names, AT_ONCE)):
        found = [one for name in batch if (one := stored.find(connection, name)) is not None]
        said = verdicts.verdicts_on(connection, found)
        yield from ((one, said[one.evaluation_id]) for one in found)


def _with_verdicts() -> sa.Select[Any]:
    e, i = evaluations.c, interactions.c
    same = (i.source == e.source) & (i.interaction_id == e.interaction_id) & (i.transcript_hash == e.transcript_hash)
    judged = sa.exists().where((reviews.c.evaluation_id == e.evaluation_id) & reviews.c.item.is_not(None))
    order = (e.source, e.interaction_id, e.segment, e.evaluation_id)
    return sa.select(e.evaluation_id).join(interactions, same).where(judged).order_by(*order)
