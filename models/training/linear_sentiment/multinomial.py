"""Multinomial logistic regression on sparse features by L-BFGS: small, deterministic, no scikit-learn."""

from dataclasses import dataclass

import numpy as np
import scipy.optimize
import scipy.sparse
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`weights`: shape (features, classes); `biases`: shape (classes,). Logits are features @ weights + biases."""

    weights: Floats
    biases: Floats

    def logits(self, features: scipy.sparse.csr_matrix) -> Floats:
        """Shape (turns, classes)."""
        scores: Floats = features @ self.weights + self.biases
        return scores


def fit_multinomial(
    features: scipy.sparse.csr_matrix,
    labels: NDArray[np.int64],
    counts_as: Floats,
    *,
    ridge: float,
    classes: int = 3,
    iterations: int = 100,
) -> LinearModel:
    """Minimise the weighted cross-entropy plus ridge / 2 * |weights|^2 (biases are free).

    `features`: shape (turns, features); `labels`: shape (turns,), 0 to classes - 1; `counts_as`: shape (turns,), > 0.
    """
    used = np.unique(features.indices)
    dense = scipy.sparse.csr_matrix(features[:, used])
    objective = _Objective(dense, scipy.sparse.csr_matrix(dense.T), np.eye(classes)[labels], counts_as, ridge)
    start = np.zeros((len(used) + 1) * classes)
    options = {"maxiter": iterations, "maxcor": 10}
    found = scipy.optimize.minimize(objective, start, jac=True, method="L-BFGS-B", options=options).x
    weights = np.zeros((features.shape[1], classes))
    weights[used] = found[:-classes].reshape(-1, classes)
    return LinearModel(weights, found[-classes:])


@dataclass(frozen=True, slots=True)
class _Objective:
    features: scipy.sparse.csr_matrix
    transposed: scipy.sparse.csr_matrix
    targets: Floats
    counts_as: Floats
    ridge: float

    def __call__(self, flat: Floats) -> tuple[float, Floats]:
        classes = self.targets.shape[1]
        weights, biases = flat[:-classes].reshape(-1, classes), flat[-classes:]
        log_shares = log_softmax(self.features @ weights + biases)
        error = self.counts_as[:, None] * (np.exp(log_shares) - self.targets)
        loss = -(self.counts_as[:, None] * self.targets * log_shares).sum() + self.ridge / 2 * (weights**2).sum()
        slope = self.transposed @ error + self.ridge * weights
        return float(loss), np.concatenate((slope.ravel(), error.sum(axis=0)))


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities, shape as given: (turns, classes)."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    shares: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return shares
