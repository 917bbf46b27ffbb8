"""One segment per agent in charge: nobody is charged for a colleague's part."""

from datetime import UTC, datetime

from inspection.interaction import Channel, Interaction, Role, Turn, TurnType
from inspection.segments import segments_of

A, C, B = Role.AGENT, Role.CUSTOMER, Role.BOT


def chat(*turns: tuple[Role, str | None], **fields: object) -> Interaction:
    made = tuple(Turn(index=i, sender=s, text="words", agent_id=a) for i, (s, a) in enumerate(turns))
    started = datetime(2026, 9, 1, tzinfo=UTC)
    given = {"agent_id": "a1", **fields}
    return Interaction(
        source="s",
        interaction_id="i",
        channel=Channel.CHAT,
        started_at=started,
        turns=made,
        **given,  # type: ignore[arg-type]
    )


def test_one_agent_is_one_segment_with_everything_in_it() -> None:
    (only,) = segments_of(chat((C, None), (A, None), (C, None)))
    assert (only.agent_id, only.turns, only.is_first, only.is_last) == ("a1", (0, 1, 2), True, True)


def test_a_transfer_splits_and_the_waiting_customer_belongs_to_the_one_who_answers() -> None:
    first, second = segments_of(chat((C, None), (A, "a1"), (C, None), (A, "a2"), (C, None)))
    assert (first.agent_id, first.turns) == ("a1", (0, 1))
    assert (second.agent_id, second.turns) == ("a2", (2, 3, 4))
    assert (first.is_first, first.is_last, second.is_first, second.is_last) == (True, False, False, True)


def test_a_bot_before_the_agent_belongs_to_the_first_segment() -> None:
    (only,) = segments_of(chat((B, None), (C, None), (A, "a1")))
    assert only.turns == (0, 1, 2)


def test_a_call_handed_over_from_elsewhere_is_not_a_beginning() -> None:
    (only,) = segments_of(chat((A, None), transfer_from="a9", transfer_to="a8"))
    assert (only.is_first, only.is_last) == (False, False)


def test_an_agent_who_comes_back_gets_a_third_segment() -> None:
    segments = segments_of(chat((A, "a1"), (A, "a2"), (A, "a1")))
    assert [s.agent_id for s in segments] == ["a1", "a2", "a1"]


def test_an_automatic_message_of_another_account_does_not_split() -> None:
    interaction = chat((A, "a1"), (A, "a1"))
    robot = Turn(index=1, sender=A, text="auto", agent_id="a2", auto=True)
    note = Turn(index=2, sender=A, text="note", agent_id="a3", type=TurnType.NOTE)
    last = Turn(index=3, sender=A, text="bye", agent_id="a1")
    turns = (interaction.turns[0], robot, note, last)
    mixed = Interaction(
        source="s", interaction_id="i", channel=Channel.CHAT, started_at=interaction.started_at, turns=turns
    )
    assert len(segments_of(mixed)) == 1


def test_an_interaction_without_turns_is_one_empty_segment() -> None:
    (only,) = segments_of(chat())
    assert only.turns == ()


def test_an_interaction_with_its_metadata_travels_between_processes() -> None:
    import pickle
    from types import MappingProxyType

    sent = chat((A, "a1"), metadata=MappingProxyType({"客户等级": "VIP"}))
    assert pickle.loads(pickle.dumps(sent)) == sent
