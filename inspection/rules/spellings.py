"""Evasive spellings (规避写法): 薇❤, 加V and 扣扣 stand for 微信 and QQ in typed text, as the rulebook's table says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from inspection.rules.normal_text import fold, is_chinese

_SEPARATORS = (".", "·", "*", "-", "_", "~", "+", "/", ",")
_VARIATION_SELECTOR = "\ufe0f"
_SYNTAX = re.compile(r"[()\[\]{}|/*^\\.…]")
_BRACES = re.compile(r"(\{[^}]*\})")


@dataclass(frozen=True)
class Spellings:
    """Words and the ways they are written to slip past a filter: {微信: [薇信, 薇❤, vx]}."""

    table: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def _choices(self) -> dict[str, str]:
        """Each word folded, with the alternatives that stand for it in a phrase."""
        return {fold(word): _alternatives(fold(word), variants) for word, variants in self.table.items()}

    @cached_property
    def _words(self) -> "re.Pattern[str] | None":
        longest_first = sorted(self._choices, key=len, reverse=True)
        return re.compile("|".join(map(_whole, longest_first))) if longest_first else None

    def widened(self, phrase: str) -> str:
        """The phrase with every word of the table replaced by all its spellings; the same phrase when it has none."""
        if self._words is None or not self._words.search(fold(phrase)):
            return phrase
        pieces = _BRACES.split(fold(phrase.replace("…", "...")))
        words = self._words
        return "".join(p if p.startswith("{") else words.sub(lambda m: self._choices[m[0]], p) for p in pieces)


def _whole(word: str) -> str:
    """Latin words are replaced whole: qq is not in qqq."""
    if word[0].isascii() and word[0].isalnum():
        return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9*])"
    return re.escape(word)


def _alternatives(word: str, variants: Sequence[str]) -> str:
    spelled = [_text(word), *(_text(fold(v)) for v in variants), *(_text(s) for s in _split(word))]
    return f"({'|'.join(dict.fromkeys(spelled))})"


def _split(word: str) -> list[str]:
    """The word with one sign between its Chinese characters: 微.信, 好*评."""
    if len(word) < 2 or not all(map(is_chinese, word)):
        return []
    return [sign.join(word) for sign in _SEPARATORS]


def _text(spelled: str) -> str:
    """A spelling as phrase text: signs of the phrase language escaped, emoji with or without their selector."""
    plain = spelled.replace(_VARIATION_SELECTOR, "")
    return "".join(_SYNTAX.sub(r"\\\g<0>", c) + _selector_after(c) for c in plain)


def _selector_after(char: str) -> str:
    is_sign = not char.isalnum() and not char.isspace() and ord(char) > 0x2000
    return f"[{_VARIATION_SELECTOR}]" if is_sign else ""
