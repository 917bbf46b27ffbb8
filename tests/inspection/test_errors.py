"""Every error says what, where and what to do, in one line, and whether a retry makes sense."""

import pickle

import pytest

from inspection import errors
from inspection.errors import InspectionError

ALL = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, InspectionError)]
RETRYABLE = {"ModelUnreachable", "ProviderUnreachable", "RecordsBusy", "WorkspaceBusy"}


@pytest.mark.parametrize("kind", ALL, ids=lambda c: c.__name__)
def test_the_message_is_one_line_with_place_reason_and_advice(kind: type[InspectionError]) -> None:
    error = kind("the row\nis broken.", "correct it", where="calls.csv:3")
    assert str(error) == "calls.csv:3: the row is broken; correct it"


@pytest.mark.parametrize("kind", ALL, ids=lambda c: c.__name__)
def test_only_passing_troubles_ask_for_a_retry(kind: type[InspectionError]) -> None:
    assert kind.retryable == (kind.__name__ in RETRYABLE)


@pytest.mark.parametrize("kind", ALL, ids=lambda c: c.__name__)
def test_an_error_survives_the_way_from_a_worker(kind: type[InspectionError]) -> None:
    error = kind("reason", "advice", where="x:1", code="c")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.code) == (kind, str(error), "c")


def test_codes_are_stable_words() -> None:
    assert all(kind("r", "w").code == kind.default_code for kind in ALL)
