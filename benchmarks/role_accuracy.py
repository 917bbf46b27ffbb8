"""How much of what was heard stands under the right role: words heard laid beside words said."""

from collections.abc import Sequence
from difflib import SequenceMatcher

import regex

from benchmarks.speaker_truth import SpokenTurn
from inspection.chinese_text import half_width, simplified
from inspection.interaction import Turn

_UNITS = regex.compile(r"\p{Han}|[\p{Latin}\d']+")


def role_counts(said: Sequence[SpokenTurn], heard: Sequence[Turn]) -> tuple[int, int]:
    """(units under the right role, units compared): Chinese characters and Latin words that both sides agree on."""
    wanted = [(unit, turn.speaker) for turn in said for unit in _units(turn.text)]
    found = [(unit, turn.sender.value) for turn in heard for unit in _units(turn.text)]
    same = SequenceMatcher(None, [u for u, _ in wanted], [u for u, _ in found], autojunk=False)
    pairs = [(wanted[b.a + k][1], found[b.b + k][1]) for b in same.get_matching_blocks() for k in range(b.size)]
    return sum(role == heard_role for role, heard_role in pairs), len(pairs)


def _units(text: str) -> list[str]:
    return [str(u).lower() for u in _UNITS.findall(half_width(simplified(text)))]
