"""Nobody is on both sides, and the same ones are on the same side next time."""

from hypothesis import given
from hypothesis import strategies as st

from inspection.relearning.held_out import TEST_SHARE, by_agents, by_interactions

KEYS = st.sets(st.tuples(st.sampled_from("st"), st.integers(0, 999).map(str)), max_size=60)


@given(KEYS, KEYS)
def test_more_interactions_leave_the_others_where_they_were(
    some: set[tuple[str, str]], more: set[tuple[str, str]]
) -> None:
    before, after = by_interactions(some), by_interactions(some | more)
    assert before.test <= after.test
    assert before.learn <= after.learn
    assert after.learn | after.test == some | more
    assert not after.learn & after.test


@given(st.dictionaries(st.tuples(st.just("s"), st.integers(0, 999).map(str)),
                       st.frozensets(st.integers(0, 30).map(str), max_size=2), min_size=1, max_size=80))  # fmt: skip
def test_no_agent_is_on_both_sides(agents_of: dict[tuple[str, str], frozenset[str]]) -> None:
    split = by_agents(agents_of)
    if split is not None:
        assert not split.learn & split.test
        learned = {a for key in split.learn for a in agents_of[key]}
        assert not learned & {a for key in split.test for a in agents_of[key]}


def test_about_a_third_is_held_out() -> None:
    split = by_interactions(("s", str(n)) for n in range(3000))
    assert abs(len(split.test) / 3000 - TEST_SHARE) < 0.03
    assert not split.by_agent


def test_two_agents_cannot_be_kept_apart_evenly() -> None:
    assert by_agents({("s", str(n)): frozenset({"one"}) for n in range(30)}) is None


def test_a_centre_that_transfers_every_call_is_not_split_by_agent() -> None:
    everybody = frozenset(str(n) for n in range(40))
    assert by_agents({("s", str(n)): everybody for n in range(60)}) is None


def test_many_agents_are_kept_apart() -> None:
    split = by_agents({("s", str(n)): frozenset({f"a{n % 30}"}) for n in range(300)})
    assert split is not None
    assert split.by_agent
    assert len(split.learn) + len(split.test) == 300
