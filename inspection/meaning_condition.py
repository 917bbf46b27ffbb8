"""On which condition and how surely: 如果超过七天, unless; 保证, definitely against 尽量, perhaps."""

import re
from functools import lru_cache
from typing import Literal

Certainty = Literal["sure", "unsure"]
_CONDITION = re.compile(
    "(?:如果|要是|假如|假设|倘若|若(?!干)|只要|只有|除非|一旦|万一|前提|的话|的情况下|超过.{1,8}(?:才|就|后)|满.{1,8}(?:才|就|可))[^,，。.;!?]{0,8}"
    r"|\b(?:if|unless|provided|only when|only if|as long as|in case|once|until)\b(?: \w+){0,3}"
)
_SURE = re.compile(
    "保证|一定(?!要|程度)|肯定|必定|必然|绝对|百分之?百|100%|承诺|确保|包您|担保|稳(?=赚)"
    r"|\b(?:guarantee[ds]?|definitely|certainly|promise[ds]?|for sure|absolutely|ensure)\b"
)
_UNSURE = re.compile(
    "尽量|尽力|尽可能|争取|可能|也许|大概|或许|应该|估计|预计|不一定|不敢保证|看情况|说不准|有望"
    r"|\b(?:might|may(?! i)|perhaps|maybe|probably|possibly|should be|try to|do (?:our|my) best|expect(?:ed)?|likely)\b"
)


@lru_cache(maxsize=4096)
def condition_in(folded: str) -> str | None:
    """The first condition of a folded text, with the little that follows; None without one."""
    found = _CONDITION.search(folded)
    return found[0].strip() if found else None


def conditioned_once(required: str, said: str) -> str | None:
    """The condition one of two folded texts makes while the other makes none."""
    ours, theirs = condition_in(required), condition_in(said)
    return None if bool(ours) == bool(theirs) else ours or theirs


@lru_cache(maxsize=4096)
def certainty_in(folded: str) -> tuple[Certainty, str] | None:
    """Whether a folded text says how sure it is, and in which words; what weakens wins over what strengthens."""
    if found := _UNSURE.search(folded):
        return "unsure", found[0]
    found = _SURE.search(folded)
    return ("sure", found[0]) if found else None


def other_certainty(required: str, said: str) -> tuple[str, str] | None:
    """The words of each of two folded texts when one is sure and the other is not; None otherwise."""
    ours, theirs = certainty_in(required), certainty_in(said)
    if ours is None or theirs is None or ours[0] == theirs[0]:
        return None
    return ours[1], theirs[1]
