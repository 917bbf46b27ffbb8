"""The words of the report."""

import re

from inspection.fairness.group_gaps import Attribute, GapVerdict
from inspection.fairness.report_words import report_words
from inspection.fairness.swaps import SwapKind

ZH, EN = report_words("zh-CN"), report_words("en")


def test_both_languages_have_the_same_words_columns_and_gaps_to_fill() -> None:
    assert ZH.keys() == EN.keys()
    for key, text in ZH.items():
        assert text.count("|") == EN[key].count("|"), key
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", EN[key])), key


def test_every_attribute_verdict_and_swap_has_a_word() -> None:
    wanted = {
        *(f"attribute.{one.value}" for one in Attribute),
        *(f"verdict.{one.value}" for one in GapVerdict),
        *(f"kind.{one.value}" for one in SwapKind),
    }
    assert wanted <= ZH.keys()
    assert ZH["verdict.gap"] == "存在差异"
