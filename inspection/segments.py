"""Who is judged for what (practice.md): one segment per agent in charge; nobody is charged for a colleague's part."""

from dataclasses import dataclass

from inspection.interaction import Interaction, Role, Turn


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an interaction in which one agent is in charge.

    `number` counts from 0; `turns` holds the indexes of its turns; `is_first`/`is_last` say whether greeting and
    closing belong here (a call handed over from or to a colleague outside this recording is neither).
    """

    number: int
    agent_id: str | None
    turns: tuple[int, ...]
    is_first: bool
    is_last: bool


def segments_of(interaction: Interaction) -> tuple[Segment, ...]:
    """Split at every change of agent; a customer's turns go to the agent who answers them.

    Turns before the first agent belong to the first segment, turns after the last agent to the last.
    An interaction without agent turns is one segment.
    """
    owners = _owner_of_each_turn(interaction)
    stretches: list[tuple[str | None, list[int]]] = []
    for turn, owner in zip(interaction.turns, owners, strict=True):
        if not stretches or stretches[-1][0] != owner:
            stretches.append((owner, []))
        stretches[-1][1].append(turn.index)
    if not stretches:
        stretches = [(interaction.agent_id, [])]
    last = len(stretches) - 1
    return tuple(
        Segment(
            number,
            owner,
            tuple(turns),
            is_first=number == 0 and interaction.transfer_from is None,
            is_last=number == last and interaction.transfer_to is None,
        )
        for number, (owner, turns) in enumerate(stretches)
    )


def is_served_by_person(turn: Turn) -> bool:
    """A turn an agent wrote or said in person: not automatic, not a note or event."""
    return turn.sender is Role.AGENT and not turn.auto and turn.type.is_service


def _owner_of_each_turn(interaction: Interaction) -> list[str | None]:
    """The agent in charge at each turn: the next agent who speaks in person, after the last one that agent."""
    owners: list[str | None] = [None] * len(interaction.turns)
    speaking = [t for t in interaction.turns if is_served_by_person(t)]
    current = _agent_of(speaking[-1], interaction) if speaking else interaction.agent_id
    for at in range(len(interaction.turns) - 1, -1, -1):
        turn = interaction.turns[at]
        if is_served_by_person(turn):
            current = _agent_of(turn, interaction)
        owners[at] = current
    return owners


def _agent_of(turn: Turn, interaction: Interaction) -> str | None:
    return turn.agent_id or interaction.agent_id
