"""What counts where several people, verdicts and emotions speak of the same turn."""

from datetime import UTC, datetime

from inspection.relearning.lessons import TurnOfHead, lessons_of
from inspection.relearning.turn_label import TurnLabel

NOON = datetime(2026, 9, 1, tzinfo=UTC)


def label(head: str, said: str, who: str = "王", turn: int = 0) -> TurnLabel:
    return TurnLabel(
        source="s", interaction_id="i", turn=turn, head=head, label=said, who=who, at=NOON, words_hash="0" * 16
    )


def at(head: str, turn: int = 0) -> TurnOfHead:
    return TurnOfHead("s", "i", turn, head)


def test_most_people_decide() -> None:
    found = lessons_of(
        [label("sentiment", s, w) for s, w in (("negative", "a"), ("negative", "b"), ("neutral", "c"))], {}
    )
    assert found.right == {at("sentiment"): 0}
    assert found.disputed == 0


def test_an_even_split_teaches_nothing_and_is_counted() -> None:
    found = lessons_of([label("sentiment", "negative", "a"), label("sentiment", "neutral", "b")], {})
    assert (found.right, found.disputed) == ({}, 1)


def test_an_emotion_teaches_its_sentiment_where_nobody_labelled_that() -> None:
    found = lessons_of([label("emotion", "anxious"), label("emotion", "grateful", turn=1)], {})
    assert found.right == {at("emotion"): 1, at("emotion", 1): 5, at("sentiment"): 0, at("sentiment", 1): 2}


def test_a_labelled_sentiment_goes_before_the_one_an_emotion_means() -> None:
    found = lessons_of([label("emotion", "anxious"), label("sentiment", "neutral")], {})
    assert found.right[at("sentiment")] == 1


def test_a_disputed_sentiment_is_not_settled_by_an_emotion() -> None:
    votes = [label("sentiment", "negative", "a"), label("sentiment", "neutral", "b"), label("emotion", "angry")]
    assert at("sentiment") not in lessons_of(votes, {}).right


def test_a_label_goes_before_a_verdict() -> None:
    reviewed = {at("act:rude"): False, at("act:rude", 1): True}
    found = lessons_of([label("act:rude", "yes")], reviewed)
    assert found.right == {at("act:rude"): 1, at("act:rude", 1): 1}


def test_heads_come_in_the_order_they_are_tried_in() -> None:
    said = [
        label("sentiment", "negative"),
        label("act:rude", "no"),
        label("act:closing", "yes"),
        label("emotion", "angry"),
    ]
    found = lessons_of(said, {})
    assert found.heads == ("emotion", "sentiment", "act:closing", "act:rude")
    assert found.of("act:rude") == {at("act:rude"): 0}
