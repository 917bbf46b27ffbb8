"""Full Chinese names: a surname with one or two given characters; announced, asked for, spelled, or plainly one."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.interaction import Role
from inspection.privacy.candidate import Candidate
from inspection.privacy.chinese_name_cues import (
    ALSO,
    ANNOUNCED,
    INTRODUCTION,
    LATIN,
    SOUND,
    STAFF_AFTER,
    STAFF_BEFORE,
    STAFF_TURN,
    is_word,
)
from inspection.privacy.chinese_public_names import is_public
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.spelled_chinese_name import spelled_names
from inspection.privacy.surnames import (
    ALSO_FUNCTION_WORDS,
    ALSO_PLAIN_WORDS,
    BEGINS_BEFORE,
    COMPOUND_SURNAMES,
    ONLY_IN_NAMES,
    SURE_NAME,
    SURE_SURNAMES,
    SURNAMES,
    is_full_name,
)

_LATIN = re.compile(LATIN)
_SHIPPING_SEPARATOR = re.compile(r"[\s,，;；、|/]+")
_BARE_ANSWER = re.compile(
    r"(?:[\s,，。.]|是|嗯|哦|对|好的?|叫|我叫|我是|就是|哎|啊|他叫|她叫|那个|户主"
    r"|名字){0,12}+(?P<name>[\u4e00-\u9fff]{2,4})"
    r"(?:[的啊呀哈呢哦]|就是我|本人)?[\s,，。.!！]*(?:$|(?<=[\s,，。])[\d幺一])"
)
_ASKS_NAME = re.compile(
    r"(?:姓名|名字|全名|怎么称呼|如何称呼|贵姓|收[件货]人|联系人|户名|叫什么|哪位|持卡人|投保人|车主|机主|乘客|谁"
    r"|什么名|抬头|户主|本人)"
)
_SURNAME_APART = re.compile(
    rf"(?:我|免贵|本人)?姓(?P<surname>{'|'.join(COMPOUND_SURNAMES)}"
    rf"|[\u4e00-\u9fff])[\s,，、]*(?:[\u4e00-\u9fff]{{1,4}}的?(?P=surname)[\s,，、]*)?"
    r"(?:我的?|全)?(?:名字?是?叫?|单名(?:一个)?|叫)[\s,，]*(?P<given>[\u4e00-\u9fff]{1,2})字?(?=$|[\s,，。.!！\d]|的"
    r"|我|手机|电话)"
)
_PEOPLE = re.compile(
    r"[两二三四五六七八九2-9](?:个|位|名|口)?(?:人|大人|孩子|小孩|乘客|旅客|学员|学生|老人|证件)(?:分别)?(?:就?是|叫|名字是?)?[\s:：,，]+"
    r"(?P<list>[\u4e00-\u9fff]{2,4}(?:(?:[\s、,，]|和|跟|还有){1,3}[\u4e00-\u9fff]{2,4}){1,8})"
)
_LISTED = re.compile(r"(?:(?!和|跟|还有)[\u4e00-\u9fff]){2,4}")
_EXPLAINED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:我?[是叫]|名字是?|姓名是?|收件人是?)?(?P<name>[\u4e00-\u9fff]{2,4})[\s,，]{1,2}[\u4e00-\u9fff]{2,8}的"
    r"(?:那个)?(?P<of>[\u4e00-\u9fff])(?=$|[\s,，。不吧哈啊]|那个)"
)
_EXPLAINED_INSIDE = re.compile(
    rf"(?:名字[是叫]?|我[是叫]|姓名是?|叫)[\s,，]*(?P<surname>[{''.join(sorted(SURNAMES))}])[\s,，]+"
    r"(?=[\u4e00-\u9fff]*(?:下面|上面|左边|右边|中间|加|一个|字|旁|头|底|不是|的))[\u4e00-\u9fff]{3,14}[\s,，]+(?P<given>[\u4e00-\u9fff]{1,2})"
    r"(?=$|[\s,，。])"
)
_DOTTED = re.compile(rf"(?<![·])[{SOUND}]{{1,7}}·[{SOUND}]{{1,7}}(?:·[{SOUND}]{{1,7}})?(?!·)")
_VIETNAMESE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[阮黎陈范裴武邓吴杨黄潘胡丁李]氏[\u4e00-\u9fff]{1,2})(?=$|[\s,，。\d])"
)
"""阮氏兰: the middle character of women's names; 陈氏集团 is a firm."""
_FIRM = re.compile("集团|家族|宗祠|公司|企业|兄弟")
_DOT_FOLLOWS = re.compile(r"[\u4e00-\u9fff]{0,6}·[\u4e00-\u9fff]")
ANNOUNCED_STRENGTH, KIN_STRENGTH = 0.7, 0.72
"""Claims from here on have words that announce a person: then a famous name is a namesake."""
_PLACE = re.compile(r"[省市区县].{0,20}[路街号村栋]")


