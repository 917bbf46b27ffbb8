"""The item of docs/how-to/meaning.md compiles, and its examples come out as they say, read by the real model."""

import json
import os
from importlib.resources import files

import pytest

from inspection.rules.examples import run_examples
from inspection.rules.rulebook import Rulebook, load_rulebook
from models.meaning.opening import open_understanding
from models.model_cache import is_ready
from pipelines.readers import open_readers
from tests.docs.pages import HOUSE, fenced_blocks
from tests.models.fakes import FakeMeaning, fake_readers

PAGE = HOUSE / "docs" / "how-to" / "meaning.md"
ITEM = "return_freight_told"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    head = files("scoring_rules").joinpath("rulebook.yaml").read_text(encoding="utf-8")
    (rule,) = fenced_blocks(PAGE, "yaml")
    return load_rulebook(("rulebook.yaml", head), [(f"items/{ITEM}.yaml", rule)])


def test_the_examples_come_out_as_they_say(book: Rulebook) -> None:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    results = run_examples(book, open_readers(), [ITEM])
    assert len(results) >= 6
    assert [f"{r.name}: {r.problem}" for r in results if r.problem] == []


def test_the_answer_shown_is_the_one_given() -> None:
    if not is_ready("e5-words"):
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    (shown,) = (json.loads(block) for block in fenced_blocks(PAGE, "text"))
    (decided,) = open_understanding().compare([(shown["a"], shown["b"])])
    assert (decided.verdict, decided.reason.zh) == (shown["verdict"], shown["reason"])
    assert decided.score == pytest.approx(shown["score"], abs=0.05)


def test_the_rule_asks_the_model_for_its_three_phrases(book: Rulebook) -> None:
    readers = fake_readers()
    meaning = FakeMeaning()
    run_examples(book, type(readers)(readers.sentiment, (), meaning), [ITEM])
    assert len(meaning.given) == len(book.items[ITEM].spec.examples)
