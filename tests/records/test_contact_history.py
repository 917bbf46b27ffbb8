"""The customer's other contacts: the same hash on the customer's side of the line, and only what is seen."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.engine import Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.interaction import Direction, Role
from inspection.number_index import NumberMark
from records import interactions
from records.contact_history import Contact, contacts_of
from records.database import reading, writing
from records.kept import Kept
from records.shard import save_shard
from tests.records import judged_samples as sample

CUSTOMER, PHONE, HOTLINE = "aa" * 32, "bb" * 32, "cc" * 32


def store(engine: Engine, interaction_id: str, *marks: tuple[str, str], days: int = 0, agent: str = "a7",
          direction: Direction | None = Direction.INBOUND) -> None:  # fmt: skip
    one = sample.judged(interaction_id)
    call = replace(one.facts.interaction, started_at=sample.NOON + timedelta(days=days), direction=direction,
                   agent_id=agent, turns=())  # fmt: skip
    facts = replace(one.facts, interaction=call, readings=(), sound=None)
    kept = Kept(numbers=tuple(NumberMark(*mark) for mark in marks), key_id="k1")
    judged = tuple(replace(e, agent_id=agent) for e in one.evaluations)
    with writing(engine) as connection:
        save_shard(connection, [replace(one, facts=facts, evaluations=judged, flags=(), kept=kept)])


def contacts(engine: Engine, interaction_id: str, sight: Sight = EVERYTHING) -> list[Contact]:
    with reading(engine) as connection:
        stored = interactions.find(connection, "drop", interaction_id)
        assert stored is not None
        return list(contacts_of(connection, stored, sight=sight))


def test_one_customer_is_found_by_number_and_by_phone_newest_first(engine: Engine) -> None:
    store(engine, "here", ("customer_id", CUSTOMER), ("ani", PHONE))
    store(engine, "by-number", ("customer_id", CUSTOMER), days=1)
    store(engine, "by-phone", ("ani", PHONE), days=2)
    store(engine, "somebody", ("customer_id", "dd" * 32), days=3)
    assert [c.interaction_id for c in contacts(engine, "here")] == ["by-phone", "by-number"]
    assert contacts(engine, "somebody") == []


def test_the_centres_own_number_makes_nobody_the_same_customer(engine: Engine) -> None:
    store(engine, "here", ("ani", PHONE), ("dnis", HOTLINE))
    store(engine, "other", ("ani", "ee" * 32), ("dnis", HOTLINE))
    assert contacts(engine, "here") == []


def test_who_was_called_is_who_calls_back(engine: Engine) -> None:
    store(engine, "out", ("ani", HOTLINE), ("dnis", PHONE), direction=Direction.OUTBOUND)
    store(engine, "back", ("ani", PHONE), ("dnis", HOTLINE), days=1)
    store(engine, "chat", ("ani", PHONE), days=2, direction=None)
    assert [c.interaction_id for c in contacts(engine, "out")] == ["chat", "back"]
    assert [c.interaction_id for c in contacts(engine, "back")] == ["chat", "out"]


def test_a_number_the_customer_only_mentioned_is_not_theirs(engine: Engine) -> None:
    store(engine, "here", ("said_phone", PHONE))
    store(engine, "other", ("ani", PHONE))
    assert contacts(engine, "here") == contacts(engine, "other") == []


def test_what_is_not_seen_is_not_listed_and_no_machine_score_is_told(engine: Engine) -> None:
    store(engine, "mine", ("customer_id", CUSTOMER))
    store(engine, "theirs", ("customer_id", CUSTOMER), agent="a8")
    store(engine, "mine-too", ("customer_id", CUSTOMER), days=1)
    own = Sight(frozenset({Place(agent_id="a7")}))
    (found,) = contacts(engine, "mine", own)
    assert (found.interaction_id, found.published_score) == ("mine-too", None)
    assert contacts(engine, "mine", NOTHING) == []


def test_of_a_transferred_contact_nobody_is_told_a_colleagues_score(engine: Engine) -> None:
    store(engine, "here", ("customer_id", CUSTOMER))
    one = sample.judged("passed-on")
    first = replace(one.evaluations[0], agent_id="a8", published_score=40.0)
    second = replace(sample.evaluation("e-second", "passed-on", segment=1), agent_id="a7", published_score=90.0)
    call = replace(one.facts.interaction, agent_id="a8", turns=(), direction=Direction.INBOUND)
    facts = replace(one.facts, interaction=call, readings=(), sound=None)
    kept = Kept(numbers=(NumberMark("customer_id", CUSTOMER),), key_id="k1")
    with writing(engine) as connection:
        save_shard(connection, [replace(one, facts=facts, evaluations=(first, second), flags=(), kept=kept)])

    def score(sight: Sight) -> float | None:
        (found,) = contacts(engine, "here", sight)
        return found.published_score

    assert score(EVERYTHING) == 40.0
    assert score(Sight(frozenset({Place(agent_id="a7")}))) == 90.0
    assert score(Sight(frozenset({Place(agent_id="a8")}))) == 40.0


def test_every_agent_in_charge_is_named_in_order_and_colleagues_only_to_who_sees_them(engine: Engine) -> None:
    store(engine, "here", ("customer_id", CUSTOMER), agent="a7")
    one = sample.judged("passed-on")
    said = one.facts.interaction.turns[0]
    turns = tuple(
        replace(said, index=at, sender=Role.AGENT, agent_id=agent, text="您好")
        for at, agent in enumerate(("a8", "a8", "a7", "a9"))
    )
    call = replace(one.facts.interaction, agent_id="a8", turns=turns, transfer_from="IVR", transfer_to="a9",
                   direction=Direction.INBOUND)  # fmt: skip
    facts = replace(one.facts, interaction=call, readings=(None,) * 4, sound=None)
    judged = tuple(
        replace(sample.evaluation(f"e-{at}", "passed-on", segment=at), agent_id=agent)
        for at, agent in enumerate(("a8", "a7", "a9"))
    )
    kept = Kept(numbers=(NumberMark("customer_id", CUSTOMER),), key_id="k1")
    with writing(engine) as connection:
        save_shard(connection, [replace(one, facts=facts, evaluations=judged, flags=(), kept=kept)])

    def handled(sight: Sight) -> tuple[str | None, ...]:
        (found,) = contacts(engine, "here", sight)
        assert (found.transfer_from, found.transfer_to) == ("IVR", "a9")
        return found.handled_by

    assert handled(EVERYTHING) == ("a8", "a7", "a9")
    assert handled(Sight(frozenset({Place(agent_id="a7")}))) == (None, "a7", None)
