"""A phone number, identity card or bank card put together from pieces: said in short breaths over turns, with words,
repairs (零二不对零三) and homophones between. Only a form that holds (eleven digits of a mobile, a birth date, a check
digit) makes one value of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspection.entities import EntityKind
from inspection.privacy.bank_card import luhn_is_valid
from inspection.privacy.candidate import Candidate, Piece
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.digit_pieces import (
    DigitPiece,
    Link,
    digit_pieces,
    is_another_matter,
    link_in_turn,
    link_over_turns,
)
from inspection.privacy.id_card import checksum_is_valid, looks_like_18
from inspection.privacy.number_run import NumberRun
from inspection.privacy.phone import LANDLINE, MOBILE, NORTH_AMERICAN, TRUNK
from inspection.privacy.placeholders import is_chinese

MAX_PIECES, LONGEST = 14, 21
MAX_BETWEEN = 2
"""Turns of the other party between two pieces."""
LONGEST_BETWEEN = 24
"""Characters of such a turn; twice as many in English."""
SHORTEST_WHOLE = 10
"""Digits of a whole number that may be said again as a whole."""
LONGEST_ASIDE = 12
"""Characters of a turn of the speaker's own without digits, between two pieces: 等一下 我看看."""
_CARD = re.compile(r"4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|6[025]\d{14,17}|9\d{15,18}")
"""The lengths of each issuer: UnionPay and domestic cards 16 to 19 digits, American Express 15, the others 16."""
CODE_LENGTHS, ORDER_LENGTHS = range(4, 9), range(6, 22)
_BEGUN = re.compile(r"1[3-9]\d")
MOST_READINGS = 24
"""Readings kept of one chain; a repair doubles them."""
_KEPT_APART = (Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.HOTLINE)
_TELEPHONES = (LANDLINE, TRUNK, NORTH_AMERICAN)

Spot = tuple[DigitPiece, int, int]
"""A piece and the characters of it that are read as digits."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Pieces so far in one reading; `loosest` is the loosest link between them."""

    symbols: str
    spots: tuple[Spot, ...]
    loosest: Link
    repaired_at: int = 0
    """Symbols before the last repair; 0 without one."""
    behind: int = 0
    """Symbols since then."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words before the first piece, behind the last one and the other party call the number."""

    first: NumberRun | None
    last: NumberRun | None

    def is_offered(self, cue: Cue) -> bool:
        behind = self.last.cue_behind is cue if self.last else False
        return behind or (self.first is not None and self.first.offered_as(cue))

    def ends_with(self, piece: DigitPiece) -> bool:
        """The strict reader goes on behind the piece otherwise: no end of a number."""
        return self.last is None or self.last.spots[-1][2] <= piece.end

    def is_kept_apart(self) -> bool:
        return self.first is not None and self.first.denied_by(*_KEPT_APART)


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
    chains = [_Chain(one.symbols, ((first, one.start, one.end),), Link.NOTHING) for one in first.readings]
    at, position = (turn, place), first
    for _ in range(MAX_PIECES):
        said = _Said(first_run, _run_at(view.turns[at[0]], position))
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


def _continued(chain: _Chain, piece: DigitPiece, link: Link) -> Iterator[_Chain]:
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
                    yield _Chain(symbols, spots, loosest, len(chain.symbols), len(one.symbols))
                else:
                    yield _Chain(symbols, spots, loosest, chain.repaired_at, chain.behind + len(one.symbols))


def _is_begun_again(begun: str, again: str) -> bool:
    """一三八零 不对 一三九零零...: the beginning is said again with a difference."""
    return begun[0] == again[0] and 2 * sum(a == b for a, b in zip(begun, again, strict=False)) >= len(begun)


def _judged(chains: list[_Chain], said: _Said, *, is_one_breath: bool) -> Iterator[Candidate]:
    if is_one_breath or said.is_kept_apart() or not chains or not said.ends_with(chains[0].spots[-1][0]):
        return
    for chain in chains:
        judged = _judge(chain, said)
        if judged:
            kind, reason, strength, valid = judged
            yield Candidate(_pieces_of(chain), kind, chain.symbols, reason, strength, valid)


