"""What was read once is not read again, memory stays bounded, and no answer changes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role
from models.reading.reading_model import Floats, HeadLabels
from models.reading.remembered import Remembered, RememberedModel


class Worker:
    """Doubles text, and counts what it was given."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def __call__(self, asked: list[str]) -> list[str]:
        self.given.append(asked)
        return [one * 2 for one in asked]


def test_each_question_is_worked_on_once() -> None:
    memory, work = Remembered[str, str](), Worker()
    assert memory.answers(["好的", "嗯", "好的"], work) == ["好的好的", "嗯嗯", "好的好的"]
    assert memory.answers(["嗯", "再见"], work) == ["嗯嗯", "再见再见"]
    assert work.given == [["好的", "嗯"], ["再见"]]


def test_the_longest_unused_goes_first() -> None:
    memory, work = Remembered[str, str](most=2), Worker()
    for asked in ("a", "b", "a", "c", "a", "b"):
        memory.answers([asked], work)
    assert len(memory) == 2
    assert work.given == [["a"], ["b"], ["c"], ["b"]]


def test_more_questions_at_once_than_it_keeps_are_all_answered() -> None:
    memory, work = Remembered[str, str](most=1), Worker()
    assert memory.answers(["a", "b", "c"], work) == ["aa", "bb", "cc"]
    assert len(memory) == 1


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=8), st.integers(1, 4))
def test_answers_are_those_of_the_worker_whatever_was_asked_before(rounds: list[list[str]], most: int) -> None:
    memory = Remembered[str, str](most=most)
    for asked in rounds:
        assert memory.answers(asked, Worker()) == [one * 2 for one in asked]
        assert len(memory) <= most


def test_threads_may_share_it() -> None:
    memory = Remembered[str, str](most=3)
    questions = [[str(i % 7), str(i % 5)] for i in range(200)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda q: memory.answers(q, Worker()), questions))
    assert answers == [[one * 2 for one in q] for q in questions]


class MadeModel:
    labels = HeadLabels((), (), (), {}, "c" * 64)

    def __init__(self) -> None:
        self.asked: list[object] = []

    def logits(self, spoken: Sequence[object], previous: Sequence[object]) -> list[Floats]:
        self.asked += zip(spoken, previous, strict=True)
        return [np.array([[len(self.asked)]], np.float32) for _ in spoken]


def test_the_same_words_of_another_speaker_or_after_other_words_are_another_turn() -> None:
    made = MadeModel()
    model = RememberedModel(made)
    agent, customer = (Role.AGENT, "好的"), (Role.CUSTOMER, "好的")
    model.logits([agent, customer, customer, customer], [None, None, agent, None])
    model.logits([customer], [agent])
    assert made.asked == [(agent, None), (customer, None), (customer, agent)]
    assert model.labels is made.labels
