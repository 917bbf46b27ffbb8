"""A grid run part by part: what is finished is kept in a file, so that a long run can stop and go on."""

import json
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from benchmarks.simulated import Part, Row

SEED = 20261122


class NotFinishedError(Exception):
    """The time was up; the same command goes on where this one stopped."""


def rows_of_parts(parts: Iterable[Part], kept: Path | None, until_s: float) -> list[Row]:
    """The rows of all parts; `kept` holds those of finished ones (a JSON line each), `until_s` is process time.

    Every part draws from a generator of its own, so that the order and the stops change nothing. Raises
    NotFinishedError when the time is up before the last part.
    """
    done: dict[str, list[Row]] = {}
    if kept is not None and kept.exists():
        done = {one["part"]: one["rows"] for one in map(json.loads, kept.read_text(encoding="utf-8").splitlines())}
    rows: list[Row] = []
    for name, simulate in parts:
        if name not in done:
            if time.process_time() > until_s:
                raise NotFinishedError(name)
            done[name] = simulate(np.random.default_rng([SEED, zlib.crc32(name.encode())]))
            if kept is not None:
                with kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"part": name, "rows": done[name]}, ensure_ascii=False) + "\n")
        rows += done[name]
    return rows
