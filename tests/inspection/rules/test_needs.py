"""What an item needs to be judged by the machine; below it a person decides."""

import pytest

from inspection.errors import RuleError
from inspection.facts import Trust
from tests.inspection.rules.asking import book_with
from tests.inspection.rules.book_of import book, judged

FOUND = "conditions:\n  said: {any: [随便你]}\nfound: said"
DUTY = "conditions:\n  said: {any: [再见]}\nmet: said"


def test_words_heard_worse_than_needed_cost_nothing() -> None:
    assert judged(FOUND, "A: 随便你", recognised=True, confidence=0.6).state == "unmet"
    strict = FOUND + "\nneeds: {words: 0.8}"
    assert judged(strict, "A: 随便你", recognised=True, confidence=0.5).state == "needs_human"
    assert judged(strict, "A: 随便你").state == "unmet"  # typed words are certain


def test_roles_less_certain_than_needed_cost_nothing() -> None:
    given = {"recognised": True, "trust": Trust(roles=0.7)}
    assert judged(FOUND, "A: 随便你", **given).state == "unmet"
    assert judged(FOUND + "\nneeds: {roles: 0.9}", "A: 随便你", **given).state == "needs_human"


def test_nothing_is_missing_where_too_little_was_recognised() -> None:
    given = {"recognised": True, "trust": Trust(recognition=0.5)}
    assert judged(DUTY, "A: 您好", kind="duty", **given).state == "unmet"
    assert judged(DUTY + "\nneeds: {recognition: 0.6}", "A: 您好", kind="duty", **given).state == "needs_human"


def test_sound_that_must_not_be_so_leaves_the_item_to_a_person() -> None:
    bad, fine = Trust(audio=("mono",)), Trust(audio=("clipped",))
    body = FOUND + "\nneeds: {audio_without: [mono]}"
    judgement = judged(body, "A: 您好", trust=bad, recognised=True)
    assert judgement.state == "needs_human"
    assert "录音质量" in judgement.reason
    assert judged(body, "A: 您好", trust=fine, recognised=True).state == "met"


@pytest.mark.parametrize("needs", ["{words: 2}", "{audio_without: [loud]}", "{ears: 1}"])
def test_needs_that_make_no_sense_are_refused(needs: str) -> None:
    with pytest.raises(RuleError) as caught:
        book(f"{FOUND}\nneeds: {needs}")
    assert caught.value.where.startswith("items/thing.yaml:14:")


def test_a_phrase_written_as_a_regular_expression_is_refused_in_words() -> None:
    for phrase in ("[0-9]元", "(您)?好", "[您]*好", "(a|b)+", "好.*的", "(?:好)", r"\\d元"):
        with pytest.raises(RuleError, match="regular expression") as caught:
            book_with(f'c: {{any: ["{phrase}"]}}')
        assert "pattern" in caught.value.what_to_do
    for phrase in ("您好吗?", "guarantee*", "[您]好", "(好|行)吗?", r"\\[0-9\\]"):
        book_with(f'c: {{any: ["{phrase}"]}}')


@pytest.mark.parametrize(
    ("body", "kind", "line", "safe_state"),
    [
        (FOUND, "violation", "A: 随便你", "unmet"),
        (FOUND, "violation", "A: 您好", "met"),
        (DUTY, "duty", "A: 再见", "met"),
        (DUTY, "duty", "A: 您好", "unmet"),
    ],
)
def test_nobody_is_praised_cleared_or_charged_when_it_is_not_certain_who_spoke(
    body: str, kind: str, line: str, safe_state: str
) -> None:
    safe = judged(body, line, kind=kind, recognised=True, trust=Trust(roles=0.61))
    assert safe.state == safe_state
    unsafe = judged(body, line, kind=kind, recognised=True, trust=Trust(roles=0.59))
    assert unsafe.state == "needs_human"
    assert unsafe.why in {"uncertain_roles", "weak_hearing"}


def test_what_anybody_may_say_needs_no_certain_roles() -> None:
    body = "conditions:\n  said: {any: [再见], role: anyone}\nmet: said"
    assert judged(body, "A: 再见", kind="duty", recognised=True, trust=Trust(roles=0.5)).state == "met"


def test_typed_text_with_given_senders_is_never_uncertain() -> None:
    assert judged(DUTY, "A: 再见", kind="duty", trust=Trust(roles=0.1)).state == "met"