def _judge(chain: _Chain, said: _Said) -> tuple[EntityKind, str, float, bool | None] | None:
    number, close = chain.symbols, chain.loosest is Link.NOTHING
    if looks_like_18(number) if len(number) == 18 else False:
        valid = checksum_is_valid(number)
        if valid or said.is_offered(Cue.ID_CARD):
            reason = "identity card in pieces, checksum " + ("valid" if valid else "wrong")
            return EntityKind.ID_CARD, reason, 0.975 if valid else 0.93, valid
    if not number.isdigit():
        return None
    if _CARD.fullmatch(number) and luhn_is_valid(number):
        if said.is_offered(Cue.BANK_CARD):
            return EntityKind.BANK_CARD, "card in pieces, Luhn valid, offered as one", 0.996, True
        if close and len(number) >= 16:
            return EntityKind.BANK_CARD, "card in pieces, Luhn valid", 0.84, True
    return _judge_phone(number, chain, said) or _judge_announced(number, chain, said)


def _judge_phone(number: str, chain: _Chain, said: _Said) -> tuple[EntityKind, str, float, None] | None:
    offered, close = said.is_offered(Cue.PHONE), chain.loosest is Link.NOTHING
    repaired = chain.loosest is Link.REPAIR
    reason = " in pieces" + (", repaired" if repaired else "")
    if MOBILE.fullmatch(number) and (offered or ((close or repaired) and _speaks_for_itself(chain, said))):
        return (
            EntityKind.PHONE,
            f"mobile number{reason}",
            0.905 if repaired and offered else 0.78 if offered else 0.76,
            None,
        )
    if offered and any(form.fullmatch(number) for form in _TELEPHONES):
        return EntityKind.PHONE, f"telephone number{reason}", 0.805 if repaired else 0.73, None
    return None


def _judge_announced(number: str, chain: _Chain, said: _Said) -> tuple[EntityKind, str, float, None] | None:
    """Kinds without a form: words must call it so, and nothing but a pause or a repair may stand between."""
    first_digit = said.first.spots[0][1] if said.first else -1
    if chain.loosest is Link.WORDS or len(chain.spots) < 2 or chain.spots[0][1] != first_digit:
        return None
    said_again = chain.repaired_at and chain.behind == chain.repaired_at
    if said_again or (said.first and Cue.LAST_DIGITS in said.first.asked):
        return None
    unheard = chain.loosest is Link.REPAIR or chain.spots[0][0].turn != chain.spots[-1][0].turn
    if len(number) in CODE_LENGTHS and said.is_offered(Cue.PASSWORD_OR_CODE):
        return EntityKind.PASSWORD_OR_CODE, "code in pieces, called so", 0.835 if unheard else 0.825, None
    if len(number) in ORDER_LENGTHS and said.is_offered(Cue.ORDER_NO):
        return EntityKind.ORDER_NO, "order number in pieces, called so", 0.805 if unheard else 0.795, None
    return None


def _speaks_for_itself(chain: _Chain, said: _Said) -> bool:
    """No word calls it anything, and it begins like a mobile number: 一三八, not the 1 and 3 of other numbers."""
    begun = any(_BEGUN.match(one.symbols) for one in chain.spots[0][0].readings)
    return begun and said.first is not None and not (said.first.cue and said.first.cue.is_near)


def _pieces_of(chain: _Chain) -> tuple[Piece, ...]:
    """One piece per turn, from its first digit to its last."""
    spans: dict[int, tuple[int, int]] = {}
    for piece, start, end in chain.spots:
        begun = spans.get(piece.turn, (start, end))
        spans[piece.turn] = (min(begun[0], start), max(begun[1], end))
    return tuple((turn, *span) for turn, span in spans.items())


def _run_at(turn: TurnView, piece: DigitPiece) -> NumberRun | None:
    """The strict reader's run that shares a character with the piece: it knows the words around."""
    for run in turn.runs:
        if run.spots[0][1] < piece.end and piece.start < run.spots[-1][2]:
            return run
    return None


def without_misread_echoes(claims: Iterable[Candidate]) -> list[Candidate]:
    """Leave out what looks like a value of another kind and is only the other party repeating a longer one."""
    claims = list(claims)
    longer = [claim for claim in claims if len(claim.pieces) > 2 and claim.checksum_valid]
    return [claim for claim in claims if not any(_is_echo(claim, whole) for whole in longer)]


def _is_echo(claim: Candidate, whole: Candidate) -> bool:
    first, last = whole.pieces[0][0], whole.pieces[-1][0] + MAX_BETWEEN
    near = all(first <= turn <= last for turn, _, _ in claim.pieces)
    return near and claim.kind is not whole.kind and len(claim.value) < len(whole.value) and claim.value in whole.value
