"""What the pair model learns from in one epoch: contrast blocks, the grammar, pairs that have nothing in common."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.training.meaning.blocks import Block
from models.training.meaning.grammar import grammar_pairs
from models.training.meaning.numbers_written import another, value_of, written
from models.training.meaning.quantities import quantity_pairs
from models.training.meaning.sentence_turns import denied_both, is_statement, turned
from models.training.meaning.speech_style import beside, restyled

_SLOT = re.compile(r"\{(\w+)\}")
# Shares of what is drawn per block of lessons; the rest of an epoch comes from the grammar.
_TURNED_SHARE, _DENIED_SHARE, _QUANTITY_SHARE = 0.1, 0.3, 0.5
"""Of the lessons of blocks, of those, and of the lessons of the grammar."""

_HARD_FILES, _HARD_SHARE = ("reworded", "converse"), 0.35
"""Of the lessons of blocks: from the files of rewordings and converses, which are hard."""

_BESIDE_SHARE, _OTHER_NUMBER_SHARE, _STRANGER_SHARE, _SAME_SHARE = 0.25, 0.3, 0.3, 0.04


@dataclass(frozen=True, slots=True)
class PairLesson:
    """`said` means `required`, or not."""

    required: str
    said: str
    same: bool


def lessons_of(blocks: Sequence[Block], count: int, grammar_share: float, rng: random.Random) -> list[PairLesson]:
    """`count` lessons, drawn anew each time."""
    from_grammar = int(count * grammar_share)
    quantities = int(from_grammar * _QUANTITY_SHARE)
    made = [*grammar_pairs(from_grammar - quantities, rng), *quantity_pairs(quantities, rng)]
    lessons = [
        PairLesson(restyled(a, language, rng), restyled(b, language, rng), same) for a, b, same, language in made
    ]
    hard = [b for b in blocks if b.file.startswith(_HARD_FILES)] or blocks
    for _ in range(count - from_grammar):
        chosen = rng.choice(hard if rng.random() < _HARD_SHARE else blocks)
        lessons.append(_of_block(chosen, blocks, rng))
    rng.shuffle(lessons)
    return lessons


def _of_block(block: Block, blocks: Sequence[Block], rng: random.Random) -> PairLesson:
    values = {slot: value_of(slot, rng) for slot in _slots(block)}
    letter = "A" if rng.random() < 0.5 and "A" in block.meanings else rng.choice(sorted(block.meanings))
    required = rng.choice(block.meanings[letter])
    chance = rng.random()
    if chance < _SAME_SHARE:
        said, same = required, True
    elif chance < _SAME_SHARE + _STRANGER_SHARE:
        said, same = _stranger(block, blocks, rng), False
    elif rng.random() < 0.5 or len(block.meanings) == 1:
        said, same = rng.choice(block.meanings[letter]), True
    else:
        said, same = rng.choice(block.meanings[rng.choice(sorted(set(block.meanings) - {letter}))]), False
    told = dict(values)
    shared = set(_SLOT.findall(required)) & set(_SLOT.findall(said))
    if same and shared and rng.random() < _OTHER_NUMBER_SHARE:
        slot = rng.choice(sorted(shared))
        told[slot], same = another(values[slot], slot, rng), False
    language = block.language
    first = restyled(_filled(required, values, language, rng), language, rng)
    second = restyled(_filled(said, told, language, rng), language, rng)
    if same and is_statement(second) and is_statement(first) and rng.random() < _TURNED_SHARE / 0.5:
        if rng.random() < _DENIED_SHARE:
            first, second = denied_both(second, language, rng)
        else:
            second, same = turned(second, language, rng)
    if rng.random() < _BESIDE_SHARE:
        second = beside(second, _stranger(block, blocks, rng), language, rng)
    return PairLesson(first, second, same)


def _stranger(block: Block, blocks: Sequence[Block], rng: random.Random) -> str:
    """A wording of another topic in the same language, its slots filled."""
    while (other := rng.choice(blocks)).language != block.language or other.topic == block.topic:
        pass
    text = rng.choice(rng.choice(list(other.meanings.values())))
    return _filled(text, {slot: value_of(slot, rng) for slot in _SLOT.findall(text)}, block.language, rng)


def _slots(block: Block) -> set[str]:
    return {slot for texts in block.meanings.values() for text in texts for slot in _SLOT.findall(text)}


def _filled(text: str, values: dict[str, int], language: str, rng: random.Random) -> str:
    return _SLOT.sub(lambda found: written(values[found[1]], language, rng), text)


def held_out_pairs(blocks: Sequence[Block], seed: int = 5) -> list[PairLesson]:
    """Every pair of the blocks that are never trained on, slots filled, no other change."""
    rng = random.Random(seed)
    pairs = []
    for block in blocks:
        values = {slot: value_of(slot, rng) for slot in sorted(_slots(block))}
        fill = lambda text, block=block, values=values: _filled(text, values, block.language, rng)  # noqa: E731
        pairs += [PairLesson(fill(a), fill(b), same) for a, b, same in block.pairs()]
    return pairs
