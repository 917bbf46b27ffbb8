"""Chinese names whose characters are explained: 弓长张 伟大的伟, 方国栋国家的国栋梁的栋, 三点水的江."""

import re
from collections.abc import Iterator

from inspection.privacy.chinese_name_cues import is_word
from inspection.privacy.surnames import COMPOUND_SURNAMES, SURNAMES, is_full_name

_PARTS_WORDS = """
弓长张 木子李 耳东陈 立早章 双木林 古月胡 口天吴 言午许 草头黄 三横王 三划王 三画王 走肖赵 卯金刀刘 文刀刘 木易杨
双人徐 子小孙 十八子李 关耳郑 人可何 草头蒋 将军蒋 两点水冯 马冯 草头苏 人未余 双口吕 奔马冯 禾木程 耳火耿 田力男
大口周 方块田 立日章 曲日曹 西早覃 广木床 雨田雷 山今岑 草字头的苏 草字头的蒋 草字头的蔡 草字头的范 草字头的董
草字头的萧 草字头的叶 双耳陈 人则侯 反文攻 竹字头的管
"""
_PARTS = "|".join(sorted(_PARTS_WORDS.split(), key=len, reverse=True))
_RADICAL = r"(?:[三两四]点水|[单双]人旁|提手旁|走之底?|绞丝旁|草头|宝盖头?|[\u4e00-\u9fff]字[旁头底])"
_BUILT = rf"{_RADICAL}(?:加[一个]{{0,2}}[\u4e00-\u9fff]{{1,2}})?的?(?P<built>[\u4e00-\u9fff])"
_ITEM = re.compile(
    rf"(?P<parts>{_PARTS})|{_BUILT}|的(?P<taken>[\u4e00-\u9fff])(?!话|时候|字)(?=(?P<second>[\u4e00-\u9fff])?)"
)
_BETWEEN = re.compile(r"[\s,，、是]{0,3}")
_NAME_BEFORE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4})[\s,，、:：]{0,2}$")
LONGEST_PHRASE = 4

Item = tuple[int, int, str]
"""(start, end, the character explained)."""


def spelled_names(text: str) -> Iterator[tuple[list[tuple[int, int]], str, str]]:
    """Spans, value and reason for each name that is spelled in a text.

    The name before its explanation is one span; the explanation is masked too where it gives the whole name away.
    """
    for chain in _chains(list(_items(text))):
        said = "".join(char for _, _, char in chain)
        start, end = chain[0][0], chain[-1][1]
        before = _name_before(text, start, said)
        if before:
            whole = [(start, end)] if len(said) >= before[1] - before[0] else []
            yield [before, *whole], text[slice(*before)], "its characters are explained"
        elif len(chain) > 1 and is_full_name(said, strict=False):
            yield [(start, end)], said, "spelled by explaining its characters"


def _items(text: str) -> Iterator[Item]:
    """Every character that is explained: 伟大的伟, 弓长张, 三点水的江."""
    for found in _ITEM.finditer(text):
        if found.group("parts"):
            yield found.start(), found.end(), found.group("parts")[-1]
        elif found.group("built"):
            yield found.start(), found.end(), found.group("built")
        else:
            taken, end = found.group("taken"), found.end("taken")
            phrase = _phrase_before(text, found.start(), taken)
            both = taken + (found.group("second") or "")
            if phrase is not None and len(both) > 1 and both in text[phrase : found.start()]:  # 万事如意的如意
                taken, end = both, end + 1
            if phrase is not None:
                yield phrase, end, taken


def _phrase_before(text: str, end: int, char: str) -> int | None:
    """Where the word begins that holds the character: the shortest of two to four characters, 伟大 before 的伟."""
    for length in range(2, LONGEST_PHRASE + 1):
        word = text[max(0, end - length) : end]
        if len(word) == length and char in word and word.isalpha():
            return end - length
    return None


def _chains(items: list[Item]) -> Iterator[list[Item]]:
    """Items that follow each other."""
    chain: list[Item] = []
    for item in items:
        if chain and item[0] < chain[-1][1]:
            continue
        if chain and item[0] - chain[-1][1] > 3:
            yield chain
            chain = []
        chain.append(item)
    if chain:
        yield chain


def _is_name(name: str, said: str) -> bool:
    """Any full name; also one of characters that are seldom a name, when all of them are explained (李想, 理想的想)."""
    if is_word(name):
        return False
    return is_full_name(name, strict=False) or (name[0] in SURNAMES and set(name[1:]) <= set(said))


def _name_before(text: str, start: int, said: str) -> tuple[int, int] | None:
    """The full name right before its explanation: it must hold every character that is explained."""
    found = _NAME_BEFORE.search(text, max(0, start - 6), start)
    if not found:
        return None
    phrase, end = found.group("name"), found.end("name")
    for length in (4, 3, 2) if phrase[-4:][:2] in COMPOUND_SURNAMES else (3, 2):
        name = phrase[-length:]
        if len(name) == length and set(said) <= set(name) and _is_name(name, said):
            return end - length, end
    return None
