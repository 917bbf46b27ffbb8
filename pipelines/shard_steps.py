"""The steps of a shard, as plain functions: work on its arrivals, try retryable failures once more, store it whole."""

import logging
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import Engine

from inspection.arrivals import Arrival, Original, Refusal
from inspection.errors import InspectionError
from inspection.ledger import Ending
from pipelines.bench import Bench
from pipelines.hearing import Heard
from pipelines.hearing_together import CallToHear, hear_together
from pipelines.judging import NightOfRun, Worked, call_of, is_to_be_heard, work_on
from pipelines.quarantine import quarantine
from pipelines.shards import Shard
from records import ledger
from records.database import writing
from records.shard import save_shard

logger = logging.getLogger("mingjian.night")


def work_on_shard(shard: Shard, bench: Bench, night: NightOfRun) -> list[Worked]:
    """Work on every arrival, its calls heard together; one that failed for a passing reason gets a second try."""
    heard = _heard_together([a for a in shard.arrivals if is_to_be_heard(a)], bench)
    worked = [
        work_on(arrival, bench, night, next(heard) if is_to_be_heard(arrival) else None) for arrival in shard.arrivals
    ]
    return [
        work_on(arrival, bench, night) if done.entry.ending is Ending.FAILED and done.entry.retryable else done
        for arrival, done in zip(shard.arrivals, worked, strict=True)
    ]


def _heard_together(arrivals: list[Arrival], bench: Bench) -> Iterator[Heard | InspectionError | None]:
    """Each call as it was heard; None, for one that must be heard alone, when hearing them together broke down."""
    left = len(arrivals)
    try:
        calls = (_call_or_error(arrival, bench) for arrival in arrivals)
        for heard in hear_together(calls, bench.ears, default_language=bench.settings.language) if arrivals else ():
            yield heard
            left -= 1
    except Exception:
        logger.exception("%d calls cannot be heard together, each is heard alone", left)
    yield from [None] * left


def _call_or_error(arrival: Arrival, bench: Bench) -> CallToHear | InspectionError:
    try:
        return call_of(arrival, bench)
    except InspectionError as error:
        return error


def put_aside_bad_recordings(shard: Shard, worked: list[Worked], drop: Path, workspace: Path) -> None:
    """Copy recordings that could not be decoded into quarantine, each with its reason."""
    for arrival, done in zip(shard.arrivals, worked, strict=True):
        for name in done.bad_recordings:
            refused = Refusal(
                source=arrival.source,
                interaction_id=arrival.interaction_id,
                entry_key=arrival.entry_key,
                source_file=arrival.source_file,
                row=arrival.row,
                ending=done.entry.ending,
                code=done.entry.code,
                reason=done.entry.reason,
                retryable=done.entry.retryable,
                original=Original(name),
            )
            quarantine(refused, drop, workspace)


def store_shard(engine: Engine, worked: list[Worked]) -> dict[str, int]:
    """Store a shard in one transaction; returns how many ended how."""
    with writing(engine) as connection:
        save_shard(connection, [w.judged for w in worked if w.judged is not None])
        ledger.end(connection, [w.entry for w in worked if w.judged is None])
    counts: dict[str, int] = {}
    for one in worked:
        counts[one.entry.ending.value] = counts.get(one.entry.ending.value, 0) + 1
    return counts
