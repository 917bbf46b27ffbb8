"""Words of recognised speech, masked at the same spans."""

from inspection.interaction import Role, Word
from inspection.privacy import PrivateTurn, masked_words, redact_conversation


def words_of(*texts: str) -> list[Word]:
    return [Word(text, float(place), place + 0.8, 0.9 - place / 100) for place, text in enumerate(texts)]


def test_the_words_of_a_value_become_one_word_with_its_times() -> None:
    words = words_of("手机", "一三八", "零零", "一三八零零零", "谢谢")
    text = "手机一三八零零一三八零零零谢谢"
    (turn,) = redact_conversation([PrivateTurn(text, Role.CUSTOMER)])
    masked = masked_words(words, text, turn)
    assert [word.text for word in masked] == ["手机", "<手机号>", "谢谢"]
    assert (masked[1].start_s, masked[1].end_s) == (1.0, 3.8)
    assert masked[1].confidence == min(word.confidence for word in words[1:4])


def test_english_words_with_leading_spaces_are_aligned() -> None:
    words = words_of(" my", " number", " is", " 555", " 123", " 4567", " thanks")
    text = "my number is 555 123 4567 thanks"
    (turn,) = redact_conversation([PrivateTurn(text, Role.CUSTOMER)])
    assert [word.text.strip() for word in masked_words(words, text, turn)] == [
        "my",
        "number",
        "is",
        "<phone>",
        "thanks",
    ]


def test_words_of_a_clean_turn_are_untouched() -> None:
    words = words_of("我", "要", "退款")
    (turn,) = redact_conversation([PrivateTurn("我要退款", Role.CUSTOMER)])
    assert masked_words(words, "我要退款", turn) == tuple(words)


def test_two_values_in_a_row_stay_two_words() -> None:
    words = words_of("一三八零零一三八零零零", "和", "一三九零零一三九零零零")
    text = "一三八零零一三八零零零和一三九零零一三九零零零"
    (turn,) = redact_conversation([PrivateTurn(text, Role.CUSTOMER)])
    assert [word.text for word in masked_words(words, text, turn)] == [
        "<手机号>",
        "和",
        "<手机号>",
    ]


def test_a_word_that_is_not_in_the_text_gives_nothing_away() -> None:
    words = words_of("手机", "13800138000")
    text = "手机一三八零零一三八零零零"
    (turn,) = redact_conversation([PrivateTurn(text, Role.CUSTOMER)])
    assert "13800138000" not in [word.text for word in masked_words(words, text, turn)]
