"""Hashing passwords with argon2id, a few at a time, and as slowly for names nobody has as for those that are known."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from inspection.access.password_rules import LONGEST, as_hashed

AT_ONCE = 4  # each takes 19 MiB: a flood of sign-ins must not take the machine's memory


class Passwords:
    """Makes and checks hashes. `hasher` is for tests: without one, argon2id with 19 MiB, two passes, one lane.

    These are the parameters of the OWASP password storage cheat sheet; a hash names its own, so stronger ones can
    follow without breaking the stored ones.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._nobodys = self._hasher.hash("nobody has this account")

    def hash(self, password: str) -> str:
        """The hash to store, with its parameters and salt."""
        with self._turn:
            return self._hasher.hash(as_hashed(password))

    def is_right(self, password: str, password_hash: str | None) -> bool:
        """True when the password gave the hash. None (no such account, no password yet) takes the same time."""
        if len(password) > 4 * LONGEST:
            password, password_hash = "", None  # no such password was ever stored: do not hash a novel
        with self._turn:
            try:
                is_match = self._hasher.verify(password_hash or self._nobodys, as_hashed(password))
            except (VerificationError, InvalidHashError):
                return False
        return is_match and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """True when the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)
