"""Turns with a sentiment label: our own corpus, and the permitted public sets, weakly mapped to three classes."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspection.interaction import Role
from inspection.sentiment import Sentiment, TurnText

OWN_TURNS = Path(__file__).with_name("data") / "turns.tsv"
TURNS_IN_CONTEXT = OWN_TURNS.with_name("turns_in_context.tsv")
"""The later half of our turns, each with the turn before it (`A:` or `C:` and its words; empty for none)."""

CONVERSATIONS = OWN_TURNS.with_name("conversations.tsv")
"""Turns of short invented conversations, after the other's turn before: everyday chat, plain reports, complaints."""

OWN = (OWN_TURNS, TURNS_IN_CONTEXT, CONVERSATIONS)
CLASSES = tuple(Sentiment)

_HELD_OUT_SALT = "489:"
"""Chosen before any model was trained: the salt under which each stratum holds out closest to one turn in five."""

_TONES = {
    "平静": Sentiment.NEUTRAL,
    "疑问": Sentiment.NEUTRAL,
    "开心": Sentiment.POSITIVE,
    "生气": Sentiment.NEGATIVE,
    "厌恶": Sentiment.NEGATIVE,
    "伤心": Sentiment.NEGATIVE,
}
"""Tones of zh_multi_emotion_dialogue that mean one class; 惊讶 and 关心 do not."""

_TEXT_CARRIED = {"anger", "disgust", "sadness", "worried", "fear", "happy", "grateful", "neutral"}
"""Emotions of CPED that words can carry; the others live in voice and face."""

_NOT_PLAIN_INTENTS = {"", "None", "outofdomain", "thankyou"}
"""Intents of MultiDoGO that say nothing about neutrality; the others are plain requests and answers."""


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A turn, its class, its language (zh or en) and how much it counts in training (own turns: 1)."""

    turn: TurnText
    sentiment: Sentiment
    language: str
    weight: float = 1.0


def own_turns(split: str, path: Path = OWN_TURNS) -> list[LabelledTurn]:
    """Our own turns of one split (train or held_out), in file order."""
    return [
        LabelledTurn(TurnText(row["text"], Role(row["speaker"])), Sentiment(row["sentiment"]), row["language"])
        for row in rows_of(path)
        if row["split"] == split
    ]


def labelled_file(path: Path) -> list[LabelledTurn]:
    """Turns of a tab-separated file with the columns text, speaker, sentiment (language: zh where not given)."""
    return [
        LabelledTurn(
            TurnText(row["text"], Role(row["speaker"])), Sentiment(row["sentiment"]), row.get("language", "zh")
        )
        for row in rows_of(path)
    ]


def split_of(text: str) -> str:
    """`held_out` for one turn in five, by a hash of its text: a turn never changes sides."""
    return "held_out" if hashed_share(_HELD_OUT_SALT, text, 5) == 0 else "train"


def hashed_share(salt: str, text: str, shares: int) -> int:
    """Which of `shares` equal shares (0 to shares - 1) a text falls into."""
    return int.from_bytes(hashlib.sha256(f"{salt}{text}".encode()).digest()[:4], "big") % shares


def permitted_turns(folder: Path) -> list[LabelledTurn]:
    """The public sets whose licences allow training, as far as `folder` has them, down-weighted.

    zh_multi_emotion_dialogue.csv (Apache-2.0 / MIT), cped_valid.csv (Apache-2.0), multidogo_*.tsv
    (CDLA-Permissive 1.0). Weights were the best of a small grid by cross-validation.
    """
    found = [*_tones(folder), *_drama(folder), *_requests(folder)]
    return [LabelledTurn(TurnText(text, Role.CUSTOMER), label, lang, weight) for text, label, lang, weight in found]


def label_numbers(turns: list[LabelledTurn]) -> NDArray[np.int64]:
    """Class numbers, shape (turns,), in the order of `Sentiment`."""
    return np.array([CLASSES.index(turn.sentiment) for turn in turns], dtype=np.int64)


def _tones(folder: Path) -> Iterator[tuple[str, Sentiment, str, float]]:
    for row in rows_of(folder / "zh_multi_emotion_dialogue.csv", ","):
        if row["label"] in _TONES:
            yield row["text"], _TONES[row["label"]], "zh", 0.05


def _drama(folder: Path) -> Iterator[tuple[str, Sentiment, str, float]]:
    for row in rows_of(folder / "cped_valid.csv", ","):
        if row["Emotion"] in _TEXT_CARRIED:
            yield row["Utterance"], Sentiment(row["Sentiment"]), "zh", 0.02


def _requests(folder: Path) -> Iterator[tuple[str, Sentiment, str, float]]:
    files = sorted(folder.glob("multidogo_*.tsv"))
    plain = {
        row["utterance"] for file in files for row in rows_of(file) if (row["intent"] or "") not in _NOT_PLAIN_INTENTS
    }
    for text in sorted(plain):
        yield text, Sentiment.NEUTRAL, "en", 0.02


def rows_of(path: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    """The rows of a table with a header; none when a public set is absent."""
    if not path.exists() and path != OWN_TURNS:
        return []
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter, quoting=quoting))
