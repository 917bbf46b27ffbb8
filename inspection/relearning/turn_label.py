"""What a person says of one turn (语句标注): its sentiment, its emotion, or whether an act occurs in it.

A head is named `sentiment`, `emotion` or `act:<item id>`; its classes are in the order of its outputs.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from inspection.interaction import Role, Turn
from inspection.sentiment import Emotion, Sentiment

SENTIMENT, EMOTION, ACT = "sentiment", "emotion", "act:"
ABSENT, PRESENT = "no", "yes"
_HEADS = {"情感": SENTIMENT, "情绪": EMOTION}
_ACT_WORDS = ("act:", "行为:")
_ALIASES = {
    SENTIMENT: {
        "负面": "negative", "消极": "negative", "负": "negative", "中性": "neutral", "中": "neutral",
        "正面": "positive", "积极": "positive", "正": "positive",
    },
    EMOTION: {
        "愤怒": "angry", "生气": "angry", "焦虑": "anxious", "着急": "anxious", "失望": "disappointed",
        "中性": "neutral", "平静": "neutral", "满意": "satisfied", "感激": "grateful", "感谢": "grateful",
    },
    ACT: {
        "是": PRESENT, "有": PRESENT, "1": PRESENT, "true": PRESENT, "y": PRESENT, "present": PRESENT,
        "否": ABSENT, "没有": ABSENT, "0": ABSENT, "false": ABSENT, "n": ABSENT, "absent": ABSENT,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLabel:
    """One person's word on one head of one turn; `words_hash` binds it to what the turn said (see `words_hash`)."""

    source: str
    interaction_id: str
    turn: int
    head: str
    label: str
    who: str
    at: datetime
    words_hash: str

    @property
    def key(self) -> tuple[str, str]:
        """(source, interaction_id)."""
        return (self.source, self.interaction_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLabel:
    """A label as somebody gives it: `head` and `label` in Chinese or English; `where` names the place in errors.

    `source` may be None while only one source has an interaction of this id.
    """

    interaction_id: str
    turn: int
    head: str
    label: str
    who: str
    at: datetime
    source: str | None = None
    where: str = ""


def words_hash(turn: Turn) -> str:
    """Sixteen hexadecimal digits of who says what (masked): a label of other words does not speak of these."""
    return hashlib.sha256(f"{turn.sender.value}\n{turn.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def act_of(head: str) -> str | None:
    """The item id of an act's head; None for sentiment and emotion."""
    return head.removeprefix(ACT) if head.startswith(ACT) else None


def classes_of(head: str) -> tuple[str, ...]:
    """The labels of a head, in the order of its outputs; (no, yes) for an act."""
    if head == SENTIMENT:
        return tuple(s.value for s in Sentiment)
    return tuple(e.value for e in Emotion) if head == EMOTION else (ABSENT, PRESENT)


def read_head(written: str, acts: Collection[str]) -> str:
    """The head somebody means (`情感`, `emotion`, `act:rude`, or an item id alone); ValueError says what there is."""
    plain = written.strip().replace("：", ":")
    named = _HEADS.get(plain, plain.lower())
    act = next((named.removeprefix(word) for word in _ACT_WORDS if named.startswith(word)), named)
    if named in (SENTIMENT, EMOTION):
        return named
    if act in acts:
        return f"{ACT}{act}"
    raise ValueError(f"'{written}' is no head: write sentiment, emotion or act:ITEM (such as act:{min(acts)})")


def read_label(head: str, written: str) -> str:
    """The label somebody means, in Chinese or English; ValueError names those of the head."""
    plain = written.strip().lower()
    known = classes_of(head)
    means = plain if plain in known else _ALIASES[ACT if act_of(head) else head].get(plain)
    if means is None:
        raise ValueError(f"'{written}' is no label of {head}: write {', '.join(known)}")
    return means


def check_fits(head: str, turn: Turn) -> None:
    """ValueError when nobody reads this head on such a turn: no words, or another speaker's head."""
    if not turn.has_words:
        raise ValueError(f"turn {turn.index} has no words")
    if act_of(head) and turn.sender is not Role.AGENT:
        raise ValueError(f"turn {turn.index} is the {turn.sender.value}'s: acts are read in turns of agents")
    if head == EMOTION and turn.sender not in (Role.CUSTOMER, Role.UNKNOWN):
        raise ValueError(f"turn {turn.index} is the {turn.sender.value}'s: emotions are read in turns of customers")
