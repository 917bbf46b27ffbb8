"""The linear sentiment reader that others are measured beside: contract, broken files, promises about the data."""

import csv
import hashlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.errors import ModelError
from inspection.interaction import Role
from inspection.sentiment import ReadsSentiment, Sentiment, SentimentReading, TurnText
from models.training.linear_sentiment import SentimentReader
from models.training.linear_sentiment.features import BUCKETS, normalise, turn_features
from models.training.linear_sentiment.multinomial import fit_multinomial
from models.training.linear_sentiment.train import CrossValidated, ambiguous_below, feature_matrix, temperature
from models.training.linear_sentiment.weights import WEIGHTS, load_weights, save_weights
from models.training.sentiment_corpus import OWN_TURNS, hashed_share, own_turns, permitted_turns, split_of
from models.training.sentiment_figures import compare, measure, reliability
from tests.models.contract_sentiment import SentimentContract


class TestLinearReader(SentimentContract):
    def make_reader(self) -> ReadsSentiment:
        return SentimentReader()


@pytest.fixture(scope="module")
def reader() -> SentimentReader:
    return SentimentReader()


def label(reader: SentimentReader, text: str, speaker: Role = Role.CUSTOMER) -> str:
    return reader.read([TurnText(text, speaker)])[0].label


@pytest.mark.parametrize(
    "text",
    ["订单没到", "订单号是八八六六", "我想问一下退款几天到账", "麻烦您了", "没有了"],
)
def test_facts_questions_and_requests_are_not_feelings(reader: SentimentReader, text: str) -> None:
    assert label(reader, text) == "neutral"


def test_full_width_and_traditional_text_reads_like_its_simplified_half_width_form(reader: SentimentReader) -> None:
    one, other = reader.read(
        [
            TurnText("客服態度太差，我要退款１００元！", Role.CUSTOMER),
            TurnText("客服态度太差,我要退款25元!", Role.CUSTOMER),
        ]
    )
    assert one == other
    assert one.label is Sentiment.NEGATIVE


def test_the_same_words_mean_something_else_from_the_other_side(reader: SentimentReader) -> None:
    agent, customer = reader.read([TurnText("你要投诉就去投诉", role) for role in (Role.AGENT, Role.CUSTOMER)])
    assert agent != customer
    assert agent.label is Sentiment.NEGATIVE


def test_bots_and_systems_are_read_like_agents_and_unknown_speakers_like_customers(reader: SentimentReader) -> None:
    text = "谢谢您一直陪着我们"
    agent, bot, system, customer, unknown = reader.read(
        [TurnText(text, role) for role in (Role.AGENT, Role.BOT, Role.SYSTEM, Role.CUSTOMER, Role.UNKNOWN)]
    )
    assert agent == bot == system
    assert customer == unknown != agent


def test_held_out_turns_are_read_far_better_than_by_always_saying_neutral(reader: SentimentReader) -> None:
    found = measure(reader, own_turns("held_out"))
    assert found.n > 400
    assert found.accuracy > 0.75 > found.majority_accuracy + 0.2
    assert found.macro_f1 > 0.75
    assert found.accuracy_unambiguous > found.accuracy
    assert min(found.recall) > 0.65


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(list(Role))), max_size=6))
def test_any_text_has_the_same_features_alone_and_in_a_batch(turns: list[tuple[str, Role]]) -> None:
    batch = [TurnText(text, role) for text, role in turns]
    together = turn_features(batch)
    ends = np.cumsum(together.counts)
    for turn, end, count in zip(batch, ends, together.counts, strict=True):
        alone = turn_features([turn])
        assert alone.counts.tolist() == [count]
        assert alone.buckets.tolist() == together.buckets[end - count : end].tolist()
        assert ((alone.buckets >= 0) & (alone.buckets < BUCKETS)).all()


def test_normalised_text_keeps_one_line_per_turn() -> None:
    assert normalise(["ＡＢＣ　１２３\n臺灣", "", "！！！！！！\x00", "a\u2028b"]) == ["abc 0 台湾", "", "!!!", "a b"]


def test_weights_whose_checksum_does_not_match_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "weights.npz"
    save_weights(load_weights(), broken)
    broken.write_bytes(broken.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelError, match=r"weights\.npz: .*do not match their checksum; .*linear_sentiment"):
        SentimentReader(broken)


def test_missing_weights_say_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be read.*linear_sentiment"):
        SentimentReader(tmp_path / "weights.npz")


