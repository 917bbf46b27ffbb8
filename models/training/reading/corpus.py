"""What the reading model learns from: our snippets for the acts, our turns and permitted public ones for feeling."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from inspection.interaction import Role
from inspection.item_ids import VIOLATIONS
from inspection.rules.speaker_names import SPEAKERS
from models.training import sentiment_corpus
from models.training.reading.snippets import Snippet

SENTIMENTS = ("negative", "neutral", "positive")
EMOTIONS = ("angry", "anxious", "disappointed", "neutral", "satisfied", "grateful")
# How surely a turn written for one item lacks the act of another: an agent who does a duty seldom commits a breach.
_NO_BREACH = 0.7
_SHIPPED = Path(__file__).parents[3] / "scoring_rules"
CLEAN_CORPUS, SHIPPED_ITEMS = _SHIPPED / "clean_corpus", _SHIPPED / "items"
HOSTILE = ("rude", "threatens_customer", "questioning_customer")
"""Acts by which an agent is hostile: the turns that carry them are negative, whatever the words sound like."""
ORDINARY = "ordinary"
"""The file of snippets that hold no breach at all; it is no act."""
_BEFORE = {"A": Role.AGENT, "C": Role.CUSTOMER}
_DUTY_WITHOUT_VIOLATION, _OTHER_VIOLATION, _OTHER_DUTY = 0.5, 0.1, 0.03


@dataclass(frozen=True, slots=True)
class Lesson:
    """One judged turn. `acts` maps act -> (label 0/1, weight); sentiment and emotion are class numbers or None."""

    speaker: Role
    text: str
    previous: tuple[Role, str] | None
    acts: dict[str, tuple[float, float]] = field(default_factory=dict)
    sentiment: int | None = None
    emotion: int | None = None
    weight: float = 1.0


def act_lessons(snippets: Iterable[Snippet], acts: Iterable[str]) -> list[Lesson]:
    """One lesson per agent turn of every snippet."""
    names = tuple(a for a in acts if a != ORDINARY)
    return [lesson for s in snippets for lesson in _lessons(s, names)]


def _lessons(snippet: Snippet, acts: tuple[str, ...]) -> list[Lesson]:
    lessons = []
    # Carried by another speaker alone (the system says who hung up): nothing to learn for the agent's turns.
    learnable = not snippet.found or any(t.carries and t.speaker == "agent" for t in snippet.turns)
    for at, turn in enumerate(snippet.turns):
        if turn.speaker != "agent":
            continue
        before = snippet.turns[at - 1] if at else None
        previous = (Role(before.speaker), before.text) if before else None
        labels = {act: (0.0, _absence_weight(snippet.item, act)) for act in acts}
        if snippet.item != ORDINARY:
            labels[snippet.item] = (float(turn.carries), float(learnable))
        lessons.append(Lesson(Role.AGENT, turn.text, previous, labels))
    return lessons


def _absence_weight(item: str, act: str) -> float:
    if act not in VIOLATIONS:
        return 0.0 if item == ORDINARY else _OTHER_DUTY
    if item == ORDINARY:
        return 1.0
    return _OTHER_VIOLATION if item in VIOLATIONS else _DUTY_WITHOUT_VIOLATION


def hostile_lessons(snippets: Iterable[Snippet]) -> list[Lesson]:
    """Agents' hostile turns as lessons of feeling, each after the turn before it."""
    lessons = []
    for snippet in snippets:
        if snippet.item in HOSTILE and snippet.found and not snippet.is_held_out:
            lessons += [
                _hostile(snippet, at) for at, t in enumerate(snippet.turns) if t.carries and t.speaker == "agent"
            ]
    return lessons


def _hostile(snippet: Snippet, at: int) -> Lesson:
    before = snippet.turns[at - 1] if at else None
    previous = (Role(before.speaker), before.text) if before else None
    return Lesson(Role.AGENT, snippet.turns[at].text, previous, {}, SENTIMENTS.index("negative"))


def ordinary_lessons(acts: Iterable[str], path: Path = sentiment_corpus.OWN_TURNS) -> list[Lesson]:
    """Plain and friendly agent turns of our own, and the conversations that must stay clean: no breach is in them."""
    absent = {act: (0.0, _NO_BREACH) for act in acts if act in VIOLATIONS}
    lessons = [
        Lesson(Role.AGENT, row["text"], None, absent)
        for row in sentiment_corpus.rows_of(path)
        if row["speaker"] == "agent" and row["sentiment"] != "negative"
    ]
    for file in sorted(CLEAN_CORPUS.glob("*.yaml")):
        for conversation in YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))["conversations"]:
            lessons += _clean(conversation["turns"], absent)
    return lessons


def example_lessons(acts: Iterable[str], folder: Path = SHIPPED_ITEMS) -> list[Lesson]:
    """Agent turns of the examples beside the rules, for what is not in them.

    Where an example of a breach must stay clean, that breach is absent; a duty's examples hold hardly any breach.
    """
    lessons: list[Lesson] = []
    names = tuple(acts)
    for file in sorted(folder.glob("*.yaml")):
        item = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
        for example in item.get("examples") or []:
            lessons += _clean(example["turns"], _absent_in(item, example, names))
    return lessons


def _absent_in(item: dict[str, Any], example: dict[str, Any], acts: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    if item["kind"] == "duty":
        return {act: (0.0, _DUTY_WITHOUT_VIOLATION) for act in acts if act in VIOLATIONS}
    clean = item["id"] in acts and example["expect"] in ("met", "达标", "clean")
    return {item["id"]: (0.0, 1.0)} if clean else {}


def _clean(turns: list[dict[str, str]], absent: dict[str, tuple[float, float]]) -> list[Lesson]:
    said = [(SPEAKERS[who], text) for turn in turns for who, text in turn.items() if who in SPEAKERS]
    return [
        Lesson(Role.AGENT, text, said[at - 1] if at else None, absent)
        for at, (speaker, text) in enumerate(said)
        if speaker is Role.AGENT
    ]


def feeling_lessons(split: str, paths: Iterable[Path] = sentiment_corpus.OWN) -> list[Lesson]:
    """Our own labelled turns of one split, after the turn before them where they have one."""
    return [_feeling(row) for path in paths for row in sentiment_corpus.rows_of(path) if row["split"] == split]


def _feeling(row: dict[str, str]) -> Lesson:
    speaker = Role(row["speaker"])
    emotion = EMOTIONS.index(row["emotion"]) if speaker is Role.CUSTOMER and row["emotion"] in EMOTIONS else None
    before = row.get("previous") or ""
    previous = (_BEFORE[before[0]], before[2:].strip()) if before else None
    return Lesson(speaker, row["text"], previous, {}, SENTIMENTS.index(row["sentiment"]), emotion)


def public_lessons(folder: Path, limit: int, seed: int = 7) -> list[Lesson]:
    """Permitted public turns, weakly mapped to three classes (sentiment_corpus says how), at most `limit`."""
    turns = sentiment_corpus.permitted_turns(folder)
    random.Random(seed).shuffle(turns)
    return [
        Lesson(t.turn.speaker, t.turn.text, None, {}, SENTIMENTS.index(t.sentiment.value), None, t.weight)
        for t in turns[:limit]
    ]
