"""A value said twice with a difference: a number corrected, a name misheard; the other one is of the same kind."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.chinese_name_cues import is_word
from inspection.privacy.chinese_public_names import PUBLIC_NAMES
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import is_counted
from inspection.privacy.repeated_value import NUMBER_KINDS
from inspection.privacy.surnames import is_full_name
from inspection.privacy.typed_code import compact, typed_codes

KINDS = NUMBER_KINDS | {EntityKind.PLATE}
_THREE = re.compile(r"[\u4e00-\u9fff]{3}")
_CORRECTS = re.compile(
    r"不对|不是|错了|说错|写错|念错|打错|搞错|记错|弄错|应该是|改成|改为|换成|而是|更正|重新|刚才|刚刚|原来|以前"
    r"|之前|反了|哦不|啊不|还是|或者|要么|要不"
    r"|\b(?:sorry|no|not|wait|actually|i mean|instead|correction|rather|wrong|oops|mistake|misread|used to be|old"
    r"|new|scratch that)\b",
    re.IGNORECASE | re.ASCII,
)
_INITIAL = re.compile("^[^aeiouv]+")
"""The consonant a syllable begins with; what is left rhymes."""

SHORTEST = 4
LONG_ENOUGH, MOST_CHANGED, NEAR_TURNS = 8, 2, 3
OWN_TURNS = 2
"""A correction comes in the same turn or within so many turns of the speaker."""


def find_corrections(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Runs as long as a found number, in its turn or the speaker's next ones, with words of correction between."""
    for candidate in found:
        if candidate.kind in KINDS and len(candidate.pieces) == 1 and len(candidate.value) >= SHORTEST:
            turn, start, end = candidate.pieces[0]
            yield from _nearly_the_same(view, candidate, turn)
            yield from _in_turn(view.turns[turn], candidate, start, end)
            yield from _in_next_turns(view, candidate, turn)


def find_misheard_names(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """A name of three characters written with one other character: 周海桃 beside 周海涛, as recognisers do."""
    names = {claim.value for claim in found if claim.kind is EntityKind.NAME and _THREE.fullmatch(claim.value)}
    for name in sorted(names):
        for turn in view.turns:
            for start in _places_of(name[0], turn.text):
                other = turn.text[start : start + len(name)]
                if _is_misheard(other, name) and not _explains(turn.text[start + len(name) :], name):
                    piece = (turn.position, start, start + len(name))
                    yield Candidate((piece,), EntityKind.NAME, other, "a name of the conversation, misheard", 0.58)


def _places_of(char: str, text: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def _is_misheard(other: str, name: str) -> bool:
    """A full name with one other given character that sounds like it, no word and nobody everybody knows."""
    differing = [(_sound(a), _sound(b)) for a, b in zip(other, name, strict=False) if a != b]
    if len(differing) != 1 or not _is_alike(*differing[0]):
        return False
    same = differing[0][0] == differing[0][1]
    return is_full_name(other, strict=not same) and not (is_word(other) or other in PUBLIC_NAMES)


def _is_alike(one: str, other: str) -> bool:
    """Two syllables that begin or end alike: fen and fan, he and ke; not he and ben."""
    return one[0] == other[0] or _INITIAL.sub("", one) == _INITIAL.sub("", other)


@lru_cache(maxsize=1024)
def _sound(char: str) -> str:
    """The syllable without its tone, with what telephone sound and accents confuse made equal (zh/z, n/l, in/ing)."""
    said: str = lazy_pinyin(char)[0]
    return re.sub("^([zcs])h", r"\1", re.sub("^n", "l", said)).removesuffix("g")


def _explains(behind: str, name: str) -> bool:
    """司马光的司马: the other name only explains a character."""
    return behind[:1] == "的" and behind[1:2] in name


def _nearly_the_same(view: ConversationView, candidate: Candidate, turn: int) -> Iterator[Candidate]:
    """A long value said again with two characters changed or turned round, by whomever: no chance hit."""
    if len(candidate.value) < LONG_ENOUGH or candidate.kind is None:
        return
    for other in view.turns[max(0, turn - NEAR_TURNS) : turn + NEAR_TURNS + 1]:
        for run in other.runs:
            if _differs_by_little(run.value, candidate.value) and not (run.attached or is_counted(run.after)):
                pieces = pieces_of(run, 0, len(run.value))
                yield Candidate(pieces, candidate.kind, run.value, "nearly a value of the conversation", 0.6)
        for typed in typed_codes(other.text):
            if _differs_by_little(compact(typed.group()), candidate.value):
                piece = (other.position, *typed.span())
                yield Candidate((piece,), candidate.kind, typed.group(), "nearly a value of the conversation", 0.6)


def _differs_by_little(value: str, other: str) -> bool:
    if len(value) != len(other) or value == other:
        return False
    return sum(a != b for a, b in zip(value, other, strict=True)) <= MOST_CHANGED


def _in_turn(turn: TurnView, candidate: Candidate, start: int, end: int) -> Iterator[Candidate]:
    for run in turn.runs:
        first, last = run.spots[0][1], run.spots[-1][2]
        between = turn.text[end:first] if first >= end else turn.text[last:start]
        if (first >= end or last <= start) and _CORRECTS.search(between):
            yield from _of_same_kind(run, candidate)


def _in_next_turns(view: ConversationView, candidate: Candidate, turn: int) -> Iterator[Candidate]:
    sender, own = view.turns[turn].sender, 0
    for later in view.turns[turn + 1 :]:
        if later.sender is not sender:
            continue
        own += 1
        if own > OWN_TURNS:
            return
        for run in later.runs:
            if _CORRECTS.search(later.text):
                yield from _of_same_kind(run, candidate)


def _of_same_kind(run: NumberRun, candidate: Candidate) -> Iterator[Candidate]:
    value = candidate.value
    if len(run.value) != len(value) or run.attached or is_counted(run.after) or run.value == value:
        return
    if run.value.isdigit() == value.isdigit() and sum(a != b for a, b in zip(run.value, value, strict=True)) <= 4:
        yield Candidate(
            pieces_of(run, 0, len(value)), candidate.kind, run.value, "corrects or is corrected by another value", 0.61
        )
