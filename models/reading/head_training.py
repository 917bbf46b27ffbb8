"""Teaching a head: what the network sees of labelled turns, and how the readers of the product read them under a head.

Nothing here knows where labels come from. Turns are read by the very readers the night uses, so that what is compared
is what would be exported.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from inspection.feeling import FeelingScale, HeadScale, feeling_of
from inspection.interaction import Role
from inspection.relearning.turn_label import SENTIMENT, act_of
from inspection.sentiment import READ_AS_AGENT, Emotion, Sentiment, TurnText
from models.reading.feeling import FeelingReader, GivesLogits
from models.reading.feeling_policy import feeling_policy
from models.reading.head import CorrectedModel, Doubles, GivesFeatures, Head, outputs_of
from models.reading.head_fit import LabelledTurns, fit_correction
from models.reading.reading_model import Floats, HeadLabels, Seen, Spoken
from models.reading.remembered import Remembered
from models.reading.service_acts import ServiceActs

Numbers = NDArray[np.int64]
_CLASS_OF = np.array([tuple(Sentiment).index(e.sentiment) for e in Emotion])


class HeadTraining:
    """Reads each turn once, whatever is asked of it afterwards."""

    def __init__(self, model: GivesFeatures) -> None:
        """`model`: the shipped network. Raises ModelError when it gives no features."""
        self._model = _SeenOnce(model)
        self._policy = feeling_policy(model.labels.feeling, where="feeling.json")
        width = self._model.seen([(Role.CUSTOMER, "好")], [None])[0].features.shape[1]
        labels = model.labels
        self.shipped = Head.shipped(width, len(labels.sentiment) + len(labels.emotion) + len(labels.acts))

    @property
    def labels(self) -> HeadLabels:
        """What the outputs mean."""
        return self._model.labels

    def learned(self, name: str, turns: Sequence[TurnText], right: Sequence[int], head: Head) -> Head:
        """`head` with its part `name` learned anew, from the shipped one, on these turns and class numbers."""
        columns = outputs_of(name, self.labels)
        assert columns is not None, name
        parts = slice(columns.start, columns.stop)
        shape = head.weights[:, parts].shape
        plain = head.with_outputs(parts, np.zeros(shape), np.zeros(shape[1]))
        rows = [self._lesson(name, turn, plain, parts) for turn in turns]
        features, offsets, gains = zip(*rows, strict=True)
        labelled = LabelledTurns(
            np.array(features, np.float64), np.array(offsets, np.float64), np.array(gains), np.array(right, np.int64)
        )
        weights, biases = fit_correction(labelled)
        if act_of(name) is not None:  # one output, whose logit is the difference of present and absent
            weights, biases = np.diff(weights, axis=1), np.diff(biases)
        return plain.with_outputs(parts, weights, biases)

    def says(self, name: str, turns: Sequence[TurnText], head: Head, at_least: float = 0.5) -> Numbers:
        """The class number each turn gets; an act is present from the probability `at_least` (0-1) on."""
        model = CorrectedModel(self._model, head)
        act = act_of(name)
        if act is not None:
            acts = ServiceActs(model)
            shares = [acts.classify(_with_previous(turn))[-1].get(act, 0.0) for turn in turns]
            return np.array([share >= at_least for share in shares], np.int64)
        readings = FeelingReader(model, self._policy).read(turns)
        if name == SENTIMENT:
            return np.array([tuple(Sentiment).index(r.label) for r in readings], np.int64)
        return np.array([tuple(Emotion).index(r.emotion or Emotion.NEUTRAL) for r in readings], np.int64)

    def _lesson(self, name: str, turn: TurnText, plain: Head, columns: slice) -> tuple[Doubles, Doubles, float]:
        """Features, log shares without the correction, and gain of one turn."""
        if act_of(name) is None:
            return self._feeling_lesson(name, turn, plain)
        seen = self._seen(turn, with_previous=bool(turn.previous.strip()))
        part = int(seen.logits[:, columns.start].argmax())
        gain = 1.0 / self.labels.temperatures["acts"]
        return (
            seen.features[part].astype(np.float64),
            np.array([0.0, float(seen.logits[part, columns.start]) * gain]),
            gain,
        )

    def _feeling_lesson(self, name: str, turn: TurnText, plain: Head) -> tuple[Doubles, Doubles, float]:
        """A turn that is read twice (alone, and after the turn before) is learned as the mean of both.

        So it is read: the geometric mean of shares is the mean of log shares.
        """
        model = _Overheard(CorrectedModel(self._model, plain))
        FeelingReader(model, self._policy).read([turn])
        lessons = [self._as_asked(name, turn, plain, with_previous=after) for after in model.asked]
        features, offsets, gains = zip(*lessons, strict=True)
        return np.mean(features, axis=0), np.mean(offsets, axis=0), gains[0]

    def _as_asked(
        self, name: str, turn: TurnText, plain: Head, *, with_previous: bool
    ) -> tuple[Doubles, Doubles, float]:
        seen = self._seen(turn, with_previous=with_previous)
        speaker = self._policy.agent if turn.speaker in READ_AS_AGENT else self._policy.customer
        logits = [self._feelings(row) for row in plain.corrected(seen)]
        neutral = [feeling_of(own.tolist(), shades.tolist(), speaker.scale).neutral for own, shades in logits]
        part = neutral.index(min(neutral))
        return seen.features[part].astype(np.float64), *_shares(name, *logits[part], speaker.scale)

    def _feelings(self, logits: Floats) -> tuple[Floats, Floats]:
        first, second = len(self.labels.sentiment), len(self.labels.sentiment) + len(self.labels.emotion)
        return logits[:first], logits[first:second]

    def _seen(self, turn: TurnText, *, with_previous: bool) -> Seen:
        before = (turn.previous_speaker, turn.previous) if with_previous else None
        return self._model.seen([(turn.speaker, turn.text)], [before])[0]


def _shares(name: str, sentiment: Floats, emotion: Floats, scale: FeelingScale) -> tuple[Doubles, float]:
    """What the pool makes of a turn (`feeling_of`), and how much of a correction of the head arrives in it."""
    if name != SENTIMENT:
        assert scale.emotion is not None
        return _scaled(emotion, scale.emotion), 1.0 / scale.emotion.temperature
    own = _scaled(sentiment, scale.sentiment)
    if scale.emotion is None:
        return own, 1.0 / scale.sentiment.temperature
    shades = _scaled(emotion, scale.emotion)
    of_class = np.array([np.logaddexp.reduce(shades[c == _CLASS_OF]) for c in range(len(own))])
    mine, others = scale.weights
    return mine * own + others * of_class, mine / scale.sentiment.temperature


def _scaled(logits: Floats, scale: HeadScale) -> Doubles:
    scores = logits.astype(np.float64) / scale.temperature + np.array(scale.biases)
    shares: Doubles = scores - np.logaddexp.reduce(scores)
    return shares


def _with_previous(turn: TurnText) -> list[TurnText]:
    before = [TurnText(turn.previous, turn.previous_speaker)] if turn.previous.strip() else []
    return [*before, turn]


class _SeenOnce:
    """A network that is asked each turn only once."""

    def __init__(self, model: GivesFeatures) -> None:
        self._model = model
        self._memory: Remembered[tuple[Spoken, Spoken | None], Seen] = Remembered()

    @property
    def labels(self) -> HeadLabels:
        return self._model.labels

    def seen(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Seen]:
        asked = list(zip(spoken, previous, strict=True))
        return self._memory.answers(asked, lambda new: self._model.seen([s for s, _ in new], [p for _, p in new]))


class _Overheard:
    """Remembers how a reader asked for a turn: alone, after the turn before it, or both."""

    def __init__(self, model: GivesLogits) -> None:
        self._model = model
        self.asked: list[bool] = []

    @property
    def labels(self) -> HeadLabels:
        return self._model.labels

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        self.asked += [before is not None for before in previous]
        return self._model.logits(spoken, previous)
