"""The same words as another channel writes them: no punctuation, fillers, courtesy before, another sentence beside."""

import random
import re

_MARKS = re.compile(r"[，。！？；：、,.!?;:~～]+")
_FILLERS = {
    "zh": ("嗯 ", "那个 ", "就是说 ", "呃 ", "这样的 ", "好的 "),
    "en": ("um ", "so ", "okay ", "well ", "right "),
}
_COURTESY = {
    "zh": ("您好，", "亲，", "先生您好，", "女士，", "亲亲，", "麻烦您了，", "是这样的，"),
    "en": ("Hi there, ", "Sir, ", "Thanks for waiting. ", "Okay, ", "Hello, "),
}
_AFTER = {"zh": ("哈", "呢", "哦", "的", "了啊", "~", "。"), "en": (".", " okay?", ", thanks", "!")}


def restyled(text: str, language: str, rng: random.Random) -> str:
    """`text` in another style, meaning the same; unchanged half of the time."""
    chance = rng.random()
    if chance < 0.5:
        return text
    if chance < 0.7:
        bare = _MARKS.sub(" ", text).strip()
        return bare.lower() if language == "en" else bare
    if chance < 0.8:
        return rng.choice(_FILLERS[language]) + text
    if chance < 0.92:
        return rng.choice(_COURTESY[language]) + text
    last = text.rstrip("。.!！?？~")
    return text if text.endswith(("?", "？", "吗", "呢")) else last + rng.choice(_AFTER[language])


def beside(text: str, other: str, language: str, rng: random.Random) -> str:
    """`text` with an unrelated sentence before or after it, as one turn holds several."""
    first, second = (text, other) if rng.random() < 0.5 else (other, text)
    mark = rng.choice(("，", "。", " ", "  ")) if language == "zh" else rng.choice((". ", " ", ", "))
    return first.rstrip("。.，,") + mark + second
