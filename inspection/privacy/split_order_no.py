"""An order number said in pieces: the letters in a turn before its digits, and the digits that follow in the next."""

import re
from collections.abc import Iterable, Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import EDGE, ConversationView, TurnView

_LETTERS = re.compile(r"\s{0,4}(?P<letters>(?:[A-Z]\s?){1,5}[A-Z])\s{0,4}")
REACH = 2
SHORTEST_PIECE, LONGEST_PIECE, MAX_PIECES = 3, 8, 4


def find_split_orders(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """What the speaker says of an order number in turns of their own around the piece that was recognised."""
    for candidate in found:
        turn, start, end = candidate.pieces[0]
        text = view.turns[turn].text
        if candidate.kind is EntityKind.ORDER_NO and EDGE.fullmatch(text[:start]):
            yield from _letters_before(view, view.turns[turn])
            if len(candidate.pieces) == 1 and EDGE.fullmatch(text[end:]):
                yield from _digits_behind(view, view.turns[turn])


def _letters_before(view: ConversationView, turn: TurnView) -> Iterator[Candidate]:
    """Capitals alone in the speaker's turn before: PDAA, then 2025 3301."""
    earlier = [one for one in view.turns[max(0, turn.position - REACH) : turn.position] if one.sender is turn.sender]
    letters = _LETTERS.fullmatch(earlier[-1].text) if earlier else None
    if letters:
        piece = (earlier[-1].position, *letters.span("letters"))
        value = "".join(letters.group("letters").split())
        yield Candidate((piece,), EntityKind.ORDER_NO, value, "letters of an order number that follows", 0.6)


def _digits_behind(view: ConversationView, turn: TurnView) -> Iterator[Candidate]:
    """Short numbers alone in the speaker's next turns, while the other party says nothing but 嗯, 好, ok."""
    pieces = 0
    for later in view.turns[turn.position + 1 :]:
        if later.sender is not turn.sender:
            if not later.text.strip() or not EDGE.fullmatch(later.text):
                return
            continue
        run = later.runs[0] if len(later.runs) == 1 else None
        if not (run and run.alone and SHORTEST_PIECE <= len(run.value) <= LONGEST_PIECE and pieces < MAX_PIECES):
            return
        pieces += 1
        yield Candidate(
            pieces_of(run, 0, len(run.value)), EntityKind.ORDER_NO, run.value, "goes on with an order number", 0.6
        )
