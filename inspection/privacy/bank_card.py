"""Bank and card numbers: 13 to 19 digits with a Luhn check, or whatever is offered as a card."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.cues import Cue
from inspection.privacy.number_run import NumberRun

ISSUER = re.compile(r"62|4|5[1-5]|2[2-7]|3[47]|35|6011|60|65|9[0-9]")
"""Leading digits of UnionPay, Visa, Mastercard, American Express, JCB, Discover, domestic debit cards."""
WHOLE_RUN_BONUS = 0.055
"""So that 19 digits with a slip win over 16 of them that pass by chance."""
SHORTEST, LONGEST = 13, 19
NOT_A_CARD = (Cue.LAST_DIGITS, Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.HOTLINE)


def luhn_is_valid(number: str) -> bool:
    """ISO/IEC 7812 check digit."""
    total = 0
    for place, char in enumerate(reversed(number)):
        digit = int(char) * (2 if place % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def find_bank_cards(run: NumberRun) -> Iterator[Candidate]:
    """Card numbers by Luhn and issuer, and 12 to 21 digits that are offered as a card or bank account."""
    if len(run.value) < 8 or run.attached or run.denied_by(*NOT_A_CARD):
        return
    offered = run.offered_as(Cue.BANK_CARD)
    called_other = run.denied_by(Cue.ORDER_NO, Cue.PHONE, Cue.ID_CARD)
    for i, j in run.digit_windows():
        claim = _judge(run.value[i:j], offered=offered, called_other=called_other)
        if claim:
            reason, strength = claim
            strength += WHOLE_RUN_BONUS if (i, j) == (0, len(run.value)) else 0.0
            valid = luhn_is_valid(run.value[i:j])
            yield Candidate(
                pieces_of(run, i, j),
                EntityKind.BANK_CARD,
                run.value[i:j],
                reason,
                strength,
                valid,
            )


def _judge(number: str, *, offered: bool, called_other: bool) -> tuple[str, float] | None:
    if offered and SHORTEST <= len(number) <= LONGEST:
        return (
            ("offered as a card, Luhn valid", 0.94)
            if luhn_is_valid(number)
            else ("offered as a card, Luhn wrong", 0.89)
        )
    if offered and (len(number) in (12, 20, 21) or (8 <= len(number) < 12 and not number.startswith("1"))):
        return "offered as a bank account", 0.74
    known_issuer = SHORTEST <= len(number) <= LONGEST and ISSUER.match(number)
    if known_issuer and called_other and len(number) >= 16 and luhn_is_valid(number):
        return "card length, issuer and Luhn valid, called something else", 0.5
    if known_issuer and not called_other and luhn_is_valid(number):
        return ("card length, issuer and Luhn valid", 0.85) if len(number) >= 15 else ("Luhn valid", 0.55)
    if not called_other and number.startswith("62") and len(number) in (16, 17, 18, 19):
        return "UnionPay prefix and length, Luhn wrong", 0.7
    return None
