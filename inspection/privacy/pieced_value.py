"""A phone number, identity card or bank card put together from pieces: said in short breaths over turns, with words,
repairs (零二不对零三) and homophones between. Only a form that holds (eleven digits of a mobile, a birth date, a check
digit) makes one value of them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from inspection.privacy.candidate import Candidate, Piece
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.digit_pieces import (
    DigitPiece,
    Link,
    digit_pieces,
    is_another_matter,
    link_in_turn,
    link_over_turns,
)
from inspection.privacy.number_run import NumberRun
from inspection.privacy.pieced_form import Chain, Said, form_of
from inspection.privacy.placeholders import is_chinese

MAX_PIECES, LONGEST = 14, 21
MAX_BETWEEN = 2
"""Turns of the other party between two pieces."""
LONGEST_BETWEEN = 24
"""Characters of such a turn; twice as many in English."""
SHORTEST_WHOLE = 10
"""Digits of a whole number that may be said again as a whole."""
SURELY_WHOLE = 0.79
"""Strength of a value over turns from which what the other party repeats of it is an echo."""
LONGEST_ASIDE = 12
"""Characters of a turn of the speaker's own without digits, between two pieces: 等一下 我看看."""
MOST_READINGS = 24
"""Readings kept of one chain; a repair doubles them."""


def find_pieced_values(view: ConversationView) -> Iterator[Candidate]:
    """Values of which every piece belongs to one speaker; the strict readers have the values of one breath."""
    pieces = [digit_pieces(turn) for turn in view.turns]
    for turn in view.turns:
        for place in range(len(pieces[turn.position])):
            yield from _values_from(view, pieces, turn.position, place)


def _values_from(view: ConversationView, pieces: list[list[DigitPiece]], turn: int, place: int) -> Iterator[Candidate]:
    first = pieces[turn][place]
    first_run = _run_at(view.turns[turn], first)
    if first_run is not None and (first_run.attached or first_run.spots[0][1] < first.start):
        return
    chains = [Chain(one.symbols, ((first, one.start, one.end),), Link.NOTHING) for one in first.readings]
    at, position = (turn, place), first
    for _ in range(MAX_PIECES):
        said = Said(first_run, _run_at(view.turns[at[0]], position))
        yield from _judged(chains, said, is_one_breath=len(first.readings) == 1 and at == (turn, place))
        following = _next(view, pieces, at)
        if following is None:
            return
        at, link = following
        position = pieces[at[0]][at[1]]
        chains = [longer for chain in chains for longer in _continued(chain, position, link)][:MOST_READINGS]
        if not chains:
            return


def _next(
    view: ConversationView, pieces: list[list[DigitPiece]], at: tuple[int, int]
) -> tuple[tuple[int, int], Link] | None:
    """The speaker's next piece and its link; None where something else begins."""
    turn, place = at
    here = view.turns[turn]
    if place + 1 < len(pieces[turn]):
        link = link_in_turn(here.text, pieces[turn][place], pieces[turn][place + 1])
        return ((turn, place + 1), link) if link < Link.BREAK else None
    between = 0
    for later in view.turns[turn + 1 :]:
        if later.sender is not here.sender:
            between += 1
            longest = LONGEST_BETWEEN * (1 if is_chinese(later.text) else 2)
            if between > MAX_BETWEEN or len(later.text) > longest or is_another_matter(later.text):
                return None
        elif pieces[later.position]:
            head = later.text[: pieces[later.position][0].start]
            link = link_over_turns(here.text[pieces[turn][place].end :], head)
            return ((later.position, 0), link) if link < Link.BREAK else None
        elif len(later.text) > LONGEST_ASIDE:
            return None
    return None


def _continued(chain: Chain, piece: DigitPiece, link: Link) -> Iterator[Chain]:
    """The chain with the piece; a repair takes back as many symbols as it may have been about."""
    for one in piece.readings:
        spots = (*chain.spots, (piece, one.start, one.end))
        loosest = max(chain.loosest, link)
        if link is Link.REPAIR and len(chain.symbols) >= SHORTEST_WHOLE and one.symbols[:3] == chain.symbols[:3]:
            continue  # a whole number, then a whole number again: two values
        taken_back = range(1, min(len(chain.symbols), 9) + 1) if link is Link.REPAIR else (0,)
        for back in taken_back:
            if back == len(chain.symbols) and not _is_begun_again(chain.symbols, one.symbols):
                continue
            symbols = chain.symbols[: len(chain.symbols) - back] + one.symbols
            if len(symbols) <= LONGEST and (symbols[:-1].isdigit() or len(symbols) == 1):
                if link is Link.REPAIR:
                    yield Chain(symbols, spots, loosest, len(chain.symbols), len(one.symbols))
                else:
                    yield Chain(symbols, spots, loosest, chain.repaired_at, chain.behind + len(one.symbols))


def _is_begun_again(begun: str, again: str) -> bool:
    """一三八零 不对 一三九零零...: the beginning is said again with a difference."""
    return begun[0] == again[0] and 2 * sum(a == b for a, b in zip(begun, again, strict=False)) >= len(begun)


def _judged(chains: list[Chain], said: Said, *, is_one_breath: bool) -> Iterator[Candidate]:
    if is_one_breath or said.is_kept_apart() or not chains or not said.ends_with(chains[0].spots[-1][0]):
        return
    for chain in chains:
        form = form_of(chain, said)
        if form:
            pieces = _pieces_of(chain)
            yield Candidate(pieces, form.kind, chain.symbols, form.reason, form.strength, form.checksum_valid)


def _pieces_of(chain: Chain) -> tuple[Piece, ...]:
    """One piece per turn, from its first digit to its last."""
    spans: dict[int, tuple[int, int]] = {}
    for piece, start, end in chain.spots:
        begun = spans.get(piece.turn, (start, end))
        spans[piece.turn] = (min(begun[0], start), max(begun[1], end))
    return tuple((turn, *span) for turn, span in spans.items())


def _run_at(turn: TurnView, piece: DigitPiece) -> NumberRun | None:
    """The strict reader's run that shares a character with the piece: it knows the words around."""
    at = bisect_right(turn.runs, piece.start, key=lambda run: run.spots[-1][2])
    return turn.runs[at] if at < len(turn.runs) and turn.runs[at].spots[0][1] < piece.end else None


def without_misread_echoes(claims: Iterable[Candidate]) -> list[Candidate]:
    """Leave out what looks like a value of another kind and is only the other party repeating a longer one."""
    claims = list(claims)
    longer = [claim for claim in claims if len(claim.pieces) > 2 and claim.strength >= SURELY_WHOLE]
    return [claim for claim in claims if not any(_is_echo(claim, whole) for whole in longer)]


def _is_echo(claim: Candidate, whole: Candidate) -> bool:
    first, last = whole.pieces[0][0], whole.pieces[-1][0] + MAX_BETWEEN
    turns = {turn for turn, _, _ in claim.pieces}
    near = all(first <= turn <= last for turn in turns)
    elsewhere = whole.checksum_valid or turns.isdisjoint(turn for turn, _, _ in whole.pieces)
    return (
        near
        and elsewhere
        and claim.kind is not whole.kind
        and len(claim.value) < len(whole.value)
        and claim.value in whole.value
    )
