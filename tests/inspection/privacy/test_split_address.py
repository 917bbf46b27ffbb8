"""An address over several turns: the place before its door is part of it, a place without one is not."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


def test_the_place_said_before_the_door_is_masked_with_its_repetition(found: Callable[..., Found]) -> None:
    case = "客:广州市天河区|坐:广州市天河区|客:体育西路一百零三号"
    assert found(case) == [("address", "广州市天河区"), ("address", "广州市天河区"), ("address", "体育西路一百零三号")]


def test_a_place_before_something_else_stays(found: Callable[..., Found]) -> None:
    assert found("客:广州市天河区|坐:好的|客:什么时候能到") == []
    assert found("客:广州市天河区能送吗|坐:好的|客:体育西路一百零三号") == [("address", "体育西路一百零三号")]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        (
            "坐:新地址说下|客:成都市武侯区高攀路|坐:具体门牌呢|客:二十六号 锦绣花园 四栋 二单元",
            ["成都市武侯区高攀路", "二十六号 锦绣花园 四栋 二单元"],
        ),
        ("坐:地址请说|客:杭州市西湖区文三路|坐:门牌号呢|客:二十六号", ["杭州市西湖区文三路", "二十六号"]),
        ("客:武侯区高攀路二十六号|坐:几栋几单元|客:四栋二单元", ["武侯区高攀路二十六号", "四栋二单元"]),
        ("客:武侯区高攀路二十六号|坐:几号送|客:二十八号", ["武侯区高攀路二十六号"]),
        ("客:住在 成都市武侯区|坐:嗯|客:高攀路二十六号", ["成都市武侯区", "高攀路二十六号"]),
        ("客:我在西湖区文三路堵车了|坐:几号的航班|客:二十六号", []),
        ("客:杭州市西湖区文三路|坐:哪天去|客:二十六号", []),
    ],
)
def test_a_house_number_belongs_to_the_street_of_the_turn_before(
    case: str, values: list[str], found: Callable[..., Found]
) -> None:
    assert [value for _, value in found(case)] == values
