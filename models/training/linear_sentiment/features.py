"""What the linear reader sees of a turn: hashed character n-grams, once for everybody and once for who speaks.

All arithmetic is on integers, so the same turn has the same features on every machine and in every batch.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import opencc
from numpy.typing import NDArray

from inspection.interaction import Role
from inspection.sentiment import TurnText

_BUCKET_BITS = 18
BUCKETS = 1 << _BUCKET_BITS
"""Hash buckets: a compromise between collisions and the size of the weights."""

MAX_CHARACTERS = 1000
"""Longer turns (mails) are read up to here."""

LONGEST_NGRAM = 4
LONGEST_LATIN_NGRAM = 6
"""English needs longer n-grams than Chinese: a character carries less."""

_START, _END = 2, 3
_SPEAKER_SALT = {Role.AGENT: 0x9E3779B1, Role.BOT: 0x9E3779B1, Role.SYSTEM: 0x9E3779B1}
_CUSTOMER_SALT = 0x85EBCA77
_DIGITS = re.compile(r"\d+")
_RUNS = re.compile(r"(.)\1{3,}")
_BLANKS = re.compile(r"[\s\x00-\x1f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class TurnFeatures:
    """Distinct features of a batch of turns, flat.

    `buckets`: shape (features,), values 0 to BUCKETS - 1, turn after turn, sorted within a turn.
    `counts`: shape (turns,), how many features each turn has (0 for a turn without words).
    """

    buckets: NDArray[np.int64]
    counts: NDArray[np.int64]


def normalise(texts: Sequence[str]) -> list[str]:
    """NFKC, lower case, simplified characters; any number is one 0, a run of one character at most three."""
    folded = [_fold(text) for text in texts]
    simplified: str = _to_simplified().convert("\n".join(folded))
    return simplified.split("\n")


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower()
    return _RUNS.sub(r"\1\1\1", _DIGITS.sub("0", _BLANKS.sub(" ", plain))).strip()


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def turn_features(turns: Sequence[TurnText]) -> TurnFeatures:
    """Hash every turn's n-grams (1-4 characters, 1-6 in Latin script), shared and per speaker. Empty text has none."""
    texts = normalise([turn.text for turn in turns])
    codes, owners = _characters(texts)
    hashes, hash_owners = _ngrams(codes, owners)
    salts = np.array([_SPEAKER_SALT.get(turn.speaker, _CUSTOMER_SALT) for turn in turns], dtype=np.uint32)
    spoken = _mix(hashes ^ salts[hash_owners])
    distinct = _distinct(np.tile(hash_owners * BUCKETS, 2) + np.concatenate((_bucket(hashes), _bucket(spoken))))
    counts = np.bincount(distinct >> _BUCKET_BITS, minlength=len(turns))
    return TurnFeatures(distinct & (BUCKETS - 1), counts)


def _distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sorted, each once (np.unique takes eight times as long on this)."""
    ordered = np.sort(keys)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _characters(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Code points of all texts, each between a start and an end mark, and the turn each belongs to."""
    framed = [f"{chr(_START)}{text}{chr(_END)}" if text else "" for text in texts]
    codes = np.frombuffer("".join(framed).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    return codes, np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in framed])


def _ngrams(codes: NDArray[np.uint32], owners: NDArray[np.int64]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Rolling hashes of all n-grams that stay within one turn, and their turns."""
    latin = codes < 0x250
    rolling, within = _mix(codes), np.ones(len(codes), dtype=bool)
    all_latin = latin.copy()
    found, found_owners = [rolling], [owners]
    for size in range(2, LONGEST_LATIN_NGRAM + 1):
        if len(codes) < size:
            break
        tail = slice(size - 1, None)
        rolling = _mix(rolling[:-1] * np.uint32(31) + codes[tail] + np.uint32(size << 24))
        within = within[:-1] & (owners[tail] == owners[: len(rolling)])
        all_latin = all_latin[:-1] & latin[tail]
        keep = within if size <= LONGEST_NGRAM else within & all_latin
        found.append(rolling[keep])
        found_owners.append(owners[: len(rolling)][keep])
    return np.concatenate(found), np.concatenate(found_owners)


def _mix(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """MurmurHash3's 32-bit finaliser (public domain): every input bit reaches every output bit."""
    mixed = values ^ (values >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    mixed = mixed ^ (mixed >> np.uint32(13))
    mixed = mixed * np.uint32(0xC2B2AE35)
    finished: NDArray[np.uint32] = mixed ^ (mixed >> np.uint32(16))
    return finished


def _bucket(hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
    return (hashes & np.uint32(BUCKETS - 1)).astype(np.int64)
