"""Swaps: what becomes what, and what must stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.fairness.swaps import Edit, SwapKind, other_name, swapped
from inspection.interaction import Role

AGENT, CUSTOMER = Role.AGENT, Role.CUSTOMER


@pytest.mark.parametrize(
    ("kind", "sender", "text", "wanted"),
    [
        (SwapKind.GENDER, AGENT, "王先生您好", "王女士您好"),
        (SwapKind.GENDER, AGENT, "他说他先生不在", "她说她太太不在"),
        (SwapKind.GENDER, CUSTOMER, "我老公的卡", "我老婆的卡"),
        (SwapKind.GENDER, AGENT, "Yes sir, he called. His card.", "Yes ma'am, she called. Her card."),
        (SwapKind.NAME, AGENT, "张女士，我姓王", "马女士，我姓买"),
        (SwapKind.NAME, AGENT, "我是客服小李，很高兴为您服务", "我是客服小扎，很高兴为您服务"),
        (SwapKind.NAME, AGENT, "This is Emily speaking", "This is Fatima speaking"),
        (SwapKind.PARTICLE, AGENT, "好的呢，稍等一下哦。", "好的哦，稍等一下呢。"),
        (SwapKind.PARTICLE, CUSTOMER, "快点啊！", "快点呀！"),
        (SwapKind.POLITENESS, CUSTOMER, "麻烦您查一下", "劳烦你查一下"),
        (SwapKind.POLITENESS, CUSTOMER, "Could you please check?", "Can you check?"),
        (SwapKind.POLITENESS, CUSTOMER, "Please add it", "add it"),
    ],
)
def test_what_becomes_what(kind: SwapKind, sender: Role, text: str, wanted: str) -> None:
    assert swapped(text, kind, sender).text == wanted


@pytest.mark.parametrize(
    ("kind", "sender", "text"),
    [
        (SwapKind.GENDER, AGENT, "其他问题可以随时联系"),  # 其他 holds no 他
        (SwapKind.GENDER, AGENT, "This is the theory, here"),  # no he, no her
        (SwapKind.GENDER, CUSTOMER, "<姓名>的手机号<手机号>"),
        (SwapKind.NAME, AGENT, "高兴、马上、周到、黄金"),  # surnames inside words
        (SwapKind.NAME, AGENT, "小高层、小黄车"),
        (SwapKind.PARTICLE, AGENT, "哈利波特的呢子大衣"),  # tone words inside words
        (SwapKind.POLITENESS, AGENT, "您好，请问您需要什么"),  # an agent's politeness is judged
        (SwapKind.POLITENESS, CUSTOMER, "pleased to meet you"),
    ],
)
def test_what_must_stay(kind: SwapKind, sender: Role, text: str) -> None:
    found = swapped(text, kind, sender)
    assert (found.text, found.edits) == (text, ())


def test_the_agents_own_name_becomes_another_of_the_same_length() -> None:
    found = swapped("您好，我是李敏", SwapKind.NAME, AGENT, agent_name="李敏")
    assert found.text == "您好，我是扎西"
    assert (other_name("欧阳小明"), other_name("王小明"), other_name("John Smith")) == ("阿依努尔", "古丽娜", "Rajesh")
    assert swapped("您好", SwapKind.NAME, AGENT, agent_name="李敏").edits == ()


def test_places_move_with_the_text() -> None:
    found = swapped("sir, your number <phone> please", SwapKind.GENDER, CUSTOMER)
    assert found.edits == (Edit(0, 3, "ma'am"),)
    assert found.text.index("<phone>") == found.moved("sir, your number <phone> please".index("<phone>"))
    assert found.moved(0) == 0


@given(
    st.text(alphabet="您你他她王张先生女士呢哦啊<>姓名 sir he,。 please", max_size=30), st.sampled_from(list(SwapKind))
)
def test_edits_never_overlap_and_rebuild_the_text(text: str, kind: SwapKind) -> None:
    found = swapped(text, kind, CUSTOMER)
    ends = [0, *(edit.end for edit in found.edits)]
    assert all(edit.start >= end for edit, end in zip(found.edits, ends, strict=False))
    assert found.moved(len(text)) == len(found.text)
    assert all(text[e.start : e.end] != e.new for e in found.edits)


@given(st.text(alphabet="王李，好先生女士是呢哦", max_size=20))
def test_gender_swapped_twice_is_the_text_again(text: str) -> None:
    once = swapped(text, SwapKind.GENDER, AGENT).text
    assert swapped(once, SwapKind.GENDER, AGENT).text == text
