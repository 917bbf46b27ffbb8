"""What was said is found by words, pinyin and English on both databases, and only while it is stored."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.facts import Facts
from inspection.search.sought import sought
from records import interactions, spoken_texts, text_index
from records.database import reading, writing
from records.search_tables import spoken_texts as table
from records.tables import interactions as stored
from tests.records.judged_samples import NIGHT, facts


def heard(interaction_id: str, *said: str) -> Facts:
    one = facts(interaction_id)
    turns = tuple(replace(turn, text=text) for turn, text in zip(one.interaction.turns, said, strict=False))
    return replace(one, interaction=replace(one.interaction, turns=turns), readings=one.readings[: len(turns)])


def save(engine: Engine, *many: Facts) -> None:
    with writing(engine) as connection:
        interactions.save(connection, [(one, NIGHT) for one in many])


def found(engine: Engine, query: str) -> list[str]:
    with reading(engine) as connection:
        return _found(connection, query)


def _found(connection: Connection, query: str) -> list[str]:
    wanted = sought(query)
    assert wanted is not None
    chosen = table.c.doc.in_(text_index.hits(connection, wanted))
    return sorted(connection.execute(sa.select(table.c.interaction_id).where(chosen)).scalars())


@pytest.fixture
def filled(engine: Engine) -> Engine:
    save(
        engine,
        heard("one", "您好", "我要退款", "银行卡重复扣款"),
        heard("two", "您好", "我要退", "款到了吗"),
        heard("three", "hello", "I want a REFUND", "謝謝,退貨"),
        heard("four", "100%_满意'\"; OR 1", "*", "NEAR(a b)"),
    )
    return engine


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("退款", ["one"]),
        ("退", ["one", "three", "two"]),
        ("您好", ["one", "two"]),
        ("银行卡重复", ["one"]),
        ("款 您好", ["one", "two"]),
        ("tuikuan", ["one"]),
        ("yin hang", ["one"]),
        ("yinxing", []),
        ("refund", ["three"]),
        ("refu", ["three"]),
        ("efund", []),
        ("退货", ["three"]),
        ("退貨", ["three"]),
        ("refund tuihuo", []),  # either two English words or pinyin, not a mixture of them
        ("refund 谢谢", ["three"]),
        ("100%", ["four"]),
        ("% _", None),
        ("OR", ["four"]),
        ("NEAR", ["four"]),
        ('near(a b)"', ["four"]),
        ("投诉", []),
    ],
)
def test_what_is_found(filled: Engine, query: str, expected: list[str] | None) -> None:
    if expected is None:
        assert sought(query) is None
    else:
        assert found(filled, query) == expected


def test_a_corrected_transcript_is_found_by_its_new_words_only(filled: Engine) -> None:
    save(filled, heard("one", "您好", "我要换货", "谢谢"))
    save(filled, heard("one", "您好", "我要换货", "谢谢"))
    assert found(filled, "退款") == []
    assert found(filled, "换货") == ["one"]


def test_what_is_deleted_is_found_no_more(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.execute(sa.delete(stored).where(stored.c.interaction_id == "one"))
    assert found(filled, "退款") == []
    if filled.dialect.name == "sqlite":
        with writing(filled) as connection:
            connection.exec_driver_sql("INSERT INTO spoken_index(spoken_index, rank) VALUES ('integrity-check', 1)")


def test_what_was_stored_before_the_index_becomes_findable_once(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.execute(sa.delete(table))
    assert found(filled, "退款") == []
    with writing(filled) as connection:
        assert spoken_texts.save_stored(connection) == 4
        assert spoken_texts.save_stored(connection) == 0
    assert found(filled, "tuikuan") == ["one"]
    assert found(filled, "您好") == ["one", "two"]
