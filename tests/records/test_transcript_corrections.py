"""Corrected words stay beside the original, masked, and say who heard what."""

import pytest
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, InputError
from records import audit, interactions, transcript_corrections
from records.database import reading, writing
from records.looks import subject_of
from records.transcript_corrections import Correction
from tests.records import review_site as site

SAID = "=退款怎么还没到"


@pytest.fixture
def one(engine: Engine) -> Engine:
    site.open_site(engine, (site.judged("call"), []))
    return engine


def corrected(engine: Engine, who: str = "Wang", turn: int = 1, heard: str = "退款", said: str = "贷款",
              start: int | None = None, minutes: float = 0) -> Correction:  # fmt: skip
    with writing(engine) as connection:
        stored = interactions.find(connection, "drop", "call")
        assert stored is not None
        desk = site.desk(who, minutes=minutes)
        return transcript_corrections.correct(
            connection, desk, stored, turn=turn, heard=heard, said=said, start_char=start
        )


def test_a_correction_names_place_words_and_person_and_changes_nothing_that_was_heard(one: Engine) -> None:
    kept = corrected(one)
    assert (kept.turn, kept.start_char, kept.end_char, kept.heard, kept.said) == (1, 1, 3, "退款", "贷款")
    with reading(one) as connection:
        assert transcript_corrections.of(connection, "drop", "call") == [kept]
        stored = interactions.find(connection, "drop", "call")
        trail = audit.of(connection, subject_of("drop", "call"))
    assert stored is not None
    assert stored.interaction.turns[1].text == SAID
    assert kept.transcript_hash == stored.transcript_hash
    assert [(e.who, e.action, dict(e.after)) for e in trail] == [("Wang", "correct_words", {"words": "贷款"})]


def test_a_second_opinion_is_added_not_written_over(one: Engine) -> None:
    first, second = corrected(one), corrected(one, who="Li", said="货款", minutes=1)
    with reading(one) as connection:
        assert transcript_corrections.of(connection, "drop", "call") == [first, second]


def test_personal_data_in_a_correction_is_masked(one: Engine) -> None:
    assert corrected(one, said="电话13900139000").said == "电话<手机号>"


@pytest.mark.parametrize(
    ("turn", "heard", "said", "start"),
    [(1, "没说过", "x", None), (9, "退款", "x", None), (1, "退款", "退款", None), (1, "退款", " ", None),
     (1, "退款", "x" * 201, None), (1, "", "x", None), (1, "退款", "x", 0), (1, "退款", "x", 99)],
)  # fmt: skip
def test_words_that_are_not_there_and_corrections_that_say_nothing_are_refused(
    one: Engine, turn: int, heard: str, said: str, start: int | None
) -> None:
    with pytest.raises(InputError) as error:
        corrected(one, turn=turn, heard=heard, said=said, start=start)
    assert error.value.code == "bad_correction"
    with reading(one) as connection:
        assert transcript_corrections.of(connection, "drop", "call") == []


def test_an_agent_corrects_nothing(one: Engine) -> None:
    with pytest.raises(AccessRefused):
        corrected(one, who="Sun")
