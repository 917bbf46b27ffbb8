"""What a workspace has to teach: reviewed turns and verdicts, each with the masked words it speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from inspection.interaction import Role
from inspection.item_verdicts import ItemVerdict, Stage, settled
from inspection.readers import worded_texts
from inspection.relearning.lessons import Key, Lessons, TurnOfHead, lessons_of
from inspection.relearning.reviewed_acts import labels_of
from inspection.relearning.turn_label import ACT, words_hash
from inspection.sentiment import TurnText
from records import facts, turn_labels
from records.reviewed_evaluations import reviewed

Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class ReviewedTurns:
    """`lessons`, the masked `texts` of their turns as readers see them, and the agents of every interaction.

    `turn_labels` and `verdicts` count what people said; `outdated` labels speak of words that were corrected since.
    """

    lessons: Lessons
    texts: Mapping[Place, TurnText]
    agents_of: Mapping[Key, frozenset[str]]
    turn_labels: int
    verdicts: int
    outdated: int


def reviewed_turns(connection: Connection) -> ReviewedTurns:
    """Everything people said in this workspace; texts come from the stored facts, never from originals."""
    known = _Interactions(connection)
    labels = turn_labels.every(connection)
    present = [one for one in labels if known.hashes(one.key).get(one.turn) == one.words_hash]
    acts: dict[TurnOfHead, bool] = {}
    verdicts = 0
    for evaluation, said in reviewed(connection):
        key = (evaluation.source, evaluation.interaction_id)
        agent_turns = known.agent_turns(key)
        for item, verdict in _decided(said).items():
            machine = next((i for i in evaluation.items if i.id == item), None)
            found = labels_of(machine, verdict, agent_turns) if machine is not None else {}
            verdicts += bool(found)
            acts |= {TurnOfHead(*key, at, f"{ACT}{item}"): occurs for at, occurs in found.items()}
    return ReviewedTurns(
        lessons=lessons_of(present, acts),
        texts=known.texts,
        agents_of=known.agents_of,
        turn_labels=len(present),
        verdicts=verdicts,
        outdated=len(labels) - len(present),
    )


def _decided(said: Iterable[ItemVerdict]) -> dict[str, ItemVerdict]:
    """What counts per item; a verdict imported from an older inspection teaches where nobody judged here."""
    every = list(said)
    imported = {v.item: v for v in sorted(every, key=lambda v: v.at) if v.stage is Stage.IMPORTED}
    here = settled(every)
    agreed = {item: one.verdict for item, one in here.items() if one.verdict is not None}
    return {item: v for item, v in imported.items() if item not in here} | agreed


class _Interactions:
    """The interactions somebody said something of, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._hashes: dict[Key, dict[int, str]] = {}
        self.texts: dict[Place, TurnText] = {}
        self.agents_of: dict[Key, frozenset[str]] = {}

    def hashes(self, key: Key) -> Mapping[int, str]:
        """Turn -> `words_hash`, of the turns with words."""
        if key not in self._hashes:
            self._read(key)
        return self._hashes[key]

    def agent_turns(self, key: Key) -> set[int]:
        """The agent's turns with words."""
        return {at for at in self.hashes(key) if self.texts[(*key, at)].speaker is Role.AGENT}

    def _read(self, key: Key) -> None:
        found = facts.find(self._connection, *key)
        turns = found.interaction.turns if found else ()
        numbers, texts = worded_texts(turns)
        self._hashes[key] = {at: words_hash(turns[at]) for at in numbers}
        self.texts |= {(*key, at): text for at, text in zip(numbers, texts, strict=True)}
        given = (found.interaction.agent_id, *(turn.agent_id for turn in turns)) if found else ()
        self.agents_of[key] = frozenset(agent for agent in given if agent)
