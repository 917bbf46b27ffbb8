"""Flags as rows of a list: the queue's order, and the part of it that belongs to customers at risk."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.figures import percent
from console.links import flag_url
from console.words import Words
from inspection.flags import Flag, FlagStatus

SUSPECTED_FATAL = "suspected_fatal"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """One flag. `url` is its place on the page of its interaction; `severity` the stable word (for its colour)."""

    url: str
    severity: str
    severity_name: str
    interaction_id: str
    agent: str
    name: str
    item: str
    reason: str
    selection: str
    probability: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedFlags:
    """Open flags in queue order: suspected fatals, customers at risk, and the rest."""

    fatals: tuple[Flag, ...]
    risks: tuple[Flag, ...]
    others: tuple[Flag, ...]


def sort_open(flags: Iterable[Flag]) -> SortedFlags:
    """Split what nobody has looked at yet; each part most severe first."""
    queue = sorted((f for f in flags if f.status is FlagStatus.OPEN), key=_queue_order)
    return SortedFlags(
        fatals=tuple(f for f in queue if f.code == SUSPECTED_FATAL),
        risks=tuple(f for f in queue if f.is_customer_risk),
        others=tuple(f for f in queue if f.code != SUSPECTED_FATAL and not f.is_customer_risk),
    )


def _queue_order(flag: Flag) -> tuple[int, str, str, str]:
    return flag.severity.rank, flag.source, flag.interaction_id, flag.flag_id


def flag_row(flag: Flag, w: Words) -> FlagRow:
    """The flag in words."""
    return FlagRow(
        url=flag_url(flag),
        severity=flag.severity.value,
        severity_name=w.of("severity", flag.severity.value),
        interaction_id=flag.interaction_id,
        agent=flag.agent_id or "–",
        name=w.of("flag", flag.code),
        item=w.of("item", flag.item) if flag.item else "–",
        reason=flag.reason,
        selection=w.of("selection", flag.selection.value),
        probability=percent(flag.probability) if flag.probability >= 0.1 else f"{flag.probability:.1%}",
    )
