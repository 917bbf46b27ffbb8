"""Recognised Chinese as people read it: simplified characters, full-width punctuation, no spaces inside words."""

import re
import unicodedata

from opencc import OpenCC

_TO_SIMPLIFIED = OpenCC("t2s")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_HALF_PAIR = re.compile(r"([\ud800-\udfff])")
_SPACE_BY_HAN = re.compile(rf"(?<=[{_HAN}，。？！；：、])\s+|\s+(?=[{_HAN}，。？！；：、])")
_SPOKEN_ZHE = re.compile(r"(?<![显名巨编专原土论卓所遗拙])著(?![名作称述])")
_FULL_WIDTH = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}
_MARK_BY_HAN = re.compile(rf"(?<=[{_HAN}])[,?!;:]|[,?!;:](?=[{_HAN}])")
_STOP_AFTER_HAN = re.compile(rf"(?<=[{_HAN}])\.(?!\w)")


def simplified(text: str) -> str:
    """Traditional characters become simplified (OpenCC t2s); the length never changes.

    OpenCC leaves 著 alone, which is 着 in speech ("你等著") unless it belongs to 著名, 显著 and the like.
    """
    if _HALF_PAIR.search(text):  # OpenCC takes well-formed text only
        return "".join(part if _HALF_PAIR.match(part) else simplified(part) for part in _HALF_PAIR.split(text))
    converted = str(_TO_SIMPLIFIED.convert(text))
    if len(converted) != len(text):
        converted = "".join(str(_TO_SIMPLIFIED.convert(char))[:1] or char for char in text)
    return _SPOKEN_ZHE.sub("着", converted)


def half_width(text: str) -> str:
    """Full-width letters, digits and marks become half-width (NFKC); Chinese characters stay."""
    return unicodedata.normalize("NFKC", text)


def readable_chinese(text: str) -> str:
    """Simplified, with Chinese punctuation beside Chinese characters and no spaces between them.

    >>> readable_chinese("您好, 這裡是優品商城.")
    '您好，这里是优品商城。'
    """
    tidy = _SPACE_BY_HAN.sub("", simplified(text).strip())
    tidy = _MARK_BY_HAN.sub(lambda mark: _FULL_WIDTH[mark.group()], tidy)
    return _STOP_AFTER_HAN.sub("。", tidy)


def spoken_only(text: str) -> str:
    """Only what is spoken: letters, digits and characters, simplified, half-width, lower case."""
    return "".join(char for char in half_width(simplified(text)).lower() if char.isalnum())


def has_end_mark(text: str) -> bool:
    """True when a text ends with a mark that closes or divides a sentence."""
    return text.rstrip().endswith(tuple("，。？！；：、,.?!;:…"))


def ends_sentence(text: str) -> bool:
    """True when a text ends with a mark that closes a sentence."""
    return text.rstrip().endswith(tuple("。？！.?!"))


def with_end_mark(text: str) -> str:
    """Close a recognised sentence: a question that ends with 吗 or 呢 by ？, anything else by 。, a comma replaced.

    >>> with_end_mark("请问还有其他可以帮您的吗")
    '请问还有其他可以帮您的吗？'
    """
    bare = text.rstrip().rstrip("，、,")
    if not bare or has_end_mark(bare):
        return bare
    return bare + ("？" if bare.endswith(("吗", "呢")) else "。")
