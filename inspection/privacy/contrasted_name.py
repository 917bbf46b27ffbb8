"""A wrong and a right name in one turn: 写成贺知远 其实是贺之远, "it should say Aoife Brennan, not Aoife Brenan"."""

import re
from collections.abc import Iterator
from itertools import combinations

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.chinese_name_cues import is_word
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.english_name_cues import CAPITALS
from inspection.privacy.english_person import is_cased
from inspection.privacy.not_people import ORGANISATION, STOP, THINGS
from inspection.privacy.surnames import SURNAMES, is_full_name

_CONTRAST = re.compile(
    r"不是|不叫|写成|打成|错成|念成|印成|登记成|改成|改为|换成|应该|其实|而是|写错|打错|搞错|弄错|错字"
)
_CONTRAST_EN = re.compile(
    r"\b(?:not|instead of|rather than|should (?:be|say|read)|wrong|misspel(?:t|led)|change|changed|correct"
    r"|spelled|typo)\b",
    re.I,
)
_WINDOW = re.compile(rf"(?=(?P<name>[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{2}}))")
STRENGTH = 0.71
FARTHEST = 24
"""Characters from the beginning of one spelling to that of the other."""

Placed = tuple[int, str]


def find_contrasted_names(view: TurnView) -> Iterator[Candidate]:
    """Both names: the same surname and one other character, or one word of two in common."""
    if _CONTRAST.search(view.text):
        windows = [(found.start(), found.group("name")) for found in _WINDOW.finditer(view.text)]
        for first, second in combinations(windows, 2):
            if _are_two_spellings(first, second):
                yield from (_claim(view, *placed) for placed in (first, second))
    if view.sender.value != "agent" and is_cased(view.text) and _CONTRAST_EN.search(view.text):
        yield from _english(view)


def _are_two_spellings(first: Placed, second: Placed) -> bool:
    (start, name), (other_start, other) = first, second
    differing = sum(a != b for a, b in zip(name, other, strict=True))
    if name[0] != other[0] or differing != 1 or not len(name) <= abs(start - other_start) <= FARTHEST:
        return False
    return is_full_name(name) and is_full_name(other) and not (is_word(name) or is_word(other))


def _english(view: TurnView) -> Iterator[Candidate]:
    found = [(match.start("name"), match.group("name")) for match in CAPITALS.finditer(view.text)]
    people = [placed for placed in found if (STOP | THINGS | ORGANISATION).isdisjoint(placed[1].casefold().split())]
    for first, second in combinations(people, 2):
        words, others = first[1].split(), second[1].split()
        if first[1] != second[1] and len(words) == len(others) and (words[0] == others[0] or words[-1] == others[-1]):
            yield from (_claim(view, *placed) for placed in (first, second))


def _claim(view: TurnView, start: int, name: str) -> Candidate:
    piece = (view.position, start, start + len(name))
    return Candidate((piece,), EntityKind.NAME, name, "one of two spellings of a name", STRENGTH)