def chinese_names(view: TurnView) -> Iterator[Candidate]:
    """All claims on full Chinese names of a turn, and names that follow one of them."""
    for claim in _names(view):
        yield claim
        end = claim.pieces[-1][2]
        while also := ALSO.match(view.text, end):
            yield from _if_person(view, also.span("name"), "listed behind a name", 0.7)
            end = also.end()


def _names(view: TurnView) -> Iterator[Candidate]:
    text, agent = view.text, view.sender in (Role.AGENT, Role.BOT, Role.SYSTEM)
    staff_turn = view.sender is Role.UNKNOWN and bool(STAFF_TURN.search(text))
    for reason, pattern, strength in ANNOUNCED:
        if reason.startswith("introduces") and (agent or staff_turn):
            continue
        for found in pattern.finditer(text):
            yield from _if_person(view, found.span("name"), reason, strength)
    if not agent:
        yield from _answers(view)
        yield from _surname_apart(view)
    for spans, value, reason in spelled_names(text):
        for span in spans:
            yield _claim(view, span, value, reason, 0.75)
    yield from _shipping_names(view)
    yield from _dotted_names(view)
    yield from _vietnamese(view)
    yield from _counted_people(view)
    yield from _explained(view)
    if not (agent or staff_turn):
        for found in SURE_NAME.finditer(text):
            apart = BEGINS_BEFORE.search(text, max(0, found.start() - 1), found.start()) or found.start() == 0
            apart = apart and found.group()[0] not in ALSO_PLAIN_WORDS
            if apart or len(found.group()) > 3 or not ONLY_IN_NAMES.isdisjoint(found.group()[1:]):
                yield from _if_person(view, found.span(), "characters of a full name", 0.57)


def _vietnamese(view: TurnView) -> Iterator[Candidate]:
    for found in _VIETNAMESE.finditer(view.text) if "氏" in view.text else ():
        if not _FIRM.search(found["name"]):
            yield from _if_person(view, found.span("name"), "form of a Vietnamese name", 0.7)


def introduces_chinese(text: str) -> Iterator[str]:
    """The names a member of staff gives of itself."""
    for found in INTRODUCTION.finditer(text):
        yield found.group("name").casefold()


