"""The flag policy: the shipped file is sound, and mistakes in it are named."""

import pytest

from inspection.errors import RuleError
from inspection.flag_policy import Severity, flag_policy_of
from inspection.plain_phrases import PhraseFinder
from tests.inspection.result_cases import flag_policy, shipped


def test_severities_come_in_queue_order() -> None:
    assert sorted(Severity, key=lambda s: s.rank) == ["critical", "high", "medium", "low", "info"]


def test_every_shipped_phrase_flag_has_its_own_code_and_no_phrase_twice() -> None:
    flags = flag_policy().phrase_flags
    assert len({f.code for f in flags}) == len(flags)
    assert [f.code for f in flags if len(set(f.phrases)) != len(f.phrases)] == []


def test_every_exception_covers_a_phrase_of_its_flag() -> None:
    useless = [
        (flag.code, exception)
        for flag in flag_policy().phrase_flags
        for exception in flag.exceptions
        if not PhraseFinder(flag.phrases).hits(exception)
    ]
    assert useless == []


def test_every_flag_has_chinese_and_english_phrases() -> None:
    for flag in flag_policy().phrase_flags:
        assert any(p.isascii() for p in flag.phrases) and any(not p.isascii() for p in flag.phrases), flag.code


def test_self_harm_is_never_cancelled_by_a_negation() -> None:
    assert [f.code for f in flag_policy().phrase_flags if not f.negatable] == ["self_harm"]


def test_a_number_among_phrases_must_be_quoted() -> None:
    with pytest.raises(RuleError, match=r"phrase_flags\.3\.phrases\.4"):
        flag_policy_of(shipped("flags.yaml").replace('"12378"', "12378"))
