"""Twins of labelled turns: what may change in a turn without changing how it feels, changed.

A reader that has seen few names takes a rare one for a feeling, and 啊 for impatience. Each twin keeps the label of its
turn and differs in what carries none: who is named, the tone word at the end, the form of address, how questions are
punctuated, or that two messages were sent as one. Seeded by the caller.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from inspection.interaction import Role
from models.training.reading.corpus import SENTIMENTS, Lesson

NEUTRAL = SENTIMENTS.index("neutral")
TWIN_SHARE = 0.5
"""Of the turns that can have a twin of a kind, so many get one."""
JOINED_SHARE = 0.12
"""Of the short customer turns, so many are once more seen as one message with another turn."""
JOINED_CHARACTERS = 40

_ZH_NAMES = (
    "陈建国 林晓彤 赵一鸣 周琳 吴佩佩 徐子轩 孙桂兰 马俊 朱砚秋 何沐阳 高岚 罗景行 郑小满 梁栋 宋知夏 唐果 韩秋实 "
    "冯玉兰 上官婉 司徒静 端木青 努尔古丽 艾尼瓦尔 玛依拉 阿卜杜拉 吐尔逊 格桑梅朵 次仁顿珠 达瓦 央金 索南 "
    "呼和 乌兰 苏日娜 额尔敦 朴正洙 崔英姬 阿木嘎 沙马阿依 吉克曲 韦小荷 覃志刚 马哈茂德 白玛 龙阿朵 蓝秀英 石老三 "
    "山田健太 约翰 玛丽亚 安娜 卡洛斯 阮文雄 索菲亚 穆罕默德"
)
_EN_NAMES = (
    "Oliver Grace Priya Mohammed Chukwuemeka Siobhan Wei Ximena Björn Fatima Dmitri Ngozi Hyun-woo Aaliyah Tariq "
    "Guadalupe Kwame Ingrid Rajesh Yusuf Leilani Oleksandr Thandiwe Mei Esther Karthik Zainab Niamh"
)
_NAME = re.compile(r"<姓名>|\[姓名x\]|<name>|\[name\]")
_TONES = "呢哦啊呀噢喔哈"
_TONE = re.compile(rf"(?<=[\u4e00-\u9fff])[{_TONES}](?=[~～。！!？?]*$)")
_ASKED = re.compile(r"[？?]+$")
_ASKS = re.compile(r"..(吗|么|不|没|多少|哪里|哪个|几天|什么|怎么办|怎么弄|怎么回事)$")
_ADDRESS = ((r"您(?!们)", "你"), (r"你(?!们)", "您"), ("麻烦", "劳烦"), ("劳烦", "麻烦"))
_PLEASE = re.compile(r"^please (\w)|(?:,)? please(?=[.!?]*$)", re.I)

Twin = Callable[[Lesson, random.Random], str]
"""A turn's text in another guise; the text itself where there is none."""


def twins_of(lessons: Sequence[Lesson], chance: random.Random) -> list[Lesson]:
    """The twins of these lessons, and short customer turns joined to one message."""
    found = []
    for lesson in lessons:
        for twin in (named, toned, addressed, asked):
            text = twin(lesson, chance)
            if text != lesson.text and (twin is named or chance.random() < TWIN_SHARE):
                found.append(replace(lesson, text=text))
    return found + joined(lessons, chance)


def named(lesson: Lesson, chance: random.Random) -> str:
    """A name of any people in the place of every name."""
    names = (_ZH_NAMES if _is_chinese(lesson.text) else _EN_NAMES).split()
    return _NAME.sub(lambda _: chance.choice(names), lesson.text)


def toned(lesson: Lesson, chance: random.Random) -> str:
    """Another tone word at the end."""
    return _TONE.sub(lambda met: chance.choice(_TONES.replace(met.group(), "")), lesson.text)


def addressed(lesson: Lesson, chance: random.Random) -> str:
    """您 as 你 and the other way, 麻烦 as 劳烦, English requests without their please."""
    possible = [pair for pair in _ADDRESS if re.search(pair[0], lesson.text)]
    if possible:
        return re.sub(*chance.choice(possible), lesson.text)
    return _PLEASE.sub(lambda met: (met.group(1) or "").upper(), lesson.text)


def asked(lesson: Lesson, chance: random.Random) -> str:
    """A plain question with two or three question marks, or with none."""
    if lesson.sentiment != NEUTRAL or lesson.speaker is not Role.CUSTOMER:
        return lesson.text
    if _ASKED.search(lesson.text):
        return _ASKED.sub(chance.choice(("", "??", "???", "？？")), lesson.text)
    return lesson.text + chance.choice(("?", "??", "???")) if _ASKS.search(lesson.text) else lesson.text


def joined(lessons: Sequence[Lesson], chance: random.Random) -> list[Lesson]:
    """Two messages of customers as one: it feels as the one that feels anything."""
    short = [x for x in lessons if x.speaker is Role.CUSTOMER and len(x.text) <= JOINED_CHARACTERS]
    plain = [x for x in short if x.sentiment == NEUTRAL]
    found = []
    for lesson in short if plain else []:
        if chance.random() >= JOINED_SHARE:
            continue
        other = chance.choice(plain)
        if _is_chinese(other.text) == _is_chinese(lesson.text):
            first, second = chance.sample((lesson.text, other.text), 2)
            found.append(replace(lesson, text=f"{first} {second}"))
    return found


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)
