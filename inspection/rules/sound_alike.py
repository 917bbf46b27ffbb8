"""Sounds like (同音): characters that sound alike fold to one character, so that 路音 finds 录音 at the same offsets.

Folding is by toneless pinyin of the most common reading (of the word's where a table says so), with the pairs that
telephone sound and southern accents confuse made equal (zh/z, ch/c, sh/s, n/l, in/ing/ian, en/eng, an/ang).
"""

import re
from functools import lru_cache

from pypinyin import Style, pinyin

from inspection.rules.normal_text import is_chinese

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("iang", "in"), ("ian", "in"), ("ing", "in"), ("eng", "en"), ("ang", "an"))


@lru_cache(maxsize=32_768)
def syllable(char: str) -> str:
    """The folded toneless syllable of one Chinese character; other characters stand for themselves."""
    if not is_chinese(char):
        return char
    return _folded(pinyin(char, style=Style.NORMAL, heteronym=False)[0][0])


def _folded(sound: str) -> str:
    """A toneless syllable with the pairs that are confused made equal."""
    sound = sound.replace("lü", "lv").replace("nü", "nv")
    for initial, folded in _INITIALS:
        if sound.startswith(initial):
            sound = folded + sound[len(initial) :]
    for final, folded in _FINALS:
        if sound.endswith(final):
            sound = sound[: -len(final)] + folded
            break
    if sound.startswith("n") and len(sound) > 1:
        sound = "l" + sound[1:]
    return sound


_PRIVATE_USE = 0xE000
_letters: dict[str, str] = {}


@lru_cache(maxsize=32_768)
def _letter(char: str) -> str:
    if not is_chinese(char):
        return char
    return _letter_of(syllable(char))


def _letter_of(sound: str) -> str:
    return _letters.setdefault(sound, chr(_PRIVATE_USE + len(_letters)))


# Characters read otherwise in these words than alone: without them 银航 would not sound like 银行.
# One table for rules and speech alike, so that the same word always folds to the same letters.
_READ_IN_WORDS = {
    "银行": "yin hang", "央行": "yang hang", "分行": "fen hang", "支行": "zhi hang", "总行": "zong hang",
    "跨行": "kua hang", "开户行": "kai hu hang", "商行": "shang hang", "建行": "jian hang", "工行": "gong hang",
    "农行": "nong hang", "招行": "zhao hang", "中行": "zhong hang", "行业": "hang ye", "行情": "hang qing",
    "行号": "hang hao", "重新": "chong xin", "重复": "chong fu", "重置": "chong zhi", "重发": "chong fa",
    "重拨": "chong bo", "重启": "chong qi", "重试": "chong shi", "重做": "chong zuo", "重寄": "chong ji",
    "还款": "huan kuan", "还钱": "huan qian", "还清": "huan qing", "归还": "gui huan", "偿还": "chang huan",
    "退还": "tui huan", "返还": "fan huan", "还贷": "huan dai", "还呗": "huan bei", "音乐": "yin yue",
    "便宜": "pian yi", "会计": "kuai ji", "行长": "hang zhang", "调整": "tiao zheng", "调解": "tiao jie",
    "协调": "xie tiao", "空调": "kong tiao",
}  # fmt: skip
_WORDS = re.compile("|".join(sorted(_READ_IN_WORDS, key=len, reverse=True)))


def fold_sound(text: str) -> str:
    """The text with every Chinese character replaced by one private letter per folded syllable; same length."""
    letters = list(map(_letter, text))
    for word in _WORDS.finditer(text):
        letters[word.start() : word.end()] = _word_letters(word[0])
    return "".join(letters)


@lru_cache(maxsize=1024)
def _word_letters(word: str) -> tuple[str, ...]:
    return tuple(_letter_of(_folded(sound)) for sound in _READ_IN_WORDS[word].split())
