"""Assembling the encoder: weights of the word file plus our corrections, as whole numbers, in the model cache.

A few megabytes are shipped; the 43 MB that ONNX Runtime opens are computed once, by numpy, in seconds. The folder is
named after the checksums of everything it is made of, appears only when whole, and is checked whenever it is opened.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from inspection.errors import ModelError
from models.file_lock import held
from models.meaning.learned import (
    GRAPH,
    LAYERS,
    LEARNED,
    PAIR,
    PLAIN,
    Shipped,
    corrected_weights,
    plain_weights,
    shipped,
)
from models.meaning.whole_numbers import whole_number_tensors
from models.model_cache import CACHE_SETTING, OnProgress, cache_folder, ensure, sha256_of
from models.reading.e5_words import E5Words

NAME, WORDS, WORD_FILE = "meaning", "e5-words", "e5-small-q4.bin"
WEIGHTS = "weights.bin"
ALIGNED_BYTES = 64


def assembled_folder(ours: Shipped | None = None, *, cache: Path | None = None) -> Path:
    """Where the assembled encoder belongs, whether it is there or not."""
    ours = ours or shipped()
    made_of = (ours.told["sha256"][LEARNED], *sorted(_wanted(ours).values()))
    key = hashlib.sha256("".join(made_of).encode())
    return cache_folder(cache) / f"{NAME}-{key.hexdigest()[:12]}"


def is_assembled(*, cache: Path | None = None) -> bool:
    """True when both sets of weights lie in the cache with the right sha256."""
    ours = shipped()
    return _is_whole(ours, assembled_folder(ours, cache=cache))


def ensure_assembled(
    on_progress: OnProgress | None = None, *, ours: Shipped | None = None, cache: Path | None = None
) -> Path:
    """The folder of the encoder (`pair/` and `plain/`), assembled first if it is not there or not whole.

    Raises:
        ModelUnreachable: the word vectors cannot be fetched (retry makes sense).
        ModelError: the shipped files or what came out are not what they should be, or the cache cannot be written.
    """
    ours = ours or shipped()
    folder = assembled_folder(ours, cache=cache)
    if _is_whole(ours, folder):
        return folder
    words = ensure(WORDS, on_progress, cache=cache) / WORD_FILE
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with held(folder.parent / f"{NAME}.lock"):
            if not _is_whole(ours, folder):
                _assemble(ours, words, folder, on_progress)
    except OSError as error:
        raise ModelError(
            f"the model cache cannot be written ({error.strerror or error})",
            f"free space there or set {CACHE_SETTING} to a folder that can be written",
            where=str(folder.parent),
        ) from error
    return folder


def weight_bytes(tensors: Mapping[str, NDArray[Any]]) -> Iterator[bytes]:
    """The tensors one after the other, each padded to ALIGNED_BYTES: what the graph's offsets count on."""
    for value in tensors.values():
        yield value.tobytes()
        yield bytes(-value.nbytes % ALIGNED_BYTES)


def _assemble(ours: Shipped, words: Path, folder: Path, on_progress: OnProgress | None) -> None:
    """Build the folder beside its place, check every file, then swap it in with one rename."""
    tell = on_progress or _quiet
    staging = folder.with_name(folder.name + ".arriving")
    shutil.rmtree(staging, ignore_errors=True)
    plain = plain_weights(E5Words(words))
    for done, kind in enumerate((PAIR, PLAIN)):
        tell(f"assembling {NAME}", done, 2)
        weights = corrected_weights(plain, ours.arrays) if kind == PAIR else plain
        (staging / kind).mkdir(parents=True)
        shutil.copyfile(ours.folder / GRAPH, staging / kind / GRAPH)
        with (staging / kind / WEIGHTS).open("wb") as out:
            out.writelines(weight_bytes(whole_number_tensors(weights, ours.eases(kind), LAYERS)))
            out.flush()
            os.fsync(out.fileno())
    if not _is_whole(ours, staging):
        raise ModelError(
            "the assembled meaning model is not the one that is described (sha256 differs)",
            "report this with your processor and numpy version",
            where=folder.name,
            code="model_checksum",
        )
    shutil.rmtree(folder, ignore_errors=True)
    staging.replace(folder)
    tell(f"{NAME} is ready", 2, 2)


def _wanted(ours: Shipped) -> dict[str, str]:
    """The sha256 of every file of the assembled folder."""
    weights: dict[str, str] = ours.told["assembled"]
    graph: str = ours.told["sha256"][GRAPH]
    return {
        **{f"{kind}/{WEIGHTS}": weights[kind] for kind in (PAIR, PLAIN)},
        **{f"{kind}/{GRAPH}": graph for kind in (PAIR, PLAIN)},
    }


def _is_whole(ours: Shipped, folder: Path) -> bool:
    paths = {folder / name: wanted for name, wanted in _wanted(ours).items()}
    return all(path.is_file() and sha256_of(path) == wanted for path, wanted in paths.items())


def _quiet(step: str, done: int, total: int) -> None:
    """Say nothing."""
