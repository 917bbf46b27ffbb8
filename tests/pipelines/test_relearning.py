"""Relearning in small worlds: what is truly different is learned, what is random is not, what is scarce is told."""

from dataclasses import replace

import numpy as np
import pytest

from inspection.interaction import Role
from inspection.relearning.lessons import Lessons, TurnOfHead
from inspection.sentiment import TurnText
from models.reading.head_training import HeadTraining
from pipelines.relearning import Learned, choose_split, relearn
from pipelines.relearning_report import HeadReport, Verdict
from pipelines.reviewed_turns import ReviewedTurns
from tests.models.fake_network import FakeNetwork
from tests.pipelines.labelled_world import occasion, truth, world

SHIFTED = (0, 7)  # in this centre 收到 is curt
TRAINING = HeadTraining(FakeNetwork())
NOTHING = occasion(TRAINING.shipped)


def learned(found: ReviewedTurns) -> tuple[Learned, HeadReport]:
    done = relearn(found, TRAINING, NOTHING)
    return done, done.report.heads[-1]


def test_a_centre_that_means_something_else_gets_a_better_head() -> None:
    done, report = learned(world(truth(*SHIFTED)))
    assert report.verdict is Verdict.BETTER
    assert report.contest is not None
    assert report.contest.macro_f1.current < 0.8 < 0.95 < report.contest.macro_f1.new
    curt = [TurnText(f"收到 了 {n}", Role.CUSTOMER) for n in range(100, 120)]
    assert TRAINING.says("sentiment", curt, done.head).tolist() == [0] * 20
    assert TRAINING.says("sentiment", curt, TRAINING.shipped).tolist() == [1] * 20


def test_a_centre_the_shipped_head_reads_rightly_keeps_it() -> None:
    done, report = learned(world(truth()))
    assert report.verdict is Verdict.NOT_BETTER
    assert done.head is TRAINING.shipped
    assert done.report.won == ()


@pytest.mark.parametrize("shares", [(1 / 3, 1 / 3, 1 / 3), (0.2, 0.6, 0.2)], ids=["uniform", "mostly neutral"])
def test_random_labels_never_swap_more_often_than_the_interval_allows(shares: tuple[float, ...]) -> None:
    """40 worlds without any truth: at 2.5 % each, more than 4 swaps would come about less than once in 400 times."""
    swaps = 0
    for seed in range(40):
        found = world(lambda random, _: int(random.choice(3, p=shares)), seed=seed, interactions=90, turns=2)
        swaps += bool(relearn(found, TRAINING, NOTHING).report.won)
    assert swaps <= 4


def test_the_same_labels_give_the_same_head_and_the_same_figures() -> None:
    first, again = (relearn(world(truth(*SHIFTED)), TRAINING, NOTHING) for _ in range(2))
    assert (first.head.weights == again.head.weights).all()
    assert first.report.to_json() == again.report.to_json()


def test_too_few_labels_are_told_class_by_class_and_change_nothing() -> None:
    done, report = learned(world(truth(*SHIFTED), interactions=10))
    assert report.verdict is Verdict.NOT_ENOUGH_DATA
    assert report.contest is None
    assert [c.label for c in report.counts] == ["negative", "neutral", "positive"]
    assert sum(c.learn + c.test for c in report.counts) > 0
    assert done.head is TRAINING.shipped


def test_a_class_nobody_labelled_leaves_the_head_alone() -> None:
    found = world(lambda _, what: 0 if what in SHIFTED else 1)
    _, report = learned(found)
    assert report.verdict is Verdict.NOT_ENOUGH_DATA
    assert (report.counts[2].learn, report.counts[2].test) == (0, 0)


def acts() -> ReviewedTurns:
    """Agents who say 笨 to themselves: the shipped classifier takes it for rude, people say it is not."""
    said = ("我 真 笨", "你 真 笨", "再见 了", "马上 查")
    return world(lambda random, what: int(what == 1), head="act:rude", speaker=Role.AGENT, said=said)


def test_an_act_is_learned_at_the_threshold_of_the_rule() -> None:
    done = relearn(acts(), TRAINING, occasion(TRAINING.shipped, rude=0.8))
    report = done.report.heads[0]
    assert (report.head, report.verdict, report.threshold) == ("act:rude", Verdict.BETTER, 0.8)
    assert report.contest is not None
    present = report.contest.classes[1]
    assert present.precision.new > present.precision.current + 0.3
    assert not present.recall.is_worse


def test_recall_that_falls_at_the_threshold_stops_an_act() -> None:
    """People overturn at random: fewer hits would be more precise on paper."""
    said = ("你 真 笨", "马上 查")
    found = world(lambda random, what: int(what == 0 and random.random() < 0.5), head="act:rude", speaker=Role.AGENT,
                  said=said)  # fmt: skip
    report = relearn(found, TRAINING, occasion(TRAINING.shipped, rude=0.85)).report.heads[0]
    assert report.verdict is not Verdict.BETTER


