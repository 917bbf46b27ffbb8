"""Reasons are one line, in the reader's language, with the words quoted."""

import pytest

from inspection.evidence import Evidence
from inspection.rules.reasons import reason_for
from tests.inspection.rules.book_of import book

ITEM = (
    book("conditions:\n  said: {any: [您好]}\nfound: said\nreasons: {unmet: {zh: 说了不该说的, en: said it}}")
    .items["thing"]
    .spec
)


def words(text: str, **changes: str) -> Evidence:
    given = {"operator": "phrase", "value": text, "threshold": "", **changes}
    return Evidence(turn=0, start_char=0, end_char=len(text), start_s=None, end_s=None, text=text, **given)


@pytest.mark.parametrize(
    ("why", "language", "evidence", "expected"),
    [
        ("found", "zh", [words("您好")], "标题:说了不该说的 「您好」"),
        ("found", "en", [words("hello")], 'Title: said it "hello"'),
        ("clean", "zh", [], "标题:未发现"),
        ("by_sound", "zh", [words("路音")], "标题:仅读音相近,不扣分,待人工确认 「路音」"),
        ("absent", "en", [words("anything")], "Title: said it"),
        ("found", "zh", [words("", value="18 s", threshold="15 s")], "标题:说了不该说的 「18 s > 15 s」"),
    ],
)
def test_a_reason_reads_like_a_sentence(why: str, language: str, evidence: list[Evidence], expected: str) -> None:
    assert reason_for(ITEM, why, language, evidence) == expected


def test_a_long_quotation_is_cut() -> None:
    assert len(reason_for(ITEM, "found", "zh", [words("好" * 200)])) < 60
