"""Numbers put together from pieces: breaths, turns, repairs, homophones; and what is no number however it is pieced."""

from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role
from inspection.privacy import PrivateTurn, redact_conversation
from inspection.privacy.id_card import checksum_is_valid

Found = list[tuple[str, str]]

FOUND = [
    # a wrong group taken back in the middle of the number
    ("客:手机号一三九 零四四 不对 零四五 二二八六七", ["phone"], ["一三九 零四四 不对 零四五 二二八六七"]),
    ("坐:联系电话多少|客:幺五八 七七零 哦不 七七一 四四二零三", ["phone"], ["幺五八 七七零 哦不 七七一 四四二零三"]),
    ("客:my number is 415 555 no sorry 556 0142", ["phone"], ["415 555 no sorry 556 0142"]),
    # a false start
    ("客:电话一八六 呃不对 一八九二二零四五五八一", ["phone"], ["一八六 呃不对 一八九二二零四五五八一"]),
    # pauses as sentence ends, words of the speaker between
    ("客:我的电话是幺三六。八零四幺。九八四四", ["phone"], ["幺三六。八零四幺。九八四四"]),
    ("客:我的电话是一三六 往下是 八零四一 九八四四", ["phone"], ["一三六 往下是 八零四一 九八四四"]),
    # homophones at the edge of a piece
    ("客:手机号腰三六 八零四一 九八四寺", ["phone"], ["腰三六 八零四一 九八四寺"]),
    ("客:电话是妖三六八零四一勾八四四", ["phone"], ["妖三六八零四一勾八四四"]),
    # over turns, the other party urging or repeating
    (
        "客:手机号幺三六哈|坐:您继续|客:八零四幺啊|坐:八零四幺 然后呢|客:勾八四四",
        ["phone"] * 4,
        ["幺三六", "八零四幺", "八零四幺", "勾八四四"],
    ),
    (
        "坐:身份证号报一下|客:三四零一|坐:嗯|客:零四一九|坐:您说|客:六七零五零|坐:好|客:九二七四|坐:嗯|客:最后是叉",
        ["id_card"] * 5,
        ["三四零一", "零四一九", "六七零五零", "九二七四", "叉"],
    ),
    (
        "客:the code is four five|坐:four five|客:one two|坐:one two|客:nine nine",
        ["password_or_code"] * 5,
        ["four five", "four five", "one two", "one two", "nine nine"],
    ),
]
STAYS = [
    "客:我十三号 二十二号 和八号 都打过|坐:好的",
    "坐:联系电话多少|客:我买了三件 八十块 退一件",
    "客:policy no 4471 and claim no 286",
    "客:meter reading|坐:and the reading please|客:one four three oh seven",
    "坐:您订单后四位是多少|客:八八二一|坐:嗯|客:二零二五",
    "客:编号一二三四五六七八九十这些都坏了",
    "客:他是人妖 打了勾选了三项",
]


@pytest.mark.parametrize(("case", "kinds", "values"), FOUND)
def test_pieces_of_one_value_are_masked(
    case: str, kinds: list[str], values: list[str], found: Callable[..., Found]
) -> None:
    assert found(case) == list(zip(kinds, values, strict=True))


@pytest.mark.parametrize("case", STAYS)
def test_pieces_of_different_things_stay(case: str, found: Callable[..., Found]) -> None:
    assert [value for _, value in found(case) if not value.isdigit()] == []


def test_two_whole_numbers_stay_two_values(found: Callable[..., Found]) -> None:
    assert found("客:电话186 0217 3345 不对 186 0217 3354") == [("phone", "186 0217 3345"), ("phone", "186 0217 3354")]


def test_a_mobile_number_inside_an_identity_card_is_not_taken_for_one(found: Callable[..., Found]) -> None:
    case = "客:身份证六一零|坐:六一零|客:幺幺三|坐:幺幺三|客:幺九七七|坐:幺九七七|客:幺幺零五九九二六"
    assert {kind for kind, _ in found(case)} == {"id_card"}


SAID = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
BETWEEN = ("", " ", "，", "。", "嗯", " 然后 ", "后面是", "接下来", "…", "、")
ANSWERS = ("嗯", "好", "您说", "继续", "好的 然后呢", "对")


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A mobile number and its pieces as read out, two to five digits each."""
    number = "1" + draw(st.sampled_from("356789")) + draw(st.text("0123456789", min_size=9, max_size=9))
    sizes = draw(st.sampled_from([(3, 4, 4), (3, 3, 5), (2, 3, 3, 3), (4, 3, 4), (3, 2, 2, 2, 2)]))
    ends = list(accumulate(sizes))
    pieces = [number[end - size : end] for size, end in zip(sizes, ends, strict=True)]
    return number, ["".join(SAID[digit] for digit in piece) for piece in pieces]


@given(readings(), st.data())
def test_a_mobile_number_is_masked_however_it_is_parted(reading: tuple[str, list[str]], data: st.DataObject) -> None:
    _, pieces = reading
    said = pieces[0] + "".join(data.draw(st.sampled_from(BETWEEN)) + piece for piece in pieces[1:])
    (turn,) = redact_conversation([PrivateTurn(f"手机号{said}", Role.CUSTOMER)])
    assert turn.masked == "手机号<手机号>"


@given(readings(), st.data())
def test_a_mobile_number_is_masked_in_every_turn(reading: tuple[str, list[str]], data: st.DataObject) -> None:
    _, pieces = reading
    turns = [PrivateTurn("请问联系电话是多少", Role.AGENT)]
    for piece in pieces:
        turns += [
            PrivateTurn(piece, Role.CUSTOMER),
            PrivateTurn(data.draw(st.sampled_from(ANSWERS)), Role.AGENT),
        ]
    masked = [result.masked for result in redact_conversation(turns)]
    assert masked[1::2] == ["<手机号>"] * len(pieces)


@given(st.lists(st.integers(1, 99), min_size=2, max_size=6))
def test_counted_things_are_never_pieces(counts: list[int]) -> None:
    text = "手机买了" + "，".join(f"{count}件" for count in counts)
    (turn,) = redact_conversation([PrivateTurn(text, Role.CUSTOMER)])
    assert turn.masked == text


def test_the_identity_card_of_these_tests_has_its_check_digit() -> None:
    assert checksum_is_valid("610113197711059926")


@pytest.mark.parametrize(
    "text",
    [
        "总额是18000000，不对，是1900000",
        "那个是1580012，不对，1580013",
        "注册号150000，不是1600000",
        "it was 1580012, no wait, 1580013",
    ],
)
def test_an_amount_or_id_somebody_corrects_is_no_mobile_number(text: str) -> None:
    (turn,) = redact_conversation([PrivateTurn(text, Role.CUSTOMER)])
    assert turn.masked == text


def test_a_mobile_number_repaired_in_its_groups_is_one() -> None:
    (turn,) = redact_conversation([PrivateTurn("一三八，零零一二，不对，零零一三，零零零零", Role.CUSTOMER)])
    assert turn.masked == "<手机号>"
