"""Which form a chain of pieces holds, and which it must not."""

import pytest

from inspection.entities import EntityKind
from inspection.privacy.digit_pieces import DigitPiece, Link, Reading
from inspection.privacy.pieced_form import Chain, Said, form_of

UNSAID = Said(None, None)


def chain(symbols: str, link: Link = Link.NOTHING) -> Chain:
    half = len(symbols) // 2
    spots = []
    for start, end in ((0, half), (half + 1, len(symbols) + 1)):
        reading = Reading(symbols[start:end], start, end)
        spots.append((DigitPiece(0, start, end, (reading,)), start, end))
    return Chain(symbols, tuple(spots), link)


@pytest.mark.parametrize(
    ("symbols", "kind"),
    [
        ("34010419670509274X", EntityKind.ID_CARD),
        ("610113197711059926", EntityKind.ID_CARD),
        ("6217004595511692583", EntityKind.BANK_CARD),
    ],
)
def test_a_check_digit_speaks_without_words(symbols: str, kind: EntityKind) -> None:
    form = form_of(chain(symbols), UNSAID)
    assert form is not None
    assert (form.kind, form.checksum_valid) == (kind, True)


@pytest.mark.parametrize(
    "symbols",
    ["340104196705092741", "6217004595511692584", "43010219820827644", "13800138000", "4155550142", "482913", "X"],
)
def test_without_words_nothing_else_is_claimed(symbols: str) -> None:
    assert form_of(chain(symbols), UNSAID) is None


def test_words_between_are_too_loose_for_a_card_nobody_offered() -> None:
    assert form_of(chain("6217004595511692583", Link.WORDS), UNSAID) is None
