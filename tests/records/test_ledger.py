"""The ledger: nothing expected is lost, nothing ended is done twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from inspection.ledger import Ending, LedgerEntry
from records import ledger
from records.database import reading, writing
from records.ledger import Expected
from records.ledger_rows import key_of
from tests.records import judged_samples as sample
from tests.records.conftest import empty

RUN = "2026-09-01-1"


def expect(engine: Engine, *entries: LedgerEntry) -> Expected:
    with writing(engine) as connection:
        return ledger.expect(connection, entries)


def end(engine: Engine, *entries: LedgerEntry) -> None:
    with writing(engine) as connection:
        ledger.end(connection, entries)


def stored(engine: Engine, interaction_id: str = "call-1") -> LedgerEntry:
    with reading(engine) as connection:
        found = ledger.find(connection, "drop", interaction_id)
    assert found is not None
    return found


def scored(interaction_id: str = "call-1", **changes: object) -> LedgerEntry:
    return sample.entry(interaction_id, ending=Ending.SCORED, code="scored", reason="scored", **changes)


def test_what_is_expected_is_pending_until_it_ends(engine: Engine) -> None:
    assert expect(engine, sample.entry("call-1"), sample.entry("call-2")) == Expected(new=2)
    end(engine, scored("call-1"))
    with reading(engine) as connection:
        assert ledger.pending(connection, RUN) == [sample.entry("call-2")]
        assert ledger.endings(connection, RUN) == {Ending.SCORED: 1, Ending.PENDING: 1}
        assert ledger.of_run(connection, RUN) == [scored("call-1", attempts=1), sample.entry("call-2")]


def test_what_has_ended_stays_untouched_when_expected_again(engine: Engine) -> None:
    expect(engine, sample.entry())
    end(engine, scored())
    assert expect(engine, sample.entry(run_id="2026-09-02-1")) == Expected(unchanged=1)
    assert stored(engine) == scored(attempts=1)


def test_a_correction_is_pending_again(engine: Engine) -> None:
    expect(engine, sample.entry())
    end(engine, scored())
    corrected = sample.entry(run_id="2026-09-02-1", fingerprint="f2")
    assert expect(engine, corrected) == Expected(changed=1)
    assert stored(engine) == corrected


def test_what_a_killed_run_left_is_taken_over(engine: Engine) -> None:
    expect(engine, sample.entry())
    later = sample.entry(run_id="2026-09-02-1", business_date=sample.NIGHT + timedelta(days=1))
    assert expect(engine, later) == Expected(adopted=1)
    assert stored(engine) == later


def test_ending_twice_counts_one_attempt(engine: Engine) -> None:
    expect(engine, sample.entry())
    end(engine, scored())
    end(engine, scored())
    assert stored(engine).attempts == 1


def test_a_late_worker_cannot_change_an_ending(engine: Engine) -> None:
    expect(engine, sample.entry())
    end(engine, scored())
    end(engine, sample.entry(ending=Ending.FAILED, code="bad_recording", reason="too late"))
    assert stored(engine).ending is Ending.SCORED


def test_an_ending_nobody_expected_is_written_too(engine: Engine) -> None:
    end(engine, scored("surprise"))
    assert stored(engine, "surprise") == scored("surprise", attempts=1)


def test_failures_delivered_again_are_taken_up_and_their_attempts_add_up(engine: Engine) -> None:
    failed = sample.entry(ending=Ending.FAILED, code="busy", reason="busy", retryable=True)
    still_broken = sample.entry("call-2", ending=Ending.FAILED, code="bad_recording", reason="no sound")
    end(engine, failed, still_broken, scored("call-3"))
    later = sample.NIGHT + timedelta(days=1)
    delivered = {"call-1", "call-3", "call-9"}
    with writing(engine) as connection:
        assert ledger.retry_failed(connection, "later", later, source=failed.source, delivered=delivered) == 1
        (again,) = ledger.pending(connection, "later")
    assert (again.interaction_id, again.attempts, again.code, again.business_date) == ("call-1", 1, "", later)
    assert stored(engine, "call-2").code == "bad_recording"
    end(engine, scored())
    assert stored(engine).attempts == 2


def test_failures_of_another_source_are_left_alone(engine: Engine) -> None:
    end(engine, sample.entry(ending=Ending.FAILED, code="busy", reason="busy"))
    with writing(engine) as connection:
        taken = ledger.retry_failed(connection, "r", sample.NIGHT, source="elsewhere", delivered={"call-1"})
    assert taken == 0


def test_a_passing_failure_is_tried_again_by_the_next_night_and_a_lasting_one_is_not(engine: Engine) -> None:
    passing = sample.entry(ending=Ending.FAILED, code="not_worked_on", reason="r", retryable=True)
    lasting = sample.entry("call-2", ending=Ending.FAILED, code="bad_recording", reason="r")
    end(engine, passing, lasting)
    assert expect(engine, sample.entry(), sample.entry("call-2")) == Expected(adopted=1, unchanged=1)


def test_what_was_judged_is_not_lost_when_it_is_missing_or_broken_later(engine: Engine) -> None:
    end(engine, scored())
    gone = sample.entry(ending=Ending.MISSING, code="not_arrived", reason="r", fingerprint="other")
    with writing(engine) as connection:
        assert ledger.kept(connection, [gone]) == [gone]
        assert ledger.endings_of(connection, [gone]) == {Ending.SCORED: 1}
    assert expect(engine, gone) == Expected(unchanged=1)
    assert stored(engine).ending is Ending.SCORED


def test_input_without_an_id_is_told_apart_by_night_file_and_row(engine: Engine) -> None:
    broken = sample.entry(None, ending=Ending.FAILED, code="bad_row", reason="no id")
    other_row = replace(broken, entry_key="calls.csv:3", row=3)
    tomorrow = replace(broken, business_date=sample.NIGHT + timedelta(days=1), fingerprint="f2")
    assert expect(engine, broken, other_row) == Expected(new=2)
    assert expect(engine, tomorrow) == Expected(new=1)
    assert expect(engine, broken) == Expected(unchanged=1)
    with reading(engine) as connection:
        rows = list(ledger.between(connection, sample.NIGHT, sample.NIGHT + timedelta(days=1)))
    assert rows == [broken, other_row, tomorrow]


def test_an_id_that_looks_like_a_place_is_no_place() -> None:
    place = sample.entry(None, entry_key="x")
    assert key_of(place) != key_of(sample.entry(key_of(place)[1]))


def test_the_same_id_in_two_sources_is_two_interactions(engine: Engine) -> None:
    assert expect(engine, sample.entry(), sample.entry(source="other")) == Expected(new=2)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["expect", "end"]),
            st.sampled_from(["c1", "c2"]),
            st.sampled_from(["f1", "f2"]),
            st.sampled_from([Ending.SCORED, Ending.EXCLUDED, Ending.FAILED]),
        ),
        max_size=8,
    )
)
def test_repeating_any_step_at_once_changes_nothing(engine: Engine, steps: list[tuple[str, str, str, Ending]]) -> None:
    empty(engine)
    for verb, name, fingerprint, ending in steps:
        for repetition in range(2):
            if verb == "expect":
                expect(engine, sample.entry(name, fingerprint=fingerprint))
            else:
                end(engine, sample.entry(name, fingerprint=fingerprint, ending=ending))
            with reading(engine) as connection:
                rows = ledger.of_run(connection, RUN)
            if repetition == 0:
                once = rows
        assert rows == once


def test_a_row_comes_back_as_its_entry(engine: Engine) -> None:
    entry = sample.entry("中文=id", reason="一；二", retryable=True, attempts=3, source_file=None, row=None)
    expect(engine, entry)
    assert stored(engine, "中文=id") == entry
