"""A Hugging Face model in the place of ours: over a made pipeline, and once over real transformers where they are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from inspection.errors import ModelError
from inspection.interaction import Role
from inspection.sentiment import Emotion, ReadsSentiment, Sentiment, TurnText
from models.reading.other_model import OtherModel, ReplacedFeeling, Wanted, open_other
from tests.models.contract_sentiment import SentimentContract
from tests.models.fakes import ANGRY, PLEASED, FakeSentimentReader

STARS = ("1 star", "2 stars", "3 stars", "4 stars", "5 stars")
MEANS = {
    "1 star": "negative",
    "2 stars": "negative",
    "3 stars": "neutral",
    "4 stars": "positive",
    "5 stars": "positive",
}
MOODS = ("anger", "fear", "sadness", "surprise", "neutral", "joy", "gratitude")
MOOD_MEANS = {
    "anger": "angry", "fear": "anxious", "sadness": "disappointed", "surprise": "ignore", "joy": "satisfied",
    "gratitude": "grateful",
}  # fmt: skip


class MadePipe:
    """Gives the first label to angry words, the last to pleased ones, a middle one to the rest."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.model = SimpleNamespace(config=SimpleNamespace(id2label=dict(enumerate(labels))))
        self.tokenizer = SimpleNamespace(model_max_length=512)
        self.labels, self.asked = labels, list[str]()

    def __call__(self, texts: list[str], **options: Any) -> Sequence[Sequence[Mapping[str, Any]]]:
        self.asked += texts
        return [self._answer(text.lower()) for text in texts]

    def _answer(self, text: str) -> list[dict[str, Any]]:
        middle = "neutral" if "neutral" in self.labels else self.labels[len(self.labels) // 2]
        if any(w in text for w in ANGRY):
            best = self.labels[0]
        else:
            best = self.labels[-1] if any(w in text for w in PLEASED) else middle
        rest = 0.1 / (len(self.labels) - 1)
        return [{"label": label, "score": 0.9 if label == best else rest} for label in self.labels]


def other(
    classes: type[Sentiment] | type[Emotion], labels: Sequence[str], means: Mapping[str, str], model: str = "owner/Name"
) -> OtherModel:
    wanted = Wanted(model, means, "[reading] x_model", "[reading] x_labels")
    return OtherModel(MadePipe(labels), classes, wanted, "commit")


def stars() -> OtherModel:
    return other(Sentiment, STARS, MEANS)


def moods() -> OtherModel:
    return other(Emotion, MOODS, MOOD_MEANS, "moods")


class TestBothReplaced(SentimentContract):
    def make_reader(self) -> ReadsSentiment:
        return ReplacedFeeling(FakeSentimentReader(), stars(), moods())


class TestSentimentReplaced(SentimentContract):
    def make_reader(self) -> ReadsSentiment:
        return ReplacedFeeling(FakeSentimentReader(), stars())


class TestEmotionReplaced(SentimentContract):
    def make_reader(self) -> ReadsSentiment:
        return ReplacedFeeling(FakeSentimentReader(), emotion=moods())


def test_several_labels_may_mean_one_class_and_an_ignored_one_none() -> None:
    assert stars().shares(["terrible"])[0] == pytest.approx((0.925, 0.025, 0.05))
    shares = moods().shares(["terrible"])[0]
    assert shares[0] == pytest.approx(0.9 / (0.9 + 5 * 0.1 / 6))
    assert sum(shares) == pytest.approx(1.0)


def test_labels_named_like_a_class_need_no_map() -> None:
    assert other(Sentiment, ("NEG", "中性", "Positive"), {}).shares(["terrible"])[0][0] == pytest.approx(0.9)


def test_sentiment_decides_the_class_and_the_emotions_only_share_it_out() -> None:
    furious_but_five_stars = other(Sentiment, STARS, dict.fromkeys(STARS, "positive"))
    reader = ReplacedFeeling(FakeSentimentReader(), furious_but_five_stars, moods())
    (read,) = reader.read([TurnText("this is terrible", Role.CUSTOMER)])
    assert (read.label, read.negative) == (Sentiment.POSITIVE, 0.0)
    assert read.emotion in (Emotion.SATISFIED, Emotion.GRATEFUL)


def test_the_emotions_of_agents_are_not_asked_and_equal_texts_only_once() -> None:
    pipe = MadePipe(MOODS)
    model = OtherModel(pipe, Emotion, Wanted("m", MOOD_MEANS, "k", "l"), "d")
    reader = ReplacedFeeling(FakeSentimentReader(), emotion=model)
    said = [TurnText("好的", Role.CUSTOMER), TurnText("请稍等", Role.AGENT), TurnText("好的", Role.CUSTOMER)]
    agent = reader.read(said)[1]
    assert pipe.asked == ["好的"]
    assert agent.emotions is None


def test_its_name_is_in_the_id_and_the_id_changes_with_model_map_and_limit() -> None:
    base = ReplacedFeeling(FakeSentimentReader(), stars(), moods())
    assert base.model_id.startswith("hf-owner-name+hf-moods@")
    assert ReplacedFeeling(FakeSentimentReader(), stars()).model_id.startswith("hf-owner-name+fake-sentiment@")
    same = ReplacedFeeling(FakeSentimentReader(), stars(), moods())
    other_map = other(Sentiment, STARS, MEANS | {"3 stars": "positive"})
    changed = ReplacedFeeling(FakeSentimentReader(), other_map, moods())
    limit = ReplacedFeeling(FakeSentimentReader(), stars(), moods(), ambiguous_below=0.7)
    assert len({base.model_id, same.model_id, changed.model_id, limit.model_id}) == 3


def test_a_turn_below_the_limit_is_ambiguous() -> None:
    (read,) = ReplacedFeeling(FakeSentimentReader(), stars(), ambiguous_below=0.95).read(
        [TurnText("terrible", Role.CUSTOMER)]
    )
    assert (read.ambiguous, read.label) == (True, Sentiment.NEGATIVE)


@pytest.mark.parametrize(
    ("labels", "means", "said"),
    [
        (STARS, MEANS | {"6 stars": "positive"}, "no label '6 stars'"),
        (STARS, {}, "what the model's label '1 star' means"),
        (STARS, MEANS | {"1 star": "awful"}, "map it to negative, neutral, positive or ignore"),
        (("NEG",), {"NEG": "ignore"}, "every label of the model is ignored"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_in_one_line(
    labels: Sequence[str], means: Mapping[str, str], said: str
) -> None:
    with pytest.raises(ModelError, match=said) as caught:
        other(Sentiment, labels, means)
    assert str(caught.value).startswith("[reading] x_labels: ")
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there_is_named() -> None:
    wanted = Wanted("./nowhere", {}, "[reading] sentiment_model", "[reading] sentiment_labels")
    with pytest.raises(ModelError, match=r"\[reading\] sentiment_model: there is no folder"):
        open_other(wanted, Sentiment, device="cpu")


def test_a_real_folder_is_read_by_transformers(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers", reason="the extra hf is not installed")
    torch = pytest.importorskip("torch", reason="the extra hf is not installed")
    torch.manual_seed(3)
    letters = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"你们到底什么意思太好了谢"]
    (tmp_path / "vocab.txt").write_text("\n".join(letters), encoding="utf-8")
    transformers.BertTokenizerFast(vocab=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = transformers.BertConfig(
        vocab_size=len(letters), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        id2label=dict(enumerate(STARS)), label2id={label: i for i, label in enumerate(STARS)}, initializer_range=1.0,
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).eval().save_pretrained(tmp_path)
    wanted = Wanted(str(tmp_path), MEANS, "[reading] sentiment_model", "[reading] sentiment_labels")
    reader = ReplacedFeeling(FakeSentimentReader(), open_other(wanted, Sentiment, device="cpu"))
    turns = [TurnText("你们到底什么意思", Role.CUSTOMER), TurnText("谢谢" * 900 + "\ud83d", Role.CUSTOMER)]
    readings = reader.read(turns)
    assert readings == [reader.read([turn])[0] for turn in turns]
    assert readings[0] != readings[1]
    assert all(r.negative + r.neutral + r.positive == pytest.approx(1.0) for r in readings)
