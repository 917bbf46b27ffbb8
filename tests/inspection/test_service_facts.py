"""Service facts: whose wait, whose rating, how long the work took."""

from datetime import timedelta

from inspection.interaction import Channel
from inspection.service_facts import Response, service_facts
from inspection.sound import SoundFacts
from inspection.timeline import Interval
from tests.inspection.result_cases import DAY, NOON, chat, event, turn


def test_a_transferred_chat_gives_each_agent_their_own() -> None:
    facts = service_facts(
        chat(
            turn(0, "c", "问题", 0),
            turn(1, "a", "转接中", 5, agent_id="A1"),
            turn(2, "c", "快点", 10),
            event(3, "会话已转接给 A2", 300),
            turn(4, "a", "您好", 310, agent_id="A2"),
            csat=5,
        ),
        DAY,
    )
    assert (facts.first_agent_id, facts.agent_id, facts.csat) == ("A1", "A2", 5)
    assert facts.responses == (Response("A1", 5.0, True), Response("A2", 10.0, False))
    assert (facts.first_response_s, facts.handle_s) == (5.0, 305.0)


def test_a_call_is_handled_from_answer_to_end_and_first_answered_after_ringing() -> None:
    call = chat(channel=Channel.PHONE, answered_at=NOON + timedelta(seconds=12), ended_at=NOON + timedelta(seconds=397),
                hold_s=35)  # fmt: skip
    facts = service_facts(call, DAY)
    assert (facts.first_response_s, facts.handle_s) == (12.0, 385.0)
    assert service_facts(chat(channel=Channel.PHONE, ring_s=7.0), DAY).first_response_s == 7.0


def test_a_call_without_times_is_as_long_as_its_recording() -> None:
    call = chat(turn(0, "a", "您好", start_s=0, end_s=2), channel=Channel.PHONE, holds=(Interval(1, 3),))
    assert service_facts(call, DAY, sound=SoundFacts(duration_s=61.5)).handle_s == 61.5
    assert service_facts(call, DAY).handle_s == 3
    assert service_facts(chat(channel=Channel.PHONE), DAY).handle_s is None


def test_mail_has_no_handle_time_and_backward_clocks_none_either() -> None:
    mail = chat(("c", "问", 0), ("a", "答", 3600), channel=Channel.EMAIL)
    assert (service_facts(mail, DAY).handle_s, service_facts(mail, DAY).first_response_s) == (None, 3600.0)
    odd = chat(channel=Channel.PHONE, answered_at=NOON, ended_at=NOON - timedelta(seconds=1))
    assert service_facts(odd, DAY).handle_s is None
