"""A value said twice with a difference: a number corrected, a name misheard; the other one is of the same kind."""

import re
from collections.abc import Iterable, Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.chinese_name_cues import is_word
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.number_run import NumberRun
from inspection.privacy.order_no import is_counted
from inspection.privacy.repeated_value import NUMBER_KINDS
from inspection.privacy.surnames import is_full_name

KINDS = NUMBER_KINDS | {EntityKind.PLATE}
_THREE = re.compile(r"[\u4e00-\u9fff]{3}")
_CORRECTS = re.compile(
    r"不对|不是|错了|说错|写错|念错|打错|搞错|记错|弄错|应该是|改成|改为|换成|而是|更正|重新|刚才|刚刚|原来|以前"
    r"|之前|反了|哦不|啊不"
    r"|\b(?:sorry|no|not|wait|actually|i mean|instead|correction|rather|wrong|oops|mistake|misread|used to be|old"
    r"|new|scratch that)\b",
    re.IGNORECASE | re.ASCII,
)
SHORTEST = 4
OWN_TURNS = 2
"""A correction comes in the same turn or within so many turns of the speaker."""


def find_corrections(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Runs as long as a found number, in its turn or the speaker's next ones, with words of correction between."""
    for candidate in found:
        if candidate.kind in KINDS and len(candidate.pieces) == 1 and len(candidate.value) >= SHORTEST:
            turn, start, end = candidate.pieces[0]
            yield from _in_turn(view.turns[turn], candidate, start, end)
            yield from _in_next_turns(view, candidate, turn)


def find_misheard_names(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """A name of three characters written with one other character: 周海桃 beside 周海涛, as recognisers do."""
    names = {claim.value for claim in found if claim.kind is EntityKind.NAME and _THREE.fullmatch(claim.value)}
    for name in sorted(names):
        like = re.compile(
            f"{name[0]}{name[1]}(?!{name[2]})[\u4e00-\u9fff]|{name[0]}(?!{name[1]})[\u4e00-\u9fff]{name[2]}"
        )
        for turn in view.turns:
            for other in like.finditer(turn.text):
                if is_full_name(other.group()) and not is_word(other.group()):
                    piece = (turn.position, *other.span())
                    yield Candidate(
                        (piece,), EntityKind.NAME, other.group(), "a name of the conversation, misheard", 0.58
                    )


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
