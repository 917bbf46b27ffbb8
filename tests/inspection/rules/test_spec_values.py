"""Speakers and phrases as people write them, and what is refused."""

import pytest
from pydantic import Field, ValidationError

from inspection.rules.spec_values import Phrases, Speaker, Strict, exactly_one


class Written(Strict):
    role: Speaker = "agent"
    said: Phrases = Field(default_factory=list)
    above: float | None = None
    below: float | None = None


@pytest.mark.parametrize(
    ("written", "phrases"),
    [
        ("您好", ["您好"]),
        (["您好", "hello"], ["您好", "hello"]),
        ({"en": ["hello"], "zh": "您好"}, ["您好", "hello"]),
        ({"zh": ["您好"], "list": "greetings"}, ["您好", "@greetings"]),
        ({"list": ["one", "two"]}, ["@one", "@two"]),
        ({"zh": None}, []),
    ],
)
def test_phrases_are_one_a_list_or_grouped(written: object, phrases: list[str]) -> None:
    assert Written.model_validate({"said": written}).said == phrases


@pytest.mark.parametrize(("written", "role"), [("坐席", "agent"), ("客户", "customer"), ("anyone", "anyone")])
def test_speakers_are_named_in_either_language(written: str, role: str) -> None:
    assert Written.model_validate({"role": written}).role == role


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"said": {"fr": ["bonjour"]}}, "not by fr"),
        ({"role": "主管"}, "Input should be"),
        ({"sayed": ["您好"]}, "Extra inputs"),
    ],
)
def test_what_nobody_knows_is_refused(written: object, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Written.model_validate(written)


def test_a_value_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Written().role = "customer"  # type: ignore[misc]


def test_exactly_one_is_one_and_neither_none_nor_two() -> None:
    exactly_one(Written(above=0.0), ("above", "below"), "limit")
    with pytest.raises(ValueError, match="exactly one of above, below, not none"):
        exactly_one(Written(), ("above", "below"), "limit")
    with pytest.raises(ValueError, match="not above, below"):
        exactly_one(Written(above=1.0, below=2.0), ("above", "below"), "limit")
