"""Putting the roster to an interaction: accounts become agent ids, gaps are filled, strangers are listed."""

from dataclasses import dataclass, replace
from datetime import date, tzinfo

from inspection.formats.roster import Roster, RosterEntry
from inspection.interaction import Interaction, Role, Turn

_FILLED = (("agent_name", "name"), ("team", "team"), ("site", "site"), ("vendor", "vendor"))


@dataclass(frozen=True, slots=True)
class Rostered:
    """The interaction with its people known, the roster entries that were used, and the agents nobody knows."""

    interaction: Interaction
    entries: tuple[RosterEntry, ...]
    strangers: tuple[str, ...]


def with_roster(interaction: Interaction, roster: Roster, zone: tzinfo) -> Rostered:
    """Look up the agent and every agent of a turn as of the day the interaction started (in the source's zone)."""
    day = interaction.started_at.astimezone(zone).date()
    named = (interaction.agent_id, *(t.agent_id for t in interaction.turns if t.sender is Role.AGENT))
    agents = dict.fromkeys(name for name in named if name is not None)
    found = {name: roster.find(name, day) for name in agents}
    entries = tuple(dict.fromkeys(e for e in found.values() if e is not None))
    strangers = tuple(name for name, entry in found.items() if entry is None)
    turns = tuple(_turn(t, found) for t in interaction.turns)
    return Rostered(_filled(replace(interaction, turns=turns), found), entries, strangers)


def roster_facts(entry: RosterEntry) -> tuple[str | date | None, ...]:
    """What of an entry belongs to an interaction's fingerprint (not the row it stands in, nor its validity)."""
    return (entry.agent_id, entry.name, entry.team, entry.lead, entry.site, entry.vendor, entry.hired_on)


def _turn(turn: Turn, found: dict[str, RosterEntry | None]) -> Turn:
    entry = found.get(turn.agent_id or "") if turn.sender is Role.AGENT else None
    return turn if entry is None else replace(turn, agent_id=entry.agent_id)


def _filled(interaction: Interaction, found: dict[str, RosterEntry | None]) -> Interaction:
    account = interaction.agent_id
    entry = found.get(account or "")
    if entry is None:
        return interaction
    gaps = {ours: getattr(entry, theirs) for ours, theirs in _FILLED if getattr(interaction, ours) is None}
    metadata = dict(interaction.metadata)
    if account != entry.agent_id:
        metadata.setdefault("agent_account", account or "")
    return replace(interaction, agent_id=entry.agent_id, metadata=dict(sorted(metadata.items())), **gaps)
