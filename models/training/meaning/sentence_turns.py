"""Turns of phrase around a whole statement: some keep its meaning (rhetorical question, double negation), some deny it."""

# ruff: noqa: E501 - word lists read best one kind to a line

import random
import re

_KEEPING = {
    "zh": (
        "难道不是{s}吗",
        "{s}，这还用说吗",
        "谁不知道{s}",
        "哪能不是{s}呢",
        "不可能不是{s}",
        "{s}，这一点错不了",
        "可不就是{s}嘛",
        "没有谁能说不是{s}",
        "并不是说{s}是假的，确实{s}",
        "您还信不过吗，{s}",
        "{s}，绝无例外",
        "怎么会不是{s}呢",
        "我没说错，{s}",
        "您放一百个心，{s}",
        "这点毋庸置疑：{s}",
    ),
    "en": (
        "isn't it the case that {s}?",
        "who doesn't know that {s}",
        "there is no doubt that {s}",
        "it can't be otherwise: {s}",
        "don't you know that {s}?",
        "nobody can deny that {s}",
        "make no mistake, {s}",
        "it's not untrue that {s}",
        "how could it not be that {s}",
    ),
}
_DENYING = {
    "zh": (
        "谁说{s}",
        "怎么可能{s}呢",
        "哪有{s}这回事",
        "并不是{s}",
        "没有{s}这种说法",
        "{s}是不可能的",
        "{s}？没这回事",
        "您听错了，不是{s}",
        "{s}的说法是假的",
        "难道真的{s}吗，不会的",
        "不存在{s}的情况",
        "我可没说{s}",
        "{s}这一条已经取消了",
    ),
    "en": (
        "who says {s}?",
        "it is not true that {s}",
        "it's not as if {s}",
        "I never said {s}",
        "there is no way {s}",
        "don't think that {s}",
        "it would be wrong to say {s}",
        "the claim that {s} is false",
        "it's a myth that {s}",
    ),
}
_UNSURE = {
    "zh": ("不一定{s}", "{s}吗", "是不是{s}", "我不清楚是否{s}", "也许{s}，也许不", "要是{s}就好了", "听说{s}，真假不知道", "如果{s}的话再说", "他问{s}没有"),
    "en": ("I wonder if {s}", "maybe {s}, maybe not", "I'm not sure whether {s}", "if only {s}", "does it mean that {s}?", "someone asked whether {s}"),
}  # fmt: skip
_QUESTION = re.compile(
    r"[?？]|[吗呢么]$|什么|怎么|咋|为啥|多少|几|哪|谁|是不是|能不能|可不可以|有没有|难道|^(how|what|why|when|where|who|can|do|does|is|are|will)\b",
    re.I,
)
_END = re.compile(r"[。.!！~～\s]+$")


def is_statement(text: str) -> bool:
    """Whether a turn of phrase can be put around it: one clause or two, and no question."""
    return not _QUESTION.search(text) and 4 <= len(text) <= 60


def turned(text: str, language: str, rng: random.Random) -> tuple[str, bool]:
    """A turn of phrase around `text`, and whether its meaning stays."""
    chance = rng.random()
    ways, stays = (_KEEPING, True) if chance < 0.55 else (_DENYING, False) if chance < 0.85 else (_UNSURE, False)
    return rng.choice(ways[language]).format(s=_END.sub("", text)), stays


def denied_both(text: str, language: str, rng: random.Random) -> tuple[str, str]:
    """Two ways to deny `text`; they mean the same."""
    bare = _END.sub("", text)
    first, second = rng.sample(_DENYING[language], 2)
    return first.format(s=bare), second.format(s=bare)
