"""A scikit-learn text classifier (TF-IDF and logistic regression) as data: `weights.npz` and `vocabulary.json`.

Run in numpy, without scikit-learn and without pickle. Who writes the two files: from_sklearn.py.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError, model_validator

from inspection.errors import ModelError
from inspection.policy_files import Policy
from models.classifiers.registration import Registered, RegisteredClassifier, checksum

WEIGHTS = "weights.npz"
VOCABULARY = "vocabulary.json"
_EXPORT = "export it again with export_linear"
_LONGEST_N = 20
_SPACES = re.compile(r"\s\s+")

Floats = NDArray[np.float64]


class Vocabulary(Policy):
    """vocabulary.json: how texts become columns (the options of TfidfVectorizer), and what the rows stand for."""

    analyzer: Literal["char", "char_wb", "word"]
    ngram_range: tuple[int, int]
    lowercase: bool
    sublinear_tf: bool
    binary: bool
    norm: Literal["l2"] | None
    token_pattern: str
    classes: tuple[str, ...] = Field(min_length=2)
    terms: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> "Vocabulary":
        shortest, longest = self.ngram_range
        if not 1 <= shortest <= longest <= _LONGEST_N:
            raise ValueError(f"ngram_range must lie between 1 and {_LONGEST_N}")
        for what, values in (("classes", self.classes), ("terms", self.terms)):
            if len(set(values)) != len(values):
                raise ValueError(f"{what} holds a value twice")
        try:
            groups = re.compile(self.token_pattern).groups
        except re.error as error:
            raise ValueError(f"token_pattern is no pattern ({error})") from None
        if groups > 1:
            raise ValueError("token_pattern has more than one group")
        return self

    def pieces(self, text: str) -> list[str]:
        """The n-grams of a text, as scikit-learn cuts them."""
        if self.lowercase:
            text = text.lower()
        shortest, longest = self.ngram_range
        if self.analyzer == "word":
            tokens = re.findall(self.token_pattern, text)
            return [" ".join(tokens[a:b]) for a, b in _spans(len(tokens), shortest, longest)]
        text = _SPACES.sub(" ", text)
        if self.analyzer == "char":
            return [text[a:b] for a, b in _spans(len(text), shortest, longest)]
        return [piece for word in text.split() for piece in _within(f" {word} ", shortest, longest)]


def _spans(length: int, shortest: int, longest: int) -> list[tuple[int, int]]:
    return [(at, at + n) for n in range(shortest, min(longest, length) + 1) for at in range(length - n + 1)]


def _within(padded: str, shortest: int, longest: int) -> list[str]:
    """n-grams of one padded word; a word that is not longer than n counts once, whole."""
    found: list[str] = []
    for n in range(shortest, longest + 1):
        found.extend(padded[at : at + n] for at in range(max(len(padded) - n, 0) + 1))
        if len(padded) <= n:
            break
    return found


class LinearClassifier(RegisteredClassifier):
    """TF-IDF and logistic regression over one turn at a time."""

    def __init__(
        self, registered: Registered, vocabulary: Vocabulary, arrays: Mapping[str, Floats], digest: str
    ) -> None:
        """`arrays`: idf (terms), coef (1 or classes x terms), intercept (1 or classes)."""
        super().__init__(registered, vocabulary.classes, digest)
        self._vocabulary = vocabulary
        self._columns = {term: i for i, term in enumerate(vocabulary.terms)}
        self._idf, self._coef, self._intercept = arrays["idf"], arrays["coef"], arrays["intercept"]

    def _read(self, texts: list[str]) -> list[Mapping[str, float]]:
        return [dict(zip(self._labels, self.shares(text), strict=True)) for text in texts]

    def shares(self, text: str) -> list[float]:
        """The probability of every class, in their order."""
        counts = Counter(self._columns[p] for p in self._vocabulary.pieces(text) if p in self._columns)
        at = np.array(sorted(counts), dtype=np.intp)
        weights = np.array([counts[i] for i in at.tolist()], dtype=np.float64)
        if self._vocabulary.binary:
            weights = np.minimum(weights, 1.0)
        if self._vocabulary.sublinear_tf:
            weights = 1.0 + np.log(weights)
        weights = weights * self._idf[at]
        length = math.sqrt(float(weights @ weights))
        if self._vocabulary.norm == "l2" and length > 0:
            weights = weights / length
        scores: Floats = self._coef[:, at] @ weights + self._intercept
        return _probabilities(scores)


def _probabilities(scores: Floats) -> list[float]:
    """Two classes: the logistic function of the one score, for the second; more: softmax."""
    if scores.size == 1:
        score = float(scores[0])
        small = math.exp(-abs(score))
        likely, unlikely = 1.0 / (1.0 + small), small / (1.0 + small)
        return [unlikely, likely] if score >= 0 else [likely, unlikely]
    powers = np.exp(scores - scores.max())
    shares: list[float] = (powers / powers.sum()).tolist()
    return shares


def open_linear(registered: Registered) -> LinearClassifier:
    """The classifier of a folder; ModelError names the file that is missing or wrong."""
    weights, words = registered.folder / WEIGHTS, registered.folder / VOCABULARY
    for file in (weights, words):
        if not file.is_file():
            raise ModelError(
                "the file is missing", f"{_EXPORT}, which writes {WEIGHTS} and {VOCABULARY}", where=str(file)
            )
    vocabulary = _vocabulary(words)
    arrays = _arrays(weights, vocabulary)
    return LinearClassifier(registered, vocabulary, arrays, checksum((registered.file, weights, words)))


def _vocabulary(file: Path) -> Vocabulary:
    try:
        return Vocabulary.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"])
        raise ModelError(f"{place} {first['msg']}".strip(), _EXPORT, where=str(file)) from None
    except (OSError, ValueError) as error:
        raise ModelError(f"not JSON in UTF-8 ({error})", _EXPORT, where=str(file)) from None


def _arrays(file: Path, vocabulary: Vocabulary) -> dict[str, Floats]:
    rows = 1 if len(vocabulary.classes) == 2 else len(vocabulary.classes)
    columns = len(vocabulary.terms)
    shapes = {"idf": (columns,), "coef": (rows, columns), "intercept": (rows,)}
    try:
        with np.load(file, allow_pickle=False) as stored:
            arrays: dict[str, Any] = {name: stored[name] for name in shapes}
    except (OSError, ValueError, KeyError, EOFError, TypeError, BadZipFile) as error:
        raise ModelError(f"holds no weights that can be read ({error})", _EXPORT, where=str(file)) from None
    for name, shape in shapes.items():
        found = arrays[name]
        if found.shape != shape or found.dtype.kind != "f" or not np.isfinite(found).all():
            reason = f"{name} is not a finite array of {shape} as {VOCABULARY} demands"
            raise ModelError(reason, _EXPORT, where=str(file))
    return {name: found.astype(np.float64) for name, found in arrays.items()}