def _if_person(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Iterator[Candidate]:
    """Leave out words, members of staff and people of public life."""
    text, name = view.text, view.text[slice(*span)]
    staff = STAFF_BEFORE.search(text[max(0, span[0] - 16) : span[0]]) or STAFF_AFTER.match(text[span[1] :])
    public = strength < ANNOUNCED_STRENGTH and is_public(name, text, span)
    likely = strength > KIN_STRENGTH or _is_likely(name, strength)
    dotted = "·" not in name and _DOT_FOLLOWS.match(text, span[1])
    if likely and not (staff or public or dotted or is_word(name) or name in COMPOUND_SURNAMES):
        yield _claim(view, span, name, reason, strength)


def _is_likely(name: str, strength: float) -> bool:
    """Two characters are a word too often (周五, 花子): weak words around ask for a common surname and given name."""
    if len(name) != 2 or name.isascii():
        return True
    given = name[1] in ONLY_IN_NAMES
    return (name[0] in SURE_SURNAMES and (given or strength >= ANNOUNCED_STRENGTH)) or (
        given and name[0] not in ALSO_FUNCTION_WORDS
    )


def _answers(view: TurnView) -> Iterator[Candidate]:
    if not _ASKS_NAME.search(view.previous):
        return
    answer = _BARE_ANSWER.match(view.text)
    if answer and not is_word(answer.group("name")) and is_full_name(answer.group("name"), strict=False):
        yield _claim(view, answer.span("name"), answer.group("name"), "answer to a question for the name", 0.76)
    latin = _LATIN.search(view.text)
    if latin and len(view.text) < 30:
        yield _claim(view, latin.span(), latin.group(), "answer to a question for the name", 0.7)


def _surname_apart(view: TurnView) -> Iterator[Candidate]:
    """我姓黄 黄河的黄 名字叫志强: one name, from the surname on."""
    for found in _SURNAME_APART.finditer(view.text):
        start, name = found.start("surname"), found.group("surname") + found.group("given")
        if found.group("given").startswith(found.group("surname")):  # 我姓刘叫刘畅
            start, name = found.start("given"), found.group("given")
        if is_full_name(name, strict=False) and not is_word(name):
            yield _claim(view, (start, found.end("given")), name, "surname and given name apart", 0.82)


def _shipping_names(view: TurnView) -> Iterator[Candidate]:
    """A line "王小明 13800138000 上海市...": a name between separators, beside a phone number or address."""
    long_run = any(10 <= len(run.value) <= 13 for run in view.runs)
    if not (long_run or _PLACE.search(view.text)):
        return
    start = 0
    for part in _SHIPPING_SEPARATOR.split(view.text):
        start = view.text.index(part, start)
        if 2 <= len(part) <= 4 and is_full_name(part):
            span = (start, start + len(part))
            yield from _if_person(view, span, "stands beside a phone number or address", 0.7)
        start += len(part)


def _counted_people(view: TurnView) -> Iterator[Candidate]:
    """As many names as people were said to come: 三个人 常乐 常安 谷满仓."""
    for found in _PEOPLE.finditer(view.text):
        start, people = found.start("list"), []
        for part in _LISTED.finditer(found.group("list")):
            if is_full_name(part.group(), strict=False) and not is_word(part.group()):
                people.append((start + part.start(), start + part.end()))
            else:
                break
        for span in people if len(people) > 1 else ():
            yield _claim(view, span, view.text[slice(*span)], "listed behind a count of people", 0.73)


def _explained(view: TurnView) -> Iterator[Candidate]:
    """A name of which one character is explained by any words (聂远 三个耳的聂), also between its parts."""
    for found in _EXPLAINED.finditer(view.text):
        name, of = found.group("name"), found.group("of")
        if of in name and is_full_name(name, strict=False) and not is_word(name):
            yield _claim(view, found.span("name"), name, "one of its characters is explained", 0.71)
    for found in _EXPLAINED_INSIDE.finditer(view.text):
        name = found.group("surname") + found.group("given")
        if not is_word(name):
            yield _claim(view, (found.start("surname"), found.end("given")), name, "explained between its parts", 0.79)


def _dotted_names(view: TurnView) -> Iterator[Candidate]:
    """Names of other peoples in Chinese characters, with their dot: 阿卜杜拉·热合曼."""
    for found in _DOTTED.finditer(view.text) if "·" in view.text else ():
        yield from _if_person(view, found.span(), "name with a dot between its parts", 0.81)


def _claim(view: TurnView, span: tuple[int, int], value: str, reason: str, strength: float) -> Candidate:
    return Candidate(((view.position, *span),), EntityKind.NAME, value, reason, strength)
