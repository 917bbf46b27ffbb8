"""First-contact resolution: who had to come back, about what, and who may still."""

from datetime import UTC, datetime, timedelta

import pytest

from inspection.scorecards.first_contact import Contact, FirstContact, first_contacts, is_same_issue

START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
MUCH_LATER = START + timedelta(days=60)


def _contact(
    number: int, after_days: float = 0.0, customer: str | None = "k1", *, by_customer: bool = True, **about: str
) -> Contact:
    known = {"ticket": None, "order": None, "topic": None, **about}
    at = START + timedelta(days=after_days)
    return Contact("drop", f"c{number}", customer, at, known["ticket"], known["order"], known["topic"], by_customer)


def _outcomes(*contacts: Contact, until: datetime = MUCH_LATER) -> dict[str, str]:
    return {contact.interaction_id: outcome.value for contact, outcome in first_contacts(contacts, until)}


def test_coming_back_within_a_week_is_a_repeat_and_after_it_is_not() -> None:
    assert _outcomes(_contact(1), _contact(2, 7.0)) == {"c1": "repeated", "c2": "resolved"}
    assert _outcomes(_contact(1), _contact(2, 7.01)) == {"c1": "resolved", "c2": "resolved"}


def test_the_window_of_the_last_week_is_still_open() -> None:
    until = START + timedelta(days=8)
    assert _outcomes(_contact(1), _contact(2, 3.0, customer="k2"), until=until) == {"c1": "resolved", "c2": "pending"}


def test_a_call_back_of_ours_is_no_repeat() -> None:
    assert _outcomes(_contact(1), _contact(2, 1.0, by_customer=False))["c1"] == FirstContact.RESOLVED


def test_another_customer_and_no_customer_at_all() -> None:
    found = _outcomes(_contact(1), _contact(2, 1.0, customer="k2"), _contact(3, 1.0, customer=None))
    assert found == {"c1": "resolved", "c2": "resolved", "c3": "unknown"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"ticket": "t1"}, {"ticket": "t1", "order": "o2"}, True),
        ({"ticket": "t1"}, {"ticket": "t2"}, False),
        ({"ticket": "t1", "order": "o1"}, {"order": "o1"}, True),
        ({"order": "o1", "topic": "退款"}, {"order": "o2", "topic": "退款"}, False),
        ({"topic": "退款"}, {"topic": "物流"}, False),
        ({"topic": "退款"}, {}, True),
    ],
)
def test_the_strongest_sign_both_have_says_whether_it_is_the_same_issue(
    one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    assert is_same_issue(_contact(1, **one), _contact(2, **other)) is same
    assert is_same_issue(_contact(2, **other), _contact(1, **one)) is same


def test_another_issue_in_between_does_not_hide_the_repeat() -> None:
    found = _outcomes(_contact(1, topic="退款"), _contact(2, 1.0, topic="物流"), _contact(3, 2.0, topic="退款"))
    assert found == {"c1": "repeated", "c2": "resolved", "c3": "resolved"}
