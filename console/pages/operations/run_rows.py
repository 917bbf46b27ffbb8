"""Runs, their troubles and what they were fixed to, as the operator's pages show them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from console.figures import moment
from console.visit import with_query
from console.words import Words
from inspection.ledger import Ending
from records.run_history import Trouble
from records.runs import Run, RunStatus

_SHORT_HASH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many entries ended so, with the way to them."""

    ending: str
    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run in words; `shards_done` of `shards_total` draw a running one; `is_bad`: it ended with trouble."""

    run_id: str
    url: str
    business_date: str
    source_set: str
    state: str
    is_running: bool
    is_bad: bool
    started_at: str
    finished_at: str
    took: str
    resumed: int
    shards_done: int
    shards_total: int
    step: str
    counts: tuple[Counted, ...]
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleRow:
    """Entries that failed or are missing for one reason, what to do about it, and the way to them."""

    ending: str
    ending_name: str
    name: str
    count: int
    retryable: int
    advice: str
    last_on: str
    url: str


def run_url(run_id: str) -> str:
    """The page of one run."""
    return f"/operations/runs/{quote(run_id, safe='')}"


def run_row(run: Run, w: Words, now: datetime, *, counted: bool) -> RunRow:
    """A run in words; without its counts, which are the whole centre's, unless it is `counted`."""
    ended = run.finished_at or now
    is_running = run.status is RunStatus.RUNNING
    return RunRow(
        run_id=run.run_id,
        url=run_url(run.run_id),
        business_date=run.business_date.isoformat(),
        source_set=run.source_set,
        state=w.of("run", run.status.value),
        is_running=is_running,
        is_bad=bool(run.error) or bool(run.exit_code),
        started_at=moment(run.started_at),
        finished_at=moment(run.finished_at),
        took=duration((ended - run.started_at).total_seconds(), w),
        resumed=run.resumed,
        shards_done=run.shards_done,
        shards_total=run.shards_total,
        step=w.of("run_step", run.step) if run.step else "–",
        counts=_counts(run, w) if counted else (),
        error=run.error or "",
    )


def _counts(run: Run, w: Words) -> tuple[Counted, ...]:
    endings = (Ending.SCORED, Ending.EXCLUDED, Ending.FAILED, Ending.MISSING, Ending.PENDING)
    return tuple(
        Counted(
            ending=e.value,
            name=w.of("ending", e.value),
            count=run.counts[e.value],
            url=ledger_url(run.business_date, e),
        )
        for e in endings
        if run.counts.get(e.value)
    )


def trouble_row(trouble: Trouble, w: Words) -> TroubleRow:
    """A trouble in words; a code nobody wrote advice for says to read the reason."""
    advice = w.of("advice", trouble.code)
    return TroubleRow(
        ending=trouble.ending.value,
        ending_name=w.of("ending", trouble.ending.value),
        name=w.of("code", trouble.code),
        count=trouble.count,
        retryable=trouble.retryable,
        advice=advice if advice != trouble.code else w["ops_no_advice"],
        last_on=trouble.last_on.isoformat(),
        url=ledger_url(trouble.last_on, trouble.ending, trouble.code),
    )


def ledger_url(day: date, ending: Ending, code: str = "") -> str:
    """The ledger of a day, these entries only."""
    return with_query("/ledger", {"date": day.isoformat(), "ending": ending.value, "code": code})


def duration(seconds: float, w: Words) -> str:
    """`2 h 05 min`, `4 min 10 s`, `12 s`."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return w["ops_hours"].format(hours=hours, minutes=f"{minutes:02d}")
    return w["ops_minutes"].format(minutes=minutes, seconds=f"{left:02d}") if minutes else f"{left} {w['seconds']}"


def pin_words(name: str, value: str, w: Words) -> str:
    """What a run was fixed to, in words: versions by their labels, long hashes cut, a dash for nothing."""
    if name == "rules":
        return w.of("rules_from", value)
    if name.endswith("_hash"):
        return value[:_SHORT_HASH] or "–"
    return _unpacked(value) or "–"


def _unpacked(value: str) -> str:
    """Versions are stored as JSON; whatever is none stands as it is."""
    try:
        told = json.loads(value)
    except ValueError:
        return value
    if isinstance(told, dict):
        told = [told]
    if not isinstance(told, list):
        return value
    return ", ".join(_version(one) for one in told if isinstance(one, dict))


def _version(told: dict[str, object]) -> str:
    name = told.get("label") or f"#{told.get('version', 0)}"
    digest = str(told.get("content_hash") or told.get("sha256") or "")[:_SHORT_HASH]
    return f"{name}{f' ({digest})' if digest else ''}"


def previous_of(run: Run, known: Sequence[Run]) -> Run | None:
    """The run of the same sources that started before; `known` newest first."""
    earlier = (r for r in known if r.source_set == run.source_set and r.started_at < run.started_at)
    return next(earlier, None)
