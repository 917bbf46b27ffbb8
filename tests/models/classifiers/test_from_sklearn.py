"""Exporting from scikit-learn: equality with the real one where it is installed, and what is refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspection.errors import ModelError
from models.classifiers.from_sklearn import export_linear
from models.classifiers.linear import LinearClassifier, open_linear
from models.classifiers.registration import registered

TEXTS = (
    "我要退款，这个东西是坏的",
    "I want my money back  now",
    "请问什么时候发货",
    "when will it be shipped to Shanghai",
    "谢谢，没有别的问题了",
    "Thanks a lot, that is all",
    "退款退款退款 refund REFUND",
    "快递 单号 是多少 a b c",
)
UNSEEN = (*TEXTS, "", " ", "完全没见过的词 zzz", "ＡＢＣ İ ß 坏\ud83d字\x00", "a", "退款 " * 500, "tab\t\ttab\n\nline")
THREE = ["refund", "refund", "delivery", "delivery", "bye", "bye", "refund", "delivery"]
SAYS_NO = [0, 0, 1, 1, 1, 1, 0, 1]
DEFAULT_PATTERN = r"(?u)\b\w\w+\b"


def exported(vectorizer: Any, classifier: Any, folder: Path) -> LinearClassifier:
    export_linear(vectorizer, classifier, folder)
    return open_linear(registered(folder))


@pytest.mark.parametrize("classes", [SAYS_NO, THREE], ids=["two", "three"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"ngram_range": (1, 2), "sublinear_tf": True, "token_pattern": r"(?u)\b\w+\b"},
        {"ngram_range": (2, 3), "lowercase": False},
        {"analyzer": "char", "ngram_range": (1, 3), "sublinear_tf": True},
        {"analyzer": "char", "ngram_range": (2, 4), "norm": None},
        {"analyzer": "char_wb", "ngram_range": (1, 3)},
        {"analyzer": "char_wb", "ngram_range": (2, 5), "binary": True, "use_idf": False},
        {"analyzer": "char", "max_features": 20, "smooth_idf": False},
    ],
    ids=str,
)
def test_it_answers_as_scikit_learn_does(tmp_path: Path, options: dict[str, Any], classes: list[Any]) -> None:
    text = pytest.importorskip("sklearn.feature_extraction.text", reason="scikit-learn is no dependency of ours")
    linear = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is no dependency of ours")
    vectorizer = text.TfidfVectorizer(**options)
    classifier = linear.LogisticRegression(C=20.0).fit(vectorizer.fit_transform(TEXTS), classes)
    model = exported(vectorizer, classifier, tmp_path / "intent")
    theirs = classifier.predict_proba(vectorizer.transform(UNSEEN))
    difference = float(np.abs(theirs - np.array([model.shares(t) for t in UNSEEN])).max())
    print(f"largest difference {difference:.1e}")
    assert model.labels == tuple(str(c) for c in classifier.classes_)
    assert difference < 1e-12


class TfidfVectorizer:
    """Has what export_linear reads of the real one."""

    def __init__(self, **changed: Any) -> None:
        self.vocabulary_ = {"好": np.int64(1), "a": np.int64(0)}
        self.idf_ = np.array([1.0, 2.0])
        self._params = {
            "analyzer": "char",
            "ngram_range": (1, 1),
            "lowercase": True,
            "sublinear_tf": False,
            "binary": False,
            "norm": "l2",
            "token_pattern": DEFAULT_PATTERN,
            "use_idf": True,
            "input": "content",
            "dtype": np.float64,
            "preprocessor": None,
            "tokenizer": None,
            "stop_words": None,
            "strip_accents": None,
            **changed,
        }

    def get_params(self) -> dict[str, Any]:
        return self._params


class LogisticRegression:
    """Has what export_linear reads of the real one."""

    def __init__(self, classes: int = 2, columns: int = 2, **params: Any) -> None:
        rows = 1 if classes == 2 else classes
        self.classes_ = np.arange(classes)
        self.coef_ = np.ones((rows, columns))
        self.intercept_ = np.zeros(rows)
        self._params = {"solver": "lbfgs", **params}

    def get_params(self) -> dict[str, Any]:
        return self._params


class LinearSVC(LogisticRegression):
    """Another estimator."""


def test_terms_go_by_their_column_and_a_registration_is_written_once(tmp_path: Path) -> None:
    model = exported(TfidfVectorizer(norm=None), LogisticRegression(), tmp_path / "intent")
    assert model.labels == ("0", "1")
    assert model.shares("好")[1] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert exported(TfidfVectorizer(norm=None, use_idf=False), LogisticRegression(), tmp_path / "flat").shares("好")[
        1
    ] == pytest.approx(1 / (1 + np.exp(-1.0)))
    registration = tmp_path / "intent" / "classifier.yaml"
    registration.write_text("kind: linear\nlabels: {1: refund}\n", encoding="utf-8")
    assert exported(TfidfVectorizer(), LogisticRegression(), tmp_path / "intent").labels == ("0", "refund")


def unfitted() -> TfidfVectorizer:
    vectorizer = TfidfVectorizer()
    del vectorizer.vocabulary_
    return vectorizer


@pytest.mark.parametrize(
    ("vectorizer", "classifier", "said"),
    [
        (TfidfVectorizer(analyzer=str.split), LogisticRegression(), "an analyzer of its own"),
        (TfidfVectorizer(tokenizer=str.split), LogisticRegression(), "has tokenizer"),
        (TfidfVectorizer(preprocessor=str.lower), LogisticRegression(), "has preprocessor"),
        (TfidfVectorizer(stop_words="english"), LogisticRegression(), "has stop_words"),
        (TfidfVectorizer(strip_accents="unicode"), LogisticRegression(), "has strip_accents"),
        (TfidfVectorizer(norm="l1"), LogisticRegression(), "norm='l1'"),
        (TfidfVectorizer(dtype=np.float32), LogisticRegression(), "another dtype"),
        (TfidfVectorizer(), LinearSVC(), "a LinearSVC cannot be carried"),
        (LogisticRegression(), LogisticRegression(), "a LogisticRegression cannot be carried"),
        (unfitted(), LogisticRegression(), "not fitted"),
        (TfidfVectorizer(), LogisticRegression(columns=3), "3 columns, the vectorizer 2 terms"),
        (TfidfVectorizer(), LogisticRegression(classes=3, solver="liblinear"), "another scheme"),
        (TfidfVectorizer(), LogisticRegression(multi_class="multinomial"), "another scheme"),
    ],
)
def test_what_cannot_be_carried_is_refused_in_one_line(
    tmp_path: Path, vectorizer: Any, classifier: Any, said: str
) -> None:
    with pytest.raises(ModelError) as caught:
        export_linear(vectorizer, classifier, tmp_path / "intent")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "intent").exists()