@pytest.mark.parametrize("content", ["object", "other format", "not an archive"])
def test_a_file_with_a_right_checksum_but_wrong_content_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.npz"
    if content == "not an archive":
        path.write_bytes(b"hello")
    else:
        steps = np.array([{"code": 1}], dtype=object) if content == "object" else np.zeros(3, dtype=np.int8)
        np.savez(path, format=np.array(1 if content == "object" else 99), steps=steps, allow_pickle=True)
    path.with_suffix(".sha256").write_text(hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(ModelError, match="not sentiment weights of format 1"):
        SentimentReader(path)


def test_saved_weights_are_the_same_bytes_every_time_and_small(tmp_path: Path) -> None:
    weights = load_weights()
    assert save_weights(weights, tmp_path / "a.npz") == save_weights(weights, tmp_path / "b.npz")
    assert WEIGHTS.stat().st_size < 3_000_000
    assert load_weights(tmp_path / "a.npz").steps.tolist() == weights.steps.tolist()


def test_the_corpus_is_large_bilingual_and_labelled_throughout() -> None:
    with OWN_TURNS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) >= 1500
    assert len({(row["text"], row["speaker"]) for row in rows}) == len(rows)
    assert {row["language"] for row in rows} == {"zh", "en"}
    assert {row["channel"] for row in rows} == {"phone", "chat", "email", "social", "app"}
    customer = {"angry", "anxious", "disappointed", "neutral", "satisfied", "grateful"}
    assert {row["emotion"] for row in rows if row["speaker"] == "customer"} == customer
    assert {row["emotion"] for row in rows if row["speaker"] == "agent"} == {""}
    assert all(row["split"] == split_of(row["text"]) for row in rows)


def test_every_stratum_holds_out_about_one_turn_in_five() -> None:
    kept, held = (
        Counter((turn.language, turn.turn.speaker, turn.sentiment) for turn in own_turns(split))
        for split in ("train", "held_out")
    )
    assert len(held) == 12
    for stratum, n in held.items():
        assert 0.14 < n / (n + kept[stratum]) < 0.26, stratum


def test_no_text_is_on_both_sides() -> None:
    train, held_out = ({turn.turn.text for turn in own_turns(split)} for split in ("train", "held_out"))
    assert not train & held_out


def test_a_folder_without_the_public_sets_adds_nothing_and_one_with_them_counts_less(tmp_path: Path) -> None:
    assert permitted_turns(tmp_path) == []
    (tmp_path / "zh_multi_emotion_dialogue.csv").write_text(
        "text,label\n气死我了,生气\n真的吗,惊讶\n", encoding="utf-8"
    )
    (found,) = permitted_turns(tmp_path)
    assert (found.turn.text, found.sentiment, found.language) == ("气死我了", Sentiment.NEGATIVE, "zh")
    assert 0 < found.weight < 1


def test_hashed_shares_do_not_move() -> None:
    assert [hashed_share("fold:", text, 5) for text in ("在吗", "hello", "")] == [2, 1, 2]


def test_logistic_regression_finds_the_optimum_where_the_gradient_vanishes() -> None:
    features = feature_matrix(own_turns("held_out")[:60])
    labels = np.arange(60) % 3
    model = fit_multinomial(features, labels, np.ones(60), ridge=0.5)
    logits = model.logits(features)
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    slope = features.T @ (shares - np.eye(3)[labels]) + 0.5 * model.weights
    assert np.abs(slope).max() < 1e-3
    assert np.abs((shares - np.eye(3)[labels]).sum(axis=0)).max() < 1e-2


def test_temperature_undoes_overconfidence() -> None:
    rng = np.random.default_rng(7)
    honest = rng.normal(size=(4000, 3)) * 2
    chances = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(3, p=chance) for chance in chances])
    assert temperature(CrossValidated(honest * 3, labels)) == pytest.approx(3.0, rel=0.1)


def test_the_doubt_threshold_lies_where_readings_are_as_often_wrong_as_right() -> None:
    logits = np.log([[0.8, 0.1, 0.1]] * 10 + [[0.55, 0.25, 0.2]] * 10 + [[0.45, 0.3, 0.25]] * 10)
    labels = np.array([0] * 10 + [0] * 8 + [1] * 2 + [0] * 4 + [1] * 6)
    assert ambiguous_below(CrossValidated(logits, labels), 1.0) == pytest.approx(0.55, abs=0.011)


def test_figures_are_counted_right() -> None:
    truth = [Sentiment.NEGATIVE, Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.NEUTRAL, Sentiment.POSITIVE]
    sure, unsure = SentimentReading(0.9, 0.1, 0.0, False), SentimentReading(0.2, 0.5, 0.3, True)
    found = compare(truth, [sure, unsure, unsure, sure, unsure])
    assert (found.n, found.per_class_n, found.accuracy, found.majority_accuracy) == (5, (2, 2, 1), 0.4, 0.4)
    assert found.precision == (0.5, pytest.approx(1 / 3), 0.0)
    assert found.recall == (0.5, 0.5, 0.0)
    assert found.macro_f1 == pytest.approx((0.5 + 0.4 + 0) / 3)
    assert (found.ambiguous_share, found.accuracy_unambiguous) == (pytest.approx(0.6), 0.5)
    low, high = reliability(truth, [sure, unsure, unsure, sure, unsure])
    assert (low.n, low.accuracy, high.n, high.accuracy) == (3, pytest.approx(1 / 3), 2, 0.5)
