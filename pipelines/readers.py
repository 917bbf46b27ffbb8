"""The readers of this process, opened once: feeling, the embedded act classifier, and what a centre registers."""

import os
from functools import lru_cache
from pathlib import Path

from inspection.readers import Readers
from models.classifiers.registry import CLASSIFIERS_SETTING, open_classifiers, registered_names
from models.reading.reading_model import open_reading_model
from models.reading.service_acts import NAME, ServiceActs
from models.sentiment import SentimentReader


@lru_cache(maxsize=1)
def open_readers() -> Readers:
    """Open the readers, fetching the word vectors into the model cache if they are not there.

    The folder MINGJIAN_CLASSIFIERS names holds the registered classifiers; the workers of a night inherit it.
    Raises ModelUnreachable (retry makes sense) when a model cannot be fetched, ModelError when what is there is wrong.
    """
    folder = _registered_in()
    registered = open_classifiers(folder) if folder else ()
    model = open_reading_model()
    return Readers(sentiment=SentimentReader(), classifiers=(ServiceActs(model), *registered))


def classifier_names() -> tuple[str, ...]:
    """The classifiers a rule may name on this machine; none of them is opened."""
    folder = _registered_in()
    return (NAME, *(registered_names(folder) if folder else ()))


def _registered_in() -> Path | None:
    folder = os.environ.get(CLASSIFIERS_SETTING)
    return Path(folder).expanduser() if folder else None
