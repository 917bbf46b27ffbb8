"""Wordings of one meaning whose figure differs: 3天内答复 against 五天内给您答复. They never mean the same."""

import random
import re
from collections.abc import Iterator
from itertools import permutations

from models.training.meaning.blocks import Block
from models.training.meaning.lessons import PairLesson
from models.training.meaning.numbers_written import another, value_of, written

_SLOT = re.compile(r"\{(\w+)\}")


def number_changed(block: Block, rng: random.Random) -> Iterator[PairLesson]:
    """One pair for every two wordings of one meaning that share a slot, with another value in the second."""
    for texts in block.meanings.values():
        for first, second in permutations(texts, 2):
            shared = sorted(set(_SLOT.findall(first)) & set(_SLOT.findall(second)))
            if not shared:
                continue
            values = {slot: value_of(slot, rng) for slot in sorted(set(_SLOT.findall(first + second)))}
            slot = rng.choice(shared)
            told = values | {slot: another(values[slot], slot, rng)}
            yield PairLesson(_filled(first, values, block, rng), _filled(second, told, block, rng), False)


def _filled(text: str, values: dict[str, int], block: Block, rng: random.Random) -> str:
    return _SLOT.sub(lambda found: written(values[found[1]], block.language, rng), text)
