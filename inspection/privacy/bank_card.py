"""Bank and card numbers: 13 to 19 digits with a Luhn check, IBANs, or whatever is offered as a card."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.number_run import NumberRun

ISSUER = re.compile(r"62|4|5[1-5]|2[2-7]|3[47]|35|6011|60|65|9[0-9]")
"""Leading digits of UnionPay, Visa, Mastercard, American Express, JCB, Discover, domestic debit cards."""
WHOLE_RUN_BONUS = 0.055
"""So that 19 digits with a slip win over 16 of them that pass by chance."""
SHORTEST, LONGEST, LONGEST_PHONE = 13, 19, 14
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_IBAN_NAMED = re.compile(r"\biban\b|国际账[号户]", re.IGNORECASE | re.ASCII)
READ_OUT_LENGTH, UNIONPAY_LENGTHS, CARD_LENGTHS = 16, range(16, 20), range(15, 20)
HEARD_SIX = "溜流留刘路"
_BRAND = re.compile(
    r"[\s,，]{0,2}(?:这张|那张|的)?(?:万事达|银联|visa|master|[工农中建交招]行|邮政|信用社)", re.IGNORECASE
)
"""A bank or card brand right behind a number."""

_BANK = re.compile(
    r"存[折单]|开户行|支行|分行|银行|信用社|[工农中建交招]行|户名|\b(?:sort code|routing|swift|bic|iban|bank|bsb)\b",
    re.IGNORECASE | re.ASCII,
)
ACCOUNT_LENGTHS = range(8, 22)
"""Digits of an account at a bank: eight in Britain, up to 21 in China."""

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
    if len(run.value) < 8 or run.attached or (run.denied_by(*NOT_A_CARD) and not _is_surely_one(run)):
        return
    offered = run.offered_as(Cue.BANK_CARD) or bool(len(run.value) > LONGEST_PHONE and _BRAND.match(run.after))
    called_other = run.denied_by(Cue.ORDER_NO, Cue.ID_CARD, *(() if len(run.value) > LONGEST_PHONE else (Cue.PHONE,)))
    yield from _with_misheard_start(run, offered=offered)
    for i, j in run.digit_windows():
        claim = _judge(run.value[i:j], offered=offered, called_other=called_other)
        if not claim and not called_other and _is_read_from_a_card(run, i, j):
            claim = "sixteen digits of a card issuer read out", 0.62
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


def _is_surely_one(run: NumberRun) -> bool:
    """Length, issuer and check digit all right: "the last amount on cc 4539..." speaks of an amount on a card."""
    right = len(run.value) in CARD_LENGTHS and ISSUER.match(run.value) and luhn_is_valid(run.value)
    return bool(right) and run.denied_by(Cue.AMOUNT, Cue.LAST_DIGITS)


def find_bank_accounts(view: TurnView) -> Iterator[Candidate]:
    """A number called an account, in a turn that names a bank: 开户行 ... 账号, "account number ... sort code"."""
    for run in view.runs if _BANK.search(view.text) else ():
        if (
            run.cue
            and run.cue.is_near
            and _is_account(run)
            and len(run.value) in ACCOUNT_LENGTHS
            and run.value.isdigit()
        ):
            pieces = pieces_of(run, 0, len(run.value))
            yield Candidate(pieces, EntityKind.BANK_CARD, run.value, "account number beside the name of a bank", 0.81)


def iban_is_valid(number: str) -> bool:
    """ISO 13616: the first four characters behind the others, letters as 10-35, remainder 1 by 97."""
    turned = number[4:] + number[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def find_ibans(view: TurnView) -> Iterator[Candidate]:
    """International account numbers, typed in one or in groups of four; with a wrong check only behind their name."""
    for found in _IBAN.finditer(view.text):
        number = re.sub(r"[ -]", "", found.group()).upper()
        valid = 15 <= len(number) <= 34 and iban_is_valid(number)
        named = _IBAN_NAMED.search(view.text[max(0, found.start() - 24) : found.start()])
        if valid or (named and len(number) >= 15):
            reason = "international account number, check valid" if valid else "announced as an IBAN"
            piece = (view.position, *found.span())
            yield Candidate((piece,), EntityKind.BANK_CARD, number, reason, 0.96, valid)


def _is_read_from_a_card(run: NumberRun, i: int, j: int) -> bool:
    """Sixteen digits said one after the other, nothing more: cards have that length, few other numbers do."""
    whole = (i, j) == (0, len(run.value))
    return whole and run.spoken and not run.cue and j - i == READ_OUT_LENGTH and bool(ISSUER.match(run.value))


def _with_misheard_start(run: NumberRun, *, offered: bool) -> Iterator[Candidate]:
    """A UnionPay card whose first six a recogniser took for a word: 溜二二八..."""
    before, number = run.edges[0][-1:], run.value
    if not (offered and run.spoken and number.isdigit() and before and before in HEARD_SIX and number[0] == "2"):
        return
    (turn, start, end), *rest = pieces_of(run, 0, len(number))
    if len(number) + 1 in UNIONPAY_LENGTHS:
        pieces = ((turn, start - 1, end), *rest)
        reason = f"card with a digit misheard, {run.context}"
        yield Candidate(pieces, EntityKind.BANK_CARD, f"6{number}", reason, 0.97, luhn_is_valid(f"6{number}"))


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
    if not called_other and number.startswith("62") and len(number) in UNIONPAY_LENGTHS:
        return "UnionPay prefix and length, Luhn wrong", 0.7
    return None
