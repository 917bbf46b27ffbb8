"""Since which run a model or a rulebook judges."""

from datetime import UTC, datetime, timedelta

from inspection.run_pins import PinnedRun, changed_pins, pins_in_force

BEGIN = datetime(2026, 9, 1, tzinfo=UTC)


def runs(*values: str) -> list[PinnedRun]:
    """Runs with these recognisers, given oldest first, as they are asked for: newest first."""
    told = [
        PinnedRun(run_id=f"r{n}", started_at=BEGIN + timedelta(days=n), pins={"recogniser": value})
        for n, value in enumerate(values)
    ]
    return told[::-1]


def test_a_pin_stands_since_the_first_run_of_its_unbroken_row() -> None:
    (found,) = pins_in_force(runs("base", "large", "base", "base"))
    assert (found.value, found.since_run, found.before) == ("base", "r2", "large")
    assert found.since == BEGIN + timedelta(days=2)


def test_what_the_oldest_known_run_had_has_no_before() -> None:
    (found,) = pins_in_force(runs("base", "base"))
    assert (found.since_run, found.before) == ("r0", None)


def test_a_pin_older_runs_did_not_know_was_empty_before() -> None:
    newest, oldest = runs("x", "base")[0], PinnedRun(run_id="old", started_at=BEGIN, pins={})
    (found,) = pins_in_force([newest, oldest])
    assert found.before == ""


def test_without_runs_nothing_is_in_force() -> None:
    assert pins_in_force([]) == ()


def test_changed_pins_name_what_differs_and_what_is_new_or_gone() -> None:
    assert changed_pins({"a": "1", "b": "2", "gone": "x", "e": ""}, {"a": "1", "b": "3", "new": "y"}) == (
        "b",
        "gone",
        "new",
    )
