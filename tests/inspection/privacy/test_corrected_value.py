"""A value said twice with a difference: both are masked; equal lengths alone are not enough."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("客:动态码是390217不对是390271", ["390217", "390271"]),
        ("客:户号88123456|坐:好的|客:说错了是88123465", ["88123456", "88123465"]),
        ("客:it's not code 559032 sorry it is 559023", ["559032", "559023"]),
        ("客:我是周海涛|坐:周海桃先生您好", ["周海涛", "周海桃"]),
        ("客:我是李海涛|坐:李海陶先生", ["李海涛", "李海陶"]),
    ],
)
def test_the_wrong_and_the_right_value_are_masked(case: str, values: list[str], found: Callable[..., Found]) -> None:
    assert [value for _, value in found(case)] == values


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("客:验证码390217我等了123456秒", ["390217"]),
        ("客:验证码390217不对啊买了三百九十块", ["390217"]),
        ("客:户号88123456|坐:好的|客:一共88分", ["88123456"]),
        ("客:房东赫连城说的|坐:房东本人来才行", ["赫连城"]),
        ("客:我是高志远|坐:高志明白了吗", ["高志远"]),
        ("客:我是王建国|坐:王建设路那边", ["王建国"]),
    ],
)
def test_another_figure_beside_it_stays(case: str, values: list[str], found: Callable[..., Found]) -> None:
    assert [value for _, value in found(case)] == values
