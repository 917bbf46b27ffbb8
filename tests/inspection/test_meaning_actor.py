"""Who does it, by where the word stands."""

import pytest

from inspection.meaning_actor import actors_in, other_actor
from inspection.rules.normal_text import fold


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("我们给您打电话", ["centre"]),
        ("您给我们打电话", ["customer"]),
        ("请您提供身份证号", ["customer"]),
        ("商家会退给您", ["other"]),
        ("已经为您办好", []),
        ("您的订单到了", []),
        ("We will call you back", ["centre"]),
        ("you need to call us", ["customer"]),
        ("thank you for waiting", []),
    ],
)
def test_only_who_acts_is_found(text: str, parties: list[str]) -> None:
    assert [party for party, _ in actors_in(fold(text))] == parties


def test_actors_differ_only_when_nobody_acts_in_both() -> None:
    assert other_actor("我们给您打电话", "您给我们打电话") == ("我们", "您")
    assert other_actor("运费由商家承担", "运费由您承担") == ("商家", "您")
    assert other_actor("我们给您打电话", "我来联系您") is None
    assert other_actor("我们给您打电话", "会给您回电") is None
