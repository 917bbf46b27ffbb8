"""Full Chinese names: a surname with one or two given characters, where words around announce a person."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.interaction import Role
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.surnames import full_name_pattern, is_full_name

_LOOSE, _STRICT = full_name_pattern(strict=False), full_name_pattern(strict=True)
_LINK = r"[\s:：,，]*(?:是|叫做?|为|写|填|改[成为到]|换成|就是|登记的是|应该是)?[\s:：,，]*"
_FIELD = (
    r"(?:姓名|名字|收[件货]人|联系人|户名|持卡人|投保人|被保险?人|受益人|车主|机主|业主|户主|申请人|寄件人"
    r"|开户名|开户人|患者|乘客|乘车人|旅客|入住人|预[订定]人|领取人"
    r"|登记人|实名|署名|抬头)"
)
_KIN = (
    r"(?:儿子|女儿|老公|老婆|爱人|妈妈|爸爸|父亲|母亲|妻子|丈夫|哥哥|姐姐|弟弟|妹妹|朋友|同事|孩子|岳父|岳母|婆婆"
    r"|公公|爷爷|奶奶|外公|外婆|我妈|我爸|侄子|邻居)"
)
ANNOUNCED: tuple[tuple[str, re.Pattern[str], float], ...] = tuple(
    (reason, re.compile(pattern), strength)
    for reason, pattern, strength in (
        ("announced by a field name", rf"{_FIELD}{_LINK}(?P<name>{_LOOSE})", 0.8),
        (
            "introduces itself with 我叫",
            rf"(?:我叫|本人叫|我的?名字叫|大名叫?|我姓.{{1,2}}[,，\s]*叫)[\s,，]*(?P<name>{_LOOSE})",
            0.8,
        ),
        (
            "introduces itself with 我是",
            rf"(?:我是|我就是|这边是|这里是|本人是)[\s,，]*(?P<name>{_STRICT})",
            0.7,
        ),
        (
            "a relative or friend by name",
            rf"{_KIN}(?:的?名字)?(?:是|叫|的?姓名是)?[\s,，]*(?P<name>{_STRICT})",
            0.72,
        ),
        (
            "a full name with a form of address",
            rf"(?P<name>{_STRICT})(?:先生|女士|小姐|太太)",
            0.74,
        ),
        (
            "a person addressed by full name",
            (
                rf"(?:您|你|请问)(?:好[,，\s]*)?(?:是|叫|就是)[\s,，]*(?P<name>{_STRICT})(?=本人|吗|对吗|是吧|对吧"
                rf"|吧|先生|女士)"
            ),
            0.74,
        ),
        (
            "sent to or held by a person",
            (
                rf"(?:寄给|发给|送给|转给|转账给|汇给|写的是|登记的是|留的是|用的是|名下是|帮"
                rf"|替)[\s,，]*(?P<name>{_STRICT})"
            ),
            0.62,
        ),
        (
            "whose account or order it is",
            (
                rf"(?:^|[\s,，。是叫给用])(?P<name>{_STRICT})(?:的?(?:账户|账号|身份证|保单|订单|名下|卡|手机号"
                rf"|电话|名字))"
            ),
            0.6,
        ),
    )
)
_INTRODUCTION = re.compile(
    rf"(?:我叫|我是|这里是|这边是|我的?名字叫|客服|专员|工号\s*[\dA-Za-z]+\s*(?:的)?|坐席|经理|顾问"
    rf"|管家)[\s,，:：]*(?:客服|专员|坐席|顾问|经理)?[\s,，]*(?P<name>{_LOOSE})"
)
_STAFF_BEFORE = re.compile(
    r"(?:客服|坐席|专员|经理|主管|顾问|店长|管家|师傅|老师|骑手|快递员|业务员|医生|大夫|律师|客户代表|主任"
    r"|工程师|班长|话务员|接线员|柜员|员工)(?:叫|是|姓名|的?名字[是叫]?)?[\s,，:：]*$"
    r"|工号\s*[\dA-Za-z]{2,8}\s*(?:的)?[\s,，]*(?:客服)?$"
)
_STAFF_AFTER = re.compile(
    r"(?:客服|专员|经理|主管|师傅|老师|医生|律师|主任|总监|店长)|[,，\s]*工号|[,，\s]*(?:很高兴)?为您服务"
)
_STAFF_TURN = re.compile(r"为您服务|工号|客服(?:专员|代表)?|很高兴")
_NOT_NAMES_WORDS = """
谢谢 白条 任性 任性付 钱款 黄金 高中 方便 安装 金牌 白金 全新 成都 江苏 金卡 时候 温州 广州 明天 明白 安全 平安 平台
全部 全国 国外 国内 成功 连接 连续 应该 应用 时间 任何 计划 华为 苹果 海尔 和平 康复 文明 高兴 高手 高级 高端 高德
马上 向前 管理 管家 严重 简单 单独 单位 单子 盛大 包邮 包装 包裹 常州 米家 麦当劳 和谐 农行 农民 农业 盖章 强烈 原来
原价 原装 路过 路上 路由 连锁 相关 相信 相当 初次 都行 平时 平常 花呗 花钱 容易 来电 来自 云南 云端 普通 普通话 海南
海外 海淘 索赔 支持 支付 支付宝 门店 门口 国庆 国家 国际 国美 权益 练习 满意 满足 于是 方式 方面 方案 安卓 安心 安排
武汉 文件 文字 温馨 温度 白天 白色 黄色 蓝色 金色 金额 石家庄 关于 关机 关闭 关心 左右 宁波 成为 成本 成员 单纯 季度
华润 华南 华东 华北 解决 解除 解释 解绑 艾特 时代 司机 车主 车子 车辆 项目 连云港 麦克风 党员 冷静 卫生 卫生间 全额
全款 应急 师傅 师大 和您 和我 商品 商家 商务 商城 沙发 荣耀 明细 明确 查询 查看 麻烦 麻将 官方 官网 封口 谈判 乐意
南京 南方 班级 储蓄 原因 楼上 楼下 位置 区别 区域 花园 强制 平板 计算 相机 初始 门票 容量 都是 都要 丰巢 国产 安徽
江西 江南 金华 金融 段时间 雷达 龙华 毛病 万一 钱包 严格 向您 文化 易买 童装 游客 游戏 路由器 简易 车险 景区 景点
党校 费用 全程 应付 商户 燕窝 老师 学生 白领 黄牛 高考 方女士 安利 平安保险 国寿 金山 阳光 海信 美的 新客户 新用户
老客户 小米 万科 康师傅
"""
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
_SHIPPING_SEPARATOR = re.compile(r"[\s,，;；、]+")
_BARE_ANSWER = re.compile(
    r"[\s,，。.]*(?:是|嗯|哦|对|好的?|叫|我叫|我是|就是)?[\s,，]*(?P<name>[\u4e00-\u9fff]{2,4})[\s,，。.!！]*$"
)
_ASKS_NAME = re.compile(
    r"(?:姓名|名字|全名|怎么称呼|如何称呼|贵姓|收[件货]人|联系人|户名|叫什么|哪位|持卡人|投保人|车主|机主|乘客)"
)


def chinese_names(view: TurnView) -> Iterator[Candidate]:
    """Names announced in the turn, answers to a question for a name, and the name in a shipping line."""
    text, agent = view.text, view.sender in (Role.AGENT, Role.BOT, Role.SYSTEM)
    staff_turn = view.sender is Role.UNKNOWN and bool(_STAFF_TURN.search(text))
    for reason, pattern, strength in ANNOUNCED:
        if reason.startswith("introduces") and (agent or staff_turn):
            continue
        for found in pattern.finditer(text):
            if not _is_staff_or_word(text, found.span("name")):
                yield _claim(view, found.span("name"), reason, strength)
    if not agent:
        yield from _answers(view)
    yield from _shipping_names(view)


def introduces_chinese(text: str) -> Iterator[str]:
    """The names a member of staff gives of itself."""
    for found in _INTRODUCTION.finditer(text):
        yield found.group("name").casefold()


def _answers(view: TurnView) -> Iterator[Candidate]:
    answer = _BARE_ANSWER.match(view.text)
    asked = _ASKS_NAME.search(view.previous)
    if asked and answer and answer.group("name") not in _NOT_NAMES and is_full_name(answer.group("name"), strict=False):
        yield _claim(view, answer.span("name"), "answer to a question for the name", 0.76)


def _shipping_names(view: TurnView) -> Iterator[Candidate]:
    """A line "王小明 13800138000 上海市...": a name between separators, beside a phone number or address."""
    long_run = any(10 <= len(run.value) <= 13 for run in view.runs)
    if not (long_run or re.search(r"[省市区县].{0,20}[路街号村栋]", view.text)):
        return
    start = 0
    for part in _SHIPPING_SEPARATOR.split(view.text):
        start = view.text.index(part, start)
        if 2 <= len(part) <= 4 and part not in _NOT_NAMES and is_full_name(part):
            yield _claim(
                view,
                (start, start + len(part)),
                "stands beside a phone number or address",
                0.7,
            )
        start += len(part)


def _is_staff_or_word(text: str, span: tuple[int, int]) -> bool:
    name = text[span[0] : span[1]]
    if name in _NOT_NAMES or name[:2] in _NOT_NAMES or name[1:] in ("女士", "先生", "小姐", "太太", "总"):
        return True
    return bool(_STAFF_BEFORE.search(text[max(0, span[0] - 16) : span[0]]) or _STAFF_AFTER.match(text[span[1] :]))


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = view.text[span[0] : span[1]]
    return Candidate(((view.position, *span),), EntityKind.NAME, value, reason, strength)
