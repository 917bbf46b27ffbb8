"""How the operators that read are written: one question each, nothing too long, and the values nobody wrote."""

import pytest
from pydantic import ValidationError

from inspection.rules.reading_specs import (
    LONGEST_WANTED,
    AmountSpec,
    ClassifierSpec,
    DateSpec,
    EntitySpec,
    FeelingSpec,
    MeaningSpec,
    MetadataSpec,
    ScriptSpec,
    SimilarSpec,
)
from inspection.rules.spec_values import Strict


@pytest.mark.parametrize(
    ("spec", "written", "words"),
    [
        (MetadataSpec, {"field": "queue"}, "metadata wants exactly one"),
        (MetadataSpec, {"field": "queue", "equals": "a", "present": True}, "not equals, present"),
        (FeelingSpec, {}, "feeling wants exactly one"),
        (FeelingSpec, {"label": "negative", "change": "lost"}, "not label, change"),
        (AmountSpec, {"kind": "money"}, "amount wants exactly one"),
        (DateSpec, {"after": "due", "before": "due"}, "not after, before"),
        (EntitySpec, {"kinds": ["phone"], "matches": ["a"], "differs_from": ["b"]}, "not both"),
        (SimilarSpec, {"to": ["好" * (LONGEST_WANTED + 1)]}, "401 characters"),
        (ScriptSpec, ["好" * (LONGEST_WANTED + 1)], "401 characters"),
        (MeaningSpec, {"of": []}, "at least 1"),
        (ClassifierSpec, {"name": "a", "label": "b", "at_least": 1.5}, "less than or equal to 1"),
        (ClassifierSpec, {"name": "a", "label": "b", "missing": "no"}, "'unknown' or 'absent'"),
    ],
)
def test_what_asks_nothing_or_two_things_at_once_is_refused(spec: type[Strict], written: object, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        spec.model_validate(written)


def test_a_script_may_be_its_lines_alone() -> None:
    assert ScriptSpec.model_validate("您好").lines == ["您好"]
    assert ScriptSpec.model_validate({"zh": ["您好"], "en": ["hello"]}).lines == ["您好", "hello"]
    assert ScriptSpec.model_validate({"lines": ["您好"], "at_least_share": 0.9}).at_least_share == 0.9


def test_the_longest_text_is_still_taken() -> None:
    assert len(SimilarSpec(to=["好" * LONGEST_WANTED]).to[0]) == LONGEST_WANTED


def test_a_course_is_written_from_and_to() -> None:
    course = FeelingSpec.model_validate({"course": {"from": "negative", "to": ["neutral", "positive"]}}).course
    assert course is not None
    assert (course.start, course.end) == ("negative", ["neutral", "positive"])


def test_nothing_is_accepted_or_asked_of_a_person_unless_it_is_written() -> None:
    classifier = ClassifierSpec(name="a", label="b")
    assert (classifier.at_least, classifier.ask_from, classifier.missing) == (0.5, None, "unknown")
    assert MeaningSpec(of=["您好"]).accept_ask is False
    assert AmountSpec(matches=1.0).slack_share == 0
