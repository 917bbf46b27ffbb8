"""What each night was fixed to (运行定版): models, rules and forms of a run, and since which run each stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedRun:
    """A run with what it was fixed to, name -> words."""

    run_id: str
    started_at: datetime
    pins: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PinInForce:
    """A pin of the newest run: its value, the first run of the unbroken row that had it, and what stood before.

    `before` is None when the oldest known run had it already (it may stand for longer than that).
    """

    name: str
    value: str
    since_run: str
    since: datetime
    before: str | None


def pins_in_force(runs: Sequence[PinnedRun]) -> tuple[PinInForce, ...]:
    """The pins of the newest run, by name; `runs` newest first, in any number."""
    return tuple(_in_force(name, runs) for name in sorted(runs[0].pins)) if runs else ()


def _in_force(name: str, runs: Sequence[PinnedRun]) -> PinInForce:
    value, since, before = runs[0].pins[name], runs[0], None
    for run in runs[1:]:
        if run.pins.get(name, "") != value:
            before = run.pins.get(name, "")
            break
        since = run
    return PinInForce(name=name, value=value, since_run=since.run_id, since=since.started_at, before=before)


def changed_pins(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the pins that differ between two runs, in order; a pin one of them lacks counts as empty."""
    names: Iterable[str] = sorted({*before, *now})
    return tuple(name for name in names if before.get(name, "") != now.get(name, ""))
