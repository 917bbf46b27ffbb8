"""The encoder: what else is in a group shows in no bit."""

import os
import random

import numpy as np
import pytest

from models.meaning.assembly import WORD_FILE, ensure_assembled
from models.meaning.encoder import AT_ONCE, Encoder
from models.meaning.learned import PAIR, PLAIN
from models.meaning.pair_model import LONGEST_PIECES, pair_pieces
from models.model_cache import ensure, is_ready
from models.reading.e5_words import E5Words

PAIRS = [(f"我们会在{n}天内答复您", said) for n in range(2, 12) for said in ("三天之内回复", "运费由您出", "好的")]


@pytest.fixture(scope="module")
def words() -> E5Words:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")
    return E5Words(ensure("e5-words") / WORD_FILE)


@pytest.mark.parametrize("kind", [PAIR, PLAIN])
def test_the_same_bit_for_bit_in_any_group(words: E5Words, kind: str) -> None:
    encoder = Encoder(ensure_assembled() / kind, words)
    pieces, shares = pair_pieces(words, PAIRS)
    together = encoder.means(pieces, shares)
    assert len({len(p) for p in pieces}) < len(PAIRS) / AT_ONCE * 8  # groups there are
    for at in range(0, len(PAIRS), 4):
        (alone,) = encoder.means([pieces[at]], [shares[at]])
        assert np.array_equal(alone, together[at])
    order = random.Random(1).sample(range(len(PAIRS)), len(PAIRS))
    again = encoder.means([pieces[at] for at in order], [shares[at] for at in order])
    assert all(np.array_equal(mean, together[at]) for mean, at in zip(again, order, strict=True))


def test_the_shares_of_a_pair_are_means(words: E5Words) -> None:
    (pieces,), (shares,) = pair_pieces(words, [("您好", "早上好")])
    assert shares.shape == (3, len(pieces))
    assert shares.sum(axis=1) == pytest.approx([1.0, 1.0, 1.0])
    assert not (shares[1] * shares[2]).any()


def test_nothing_said_and_a_very_long_text_still_make_a_pair(words: E5Words) -> None:
    pieces, shares = pair_pieces(words, [("您好", ""), ("您好", "好的" * 4000)])
    assert shares[0][2].sum() == 0.0
    assert len(pieces[1]) <= 2 * LONGEST_PIECES + 4
