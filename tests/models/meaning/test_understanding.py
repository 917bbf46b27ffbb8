"""The embedded meaning model, real and fake, under one contract; and pairs it must read as a person would."""

import os
import random

import pytest

from inspection.interaction import Role
from inspection.meaning import UnderstandsMeaning
from inspection.sentiment import TurnText
from models.meaning.embedded import EmbeddedMeaning
from models.meaning.opening import open_understanding
from models.meaning.understanding import NOTHING_SAID, Decided, Understanding
from models.model_cache import is_ready
from tests.models.contract_meaning import PHRASES, TALK, MeaningContract
from tests.models.fakes import FakeMeaning


@pytest.fixture(scope="module")
def model() -> Understanding:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    return open_understanding()


class TestUnderstanding(MeaningContract):
    @pytest.fixture
    def meaning(self, model: Understanding) -> UnderstandsMeaning:
        return model


@pytest.fixture(scope="module")
def embedded() -> EmbeddedMeaning:
    return EmbeddedMeaning()


class TestEmbeddedMeaning(MeaningContract):
    @pytest.fixture
    def meaning(self, model: Understanding, embedded: EmbeddedMeaning) -> UnderstandsMeaning:
        return embedded

    def test_it_names_the_model_it_opens(self, meaning: UnderstandsMeaning, model: Understanding) -> None:
        assert meaning.model_id == model.model_id


class TestFakeMeaning(MeaningContract):
    @pytest.fixture
    def meaning(self) -> UnderstandsMeaning:
        return FakeMeaning()


def decided(model: Understanding, required: str, said: str) -> Decided:
    return model.compare([(required, said)])[0]


@pytest.mark.parametrize(
    ("required", "meant", "opposite"),
    [
        ("保证收益", "收益我们是担保的", "不保证收益"),
        ("我们会在3天内答复您", "三天之内一定给您回复", "我们会在5天内答复您"),
        ("退货的运费由我们承担", "寄回来的邮费算店里的", "退货的运费由您承担"),
        ("请不要把验证码告诉任何人", "短信里那几位数字谁要都别给", "请把验证码告诉我"),
        ("We will refund you within 3 days", "your money is back in three days", "We refund you in 9 days"),
    ],
)  # fmt: skip
def test_a_paraphrase_comes_before_the_opposite(model: Understanding, required: str, meant: str, opposite: str) -> None:
    assert decided(model, required, meant).score > decided(model, required, opposite).score
    assert decided(model, required, opposite).verdict != "yes"


def test_another_subject_is_no(model: Understanding) -> None:
    answer = decided(model, "请不要把密码告诉任何人", "您的快递预计下午送到")
    assert answer.verdict == "no"
    assert answer.score < 0.05


@pytest.mark.parametrize(
    ("required", "said"), [("", "您好"), ("您好", ""), ("您好", "😀"), ("您好", "سلام"), ("。。", "您好")]
)
def test_without_words_there_is_nothing_to_compare(model: Understanding, required: str, said: str) -> None:
    assert decided(model, required, said) == NOTHING_SAID


def test_a_sentence_in_a_long_turn_is_found(model: Understanding) -> None:
    filler = "关于您提到的账单，我们先看一下明细，每一项都会给您说明。"
    said = filler * 12 + "另外本次通话会被录音。" + filler * 12
    (place,) = model.search(["本次通话会被录音"], [TurnText(said, Role.AGENT)])
    assert place.verdict == "yes"
    assert "录音" in said[place.start_char : place.end_char]
    assert place.end_char - place.start_char < 80
    assert decided(model, "本次通话会被录音", said).verdict == "yes"


def test_answers_do_not_depend_on_the_order_or_the_company_of_pairs(model: Understanding) -> None:
    pairs = [(phrase, turn.text) for phrase in PHRASES for turn in TALK[:9]]
    alone = [open_understanding().compare([pair])[0] for pair in pairs[::5]]
    shuffled = random.Random(3).sample(pairs, len(pairs))
    together = dict(zip(shuffled, open_understanding().compare(shuffled), strict=True))
    assert [together[pair] for pair in pairs[::5]] == alone


def test_full_width_and_traditional_characters_mean_the_same(model: Understanding) -> None:
    plain, other = decided(model, "保证收益3倍", "收益保证有3倍"), decided(model, "保證收益３倍", "收益保證有３倍")
    assert other.verdict == plain.verdict
    assert other.score == pytest.approx(plain.score, abs=0.1)


def test_the_customer_may_be_asked_for_as_well(model: Understanding) -> None:
    turns = [TurnText("您好", Role.AGENT), TurnText("我要投诉你们，我要找你们领导", Role.CUSTOMER)]
    (place,) = model.search(["我要投诉你们"], turns)
    assert (place.turn, place.verdict) == (1, "yes")


def test_a_phrase_is_looked_for_in_turns_of_its_own_script(model: Understanding) -> None:
    turns = [TurnText("我们会在24小时内给您回电话", Role.AGENT), TurnText("please hold the line", Role.AGENT)]
    places = model.search(["We will call you back within 24 hours"], turns)
    assert {place.turn for place in places} <= {1}
    assert [place.verdict for place in places if place.verdict != "no"] == []
