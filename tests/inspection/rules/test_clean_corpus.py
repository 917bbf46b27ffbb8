"""The clean corpus: excellent service is never charged, and calls are laid out at the pace of speech."""

from inspection.evaluation import ItemState
from inspection.rules.clean_corpus import CleanConversation, false_alarms
from tests.inspection.rules.book_of import book
from tests.models.fakes import fake_readers

RULE = "conditions:\n  said: {any: [保证收益], guards: [negated]}\nfound: said\n"
FAST = "conditions:\n  fast: {speech_rate: {above: {characters: 280, words: 190}}}\nfound: fast\n"


def conversation(*said: str, **more: object) -> CleanConversation:
    turns = [{"坐席": text} for text in said]
    return CleanConversation.model_validate({"id": "c", "turns": turns, **more})


def test_a_denial_is_clean_and_a_promise_is_an_alarm_with_its_turn() -> None:
    assert false_alarms(book(RULE), fake_readers(), [conversation("您好", "不保证收益")]) == []
    (alarm,) = false_alarms(book(RULE), fake_readers(), [conversation("您好", "保证收益")])
    assert (alarm.conversation, alarm.item_id, alarm.turn, alarm.words) == ("c", "thing", 2, "保证收益")
    assert alarm.fails


def test_words_that_only_sound_alike_are_an_alarm_as_well() -> None:
    heard = conversation("您好", "我们保正收益", channel="phone", recognised=True)
    assert [a.state for a in false_alarms(book(RULE), fake_readers(), [heard])] == [ItemState.NEEDS_HUMAN]


def test_a_call_is_spoken_at_an_easy_pace() -> None:
    call = conversation("您好" * 30, "感谢您的来电" * 20, channel="phone", pauses_s={2: 20})
    assert false_alarms(book(FAST), fake_readers(), [call]) == []
