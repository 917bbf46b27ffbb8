"""What people write in an appeal is masked and has an end."""

import pytest

from inspection.appeal_policy import CommentLimits
from inspection.appeal_words import demand_comment, masked_comment, masked_words_of
from inspection.errors import InputError
from tests.inspection.appeal_cases import PROCEDURE

LIMITS = CommentLimits(longest_characters=40)


def test_a_comment_is_stored_without_the_customers_number() -> None:
    words = masked_comment("  客户13900139000来电时系统掉线  ", LIMITS, where="a1")
    assert "13900139000" not in words
    assert words.startswith("客户")
    assert words.endswith("来电时系统掉线")


def test_the_name_of_a_file_is_masked_too() -> None:
    assert "13900139000" not in masked_words_of("截图 13900139000.png")
    assert masked_words_of("") == ""


def test_a_novel_is_refused() -> None:
    with pytest.raises(InputError, match="41 characters, more than 40"):
        masked_comment("长" * 41, LIMITS, where="a1")


def test_the_ground_other_wants_words() -> None:
    grounds = PROCEDURE.policy.grounds
    with pytest.raises(InputError, match="其他"):
        demand_comment(grounds["other"], "", where="a1")
    demand_comment(grounds["other"], "不是这样", where="a1")
    demand_comment(grounds["not_me"], "", where="a1")