def test_an_act_the_network_does_not_know_is_told() -> None:
    found = world(lambda _, what: what % 2, head="act:greeting", speaker=Role.AGENT)
    report = relearn(found, TRAINING, NOTHING).report.heads[0]
    assert (report.verdict, report.reason) == (Verdict.NOT_READ, "the reading network has no such head")


def test_a_head_another_model_reads_here_is_not_learned() -> None:
    elsewhere = replace(NOTHING, not_ours={"sentiment": "[reading] sentiment_model decides it"})
    report = relearn(world(truth(*SHIFTED)), TRAINING, elsewhere).report.heads[0]
    assert (report.verdict, report.reason) == (Verdict.NOT_READ, "[reading] sentiment_model decides it")


FELT = {
    "收到 了": (0, 2),
    "投诉 你们": (0, 0),
    "太好了 谢谢": (2, 4),
    "订单 到哪": (1, 3),
    "急 死 了": (0, 1),
    "满意 得很": (2, 5),
}


def feelings(curt_emotion: int) -> ReviewedTurns:
    """Everybody labels both heads; 收到 and 急 are negative here, which the shipped head does not know."""
    felt = list((FELT | {"收到 了": (0, curt_emotion)}).values())
    found = world(lambda _, what: felt[what][0], said=tuple(FELT), interactions=200)
    emotions = world(lambda _, what: felt[what][1], said=tuple(FELT), interactions=200, head="emotion")
    return replace(found, lessons=Lessons({**found.lessons.right, **emotions.lessons.right}, 0))


def test_sentiment_and_emotion_are_learned_together() -> None:
    """Alone, sentiment would make 收到 negative and leave its emotion to chance."""
    done = relearn(feelings(2), TRAINING, NOTHING)
    assert done.report.won == ("emotion", "sentiment")
    curt = [TurnText(f"收到 了 {n}", Role.CUSTOMER) for n in range(100, 110)]
    assert TRAINING.says("sentiment", curt, done.head).tolist() == [0] * 10
    assert TRAINING.says("emotion", curt, done.head).tolist() == [2] * 10


def test_what_would_spoil_the_head_beside_it_is_not_taken() -> None:
    """Emotions are labelled, but one is too rare to be learned: sentiment alone would make a neutral 收到 angry."""
    found = feelings(3)
    rare = {p: n for p, n in found.lessons.right.items() if not (p.head == "emotion" and n == 5)}
    report = relearn(replace(found, lessons=Lessons(rare, 0)), TRAINING, NOTHING).report
    emotion, sentiment = report.heads
    assert emotion.verdict is Verdict.NOT_ENOUGH_DATA
    assert sentiment.verdict is Verdict.WORSE_BESIDE
    assert sentiment.beside is not None
    assert sentiment.contest is not None
    assert sentiment.contest.is_won


def test_agents_are_kept_apart_where_that_costs_no_head() -> None:
    assert choose_split(world(truth(), agents=30)).by_agent
    lonely = world(truth(), agents=1)
    assert not choose_split(lonely).by_agent
    split = choose_split(world(truth(), agents=30))
    numbers = {
        side: {int(key[1][1:]) % 30 for key in keys} for side, keys in (("learn", split.learn), ("test", split.test))
    }
    assert not numbers["learn"] & numbers["test"]


def test_learning_starts_from_the_shipped_head_and_competes_with_the_one_in_force() -> None:
    found = world(truth(*SHIFTED))
    first = relearn(found, TRAINING, NOTHING)
    again = relearn(found, TRAINING, replace(NOTHING, current=first.head, current_name="head1.x"))
    report = again.report.heads[0]
    assert report.verdict is Verdict.NOT_BETTER
    assert report.contest is not None
    assert report.contest.macro_f1.current == report.contest.macro_f1.new > 0.95
    assert again.head is first.head


def test_progress_is_told_and_nothing_to_learn_is_no_error() -> None:
    told: list[tuple[str, int, int]] = []
    relearn(world(truth(*SHIFTED)), TRAINING, NOTHING, lambda *step: told.append(step))
    assert told == [("sentiment", 0, 1)]
    empty = relearn(ReviewedTurns(Lessons({}, 0), {}, {}, 0, 0, 0), TRAINING, NOTHING)
    assert empty.report.heads == ()
    assert empty.head is TRAINING.shipped


def test_the_report_is_plain_json_with_every_interval() -> None:
    told = relearn(world(truth(*SHIFTED)), TRAINING, NOTHING).report.to_json()
    assert told["better"] == ["sentiment"]
    assert told["needs"] == {"learn": 20, "test": 10}
    assert told["labels"] == {"turn_labels": 600, "verdicts": 0, "outdated": 0, "disputed": 0}
    (head,) = told["heads"]
    assert set(head["contest"]["macro_f1"]) == {"current", "new", "low", "high"}
    assert [c["label"] for c in head["contest"]["classes"]] == ["negative", "neutral", "positive"]


def test_every_lesson_is_of_a_turn_whose_words_are_known() -> None:
    found = world(truth())
    assert all((p.source, p.interaction_id, p.turn) in found.texts for p in found.lessons.right)
    assert isinstance(next(iter(found.lessons.right)), TurnOfHead)
    assert np.bincount(list(found.lessons.right.values())).min() > 50
