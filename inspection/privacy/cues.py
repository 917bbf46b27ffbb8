"""What the words around a number say it is: the nearest cue before it, the one behind it, and what a turn asks for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from inspection.privacy.cue_words import ASK, COPULA, CUE, GENERIC, PERSONAL_CUES, SENTENCE_END, Cue
from inspection.privacy.text_shadow import OPAQUE

_HAN = re.compile("[\u3400-\u9fff]")
NEAR_ZH, NEAR_EN = 12, 40
DIRECT_ZH, DIRECT_EN = 5, 10
BEHIND_ZH, BEHIND_EN = 5, 24
_FIELD_ASKED = re.compile(
    r"\W{0,4}+(?:(?:and|ok|okay|then|great|perfect|thanks|lovely|now)\b\W{0,4}+){0,3}"
    r"(?:your|the)(?: [\w-]{1,20}+){1,6}+\W{0,4}",
    re.IGNORECASE,
)
"""A whole turn that only names a field: "and your mobile"."""
LONG_NUMBER = 9
"""Digits from which a number is more than the "last digits" a cue before it speaks of."""


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue before a number: which, its word, and the words between it and the number."""

    cue: Cue
    word: str
    gap: str

    @property
    def is_near(self) -> bool:
        """Close enough, in one sentence, to be about the number."""
        return not SENTENCE_END.search(self.gap) and len(self.gap.strip()) <= _reach(self.gap, NEAR_ZH, NEAR_EN)

    @property
    def is_direct(self) -> bool:
        """Only a connector (是, :, is) or nothing stands between."""
        return self.is_near and len(self.gap.strip()) <= _reach(self.gap, DIRECT_ZH, DIRECT_EN)


def _reach(gap: str, chinese: int, english: int) -> int:
    return chinese if _HAN.search(gap) else english


def cue_before(text: str, digits: int = 0) -> CueFound | None:
    """The last cue in the words before a number of so many digits; a following cue word takes the place of an earlier.

    "The last digit is wrong, it is ..." does not make a full number "last digits".
    A cue before a masked value is used up.
    """
    text = text.rpartition(OPAQUE)[2]
    last: re.Match[str] | None = None
    for found in CUE.finditer(text):
        if found.lastgroup == Cue.LAST_DIGITS and digits >= LONG_NUMBER:
            continue
        if not (last and found.group().casefold() in GENERIC and found.start() - last.end() <= 2):
            last = found
    return CueFound(Cue(last.lastgroup or ""), last.group(), text[last.end() :]) if last else None


def cue_after(text: str) -> Cue | None:
    """The cue right behind a number: "482913 是验证码", "138... is my cell"."""
    text = text.partition(OPAQUE)[0]
    found = CUE.search(text)
    gap = text[: found.start()] if found else ""
    if not found or len(gap) > _reach(gap, BEHIND_ZH, BEHIND_EN) or SENTENCE_END.search(gap):
        return None
    cue = Cue(found.lastgroup or "")
    is_glued = not gap and cue is Cue.PASSWORD_OR_CODE and found.group()[-1] == "码"
    if not (is_glued or COPULA.search(gap)):
        return None
    return cue if cue in PERSONAL_CUES or cue in (Cue.PRODUCT, Cue.AMOUNT) else None


def cues_asked(text: str) -> frozenset[Cue]:
    """What a turn asks the other party for; empty when it asks for nothing."""
    if ASK.search(text) or _FIELD_ASKED.fullmatch(text):
        return cues_named(text)
    return frozenset()


@lru_cache(maxsize=256)
def cues_named(text: str) -> frozenset[Cue]:
    """All cues in a text."""
    return frozenset(Cue(found.lastgroup or "") for found in CUE.finditer(text))
