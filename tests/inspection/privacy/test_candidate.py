"""Overlapping claims."""

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, strongest


def claim(start: int, end: int, strength: float, kind: EntityKind | None = EntityKind.PHONE) -> Candidate:
    return Candidate(((0, start, end),), kind, "x", "because", strength)


def test_the_stronger_claim_wins_and_neighbours_stay() -> None:
    strong, weak, beside = claim(0, 5, 0.9), claim(3, 9, 0.5), claim(5, 9, 0.4)
    assert strongest([weak, beside, strong]) == [strong, beside]


def test_the_longer_of_two_equal_claims_wins() -> None:
    assert strongest([claim(0, 4, 0.7), claim(0, 6, 0.7)]) == [claim(0, 6, 0.7)]


def test_a_veto_blocks_and_is_not_returned() -> None:
    assert strongest([claim(0, 9, 1.0, None), claim(2, 5, 0.9)]) == []


def test_claims_in_different_turns_do_not_meet() -> None:
    other = Candidate(((1, 0, 5),), EntityKind.PHONE, "x", "because", 0.5)
    assert strongest([claim(0, 5, 0.9), other]) == [claim(0, 5, 0.9), other]
