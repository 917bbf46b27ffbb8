"""Chinese addresses down to a door: region, road, estate, building, unit, room. A place without a door number stays."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView

_PROVINCES_WORDS = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
"""
_PROVINCES = tuple(_PROVINCES_WORDS.split())
_CITIES_WORDS = """
广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 郑州 青岛 济南 大连 沈阳 长春 哈尔滨 福州 厦门 泉州 宁波 温州 嘉兴 绍兴
金华 台州 无锡 常州 南通 徐州 扬州 镇江 合肥 芜湖 南昌 赣州 石家庄 唐山 保定 太原 呼和浩特 包头 烟台 潍坊 临沂 洛阳
南阳 宜昌 襄阳 株洲 衡阳 东莞 佛山 珠海 惠州 中山 汕头 南宁 柳州 桂林 海口 三亚 贵阳 昆明 拉萨 兰州 西宁 银川
乌鲁木齐 绵阳 德阳
"""
_CITIES = tuple(_CITIES_WORDS.split())
_N = r"(?:[0-9A-Za-z]{1,6}|[零〇幺一二两三四五六七八九十百千]{1,7})(?:[-—之]\d{1,4})?"
_NO_GATE = r"(?!门[口卫前铃禁岗店外内旁]|楼[下上梯道房盘管主宇层])"
_DOOR_WORD = r"(?:号楼|号院|号店|号|弄|栋|幢|座|单元|门|室|楼|层|组|队|户(?![号口主名])|房|支弄|排)"
_NO_DOOR = r"(?!线|码|机|人员|下午|上午|早上|晚上|中午|之前|以前|以后|左右|到货|发货|开始)"
_DOOR = (
    rf"(?:第?[东西南北甲乙丙丁]?{_N}\s?[甲乙丙丁]?{_NO_GATE}{_DOOR_WORD}(?:之[\d一二三四五六]"
    rf"|[增附副][\d一二三四五六七八九十]{{1,3}}号?)?{_NO_DOOR})"
)
_TOWER = (
    r"[A-Za-z甲乙丙丁主副东西南北][座楼塔栋馆](?![下上梯道])"
    r"(?:\d{1,4}[A-Za-z]?(?![\d楼层号室])|[零〇幺一二两三四五六七八九十百千]{3,7}(?![楼层号室]))?"
)
_TAIL = rf"(?:[\s,，]?(?:{_DOOR}|[东西南北]区|[东西南北中](?:单元|户)|{_TOWER}|第?{_N}(?:期|区)))"
_FREE_DOOR = (
    r"(?:[\s,，-]?(?:\d{3,4}|[甲乙丙丁]?\d{1,3}-\d{1,4}(?:-\d{1,4})?"
    r"|[零〇幺一二三四五六七八九]{3,4}|[A-Za-z]-?(?:\d{2,4}|[零〇幺一二两三四五六七八九]{2,4}))(?![\d年月元块.天个次%号]|[零〇幺一二三四五六七八九十]))"
)
_STREET = r"(?:大道|大街|环路|公路|路|街|巷|胡同|里弄|道|村|庄|屯|社区|坊|堤|条)"
_ESTATE = (
    r"(?:小区|花园|花苑|公寓|大厦|广场|家园|家苑|雅苑|名苑|苑|新城|名城|国际城|城|府|湾|庭|园区|产业园|工业园"
    r"|科技园|园|中心|国际|新村|大楼|宿舍|院|里|居|郡|邸|阁|轩|别墅|校区|大学|医院|学校)"
)
_ROOM = r"(?:\d{3,4}|[零〇幺一二两三四五六七八九]{3,4})(?![零〇幺一二两三四五六七八九十百\d]|[年月元块个天次%分米人])"
_UNIT_CHAIN = (
    rf"{_N}\s?(?:号楼|栋|幢|座|楼|单元)[\s,，]?"
    rf"(?:{_N}\s?单元[\s,，]?{_N}(?:室|号|房|户)?|{_N}(?:室|号|房|户)|{_ROOM})"
)
_NAME_PART = r"[\u4e00-\u9fff]"
ANCHOR = re.compile(
    rf"(?:(?:{_STREET}(?:[东西南北中一二三四五六七八九十]段|[东西南北]侧|路[东西南北](?:侧|边)?)?|{_ESTATE}|镇|乡|街道|开发区"
    rf"|新区)(?:第?[零一二三四五六七八九十\d]{{1,3}}[期区]|[东西南北中上下前后老新][区村头片])?[\s,，]?(?:{_DOOR}{_TAIL}*{_FREE_DOOR}?|{_N}(?:栋|幢|座"
    rf"|号楼)?{_FREE_DOOR})"
    rf"|{_UNIT_CHAIN})"
)
_DOORS = re.compile(rf"{_DOOR}|[东西南北中](?:单元|户)")
SHORTEST_ESTATE = 2
"""Characters of a name before 广场, 中心, 国际 that makes it an estate when building and unit follow."""
_PART = (
    rf"[\u4e00-\u9fff]{{2,9}}?(?:特别行政区|自治区|自治州|省|市|区|县|旗|州|镇|乡|街道|开发区|新区|{_STREET}"
    rf"|{_ESTATE}|{_DOOR_WORD})"
)
_LEFT = re.compile(
    r"[\u4e00-\u9fff0-9A-Za-z零〇幺]{0,24}(?:[\s,，][\u4e00-\u9fff0-9A-Za-z]{2,12}(?:省|市|区|县|镇|乡|街道|村"
    r"|路|街|道|小区)?){0,4}[\s,，]?$"
)
_ESTATE_AFTER = re.compile(
    rf"(?:[\s,，]?[\u4e00-\u9fff]{{2,8}}{_ESTATE}[\s,，]?(?:{_TAIL}+{_FREE_DOOR}?|{_FREE_DOOR}))"
)
_PLACE_CHAR = r"(?:(?![我你您他她请在的了送到给麻电手收让打谢吧啊呢吗别要是有这那帮先快]|门[口卫前])[\u4e00-\u9fff])"
_DASHED = r"\d{1,3}-\d{1,3}-\d{2,4}(?!\d)"
_BUILDING_AFTER = re.compile(
    rf"[\s,，]?{_PLACE_CHAR}{{2,8}}?[\s,，]?(?:{_N}\s?{_NO_GATE}(?:栋|幢|座|号楼|楼|层|室|单元|期|舍)|{_TOWER}|{_DASHED}){_NO_DOOR}"
    rf"{_TAIL}*{_FREE_DOOR}?"
)
"""A building known by its name alone, with its floor or block: 62号力宝大厦北楼19层."""

