"""The page for the meeting before the shift: what cost points, what to play, whom to watch; nothing without data."""

from datetime import date

from inspection.coaching.briefing import (
    BriefingRules,
    ItemTally,
    WatchReason,
    best_item,
    problems_of,
    tallies_of,
    watched,
)
from inspection.coaching.certificates import CertificateNotice, Validity
from inspection.coaching.counted import FatalRow
from inspection.coaching.task import CoachingKind
from inspection.coaching.weaknesses import Count
from tests.inspection.coaching.test_steps import TASK

RULES = BriefingRules()


def tally(item: str, unmet: int, n: int, lost: float, others: Count = Count(50, 1000)) -> ItemTally:  # noqa: B008
    return ItemTally(item=item, team=Count(unmet, n), others=others, lost_points=lost)


def fatal(agent_id: str) -> FatalRow:
    return FatalRow(agent_id=agent_id, group="g", item="rude", interactions=1, confirmed=0, lost_points=90.0)


def ends(agent_id: str) -> CertificateNotice:
    return CertificateNotice(
        agent_id=agent_id, kind="agent_licence", validity=Validity.EXPIRED, expires_on=date(2026, 11, 1)
    )


def test_where_the_team_is_plainly_worse_comes_first_then_what_cost_most() -> None:
    found = problems_of(
        [tally("closing", 6, 100, 300.0), tally("greeting", 30, 100, 200.0), tally("hold", 5, 100, 10.0),
         tally("empathy", 7, 100, 50.0)], RULES
    )  # fmt: skip
    assert [(p.tally.item, p.is_worse) for p in found] == [("greeting", True), ("closing", False), ("empathy", False)]
    assert found[0].low < 0.3 < found[0].high


def test_too_few_interactions_and_what_cost_nothing_are_no_problem() -> None:
    assert problems_of([tally("closing", 29, 29, 290.0), tally("greeting", 10, 100, 0.0)], RULES) == ()


def test_a_team_alone_is_not_called_worse_than_nobody() -> None:
    (one,) = problems_of([tally("closing", 30, 100, 300.0, others=Count(0, 0))], RULES)
    assert not one.is_worse


def test_a_good_clip_is_of_the_problems_first_and_never_of_what_nobody_met() -> None:
    tallies = [tally("closing", 30, 100, 300.0), tally("greeting", 1, 100, 5.0), tally("never", 100, 100, 900.0)]
    assert best_item(tallies, problems_of([tallies[0]], RULES), RULES) == ("closing", "greeting")


def test_everybody_is_named_once_for_the_gravest_reason() -> None:
    fatal_task = TASK.__class__(**{n: getattr(TASK, n) for n in TASK.__dataclass_fields__} | {
        "kind": CoachingKind.FATAL, "agents": ("A9",)
    })  # fmt: skip
    found = watched([fatal("A1"), fatal("A1")], [ends("A1"), ends("A3")], [TASK, fatal_task], RULES)
    assert [(w.agent_id, w.reason) for w in found] == [("A1", WatchReason.FATAL), ("A3", WatchReason.CERTIFICATE)]
    assert found[0].items == ("rude",)


def test_only_so_many_people_fit_on_the_page() -> None:
    assert len(watched([fatal(f"A{k}") for k in range(9)], [], [], RULES)) == RULES.people


def test_rows_of_the_team_and_of_the_others_are_kept_apart() -> None:
    (one,) = tallies_of(
        [("closing", True, Count(2, 10), 20.0), ("closing", False, Count(5, 50), 50.0),
         ("closing", True, Count(1, 5), 10.0), ("greeting", False, Count(1, 9), 3.0)]
    )  # fmt: skip
    assert (one.item, one.team, one.others, one.lost_points) == ("closing", Count(3, 15), Count(5, 50), 30.0)
