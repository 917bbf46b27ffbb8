"""Memory that stays with the process: without it the system clears some 400 MB for every window that is encoded.

The attention over 30 s of sound takes blocks of 72 MB. glibc asks the system for each of them and gives it back at
once, and whatever comes from the system is cleared page by page first: measured, 105,000 page faults a window, a
quarter of the encoder's CPU time. Kept blocks are used again, and no more is kept than was needed at once.
"""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -4, -8
"""Names and numbers of glibc's malloc.h."""
_NEVER_TRIM = 2**31 - 1


def share_one_heap() -> bool:
    """Let all threads of this process share one heap; whether its C library can do that.

    To be called before there are threads: only the first heap can keep blocks as large as a recogniser's.
    """
    return _set(_M_ARENA_MAX, 1)


def keep_freed_memory() -> bool:
    """Let this process keep what it frees, for the next window; whether its C library can do that."""
    return share_one_heap() and _set(_M_MMAP_MAX, 0) and _set(_M_TRIM_THRESHOLD, _NEVER_TRIM)


def _set(name: int, value: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(name, value) == 1)
    except (OSError, AttributeError):  # another C library than glibc
        return False
