"""Measurements of the recogniser on the centre's own calls: append-only, the latest one is in force."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.recognition_fit import FitKind, FitRate, WeakHearing
from records import audit
from records.recognition_tables import recognition_fits as table


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFit:
    """One measurement: when, of which recogniser, by whom, and its rates (all calls first)."""

    at: datetime
    model_id: str
    who: str
    rates: tuple[FitRate, ...]


def put(connection: Connection, fit: StoredFit) -> None:
    """Keep a measurement, with an audit entry; what was measured before stays."""
    rows = [
        {
            "at": fit.at,
            "model_id": fit.model_id,
            "who": fit.who,
            "kind": rate.kind.value,
            "name": rate.name,
            "calls": rate.calls,
            "units": rate.units,
            "share": rate.share,
            "low": rate.low,
            "high": rate.high,
            "error_limit": rate.limit,
        }
        for rate in fit.rates
    ]
    connection.execute(sa.insert(table), rows)
    whole = fit.rates[0]
    audit.note(
        connection,
        at=fit.at,
        who=fit.who,
        action="recognition_fit",
        subject=f"model:{fit.model_id.split('/vad=')[0][:80]}",
        before={},
        after={"share": round(whole.share, 4), "calls": whole.calls, "limit": whole.limit},
        reason="",
    )


def latest(connection: Connection) -> StoredFit | None:
    """The newest measurement; None when nothing was measured."""
    newest = sa.select(sa.func.max(table.c.at)).scalar_subquery()
    rows = connection.execute(sa.select(table).where(table.c.at == newest)).all()
    if not rows:
        return None
    order = list(FitKind)
    rates = [
        FitRate(
            kind=FitKind(row.kind),
            name=row.name,
            calls=row.calls,
            units=row.units,
            share=row.share,
            low=row.low,
            high=row.high,
            limit=row.error_limit,
        )
        for row in rows
    ]
    rates.sort(key=lambda rate: (order.index(rate.kind), rate.name))
    return StoredFit(at=rows[0].at, model_id=rows[0].model_id, who=rows[0].who, rates=tuple(rates))


def weak_hearing(connection: Connection) -> WeakHearing:
    """Where recognised words do not count by themselves; nowhere when nothing was measured."""
    fit = latest(connection)
    return WeakHearing.of(fit.rates if fit else ())
