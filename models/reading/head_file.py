"""A version of the head as files: `head.npz` (numbers only) and `head.json`, which says whose numbers they are.

A version is bound to the network it was learned for and to its own sha256. Whatever does not fit is refused by name:
reading with another head than was asked for would be worse than not reading.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from inspection.errors import ModelError
from models.reading.head import Head

FORMAT = 1
NUMBERS, DESCRIPTION = "head.npz", "head.json"
_TO_DO = "restore the workspace's folder models/reading from a copy, or go back: mingjian models rollback"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadDescription:
    """What is known of a version.

    `parent` is the version it was better than (0: the shipped head), `network` the sha256 of the network, `heads` the
    parts it changed, `report` the figures of its contest (see pipelines/relearning_report.py).
    """

    version: int
    parent: int
    network: str
    sha256: str
    made_at: str
    made_by: str
    heads: tuple[str, ...]
    report: Mapping[str, Any]


def head_bytes(head: Head) -> bytes:
    """The numbers as npz: plain arrays, no pickle; the same head gives the same bytes."""
    buffer = io.BytesIO()
    arrays = {"weights": head.weights.astype(np.float32), "biases": head.biases.astype(np.float32)}
    np.savez_compressed(buffer, format=np.array(FORMAT, np.int16), **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def description_text(one: HeadDescription) -> str:
    """head.json."""
    told = {name: getattr(one, name) for name in HeadDescription.__slots__}
    return json.dumps({"format": FORMAT, **told}, ensure_ascii=False, indent=1) + "\n"


def read_description(folder: Path) -> HeadDescription:
    """What head.json of a version says; ModelError when it is missing or not one."""
    path = folder / DESCRIPTION
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told.pop("format") != FORMAT:
            raise ValueError("it has another format")
        one = HeadDescription(**(told | {"heads": tuple(told["heads"])}))
        if not isinstance(one.version, int) or not isinstance(one.sha256, str):
            raise TypeError("version or sha256 is of the wrong kind")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        reason = f"the description of a relearned head cannot be read ({type(problem).__name__})"
        raise ModelError(reason, _TO_DO, where=str(path), code="head_damaged") from None
    return one


def read_head(folder: Path, sha256: str, network: str, shape: tuple[int, int]) -> tuple[Head, HeadDescription]:
    """The head in `folder`; `sha256` is the one it must have, `network` that of the network, `shape` of its weights.

    Raises:
        ModelError: a file is missing, damaged or another one, or the head was learned for another network.
    """
    one = read_description(folder)
    path = folder / NUMBERS
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise ModelError(
            f"the relearned head cannot be read ({problem.strerror})", _TO_DO, where=str(path), code="head_damaged"
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256 or one.sha256 != sha256:
        reason = "the relearned head is not the one that was put in force (sha256 differs)"
        raise ModelError(reason, _TO_DO, where=str(path), code="head_damaged")
    if one.network != network:
        raise ModelError(
            "the relearned head was learned for another reading network",
            "go back to the shipped head (mingjian models activate shipped), then train again",
            where=str(path),
            code="head_foreign",
        )
    return _head_of(content, shape, path), one


def _head_of(content: bytes, shape: tuple[int, int], path: Path) -> Head:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            if int(arrays["format"]) != FORMAT:
                raise ValueError("it has another format")
            head = Head(arrays["weights"].astype(np.float64), arrays["biases"].astype(np.float64))
        if head.weights.shape != shape or head.biases.shape != shape[1:]:
            raise ValueError(f"its shape is {head.weights.shape}, not {shape}")
        if not (np.isfinite(head.weights).all() and np.isfinite(head.biases).all()):
            raise ValueError("it holds numbers that are not finite")
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile) as problem:
        reason = f"the relearned head cannot be used ({problem})"
        raise ModelError(reason, _TO_DO, where=str(path), code="head_damaged") from None
    return head
