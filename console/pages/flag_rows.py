"""Flags as rows of a list."""

from dataclasses import dataclass

from console.figures import percent
from console.links import flag_url
from console.words import Words
from inspection.flags import Flag


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
