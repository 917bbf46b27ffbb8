"""What to set on the machine at hand: a word about model size, threads, batch and GPU for `mingjian doctor`."""

import os
from dataclasses import dataclass
from pathlib import Path

from ctranslate2 import get_cuda_device_count

_BASE_MB, _WINDOW_MB = 400, 40
"""Memory of the base model, and of one window of 30 s that is being decoded (measured)."""
_GB = 1024.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What a recogniser can use: processor cores, gigabytes of memory (None: unknown), CUDA devices."""

    cores: int
    memory_gb: float | None
    gpus: int


def this_machine() -> Machine:
    """The machine this runs on; a container's share of cores counts, not the host's."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(cores, _memory_gb(), get_cuda_device_count())


def _memory_gb() -> float | None:
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GB**3
    except (ValueError, OSError, AttributeError):  # another system than Linux
        return None
    limit = Path("/sys/fs/cgroup/memory.max")
    text = limit.read_text().strip() if limit.is_file() else "max"
    return min(whole, int(text) / _GB**3) if text.isdigit() else whole


def advice(machine: Machine, *, model: str, device: str, batch: int, cpu_threads: int, workers: int) -> list[str]:
    """Sentences about these settings on this machine, the weightiest first."""
    said = []
    if model == "base":
        said.append("base is for trying out: take a larger Whisper for a real site, and measure it on your calls")
    if device == "cuda" and not machine.gpus:
        said.append("no CUDA device is found: set [hearing] device = cpu")
    if device == "cpu" and machine.gpus:
        said.append("there is a GPU: set [hearing] device = cuda, compute_type = int8_float16, model large-v3-turbo")
    if device == "cpu" and workers * cpu_threads > machine.cores:
        said.append(f"{workers} workers x {cpu_threads} threads on {machine.cores} cores: set cpu_threads lower")
    if device == "cpu" and workers * cpu_threads < machine.cores:
        said.append(f"{machine.cores - workers * cpu_threads} cores stay idle: raise cpu_threads, then workers")
    if model == "base" and machine.memory_gb and (needed := needed_gb(batch, workers)) > machine.memory_gb:
        said.append(f"{needed:.1f} GB are needed, {machine.memory_gb:.1f} GB are there: set [hearing] batch lower")
    return said


def needed_gb(batch: int, workers: int) -> float:
    """Memory of so many workers with the base model, each with a full batch; gigabytes."""
    return workers * (_BASE_MB + batch * _WINDOW_MB) / _GB
