"""What of one interaction somebody sees: the turns of some agents' segments (a colleague's part stays theirs)."""

from collections.abc import Collection

from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.segments import segments_of
from records import sight_filter
from records.interaction_rows import StoredInteraction


def turns_seen(connection: Connection, sight: Sight, stored: StoredInteraction) -> frozenset[int]:
    """Indexes of the turns that are seen; empty when the interaction is held back altogether."""
    agents = sight_filter.agents_seen(connection, sight, *stored.interaction.key)
    if not agents and not sight.is_everything:
        return frozenset()
    return turns_of_agents(stored, None if sight.is_everything else agents)


def turns_of_agents(stored: StoredInteraction, agents: Collection[str | None] | None) -> frozenset[int]:
    """Indexes of the turns of these agents' segments (None: of all)."""
    if agents is None:
        return frozenset(turn.index for turn in stored.interaction.turns)
    mine = (segment for segment in segments_of(stored.interaction) if segment.agent_id in agents)
    return frozenset(turn for segment in mine for turn in segment.turns)
