"""Bank and card numbers: 13 to 19 digits with a Luhn check, or whatever is offered as a card."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.cue_words import Cue
from inspection.privacy.number_run import NumberRun

ISSUER = re.compile(r"62|4|5[1-5]|2[2-7]|3[47]|35|6011|60|65|9[0-9]")
"""Leading digits of UnionPay, Visa, Mastercard, American Express, JCB, Discover, domestic debit cards."""
WHOLE_RUN_BONUS = 0.055
"""So that 19 digits with a slip win over 16 of them that pass by chance."""
SHORTEST, LONGEST, LONGEST_PHONE = 13, 19, 14
_BRAND = re.compile(
    r"[\s,，]{0,2}(?:这张|那张|的)?(?:万事达|银联|visa|master|[工农中建交招]行|邮政|信用社)", re.IGNORECASE
)
"""A bank or card brand right behind a number."""

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
    offered = run.offered_as(Cue.BANK_CARD) or bool(len(run.value) > LONGEST_PHONE and _BRAND.match(run.after))
    called_other = run.denied_by(Cue.ORDER_NO, Cue.ID_CARD, *(() if len(run.value) > LONGEST_PHONE else (Cue.PHONE,)))
    for i, j in run.digit_windows():
        claim = _judge(run.value[i:j], offered=offered, called_other=called_other)
        if not claim and _is_embossed(run, i, j) and (not called_other or _is_account(run)):
            claim = "four groups of four digits, Luhn wrong", 0.84 if called_other else 0.72
        if claim:
            reason, strength = claim
            reason = f"{reason}, {run.context}" if offered else reason
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


def _is_account(run: NumberRun) -> bool:
    """An account (账号) may be that of a card."""
    return run.cue is not None and bool(re.search("账|帐|account", run.cue.word))


def _is_embossed(run: NumberRun, i: int, j: int) -> bool:
    """Grouped as on a card: 4-4-4-4, with a rest of three behind on long ones."""
    starts = [k - i for k in range(i, j) if k == i or run.opens[k]]
    return starts in ([0, 4, 8, 12], [0, 4, 8, 12, 16]) and j - i in (16, 19) and bool(ISSUER.match(run.value[i:j]))


def _judge(number: str, *, offered: bool, called_other: bool) -> tuple[str, float] | None:
    if offered and SHORTEST <= len(number) <= LONGEST:
        return (
            ("length of a card, Luhn valid", 0.94) if luhn_is_valid(number) else ("length of a card, Luhn wrong", 0.89)
        )
    if offered and (len(number) in (12, 20, 21) or (8 <= len(number) < 12 and not number.startswith("1"))):
        return "length of a bank account", 0.74
    known_issuer = SHORTEST <= len(number) <= LONGEST and ISSUER.match(number)
    if known_issuer and called_other and len(number) >= 16 and luhn_is_valid(number):
        return "card length, issuer and Luhn valid, called something else", 0.5
    if known_issuer and not called_other and luhn_is_valid(number):
        return ("card length, issuer and Luhn valid", 0.85) if len(number) >= 15 else ("Luhn valid", 0.55)
    if not called_other and number.startswith("62") and len(number) in (16, 17, 18, 19):
        return "UnionPay prefix and length, Luhn wrong", 0.7
    return None
