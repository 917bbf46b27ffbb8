"""Which verdict counts: a higher instance, else what all agree on; later words of one person replace earlier ones."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inspection.evaluation import ItemState
from inspection.item_verdicts import ItemVerdict, MachineWas, Stage, machine_was, of_person, settled
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET
from tests.inspection.publication_cases import verdict, verdict_sets
from tests.inspection.result_cases import item


def state_of(*said: ItemVerdict) -> ItemState | None:
    """What the verdicts on item a come to; None while disputed."""
    counted = settled(said)["a"].verdict
    return counted.state if counted else None


def test_one_persons_word_counts() -> None:
    assert state_of(verdict("a", MET)) is MET


def test_the_same_persons_later_word_replaces_the_earlier_one() -> None:
    assert state_of(verdict("a", MET), verdict("a", UNMET, minutes=1)) is UNMET
    assert state_of(verdict("a", UNMET, minutes=1), verdict("a", MET)) is UNMET


def test_two_people_who_disagree_settle_nothing() -> None:
    said = (verdict("a", MET), verdict("a", UNMET, who="Li", stage=Stage.SECOND, minutes=9))
    assert settled(said)["a"].is_disputed
    assert {v.who for v in settled(said)["a"].said} == {"Wang", "Li"}


def test_people_disagree_on_points_and_on_fatality_too() -> None:
    assert state_of(verdict("a", UNMET, points=3), verdict("a", UNMET, points=4, who="Li")) is None
    assert state_of(verdict("a", UNMET, fatal=True), verdict("a", UNMET, who="Li")) is None


def test_a_disagreement_ends_when_one_of_them_comes_round() -> None:
    said = (verdict("a", MET), verdict("a", UNMET, who="Li"), verdict("a", MET, who="Li", minutes=5))
    assert state_of(*said) is MET


def test_an_adjudication_settles_and_an_appeal_goes_above_it() -> None:
    said = [verdict("a", MET), verdict("a", UNMET, who="Li"), verdict("a", UNMET, who="Zhao", stage=Stage.ADJUDICATION)]
    assert state_of(*said) is UNMET
    said.append(verdict("a", ABSENT, who="Qian", stage=Stage.APPEAL))
    assert state_of(*said) is ABSENT
    said.append(verdict("a", UNMET, who="Sun", stage=Stage.FINAL))
    assert state_of(*said) is UNMET


def test_a_reviewer_cannot_undo_an_adjudication() -> None:
    decided = verdict("a", UNMET, who="Zhao", stage=Stage.ADJUDICATION)
    assert state_of(decided, verdict("a", MET, minutes=60)) is UNMET


def test_imported_verdicts_never_count() -> None:
    assert settled([verdict("a", UNMET, stage=Stage.IMPORTED)]) == {}


@given(verdict_sets(), st.randoms(use_true_random=False))
def test_the_order_of_verdicts_never_matters(said: list[ItemVerdict], shuffler: random.Random) -> None:
    other = list(said)
    shuffler.shuffle(other)
    before, after = settled(said), settled(other)
    assert {i: (s.verdict and s.verdict.says) for i, s in before.items()} == {
        i: (s.verdict and s.verdict.says) for i, s in after.items()
    }


@given(verdict_sets())
def test_hearing_everything_twice_changes_nothing(said: list[ItemVerdict]) -> None:
    assert settled([*said, *said]) == settled(said)


def test_the_machine_was_right_wrong_or_neither() -> None:
    hit, clean, left = item("a", UNMET), item("a", MET), item("a", HUMAN)
    assert machine_was(hit, verdict("a", UNMET)) is MachineWas.RIGHT
    assert machine_was(hit, verdict("a", MET)) is MachineWas.WRONG
    assert machine_was(hit, verdict("a", ABSENT)) is MachineWas.WRONG
    assert machine_was(clean, verdict("a", UNMET)) is MachineWas.WRONG
    assert machine_was(clean, verdict("a", MET)) is MachineWas.RIGHT
    assert machine_was(left, verdict("a", MET)) is MachineWas.LEFT_OPEN
    assert machine_was(hit, verdict("a", HUMAN)) is MachineWas.UNDECIDED


def test_the_machine_was_partly_right_where_only_fatality_or_points_differ() -> None:
    from inspection.evaluation import Line

    hit = replace(item("a", UNMET), fatal_kind=Line.CUSTOMER)
    assert machine_was(hit, verdict("a", UNMET, fatal=True)) is MachineWas.RIGHT
    assert machine_was(hit, verdict("a", UNMET)) is MachineWas.PARTLY
    assert machine_was(item("a", UNMET), verdict("a", UNMET, points=4)) is MachineWas.PARTLY
    assert machine_was(item("a", UNMET), verdict("a", UNMET, points=0)) is MachineWas.RIGHT


def test_a_persons_own_latest_words_are_found() -> None:
    said = [verdict("a", MET), verdict("a", UNMET, minutes=3), verdict("b", MET, who="Li")]
    assert {i: v.state for i, v in of_person(said, "Wang").items()} == {"a": UNMET}