_POSTCODE_AFTER = re.compile(r"[\s,，]*邮编(?:是|[:：])?\s*\d{6}(?!\d)")
_LEAD = re.compile(
    r"(?:地址(?:就?是|为|改[成为到]|填的?是|写的?是|在)?|住址(?:就?是|为|在)?|住(?:在|的是|到)|家(?:就|是)?在"
    r"|[寄退发送][回还]|[去到来]了|寄[到去往]|送[到去往]|发[到去往]|邮[到去往]|搬[到去]|改[成为到]|位于|位置在|"
    r"我在|我们在|人在|就在|上门到|派到|安装在|装在|快递到|投递到|收货(?:地址)?(?:是|在)?|公司在|单位在|在|是"
    r"|(?:报|发|说|念|记|写|填|留)(?:给)?[你您我]?(?:一下|下)|一下|我家|(?:报|说|写)的|[你您他她它]们?|送|寄|门牌是"
    r"|到|往|住|去|填|写|给|换成|变更为|(?<![解开奔])放[在到至]?|搁[在到]?|我?们?公司|单位|快递柜?|我?租[的在住]?|(?<![\u4e00-\u9fff])家(?![园乐福])|这边|对|嗯|呃|好的?|您看|[:：，,。；;！!？?\s])"
)
_ROAD_BEFORE_DOOR = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{1,20}}(?:{_STREET}|{_ESTATE}|镇|乡|街道|区)")
_NOT_PLACES = re.compile(
    r"(?:知道|难道|报道|味道|渠道|频道|公里|哪里|这里|那里|手里|家里|心里|里面|一条|这条|那条|通道|轨道|跑道"
    r"|频道|管道|铁路|线路|一路|半路|上路|走路|思路|套路|电路|网路"
    r"|地铁|高铁|航班|中心|大学|医院|学校|国际|广场|公司里|逛街|上街|院|到|得到|收到)$"
)
_OFFICE = re.compile(r"会议|教室|办公|诊室|科室|窗口|柜台|包[厢间房]|展[厅位]|教学|机房")
"""Rooms of firms and schools that have numbers too."""

