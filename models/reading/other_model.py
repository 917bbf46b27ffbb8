"""A Hugging Face model in the place of ours: for sentiment, for emotion, or for both.

Its labels are mapped to our classes (several may mean one, `ignore` means none). It reads one turn at a time, without
the turn before. Its probabilities are its own: whether they are honest, only your labelled turns can say. Where one
head is replaced, sentiment decides the class and the reader of emotions says how it is shared out (feeling.shaded):
the two never contradict each other.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection.errors import ModelError
from inspection.feeling import NO_WORDS, shaded
from inspection.sentiment import READ_AS_AGENT, Emotion, ReadsSentiment, Sentiment, SentimentReading, TurnText
from models.classifiers.registration import checksum
from models.huggingface_text import Pipe, commit_of, files_of, labelled, open_pipe, own_labels
from models.reading.remembered import Remembered

IGNORE = "ignore"
_ALSO = {
    "neg": "negative", "负面": "negative", "消极": "negative",
    "neu": "neutral", "中性": "neutral", "中立": "neutral",
    "pos": "positive", "正面": "positive", "积极": "positive",
}  # fmt: skip

Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model as the settings name it: a folder or a hub name, its labels, and (for errors) the two keys."""

    model: str
    labels: Mapping[str, str]
    model_key: str
    labels_key: str


class OtherModel:
    """One text-classification model, its labels mapped to the classes of sentiment or of emotion."""

    def __init__(self, pipe: Pipe, classes: type[Sentiment] | type[Emotion], wanted: Wanted, digest: str) -> None:
        """`digest` tells this model from any other.

        Raises:
            ModelError: the label map does not fit the model, or leaves one of its labels without a meaning.
        """
        self._pipe, self._classes = pipe, tuple(c.value for c in classes)
        self._means = _meanings(own_labels(pipe), self._classes, wanted)
        self._memory: Remembered[str, Shares] = Remembered()
        whole = f"{digest} {json.dumps(self._means, sort_keys=True)}"
        self.model_id = f"{_slug(wanted.model)}@{hashlib.sha256(whole.encode()).hexdigest()[:12]}"

    def shares(self, texts: Sequence[str]) -> list[Shares]:
        """Probabilities in the order of the classes (sum 1) per text; equal ones where only ignored labels count."""
        return self._memory.answers(texts, self._read)

    def _read(self, texts: list[str]) -> list[Shares]:
        return [self._mapped(answer) for answer in labelled(self._pipe, texts)]

    def _mapped(self, answer: Mapping[str, float]) -> Shares:
        sums = dict.fromkeys(self._classes, 0.0)
        for label, share in answer.items():
            if self._means[label] != IGNORE:
                sums[self._means[label]] += share
        whole = sum(sums.values())
        return tuple(share / whole if whole > 0 else 1.0 / len(sums) for share in sums.values())


class ReplacedFeeling:
    """Reads with another model for sentiment, emotion or both; what is not replaced is read by `own`."""

    def __init__(
        self,
        own: ReadsSentiment,
        sentiment: OtherModel | None = None,
        emotion: OtherModel | None = None,
        *,
        ambiguous_below: float = 0.6,
    ) -> None:
        """`ambiguous_below`: the probability (0-1) under which a turn is ambiguous, where sentiment is replaced."""
        self._own, self._sentiment, self._emotion = own, sentiment, emotion
        self._ambiguous_below = ambiguous_below

    @property
    def model_id(self) -> str:
        """Which models read: the first name is of sentiment, the second of emotion; the digest is of everything."""
        ids = [m.model_id if m else self._own.model_id for m in (self._sentiment, self._emotion)]
        names = "+".join(dict.fromkeys(i.partition("@")[0] for i in ids))
        whole = f"{ids} {self._ambiguous_below}"
        return f"{names}@{hashlib.sha256(whole.encode()).hexdigest()[:12]}"

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """One reading per turn, in order."""
        worded = [turn for turn in turns if turn.text.strip()]
        own = self._own.read(worded) if self._sentiment is None or self._emotion is None else [NO_WORDS] * len(worded)
        felt = self._sentiment.shares([t.text for t in worded]) if self._sentiment else [None] * len(worded)
        moved = self._moods(worded)
        read = iter([self._reading(o, s, e) for o, s, e in zip(own, felt, moved, strict=True)])
        return [next(read) if turn.text.strip() else NO_WORDS for turn in turns]

    def _moods(self, turns: Sequence[TurnText]) -> list[Shares | None]:
        """The other model's emotions of customer turns."""
        if self._emotion is None:
            return [None] * len(turns)
        customers = [t.text for t in turns if t.speaker not in READ_AS_AGENT]
        shares = iter(self._emotion.shares(customers))
        return [None if t.speaker in READ_AS_AGENT else next(shares) for t in turns]

    def _reading(self, own: SentimentReading, felt: Shares | None, moved: Shares | None) -> SentimentReading:
        if moved is None and own.emotions is not None:
            moved = tuple(own.emotions.of(e) for e in Emotion)
        if felt is None:
            return shaded((own.negative, own.neutral, own.positive), moved, ambiguous=own.ambiguous)
        return shaded(felt, moved, ambiguous_below=self._ambiguous_below)


def open_other(wanted: Wanted, classes: type[Sentiment] | type[Emotion], *, device: str) -> OtherModel:
    """The model the settings name; ModelError says what is wrong, ModelUnreachable: the hub did not answer."""
    folder = Path(wanted.model).expanduser()
    if not folder.is_dir() and wanted.model.startswith(("/", ".", "~")):
        raise ModelError(f"there is no folder {folder}", "correct the path", where=wanted.model_key)
    pipe = open_pipe(str(folder) if folder.is_dir() else wanted.model, wanted.model_key, device=device)
    return OtherModel(pipe, classes, wanted, checksum(files_of(folder)) if folder.is_dir() else commit_of(pipe))


def _meanings(labels: Sequence[str], classes: Sequence[str], wanted: Wanted) -> dict[str, str]:
    """What each of the model's labels means; labels named like a class need no entry in the map."""
    unknown = sorted(set(wanted.labels) - set(labels))
    if unknown:
        raise ModelError(
            f"the model has no label '{unknown[0]}'", f"it has: {', '.join(labels)}", where=wanted.labels_key
        )
    means = {label: wanted.labels.get(label, _ALSO.get(label.lower(), label.lower())) for label in labels}
    for label, meaning in means.items():
        if meaning not in (*classes, IGNORE):
            raise ModelError(
                f"nobody says what the model's label '{label}' means",
                f"map it to {', '.join(classes)} or {IGNORE}",
                where=wanted.labels_key,
            )
    if not set(means.values()) - {IGNORE}:
        raise ModelError("every label of the model is ignored", "map at least one", where=wanted.labels_key)
    return means


def _slug(model: str) -> str:
    name = Path(model).name if Path(model).expanduser().is_dir() else model
    return "hf-" + (re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-") or "model")
