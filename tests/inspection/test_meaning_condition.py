"""Conditions and how sure a text is."""

from inspection.meaning_condition import condition_in, conditioned_once, other_certainty
from inspection.rules.normal_text import fold


def test_a_condition_is_shown_with_what_it_asks() -> None:
    assert condition_in("如果没拆封，七天内可以退") == "如果没拆封"
    assert condition_in(fold("We refund it unless it was opened")) == "unless it was opened"
    assert condition_in("七天内可以退") is None


def test_only_one_side_with_a_condition_is_told() -> None:
    assert conditioned_once("七天内可以退", "没拆封的话七天内可以退") is not None
    assert conditioned_once("只要没拆封就能退", "如果没拆封可以退") is None


def test_a_promise_differs_from_an_attempt() -> None:
    assert other_certainty("一定给您解决", "尽量给您解决") == ("一定", "尽量")
    assert other_certainty("保证到账", "肯定到账") is None
    assert other_certainty("给您解决", "尽量给您解决") is None
    assert other_certainty("we guarantee it", "we will do our best, maybe") == ("guarantee", "do our best")
