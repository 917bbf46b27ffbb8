"""An address over several turns: the place before its door is part of it, a place without one is not."""

from collections.abc import Callable

Found = list[tuple[str, str]]


def test_the_place_said_before_the_door_is_masked_with_its_repetition(found: Callable[..., Found]) -> None:
    case = "客:广州市天河区|坐:广州市天河区|客:体育西路一百零三号"
    assert found(case) == [("address", "广州市天河区"), ("address", "广州市天河区"), ("address", "体育西路一百零三号")]


def test_a_place_before_something_else_stays(found: Callable[..., Found]) -> None:
    assert found("客:广州市天河区|坐:好的|客:什么时候能到") == []
    assert found("客:广州市天河区能送吗|坐:好的|客:体育西路一百零三号") == [("address", "体育西路一百零三号")]
