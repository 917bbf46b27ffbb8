"""Of a transferred interaction everybody sees their own part, and who sees everything the whole."""

from dataclasses import replace

from sqlalchemy.engine import Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.interaction import Role, Turn
from records import interactions
from records.database import reading, writing
from records.seen_interactions import turns_seen
from records.shard import save_shard
from tests.records import judged_samples as sample

TURNS = (
    Turn(index=0, sender=Role.CUSTOMER, text="你好"),
    Turn(index=1, sender=Role.AGENT, text="您好", agent_id="a7"),
    Turn(index=2, sender=Role.CUSTOMER, text="转一下"),
    Turn(index=3, sender=Role.AGENT, text="我是八号", agent_id="a8"),
)


def seen(engine: Engine, sight: Sight) -> list[int]:
    one = sample.judged("call")
    facts = replace(one.facts, interaction=replace(one.facts.interaction, turns=TURNS), readings=(None,) * 4)
    later = replace(sample.evaluation("e-later", "call", segment=1), agent_id="a8")
    with writing(engine) as connection:
        save_shard(connection, [replace(one, facts=facts, evaluations=(*one.evaluations, later), flags=())])
    with reading(engine) as connection:
        stored = interactions.find(connection, "drop", "call")
        assert stored is not None
        return sorted(turns_seen(connection, sight, stored))


def test_who_sees_what(engine: Engine) -> None:
    assert seen(engine, EVERYTHING) == [0, 1, 2, 3]
    assert seen(engine, Sight(frozenset({Place(agent_id="a7")}))) == [0, 1]
    assert seen(engine, Sight(frozenset({Place(agent_id="a8")}))) == [2, 3]
    assert seen(engine, NOTHING) == []
    assert seen(engine, Sight(frozenset({Place(agent_id="a9")}))) == []
