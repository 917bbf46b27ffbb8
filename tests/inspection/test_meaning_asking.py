"""Questions that want an answer, and what only has the form of one."""

import pytest

from inspection.meaning_asking import asks
from inspection.rules.normal_text import fold


@pytest.mark.parametrize(
    "text",
    [
        "可以退货吗",
        "这款能不能退",
        "请问还有什么可以帮您",
        "运费谁出呢？",
        "多久到账",
        "您是否同意",
        "Can I return it",
        "do you have the order number?",
        "what time does it close",
        "您看行不行",
    ],
)
def test_a_question_asks(text: str) -> None:
    assert asks(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "可以退货",
        "验证码谁问都别说",
        "什么时候都可以退",
        "寄回的邮费哪能让您掏呢",
        "怎么可能不退呢",
        "请您提供一下订单号，好吗",
        "you can return it",
        "I will call you when it is ready",
        "没什么问题",
    ],
)
def test_a_statement_a_request_and_a_rhetorical_question_tell(text: str) -> None:
    assert not asks(fold(text))
