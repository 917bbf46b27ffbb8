"""Writes a fitted scikit-learn text classifier as the data linear.py runs. scikit-learn itself is not imported.

Runs where the classifier was trained: it needs numpy, and of Mingjian only its errors.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from inspection.errors import ModelError

_UNCARRIED = ("preprocessor", "tokenizer", "stop_words", "strip_accents")
_SETTLED = ("lowercase", "sublinear_tf", "binary", "norm", "token_pattern")


def export_linear(vectorizer: Any, classifier: Any, folder: Path | str) -> None:
    """Write weights.npz, vocabulary.json and, if there is none yet, classifier.yaml into the folder of that name.

    ModelError says in one line what cannot be carried: other classes than TfidfVectorizer and LogisticRegression,
    own analyzers, tokenizers, preprocessors, stop words, accents, and one classifier per class.
    """
    options = _options(vectorizer)
    classes = [str(c) for c in _fitted(classifier, "LogisticRegression", "classes_")]
    _one_model(classifier.get_params(), len(classes))
    terms = sorted(_fitted(vectorizer, "TfidfVectorizer", "vocabulary_").items(), key=lambda item: int(item[1]))
    arrays = {
        "idf": np.asarray(vectorizer.idf_, dtype=np.float64) if options["use_idf"] else np.ones(len(terms)),
        "coef": np.asarray(classifier.coef_, dtype=np.float64),
        "intercept": np.asarray(classifier.intercept_, dtype=np.float64).reshape(-1),
    }
    if arrays["coef"].shape[1] != len(terms):
        raise _refused(
            f"the classifier has {arrays['coef'].shape[1]} columns, the vectorizer {len(terms)} terms",
            "give the pair that was trained together",
        )
    described = {
        "analyzer": options["analyzer"],
        "ngram_range": [int(n) for n in options["ngram_range"]],
        **{name: options[name] for name in _SETTLED},
        "token_pattern": options["token_pattern"] or "",
        "classes": classes,
        "terms": [term for term, _ in terms],
    }
    into = Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(into / "weights.npz", idf=arrays["idf"], coef=arrays["coef"], intercept=arrays["intercept"])
    (into / "vocabulary.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    registration = into / "classifier.yaml"
    if not registration.exists():
        registration.write_text("kind: linear\nspeakers: [agent, customer]\n", encoding="utf-8")


def _options(vectorizer: Any) -> Mapping[str, Any]:
    _fitted(vectorizer, "TfidfVectorizer", "vocabulary_")
    options: Mapping[str, Any] = vectorizer.get_params()
    if options["analyzer"] not in ("char", "char_wb", "word"):
        raise _refused("the vectorizer has an analyzer of its own", "train with analyzer char, char_wb or word")
    for name in _UNCARRIED:
        if options[name] is not None:
            raise _refused(f"the vectorizer has {name}", f"train with {name}=None")
    if options["norm"] not in ("l2", None):
        raise _refused(f"the vectorizer has norm={options['norm']!r}", "train with norm='l2' or None")
    if options["input"] != "content" or np.dtype(options["dtype"]) != np.float64:
        raise _refused("the vectorizer reads files or has another dtype", "train with input='content', dtype=float64")
    return options


def _fitted(estimator: Any, wanted: str, attribute: str) -> Any:
    if type(estimator).__name__ != wanted:
        raise _refused(f"a {type(estimator).__name__} cannot be carried", f"train a {wanted}")
    if not hasattr(estimator, attribute):
        raise _refused(f"the {wanted} is not fitted", "fit it first")
    return getattr(estimator, attribute)


def _one_model(options: Mapping[str, Any], classes: int) -> None:
    """One softmax (or logistic) model over all classes, not one model per class."""
    per_class = classes > 2 and (options.get("solver") == "liblinear" or options.get("multi_class") == "ovr")
    if per_class or (classes == 2 and options.get("multi_class") == "multinomial"):
        raise _refused("the LogisticRegression is set to another scheme of classes", "train with solver='lbfgs' alone")


def _refused(reason: str, what_to_do: str) -> ModelError:
    return ModelError(reason, what_to_do, where="export_linear")
