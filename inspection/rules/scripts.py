"""Scripts (话术) as their writers write them, read into the lines that may be said.

您好，这里是____，            ____ (or XX, ××) stands for anything
(微笑)很高兴为您服务          (…) without / is a note to the speaker
(先生/女士)                  one of several; without brackets the slash parts a clause: 您好/你好，
[再次]感谢您的来电            [...] may be left out
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from inspection.errors import RuleError
from inspection.rules.alignment import tokens_of
from inspection.rules.normal_text import fold
from inspection.rules.sound_alike import fold_sound

MOST_LINES = 64
_BLANK = "\x00"
_BLANKS = re.compile(r"_{2,}|＿+|(?<![a-zA-Z])[xX×]{2,}(?![a-zA-Z])|…+|\.{3,}|\{[^}]*\}|<[^>]*>")
_CLAUSE = re.compile(r"[,，.。!！?？;；:：、\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One way to say a script: its tokens as written and as they sound, and where anything may be said between."""

    source: str
    tokens: tuple[str, ...]
    sounds: tuple[str, ...]
    gaps: frozenset[int]
    count: "Counter[str]" = field(compare=False, hash=False)
    sound_count: "Counter[str]" = field(compare=False, hash=False)


def read_sample(text: str) -> Line:
    """A text to compare with, as it is. RuleError when it has no words."""
    return _line(text, text)


def read_script(text: str) -> tuple[Line, ...]:
    """Every way the script may be said. RuleError for open brackets, too many ways, or no words at all."""
    folded = _BLANKS.sub(_BLANK, text).replace("（", "(").replace("）", ")").replace("【", "[").replace("】", "]")
    clauses = [_clause(c, text) for c in _CLAUSE.split(folded.replace("／", "/")) if c.strip()]
    size = 1
    for ways in clauses:
        size *= len(ways)
    if size > MOST_LINES:
        raise RuleError(
            f"the script '{text[:30]}' can be said in {size} ways, more than {MOST_LINES}", "write two scripts instead"
        )
    return tuple(dict.fromkeys(_line(",".join(chosen), text) for chosen in product(*clauses)))


def _clause(text: str, source: str) -> list[str]:
    """The ways one clause may be said: options parted by / on its top level, each with its brackets opened."""
    return [way for option in _parted(text, source) for way in _opened(option, source)]


def _parted(text: str, source: str) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            raise _open_bracket(source)
        if char == "/" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    if depth:
        raise _open_bracket(source)
    return parts


def _opened(text: str, source: str) -> list[str]:
    """Every reading of the brackets of a piece without a slash on its top level."""
    start = min((i for i in (text.find("("), text.find("[")) if i >= 0), default=-1)
    if start < 0:
        return [text]
    end = _closing(text, start, source)
    inside, head = text[start + 1 : end], text[:start]
    options = _parted(inside, source)
    if text[start] == "[":
        choices = ["", *(w for o in options for w in _opened(o, source))]
    else:
        choices = [w for o in options for w in _opened(o, source)] if len(options) > 1 else [""]
    return [head + choice + rest for choice in choices for rest in _opened(text[end + 1 :], source)]


def _closing(text: str, start: int, source: str) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0:
            return at
    raise _open_bracket(source)


def _line(text: str, source: str) -> Line:
    tokens: list[str] = []
    sounds: list[str] = []
    gaps: set[int] = set()
    for number, piece in enumerate(text.split(_BLANK)):
        folded = fold(piece)
        sound = fold_sound(folded)
        if number:
            gaps.add(len(tokens))
        for token in tokens_of(folded):
            tokens.append(token.text)
            sounds.append(sound[token.start : token.end])
    if not tokens:
        raise RuleError(f"the text '{source[:30]}' has no words to look for", "write what is said, ____ for the rest")
    return Line(source, tuple(tokens), tuple(sounds), frozenset(gaps), Counter(tokens), Counter(sounds))


def _open_bracket(source: str) -> RuleError:
    return RuleError(
        f"a bracket of the script '{source[:30]}' has no partner", "balance (notes or A/B) and [optional parts]"
    )
