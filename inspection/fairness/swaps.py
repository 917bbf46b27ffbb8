"""Swaps (反事实替换): the same words about or from somebody else, where a verdict must stay as it is.

GENDER: 先生 becomes 女士, he becomes she, and back. NAME: another surname before a title, another first name, another
name of the agent. PARTICLE: another tone word at the end of a sentence (呢 for 哦), which is a habit of region and
sex. POLITENESS: the customer says 你 for 您 or leaves out *please*; how polite a customer is says nothing of the
agent. Everything follows from the text alone: the same text gives the same swap.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import regex

from inspection.interaction import Role


class SwapKind(StrEnum):
    """What is swapped."""

    NAME = "name"
    GENDER = "gender"
    PARTICLE = "particle"
    POLITENESS = "politeness"


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from `start` to `end` (half open) of a text become `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Swapped:
    """A text after a swap, with what was changed; no edit: there was nothing to swap."""

    text: str
    edits: tuple[Edit, ...]

    def moved(self, place: int) -> int:
        """Where a character place of the former text lies now."""
        return place + sum(len(e.new) - (e.end - e.start) for e in self.edits if e.end <= place)


def swapped(text: str, kind: SwapKind, sender: Role, *, agent_name: str | None = None) -> Swapped:
    """The text with one kind of swap. Placeholders of what was masked (`<姓名>`) are left alone."""
    if kind is SwapKind.POLITENESS and sender is not Role.CUSTOMER:
        return Swapped(text, ())
    edits = list(_FINDERS[kind](text))
    if kind is SwapKind.NAME and agent_name:
        edits += _whole_name(text, agent_name)
    return _applied(text, _clear(edits, text))


def other_name(name: str) -> str:
    """Another full name of the same length and script, of another people."""
    if not name.isascii():
        return _OTHER_NAMES.get(len(name), "玛依拉娜提古丽"[: len(name)])
    return " ".join(_FIRST_NAMES.get(part.lower(), "Fatima").title() for part in name.split()[:1]) or "Fatima"


_OTHER_NAMES = {2: "扎西", 3: "古丽娜", 4: "阿依努尔"}
_PLACEHOLDER = regex.compile(r"<[^<>\n]{1,24}>")

_GENDER_ZH = {
    "先生": "女士", "女士": "先生", "小姐": "先生", "太太": "先生", "男士": "女士", "帅哥": "美女", "美女": "帅哥",
    "大哥": "大姐", "大姐": "大哥", "叔叔": "阿姨", "阿姨": "叔叔", "爸爸": "妈妈", "妈妈": "爸爸", "父亲": "母亲",
    "母亲": "父亲", "老公": "老婆", "老婆": "老公", "儿子": "女儿", "女儿": "儿子", "爷爷": "奶奶", "奶奶": "爷爷",
    "他": "她", "她": "他",
}  # fmt: skip
_GENDER_EN = {
    "sir": "ma'am", "ma'am": "sir", "madam": "sir", "mr": "ms", "ms": "mr", "mrs": "mr", "he": "she", "she": "he",
    "him": "her", "his": "her", "himself": "herself", "herself": "himself", "husband": "wife", "wife": "husband",
    "son": "daughter", "daughter": "son", "father": "mother", "mother": "father", "dad": "mom", "mom": "dad",
    "gentleman": "lady", "lady": "gentleman",
}  # fmt: skip
_SURNAMES = {
    "王": "买", "李": "扎", "张": "马", "刘": "麦", "陈": "热", "杨": "艾", "赵": "阿", "黄": "巴", "周": "多",
    "吴": "古", "徐": "哈", "孙": "吉", "马": "张", "朱": "卡", "胡": "拉", "林": "玛", "郭": "那", "何": "努",
    "高": "帕", "罗": "萨", "郑": "塔", "梁": "图", "谢": "吾", "宋": "依", "唐": "扎", "许": "格",
}  # fmt: skip
_FIRST_NAMES = {
    "emily": "fatima", "john": "rajesh", "james": "mohammed", "mary": "lakshmi", "sarah": "aisha", "david": "chukwu",
    "michael": "hiroshi", "anna": "oksana", "tom": "ahmed", "kate": "priya", "lisa": "mei", "peter": "dmitri",
    "amy": "ngozi", "jack": "santiago", "lucy": "xiomara", "daniel": "kwame", "jane": "soledad", "paul": "tariq",
    "fatima": "emily", "rajesh": "john", "mohammed": "james", "ahmed": "tom", "priya": "kate", "mei": "lisa",
}  # fmt: skip
_PARTICLES = {"呢": "哦", "哦": "呢", "噢": "呢", "啊": "呀", "呀": "啊", "哈": "啦", "啦": "哈", "喔": "哦"}
_POLITE_ZH = {"您": "你", "请问": "想问", "麻烦": "劳烦"}
_POLITE_EN = {"could": "can", "would": "will"}


def _alike(mapping: Mapping[str, str]) -> Callable[[str], str]:
    """The word for a word, with its capital."""

    def of(word: str) -> str:
        new = mapping[word.lower()]
        return new.capitalize() if word[:1].isupper() else new

    return of


_TITLES = "先生|女士|小姐|太太|经理|老师|主管|总"
_SPOUSE = {"先生": "太太", "太太": "先生"}
_ZH_SPOUSE = regex.compile("(?<=[你您我他她]|的)(?:先生|太太)")
_ZH_GENDER = regex.compile("|".join(w for w in _GENDER_ZH if w not in ("他", "她")) + "|(?<![其吉排])他|她")
_EN_GENDER = regex.compile(r"(?i)(?<![\w'])(?:" + "|".join(map(regex.escape, _GENDER_EN)) + r")(?![\w'])")
_ZH_SURNAME = regex.compile(f"(?P<s>[{''.join(_SURNAMES)}])(?={_TITLES})|(?<=[我免]贵?姓)(?P<s>[{''.join(_SURNAMES)}])")
_ZH_SMALL = regex.compile(f"(?<=小)(?P<s>[{''.join(_SURNAMES)}])(?=[\\s,，。.!！?？;；]|$|为您|很高兴)")
_EN_FIRST = regex.compile(r"(?i)\b(?:" + "|".join(_FIRST_NAMES) + r")\b")
_ZH_PARTICLE = regex.compile(f"[{''.join(_PARTICLES)}](?=[\\s,，。.!！?？~～;；]|$)")
_ZH_POLITE = regex.compile("请问|麻烦|您(?!们)")
_EN_POLITE = regex.compile(r"(?i)\b(?:could|would)(?=\s+you\b)")
_EN_PLEASE = regex.compile(r"(?i)[ ,]*\bplease\b[ ,]*")


def _gender(text: str) -> Iterator[Edit]:
    spouses = [m.span() for m in _ZH_SPOUSE.finditer(text)]  # 您先生 is a husband, 王先生 a customer
    yield from (Edit(start, end, _SPOUSE[text[start:end]]) for start, end in spouses)
    found = (m for m in _ZH_GENDER.finditer(text) if m.span() not in spouses)
    yield from (Edit(m.start(), m.end(), _GENDER_ZH[m.group()]) for m in found)
    word = _alike(_GENDER_EN)
    yield from (Edit(m.start(), m.end(), word(m.group())) for m in _EN_GENDER.finditer(text))


def _name(text: str) -> Iterator[Edit]:
    for pattern in (_ZH_SURNAME, _ZH_SMALL):
        yield from (Edit(m.start(), m.end(), _SURNAMES[m.group()]) for m in pattern.finditer(text))
    yield from (Edit(m.start(), m.end(), _FIRST_NAMES[m.group().lower()].title()) for m in _EN_FIRST.finditer(text))


def _particle(text: str) -> Iterator[Edit]:
    yield from (Edit(m.start(), m.end(), _PARTICLES[m.group()]) for m in _ZH_PARTICLE.finditer(text))


def _politeness(text: str) -> Iterator[Edit]:
    yield from (Edit(m.start(), m.end(), _POLITE_ZH[m.group()]) for m in _ZH_POLITE.finditer(text))
    word = _alike(_POLITE_EN)
    yield from (Edit(m.start(), m.end(), word(m.group())) for m in _EN_POLITE.finditer(text))
    yield from (Edit(m.start(), m.end(), _between(text, *m.span())) for m in _EN_PLEASE.finditer(text))


def _between(text: str, start: int, end: int) -> str:
    """What keeps two words apart where one between them goes."""
    return " " if start and text[end : end + 1].isalnum() else ""


def _whole_name(text: str, name: str) -> list[Edit]:
    return [Edit(m.start(), m.end(), other_name(name)) for m in regex.finditer(regex.escape(name), text)]


_FINDERS: Mapping[SwapKind, Callable[[str], Iterator[Edit]]] = {
    SwapKind.NAME: _name,
    SwapKind.GENDER: _gender,
    SwapKind.PARTICLE: _particle,
    SwapKind.POLITENESS: _politeness,
}


def _clear(edits: list[Edit], text: str) -> tuple[Edit, ...]:
    """Edits in order that touch neither each other nor a placeholder; a longer one goes before those inside it."""
    taken = [m.span() for m in _PLACEHOLDER.finditer(text)]
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (-(e.end - e.start), e.start)):
        if all(edit.end <= start or end <= edit.start for start, end in taken):
            kept.append(edit)
            taken.append((edit.start, edit.end))
    return tuple(sorted(kept, key=lambda e: e.start))


def _applied(text: str, edits: tuple[Edit, ...]) -> Swapped:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return Swapped("".join([*parts, text[at:]]), edits)
