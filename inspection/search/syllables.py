"""How Chinese characters sound (读音): toneless pinyin, of a character alone, or as the word around it is read."""

import unicodedata
from collections.abc import Mapping
from functools import cache

import ahocorasick
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

_TONES = {"\u0300", "\u0301", "\u0304", "\u030c"}
_LONGEST_SYLLABLE = 6
_MOST_SPLITS = 6


def syllables_of(folded: str) -> list[str]:
    """One syllable a character, `lv` for lü; what is no Chinese character sounds as it is written.

    Words of pypinyin's table change the common reading: 银行 is yin hang, not yin xing.
    Of overlapping words the longest counts.
    """
    common = _common_reading()
    sounds = [common.get(char, char) for char in folded]
    hits = [(len(word), end, read) for end, (word, read) in _words_read_otherwise().iter(folded)]
    for length, end, read in sorted(hits):
        sounds[end - length + 1 : end + 1] = read
    return sounds


def splits(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read letters as pinyin (at most 6), the one with the fewest syllables first; none: no pinyin.

    >>> splits("xian")
    (('xian',), ('xi', 'an'))
    """
    letters = letters.replace("ü", "v")
    ways: list[list[tuple[str, ...]]] = [[()]]  # of the first n letters
    for end in range(1, len(letters) + 1):
        lengths = range(1, min(_LONGEST_SYLLABLE, end) + 1)
        ends = [length for length in lengths if letters[end - length : end] in _every_syllable()]
        found = [(*way, letters[end - length : end]) for length in ends for way in ways[end - length]]
        ways.append(sorted(found, key=len)[:_MOST_SPLITS])
    return tuple(ways[-1])


def _toneless(reading: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", reading) if mark not in _TONES)
    return unicodedata.normalize("NFC", plain).replace("ü", "v").replace("ê", "e")


@cache
def _common_reading() -> Mapping[str, str]:
    return {chr(code): _toneless(readings.partition(",")[0]) for code, readings in pinyin_dict.items()}


@cache
def _every_syllable() -> frozenset[str]:
    every = {_toneless(one) for readings in pinyin_dict.values() for one in readings.split(",")}
    return frozenset(one for one in every if one.isascii() and any(vowel in one for vowel in "aeiouv"))


@cache
def _words_read_otherwise() -> ahocorasick.Automaton:
    """Words in which a character is not read as it is alone."""
    common = _common_reading()
    automaton = ahocorasick.Automaton()
    for word, readings in phrases_dict.items():
        read = [_toneless(one[0]) for one in readings]
        if len(read) == len(word) and read != [common.get(char, char) for char in word]:
            automaton.add_word(word, (word, read))
    automaton.make_automaton()
    return automaton
