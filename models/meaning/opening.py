"""Opening the embedded meaning model: shipped files checked, weights assembled in the model cache if need be."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from inspection.meaning_candidates import Cohort, Script
from inspection.meaning_verdict import Fusion, Weighing
from models.meaning.assembly import WORD_FILE, WORDS, ensure_assembled
from models.meaning.encoder import Encoder
from models.meaning.learned import COHORT, PAIR, PLAIN, Shipped, shipped
from models.meaning.looked_at import Seeker
from models.meaning.pair_model import PairModel
from models.meaning.turn_vectors import TurnVectors
from models.meaning.understanding import Search, Understanding
from models.model_cache import OnProgress, ensure
from models.reading.e5_words import E5Words

SCRIPTS: tuple[Script, ...] = ("zh", "en")


def open_understanding(
    *, ours: Shipped | None = None, cache: Path | None = None, on_progress: OnProgress | None = None
) -> Understanding:
    """Open the embedded meaning model, assembling it in the model cache first if it is not there.

    Raises ModelUnreachable (retry makes sense) when the word vectors cannot be fetched, ModelError when a file is not
    what it should be.
    """
    ours = ours or shipped()
    folder = ensure_assembled(on_progress, ours=ours, cache=cache)
    words = E5Words(ensure(WORDS, on_progress, cache=cache) / WORD_FILE)
    told = ours.told
    return Understanding(
        Seeker(TurnVectors(Encoder(folder / PLAIN, words), words), read_cohort(ours.folder / COHORT)),
        PairModel(Encoder(folder / PAIR, words), words, ours.arrays),
        fusion_of(told["fusion"]),
        Search(int(told["search"]["most"]), float(told["search"]["z_from"])),
        ours.checksum,
    )


def read_cohort(path: Path) -> Cohort:
    """The frozen means and ordinary turns of a cohort file."""
    with np.load(path, allow_pickle=False) as kept:
        return Cohort(
            {script: kept[f"{script}.mean"].astype(np.float32) for script in SCRIPTS},
            {script: kept[f"{script}.turns"].astype(np.float32) for script in SCRIPTS},
        )


def fusion_of(told: Mapping[str, Any]) -> Fusion:
    """The weighing as meaning.json tells it."""
    near, meant = (
        Weighing({str(name): float(w) for name, w in told[part]["weights"].items()}, float(told[part]["intercept"]))
        for part in ("near", "meant")
    )
    return Fusion(near, meant, float(told["yes_from"]), float(told["no_below"]))
