"""Identity numbers; the numbers are invented, some with a right check digit."""

from collections.abc import Callable

import pytest

from inspection.interaction import Role
from inspection.privacy import PrivateTurn, redact_conversation
from inspection.privacy.id_card import checksum_is_valid

FOUND = [
    ("客:军官证 南字第0447129号", ["南字第0447129号"]),
    ("客:台胞证零四四七幺二九八", ["零四四七幺二九八"]),
    ("licence number WHITC 807124 D99RT", ["WHITC 807124 D99RT"]),
    ("身份证号11010119900307109X", ["11010119900307109X"]),
    ("11010519491231002X", ["11010519491231002X"]),
    ("身份证是110105194912310021", ["110105194912310021"]),
    ("我的身份证 110105 19491231 002x", ["110105 19491231 002x"]),
    (
        "身份证幺幺零幺零五一九四九幺二三一零零二叉",
        ["幺幺零幺零五一九四九幺二三一零零二叉"],
    ),
    (
        "身份证号码是一一零一零五一九四九一二三一零零二一",
        ["一一零一零五一九四九一二三一零零二一"],
    ),
    ("证件号 110105491231002", ["110105491231002"]),
    ("坐:报一下身份证号|客:110105194912310029", ["110105194912310029"]),
    (
        "坐:麻烦报一下身份证|客:幺幺零幺零五|坐:嗯|客:一九四九幺二三一|坐:嗯嗯|客:零零二幺",
        ["幺幺零幺零五", "一九四九幺二三一", "零零二幺"],
    ),
    (
        "身份证一一零一零五一九四九一二三一零零二一少一位",
        ["一一零一零五一九四九一二三一零零二一"],
    ),
    ("my social security number is 123-45-6789", ["123-45-6789"]),
    ("护照号E12345678", ["E12345678"]),
    ("my passport is E12345678", ["E12345678"]),
    (
        "ssn one two three four five six seven eight nine",
        ["one two three four five six seven eight nine"],
    ),
    ("客:身份证多念了个零零幺幺零幺零五一九四九幺二三幺零零二叉", ["幺幺零幺零五一九四九幺二三幺零零二叉"]),
    ("客:my id ends with an x it's 11010519491231002X", ["11010519491231002X"]),
    ("客:身份证11010519491231|客:002X", ["11010519491231", "002X"]),
    ("客:driver's license D123-4567-8901", ["D123-4567-8901"]),
    ("客:my social is one two three four five six seven eight nine", ["one two three four five six seven eight nine"]),
    ("客:老证三三零一零六八五零三一二四五一十五位的", ["三三零一零六八五零三一二四五一"]),
    ("客:身份证四四零五零六一九七七零九一八零零二九", ["四四零五零六一九七七零九一八零零二九"]),
    (
        "坐:身份证念一下|客:三二零五八二|坐:嗯|客:一九九一零二二八|坐:好|客:四零一二",
        ["三二零五八二", "一九九一零二二八", "四零一二"],
    ),
    ("客:护照号EJ3345128", ["EJ3345128"]),
    ("客:护照是E 七七 零二 三四 五一", ["E 七七 零二 三四 五一"]),
    ("客:我拿的港澳通行证C55102837", ["C55102837"]),
    ("客:回乡证H10283746", ["H10283746"]),
    ("客:军官证军字第0928374号", ["军字第0928374号"]),
    ("客:香港身份证K234567(8)", ["K234567(8)"]),
    ("客:外国人居留证USA110200001234", ["USA110200001234"]),
    ("客:my national insurance number is QQ 12 34 56 C", ["QQ 12 34 56 C"]),
    ("客:NI number QQ123456C", ["QQ123456C"]),
    ("客:social is 078-05-1120", ["078-05-1120"]),
    ("客:my social's oh seven eight, oh five, one one two oh", ["oh seven eight, oh five, one one two oh"]),
    ("客:passport number five three three eight oh one two two nine", ["five three three eight oh one two two nine"]),
    ("客:passport N 4 4 8 1 0 2 2", ["N 4 4 8 1 0 2 2"]),
    ("客:driver's license S530-4402-8819 state of Illinois", ["S530-4402-8819"]),
    ("客:driving licence MORGA657054SM9IJ", ["MORGA657054SM9IJ"]),
    ("客:aadhaar number is 2345 6789 0124", ["2345 6789 0124"]),
    ("客:NHS number 943 476 5919", ["943 476 5919"]),
    ("客:tax file number 123 456 782", ["123 456 782"]),
    ("客:我的证 410103 19900815 0036 对吧", ["410103 19900815 0036"]),
    ("客:孩子没身份证 只有出生证R330182736", ["R330182736"]),
    ("客:42010619870623401x 小写x可以吧", ["42010619870623401x"]),
    ("客:我爸的61010419520213061X", ["61010419520213061X"]),
    ("客:居住证号310000199002031122", ["310000199002031122"]),
    (
        "客:身份证最后一位是X 整个是四三零一零二二零零一零一零一三三四 大写X",
        ["四三零一零二二零零一零一零一三三四 大写X"],
    ),
    ("客:身份 三三零一零六 一九七二 零五一八 零零二三", ["三三零一零六 一九七二 零五一八 零零二三"]),
    ("客:号码210204198112056688是我身份证", ["210204198112056688"]),
    ("客:身份证有两个零 一一零二二八一九六四一二零三零零三七", ["一一零二二八一九六四一二零三零零三七"]),
    (
        "客:我报身份证 三五|坐:您慢点|客:零二零三 一九八八 零七二零|坐:嗯|客:一三三八",
        ["三五", "零二零三 一九八八 零七二零", "一三三八"],
    ),
    ("客:老公的321002197910104410 我的321002198002024425", ["321002197910104410", "321002198002024425"]),
    ("客:证件类型护照 号码G61230987", ["G61230987"]),
    ("客:my passport is P A eight eight two oh one four", ["P A eight eight two oh one four"]),
    (
        "客:ssn ending isn't enough? ok it's four eight one, five five, oh two oh nine",
        ["four eight one, five five, oh two oh nine"],
    ),
    ("客:ID is 8001015009087 south african", ["8001015009087"]),
    ("客:driving licence number WHITC 802140 JM9AB", ["WHITC 802140 JM9AB"]),
    ("客:这是我妈身份证130406195308152725 她不会弄", ["130406195308152725"]),
    ("客:证件照片传不上 号直接给你 320684198811030017", ["320684198811030017"]),
    ("坐:跟您核对证件号 五一零一零八 一九八五 零六零三 二一一四|客:对的", ["五一零一零八 一九八五 零六零三 二一一四"]),
    ("客:身份证就是 幺四零四零二 一九七七一零 二三 零零五拐", ["幺四零四零二 一九七七一零 二三 零零五拐"]),
    ("客:我的id：350102199910075513", ["350102199910075513"]),
    ("客:系统里的450305198606091528不是我", ["450305198606091528"]),
    ("客:港澳居民来往内地通行证H60123451", ["H60123451"]),
    ("客:我持台湾身份证 A123456780", ["A123456780"]),
    ("客:社保卡号330181197001014423跟身份证一样", ["330181197001014423"]),
    ("客:驾驶证号220102198310054438扣了几分", ["220102198310054438"]),
    ("客:my national id is 7904 2215 3308", ["7904 2215 3308"]),
    ("客:my green card number is IOE0912345678", ["IOE0912345678"]),
    ("客:social insurance number 046 454 286", ["046 454 286"]),
    ("客:it's a UK passport, number 925665416", ["925665416"]),
    ("客:passport no. L8841200, expires next june", ["L8841200"]),
    ("客:my niece's SSN is 219-09-9999", ["219-09-9999"]),
    ("客:身份证刚补办 612401199003145521 有效吗", ["612401199003145521"]),
    ("客:号给你 三五零五八二 一九九三 一一零六 五五幺四", ["三五零五八二 一九九三 一一零六 五五幺四"]),
    ("客:我小孩的证 230103201508220314 学平险用", ["230103201508220314"]),
    ("客:passport K 7 7 2 3 0 1 8 5", ["K 7 7 2 3 0 1 8 5"]),
    ("客:my ssn, 530 22 8841, you have it already", ["530 22 8841"]),
    ("客:NINO is JG 10 37 59 A", ["JG 10 37 59 A"]),
    ("客:证号是620102199402118834 麻烦改一下姓", ["620102199402118834"]),
    ("客:我本人的510723 197708 144417", ["510723 197708 144417"]),
    ("客:护照EC9920183过期能用吗", ["EC9920183"]),
    ("客:drivers license is D8820-4419-0033", ["D8820-4419-0033"]),
    (
        "客:三四零一零四 合肥的|坐:嗯|客:一九八八零七二六|坐:哦|客:五五一三",
        ["三四零一零四", "一九八八零七二六", "五五一三"],
    ),
    ("客:办卡用的六二零幺零二幺九七四零六零三五三幺|坐:还有一位|客:哦八", ["六二零幺零二幺九七四零六零三五三幺", "八"]),
    ("客:身份证一三零一零二七五零三一八零零二", ["一三零一零二七五零三一八零零二"]),
]
CLEAN = [
    "身份证后六位123456",
    "身份证后四位002X",
    "身份证还没带",
    "需要身份证吗",
    "last four of my social are 6789",
    "身份证有18位",
    "1101**********002X",
    "身份证尾号0021",
    "身份证有效期2026年9月1日",
    "请上传身份证正反面",
    "出生日期1990-03-07",
    "my ssn ends in 6789",
    "客:身份证号码十八位里面最后是X",
    "客:证件照要两寸的",
    "客:三个 蓝色的|坐:好|客:一九九八零八",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_an_identity_number_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("id_card", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_last_digits_and_talk_about_the_card_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []


@pytest.mark.parametrize(
    ("number", "valid"),
    [("11010519491231002X", True), ("110105194912310021", False), ("1101", False)],
)
def test_the_check_digit_follows_the_standard(number: str, valid: bool) -> None:
    assert checksum_is_valid(number) is valid


def test_a_number_offered_as_an_id_with_a_wrong_checksum_says_so() -> None:
    (turn,) = redact_conversation([PrivateTurn("身份证110105194912310021", Role.CUSTOMER)])
    assert turn.masked == "身份证<身份证号>"
    assert turn.spans[0].checksum_valid is False
    assert turn.entities[0].checksum_valid is False
    assert "checksum wrong" in turn.spans[0].reason