_REGION_START = re.compile(rf"(?:{'|'.join((*_PROVINCES, *_CITIES))})(?![东西南北中]?[路街道巷])")


def find_chinese_addresses(view: TurnView) -> Iterator[Candidate]:
    """Addresses with a door or house number."""
    text, done = view.text, 0
    for anchor in ANCHOR.finditer(text):
        if anchor.start() < done:
            continue
        start = _start(text, anchor.start(), done)
        end = _end(text, anchor.end())
        if _is_place(text, start, anchor):
            done = end
            yield _claim(view, (start, end), _reason(text[start:end]), 0.73)
    for found in _BLOCK.finditer(text):
        if not _OFFICE.search(text[found.start() : found.end() + 4]):
            yield _claim(view, found.span("place"), "named estate with a block", 0.62)


def _start(text: str, anchor: int, floor: int) -> int:
    """Left to where the place begins: the region when one is named, else behind the last word that leads to it."""
    left = _LEFT.search(text, floor, anchor)
    start = left.start() if left else anchor
    region = _REGION_START.search(text, start)  # past the anchor, to see 湖北路
    if region and region.end() <= anchor and not re.search(r"[。！？!?;；]", text[region.start() : anchor]):
        return region.start()
    lead_end = start
    for lead in _LEAD.finditer(text, start, anchor):
        if lead.group() in " ,，" and _ROAD_BEFORE_DOOR.search(text, lead_end, lead.start()):
            continue
        if lead.end() <= anchor:
            lead_end = lead.end()
    return lead_end


_BLOCK = re.compile(
    rf"(?:住址(?:就?是|为)?|住(?:在|的是)?|地址(?:就?是|为)?|我家(?:在|是)?|家在|送[到至]|寄[到至]|发到|放[在到]?|就?在)[\s,，:：]*"
    rf"(?P<place>{_PLACE_CHAR}{{2,8}}?(?:\d{{1,3}}[栋幢](?![\d年月])|{_DASHED}))"
)
"""A named estate and a block, where words say that somebody lives or gets something there."""


def _end(text: str, end: int) -> int:
    """Right over an estate with its own doors, 中山路12号 阳光花园 3栋502, and a postcode."""
    for behind in (_ESTATE_AFTER, _BUILDING_AFTER, _POSTCODE_AFTER):
        following = behind.match(text, end)
        end = following.end() if following else end
    return end


def _is_place(text: str, start: int, anchor: re.Match[str]) -> bool:
    """A street or estate has a name of its own; a bare chain building-unit-room is a door by itself."""
    named = text[start : anchor.start()]
    if re.fullmatch(_UNIT_CHAIN, anchor.group()):
        return not _OFFICE.search(text[start : anchor.end() + 4])
    word = re.match(rf"{_STREET}|{_ESTATE}|镇|乡|街道|开发区|新区", anchor.group())
    place = named + (word.group() if word else "")
    if len(_DOORS.findall(anchor.group())) > 1 and len(named.strip()) >= SHORTEST_ESTATE:
        return True
    if not named.strip() or (_NOT_PLACES.search(place[-2:]) and not _REGION_START.search(named)):
        return False
    return bool(re.search(r"[\u4e00-\u9fff]", named))


def _reason(address: str) -> str:
    return "region and door number" if _REGION_START.search(address) else "street or estate with a door number"


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = re.sub(r"[\s,，]", "", view.text[span[0] : span[1]])
    return Candidate(((view.position, *span),), EntityKind.ADDRESS, value, reason, strength)
