"""Write the frozen cohort phrases are compared with: `... cohort [--out FOLDER] [--cache FOLDER]`.

Means per script over our own agent turns, and the directions of some hundred of them (float16). Run after export.py; no
torch. meaning.json gets the checksum.
"""

import argparse
import hashlib
import json
import random
from pathlib import Path

import numpy as np

from inspection.meaning_candidates import Cohort, script_of
from models.meaning.assembly import WORD_FILE, WORDS, ensure_assembled
from models.meaning.encoder import Encoder
from models.meaning.learned import COHORT, HERE, PLAIN, TOLD, shipped
from models.meaning.opening import SCRIPTS
from models.meaning.readable_text import readable
from models.meaning.turn_vectors import TurnVectors
from models.model_cache import ensure
from models.reading.e5_words import E5Words
from models.training.meaning.own_turns import agent_turns

FOR_THE_MEAN, KEPT, SEED = 1200, {"zh": 384, "en": 192}, 7


def main() -> None:
    """Encode, average, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    folder = ensure_assembled(ours=shipped(given.out), cache=given.cache)
    words = E5Words(ensure(WORDS, cache=None) / WORD_FILE)
    vectors = TurnVectors(Encoder(folder / PLAIN, words), words)
    turns = agent_turns()
    random.Random(SEED).shuffle(turns)
    arrays: dict[str, np.ndarray] = {}
    for script in SCRIPTS:
        own = [readable(t) for t in turns if script_of(t) == script][:FOR_THE_MEAN]
        encoded = np.stack([vector for vector, _ in vectors.of(own)])
        mean = encoded.astype(np.float64).mean(axis=0).astype(np.float32)
        cohort = Cohort({script: mean}, {})
        arrays[f"{script}.mean"] = mean
        kept = [cohort.direction(vector, script) for vector in encoded[: KEPT[script]]]
        arrays[f"{script}.turns"] = np.stack(kept).astype(np.float16)
        print(f"{script}: mean of {len(own)} turns, {len(kept)} kept")
    np.savez(given.out / COHORT, **arrays)
    told = json.loads((given.out / TOLD).read_text(encoding="utf-8"))
    told["sha256"][COHORT] = hashlib.sha256((given.out / COHORT).read_bytes()).hexdigest()
    (given.out / TOLD).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
