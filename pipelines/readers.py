"""The readers of this process, opened once: feeling, the embedded act classifier, and what a centre registers."""

from functools import lru_cache

from inspection.readers import Readers
from models.reading.reading_model import open_reading_model
from models.reading.service_acts import ServiceActs
from models.sentiment import SentimentReader


@lru_cache(maxsize=1)
def open_readers() -> Readers:
    """Open the readers, fetching the word vectors into the model cache if they are not there.

    Raises ModelUnreachable (retry makes sense) when they cannot be fetched, ModelError when what is there is wrong.
    """
    model = open_reading_model()
    return Readers(sentiment=SentimentReader(), classifiers=(ServiceActs(model),))
