"""Sounds like (同音): characters that sound alike fold to one character, so that 路音 finds 录音 at the same offsets.

Folding is by toneless pinyin of the most common reading, with the pairs that telephone sound and southern accents
confuse made equal (zh/z, ch/c, sh/s, n/l, in/ing/ian, en/eng, an/ang).
"""

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
    sound = pinyin(char, style=Style.NORMAL, heteronym=False)[0][0]
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
    sound = syllable(char)
    return _letters.setdefault(sound, chr(_PRIVATE_USE + len(_letters)))


def fold_sound(text: str) -> str:
    """The text with every Chinese character replaced by one private letter per folded syllable; same length."""
    return "".join(map(_letter, text))
