"""Which form a chain of pieces holds: the length and check digit of a card, a birth date, a mobile's eleven digits; for
orders and codes, which have none, the words that call it so.
"""

import re
from dataclasses import dataclass

from inspection.entities import EntityKind
from inspection.privacy.bank_card import luhn_is_valid
from inspection.privacy.cue_words import Cue
from inspection.privacy.digit_pieces import DigitPiece, Link
from inspection.privacy.id_card import LENGTH as ID_LENGTH
from inspection.privacy.id_card import checksum_is_valid, looks_like_18
from inspection.privacy.number_run import NumberRun
from inspection.privacy.phone import LANDLINE, MOBILE, NORTH_AMERICAN, TRUNK

_CARD = re.compile(r"4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|6[025]\d{14,17}|9\d{15,18}")
"""The lengths of each issuer: UnionPay and domestic cards 16 to 19 digits, American Express 15, the others 16."""
LONGEST_GROUP = 4
"""A mobile number is said in groups of three and four."""
CODE_LENGTHS, ORDER_LENGTHS = range(4, 9), range(6, 22)
_BEGUN = re.compile(r"1[3-9]\d")
_KEPT_APART = (Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.HOTLINE)
_TELEPHONES = (LANDLINE, TRUNK, NORTH_AMERICAN)

Spot = tuple[DigitPiece, int, int]
"""A piece and the characters of it that are read as digits."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Pieces so far in one reading; `loosest` is the loosest link between them."""

    symbols: str
    spots: tuple[Spot, ...]
    loosest: Link
    repaired_at: int = 0
    """Symbols before the last repair; 0 without one."""
    behind: int = 0
    """Symbols since then."""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind, why, how strongly (as of a candidate), and whether its checksum is right (None without one)."""

    kind: EntityKind
    reason: str
    strength: float
    checksum_valid: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the words before the first piece, behind the last one and the other party call the number."""

    first: NumberRun | None
    last: NumberRun | None

    def is_offered(self, cue: Cue) -> bool:
        """Some words call it so."""
        behind = self.last.cue_behind is cue if self.last else False
        return behind or (self.first is not None and self.first.offered_as(cue))

    def ends_with(self, piece: DigitPiece) -> bool:
        """The strict reader goes on behind the piece otherwise: no end of a number."""
        return self.last is None or self.last.spots[-1][2] <= piece.end

    def is_kept_apart(self) -> bool:
        """Words say that it is nobody's: a model, an amount, a member of staff."""
        return self.first is not None and self.first.denied_by(*_KEPT_APART)


def form_of(chain: Chain, said: Said) -> Form | None:
    """What a chain is, None where no form holds."""
    number, close = chain.symbols, chain.loosest is Link.NOTHING
    if len(number) == ID_LENGTH and looks_like_18(number):
        valid = checksum_is_valid(number)
        if valid or said.is_offered(Cue.ID_CARD):
            reason = "identity card in pieces, checksum " + ("valid" if valid else "wrong")
            return Form(EntityKind.ID_CARD, reason, 0.975 if valid else 0.93, valid)
    if not number.isdigit():
        return None
    if _CARD.fullmatch(number) and luhn_is_valid(number):
        if said.is_offered(Cue.BANK_CARD):
            return Form(EntityKind.BANK_CARD, "card in pieces, Luhn valid, offered as one", 0.996, True)
        if close and len(number) >= 16:
            return Form(EntityKind.BANK_CARD, "card in pieces, Luhn valid", 0.84, True)
    return _phone(number, chain, said) or _announced(number, chain, said)


def _phone(number: str, chain: Chain, said: Said) -> Form | None:
    offered, close = said.is_offered(Cue.PHONE), chain.loosest is Link.NOTHING
    repaired = chain.loosest is Link.REPAIR
    reason = " in pieces" + (", repaired" if repaired else "")
    if MOBILE.fullmatch(number) and (offered or ((close or repaired) and _speaks_for_itself(chain, said))):
        strength = 0.905 if repaired and offered else 0.78 if offered else 0.76
        return Form(EntityKind.PHONE, f"mobile number{reason}", strength)
    if offered and any(form.fullmatch(number) for form in _TELEPHONES):
        return Form(EntityKind.PHONE, f"telephone number{reason}", 0.805 if repaired else 0.73)
    return None


def _announced(number: str, chain: Chain, said: Said) -> Form | None:
    """Kinds without a form: words must call it so, and nothing but a pause or a repair may stand between."""
    first_digit = said.first.spots[0][1] if said.first else -1
    if chain.loosest is Link.WORDS or len(chain.spots) < 2 or chain.spots[0][1] != first_digit:
        return None
    said_again = chain.repaired_at and chain.behind == chain.repaired_at
    if said_again or (said.first and Cue.LAST_DIGITS in said.first.asked):
        return None
    unheard = chain.loosest is Link.REPAIR or chain.spots[0][0].turn != chain.spots[-1][0].turn
    if len(number) in CODE_LENGTHS and said.is_offered(Cue.PASSWORD_OR_CODE):
        return Form(EntityKind.PASSWORD_OR_CODE, "code in pieces, called so", 0.835 if unheard else 0.825)
    if len(number) in ORDER_LENGTHS and said.is_offered(Cue.ORDER_NO):
        return Form(EntityKind.ORDER_NO, "order number in pieces, called so", 0.805 if unheard else 0.795)
    return None


def _speaks_for_itself(chain: Chain, said: Said) -> bool:
    """No word calls it anything, and it begins like a mobile number: 一三八, not the 1 and 3 of other numbers.

    A repair leaves many ways to cut a number, so it must also be said in a mobile's groups: an amount or another id
    that somebody corrects is said whole.
    """
    if chain.loosest is Link.REPAIR and any(_symbols_of(spot) > LONGEST_GROUP for spot in chain.spots):
        return False
    begun = any(_BEGUN.match(one.symbols) for one in chain.spots[0][0].readings)
    return begun and said.first is not None and not (said.first.cue and said.first.cue.is_near)


def _symbols_of(spot: Spot) -> int:
    piece, start, end = spot
    return max(len(one.symbols) for one in piece.readings if (one.start, one.end) == (start, end))
