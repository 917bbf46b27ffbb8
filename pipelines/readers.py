"""The readers of this process, opened once: feeling, acts, what a centre registers; meaning once a rule asks for it."""

import os
from functools import lru_cache
from pathlib import Path

from inspection.readers import Readers
from inspection.sentiment import Emotion, ReadsSentiment, Sentiment
from models.classifiers.registry import CLASSIFIERS_SETTING, open_classifiers, registered_names
from models.meaning.embedded import EmbeddedMeaning
from models.reading.feeling import FeelingReader
from models.reading.head_versions import HeadPin
from models.reading.other_model import OtherModel, ReplacedFeeling, Wanted, open_other
from models.reading.reading_networks import open_reading_networks
from models.reading.relearned import HeadOf, with_head
from models.reading.remembered import RememberedModel
from models.reading.service_acts import NAME, ServiceActs
from pipelines.reading_settings import SECTION, ReadingSettings, reading_settings


@lru_cache(maxsize=1)
def open_readers(head: HeadOf | None = None) -> Readers:
    """Open the readers, fetching the word vectors into the model cache if they are not there.

    The folder MINGJIAN_CLASSIFIERS names holds the registered classifiers, [reading] of mingjian.toml the models that
    read feeling in the place of ours; the workers of a night inherit both from the environment. `head` is a relearned
    head of a workspace (the shipped one by default).
    Raises ModelUnreachable (retry makes sense) when a model cannot be fetched, ModelError or SettingsError when what is
    there is wrong.
    """
    folder = _registered_in()
    registered = open_classifiers(folder) if folder else ()
    settings = reading_settings()
    of_feeling, of_acts = (RememberedModel(model) for model in with_head(open_reading_networks(), head))
    feeling, acts = _feeling(FeelingReader(of_feeling), settings), ServiceActs(of_acts)
    return Readers(sentiment=feeling, classifiers=(acts, *registered), meaning=EmbeddedMeaning())


def readers_under(workspace: Path, head: HeadPin) -> Readers:
    """The readers under a version of the workspace's head. Raises ModelError when it is not there whole."""
    return open_readers() if head.is_shipped else open_readers(HeadOf(workspace, head))


def _feeling(own: ReadsSentiment, settings: ReadingSettings) -> ReadsSentiment:
    """Our reader, or the models that were named in its place."""
    sentiment = _other(Sentiment, "sentiment", settings.sentiment_model, settings.sentiment_labels, settings.device)
    emotion = _other(Emotion, "emotion", settings.emotion_model, settings.emotion_labels, settings.device)
    if sentiment is None and emotion is None:
        return own
    return ReplacedFeeling(own, sentiment, emotion, ambiguous_below=settings.ambiguous_below)


def _other(
    classes: type[Sentiment] | type[Emotion], what: str, model: str | None, labels: dict[str, str], device: str
) -> OtherModel | None:
    if model is None:
        return None
    wanted = Wanted(model, labels, f"[{SECTION}] {what}_model", f"[{SECTION}] {what}_labels")
    return open_other(wanted, classes, device=device)


def classifier_names() -> tuple[str, ...]:
    """The classifiers a rule may name on this machine; none of them is opened."""
    folder = _registered_in()
    return (NAME, *(registered_names(folder) if folder else ()))


def _registered_in() -> Path | None:
    folder = os.environ.get(CLASSIFIERS_SETTING)
    return Path(folder).expanduser() if folder else None
