"""The flags that reach the review queue: those of the nights, cut to what the sampling plans drew."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy.engine import Connection

from inspection.flags import Flag
from inspection.queue_cut import after_cut
from records import flags, sampling
from records.by_interaction import Key


def between(connection: Connection, first: date, last: date) -> Iterator[Flag]:
    """Flags of the business dates (both included) after the cut, by interaction.

    An interaction no plan framed keeps the flags of its night; a drawn one without any flag gets one that says so.
    """
    by_interaction: dict[Key, list[Flag]] = defaultdict(list)
    for flag in flags.between(connection, first, last):
        by_interaction[(flag.source, flag.interaction_id)].append(flag)
    dates = {key: many[0].business_date for key, many in by_interaction.items()}
    drawn = sampling.drawn_of(connection, list(by_interaction))
    for key, (one, day) in sampling.drawn_between(connection, first, last).items():
        drawn[key] = one
        dates.setdefault(key, day)
    for key in sorted(dates):
        yield from after_cut(by_interaction.get(key, ()), drawn.get(key), dates[key])
