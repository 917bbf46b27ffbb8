"""Values that come again."""

from collections.abc import Callable

from inspection.privacy import Allowed

Found = list[tuple[str, str]]


def test_an_order_number_said_back_without_a_cue_is_masked(found: Callable[..., Found]) -> None:
    assert found("客:订单号88776655|坐:88776655是吗") == [("order_no", "88776655"), ("order_no", "88776655")]


def test_a_code_that_equals_an_amount_does_not_mask_the_amount(found: Callable[..., Found]) -> None:
    assert found("客:验证码1299|客:我付了1299元") == [("password_or_code", "1299")]


def test_a_full_name_said_again_is_masked_and_its_first_name_is_not(found: Callable[..., Found]) -> None:
    case = "客:my name is Emily Clark|坐:thanks Emily, so Emily Clark it is"
    assert found(case) == [("name", "Emily Clark"), ("name", "Emily Clark")]


def test_short_plain_numbers_of_the_metadata_are_not_looked_for(found: Callable[..., Found]) -> None:
    assert found("客:我买了1024那款", Allowed(metadata={"customer_id": "1024"})) == []
