"""Freed memory stays with the process: what a window took is there for the next one, on whatever thread."""

import subprocess
import sys

import pytest

from models.recognition import steady_memory

BLOCKS = """
import ctypes, resource, threading
from models.recognition.steady_memory import keep_freed_memory, share_one_heap
first = {first}
threads = [threading.Thread(target=lambda: [bytearray(9_000) for _ in range(99)]) for _ in range(4)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
kept = {kept}
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
def window():
    for _ in range(5):
        block = libc.malloc(72_000_000)
        ctypes.memset(block, 1, 72_000_000)
        libc.free(block)
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    worker = threading.Thread(target=window)
    worker.start()
    worker.join()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
window()
print(first, kept, faults())
"""
PAGES_OF_A_BLOCK = 72_000_000 // 4096


def run(first: str, kept: str) -> list[str]:
    script = BLOCKS.format(first=first, kept=kept)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.fixture
def _glibc() -> None:
    if run("share_one_heap()", "keep_freed_memory()")[:2] != ["True", "True"]:
        pytest.skip("this C library keeps memory in its own way")


@pytest.mark.usefixtures("_glibc")
class TestWithGlibc:
    """Blocks as large as a recogniser's, on a thread that started after others had come and gone."""

    def test_large_blocks_are_used_again(self) -> None:
        assert int(run("share_one_heap()", "keep_freed_memory()")[2]) < PAGES_OF_A_BLOCK

    def test_without_it_every_block_is_cleared_anew(self) -> None:
        assert int(run("None", "None")[2]) > 4 * PAGES_OF_A_BLOCK


def test_another_system_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not steady_memory.share_one_heap()
    assert not steady_memory.keep_freed_memory()
