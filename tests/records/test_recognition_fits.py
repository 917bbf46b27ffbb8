"""Measurements of the recogniser in the database: the latest is in force, and none is lost."""

from datetime import UTC, datetime

from sqlalchemy.engine import Engine

from inspection.recognition_error import ErrorCount
from inspection.recognition_fit import MeasuredCall, fit_rates
from records import recognition_fits
from records.database import reading, writing
from records.recognition_fits import StoredFit


def fit(day: int, errors: int) -> StoredFit:
    """A measurement of six calls of one queue."""
    calls = [
        MeasuredCall(recording=f"{n}.wav", count=ErrorCount(errors, 100), language="zh", queue="理赔") for n in range(6)
    ]
    at = datetime(2026, 9, day, tzinfo=UTC)
    return StoredFit(at=at, model_id="m/1", who="chen", rates=fit_rates(calls, 0.25))


def test_the_latest_measurement_is_in_force(engine: Engine) -> None:
    with reading(engine) as connection:
        assert recognition_fits.latest(connection) is None
        assert not recognition_fits.weak_hearing(connection).covers("理赔")
    first, second = fit(1, 40), fit(2, 10)
    with writing(engine) as connection:
        recognition_fits.put(connection, first)
        assert recognition_fits.weak_hearing(connection).covers("理赔")
        recognition_fits.put(connection, second)
    with reading(engine) as connection:
        assert recognition_fits.latest(connection) == second
        assert not recognition_fits.weak_hearing(connection).covers("理赔")
