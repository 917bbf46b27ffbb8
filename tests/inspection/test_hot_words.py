"""Hot words: put right where something that sounds the same was heard with doubt, and nowhere else."""

import pytest

from inspection.errors import SettingsError
from inspection.hearing import Utterance
from inspection.hot_words import HotWords, hot_words_id, put_right
from inspection.interaction import Word


def heard(text: str, confidence: float = 0.7, **doubts: float) -> Utterance:
    """One word per character, .1 s each; `doubts` gives single characters another confidence."""
    words = tuple(
        Word(c, 0.1 * n, 0.1 * n + 0.1, doubts.get(c, confidence)) for n, c in enumerate(text) if not c.isspace()
    )
    return Utterance(start_s=0.0, end_s=3.0, text=text, confidence=confidence, words=words)


@pytest.mark.parametrize(
    ("said", "hot_word", "right"),
    [
        ("您好，这里是有品商城客服。", "优品商城", "您好，这里是优品商城客服。"),
        ("这里是云山家居，云衫家具。", "云杉家居", "这里是云杉家居，云杉家居。"),
        ("清河人寿为您服务", "青禾人寿", "青禾人寿为您服务"),
    ],
)
def test_what_sounds_like_a_hot_word_becomes_it(said: str, hot_word: str, right: str) -> None:
    mended = put_right(heard(said), [hot_word])
    assert mended.text == right
    assert "".join(w.text for w in mended.words) == "".join(right.split())


def test_times_and_confidences_stay_so_that_weak_words_stay_weak() -> None:
    before = heard("有品商城", 0.3)
    after = put_right(before, ["优品商城"])
    assert [(w.start_s, w.end_s, w.confidence) for w in after.words] == [
        (w.start_s, w.end_s, w.confidence) for w in before.words
    ]
    assert after.confidence == before.confidence


def test_one_syllable_may_differ_where_it_was_doubted_and_the_name_is_long() -> None:
    assert put_right(heard("银杉家居旗舰店", 0.8, 银=0.4), ["云杉家居"]).text == "云杉家居旗舰店"
    assert put_right(heard("银杉家居旗舰店", 0.8), ["云杉家居"]).text == "银杉家居旗舰店"


@pytest.mark.parametrize(
    "said",
    ["您好，请问有什么可以帮您？", "", "有品", "有品，商城", "优品商城", "品商城有", "we sell 有 品商"],
)
def test_other_words_and_silence_stay_as_they_are(said: str) -> None:
    utterance = heard(said) if said else Utterance(start_s=0, end_s=0, text="", confidence=0.5)
    assert put_right(utterance, ["优品商城"]) == utterance


def test_what_was_heard_with_certainty_is_left_alone() -> None:
    assert put_right(heard("有品商城", 0.95), ["优品商城"]).text == "有品商城"


def test_of_two_names_that_fit_the_longer_one_is_taken() -> None:
    words = HotWords(("优品商", "优品商城")).of(None)
    assert words == ("优品商城", "优品商")
    assert put_right(heard("有品商成"), words).text == "优品商城"


def test_a_queue_has_its_own_words_beside_those_of_everywhere() -> None:
    words = HotWords(("云杉家居",), {"退款": ("优品商城",)})
    assert words.of("退款") == ("云杉家居", "优品商城")
    assert words.of("售后") == words.of(None) == ("云杉家居",)
    assert hot_words_id(words.of("退款")) != hot_words_id(words.of(None))


@pytest.mark.parametrize("word", ["优品", "", "Amazon", "优品mall"])
def test_short_and_foreign_words_are_refused_with_what_to_do(word: str) -> None:
    with pytest.raises(SettingsError, match="3 or more"):
        HotWords((word,))


def test_an_utterance_without_words_is_put_right_by_its_own_confidence() -> None:
    bare = Utterance(start_s=0, end_s=1, text="有品商城", confidence=0.5)
    assert put_right(bare, ["优品商城"]).text == "优品商城"
