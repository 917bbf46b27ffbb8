"""A rule that counts and is found wrong only advises, is told about, and can earn its way back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.errors import AccessRefused, RecordsError
from inspection.evaluation import ItemState
from inspection.flags import Selection
from inspection.item_verdicts import Stage
from inspection.judges.live_rules import LiveRule
from inspection.rule_standing import Reviewed, Standing, StandingPolicy
from inspection.sampling_policy import EstimateMinimums
from records import audit, reviews, rule_standings, rule_trust
from records.database import reading, writing
from records.judges import rule_notices, rule_watch
from records.judges.live_rules import live_now, reviewed_since, units_between
from records.reviews import Review
from tests.inspection.form_cases import MET, UNMET
from tests.inspection.judges.judging_cases import POLICY
from tests.records import review_site as site
from tests.records.judges.judging_site import desk

STANDING = StandingPolicy(reviewed_hits=10, precision_floor=0.6)
TODAY = site.NIGHT
RULE = "closing@1"


@pytest.fixture
def centre(engine: Engine) -> Engine:
    """40 calls in which the machine found a bad closing; the rule counts."""
    site.open_site(engine, *((site.judged(f"c{n}", closing=UNMET), []) for n in range(40)))
    site.count_rules(engine, RULE)
    return engine


def say(
    connection: Connection,
    calls: Iterable[int],
    state: ItemState,
    at: datetime,
    *,
    selection: str = Selection.RANDOM.value,
    stage: Stage = Stage.REVIEW,
    item: str = "closing",
    who: str = "Wang",
) -> None:
    reviews.add_all(connection, [
        Review(id=f"r-{n}-{at.isoformat()}-{item}", evaluation_id=f"e-c{n}", who=who, at=at, item=item,
               state=state.value, points=None, reason_code=None, seconds_spent=None, decision="right",
               stage=stage.value, selection=selection, probability=0.1)
        for n in calls
    ])  # fmt: skip


def rule_of(connection: Connection, version: str = RULE) -> LiveRule:
    rules = live_now(connection, POLICY.rules, EstimateMinimums(), TODAY)
    return next(rule for rule in rules if rule.rule_version == version)


def night(connection: Connection, minutes: float) -> list[str]:
    rules = live_now(connection, POLICY.rules, EstimateMinimums(), TODAY)
    at = site.desk("Zhao", minutes=minutes).now
    return [f"{one.rule_version} {one.kind}" for one in rule_watch.watch(connection, rules, STANDING, at)]


def test_a_rule_people_reject_is_downgraded_once_with_trail_and_notice(centre: Engine) -> None:
    with writing(centre) as connection:
        say(connection, range(12), UNMET, site.MORNING)
        assert night(connection, 10) == []
        say(connection, range(12, 20), MET, site.MORNING)
        assert night(connection, 20) == [f"{RULE} downgraded"]
        assert night(connection, 30) == []
        assert rule_standings.known(connection)[RULE] is Standing.ADVICE
        assert rule_trust.trusted_now(connection, STANDING) == frozenset()
        entry = audit.of(connection, f"rule_version:{RULE}")[-1]
        (notice,) = rule_notices.everything(connection)
    assert (entry.who, dict(entry.before), dict(entry.after)) == (
        "night", {"standing": "counted"}, {"standing": "advice"},
    )  # fmt: skip
    assert "12 of 20 reviewed hits confirmed" in entry.reason
    assert (notice.kind, notice.reason, notice.seen_by) == ("downgraded", entry.reason, None)


def test_the_way_back_takes_good_reviews_after_the_downgrade_and_a_person(centre: Engine) -> None:
    with writing(centre) as connection:
        say(connection, range(12), UNMET, site.MORNING)
        say(connection, range(12, 20), MET, site.MORNING)
        night(connection, 20)
        with pytest.raises(RecordsError, match="0 of 0 hits reviewed since the downgrade") as refused:
            rule_watch.restore(connection, desk("Zhao", minutes=30), rule_of(connection), STANDING, note="")
        assert refused.value.code == "not_earned"
        say(connection, range(20, 32), UNMET, site.MORNING + timedelta(minutes=40))
        assert night(connection, 50) == [f"{RULE} may_return"]
        assert night(connection, 60) == []  # told once
        with pytest.raises(AccessRefused):
            rule_watch.restore(connection, desk("Wang", minutes=65), rule_of(connection), STANDING, note="")
        rule_watch.restore(connection, desk("Zhao", minutes=70), rule_of(connection), STANDING, note="fixed by hand")
        assert rule_standings.known(connection)[RULE] is Standing.COUNTED
        # What was reviewed before the downgrade no longer counts, or the next night would take it down again.
        assert rule_trust.reviewed_hits(connection)[RULE] == Reviewed(12, 0)
        assert rule_trust.trusted_now(connection, STANDING) == frozenset({RULE})
        assert night(connection, 80) == []
        kinds = [one.kind for one in rule_notices.everything(connection)]
    assert kinds == ["restored", "may_return", "downgraded"]


def test_a_restored_rule_can_fall_again(centre: Engine) -> None:
    with writing(centre) as connection:
        say(connection, range(10), MET, site.MORNING)
        night(connection, 10)
        say(connection, range(10, 25), UNMET, site.MORNING + timedelta(minutes=20))
        rule_watch.restore(connection, desk("Zhao", minutes=30), rule_of(connection), STANDING, note="")
        say(connection, range(25, 40), MET, site.MORNING + timedelta(minutes=40))
        assert night(connection, 50) == [f"{RULE} downgraded"]


def test_notices_are_seen_once(centre: Engine) -> None:
    with writing(centre) as connection:
        say(connection, range(10), MET, site.MORNING)
        night(connection, 10)
        with pytest.raises(AccessRefused):
            rule_watch.mark_seen(connection, desk("Wang"))
        assert rule_watch.mark_seen(connection, desk("Zhao", minutes=11)) == 1
        assert rule_watch.mark_seen(connection, desk("Zhao", minutes=12)) == 0
        assert rule_notices.everything(connection) == []
        assert [one.seen_by for one in rule_notices.everything(connection, seen=True)] == ["Zhao"]


def test_recall_rests_on_blind_draws_and_precision_on_every_drawn_hit(centre: Engine) -> None:
    with writing(centre) as connection:
        say(connection, range(4), UNMET, site.MORNING)
        say(connection, range(4, 8), UNMET, site.MORNING, selection=Selection.RISK.value)
        say(connection, range(4), UNMET, site.MORNING, item="greeting")  # the machine had found nothing there
        say(connection, range(8, 10), UNMET, site.MORNING, selection="manual", stage=Stage.MANUAL)
        say(connection, range(10, 12), UNMET, site.MORNING, stage=Stage.IMPORTED, selection="imported")
        closing, greeting = rule_of(connection), rule_of(connection, "greeting@1")
    assert (closing.precision.value, closing.precision.n) == (1.0, 8)
    assert (closing.recall.value, closing.blind, closing.breaches) == (1.0, 4, 4)
    assert (greeting.recall.value, greeting.blind, greeting.precision.value) == (0.0, 4, None)
    assert not greeting.recall.enough


def test_one_item_judged_twice_is_one_unit_and_a_disagreement_takes_the_first_word(centre: Engine) -> None:
    later = site.MORNING + timedelta(minutes=5)
    with writing(centre) as connection:
        say(connection, [1], UNMET, site.MORNING)
        say(connection, [1], MET, later, selection="second", stage=Stage.SECOND, who="Li")
        (unit,) = units_between(connection, TODAY, TODAY)
    assert (unit.hit, unit.breach, unit.by_lot, unit.lot_probability) == (True, True, True, 0.1)


def test_only_hits_reviewed_afterwards_count_as_since(centre: Engine) -> None:
    with writing(centre) as connection:
        say(connection, range(3), UNMET, site.MORNING)
        say(connection, range(3, 5), MET, site.MORNING + timedelta(minutes=5))
        found = reviewed_since(connection, RULE, site.MORNING)
    assert found == Reviewed(0, 2)


def test_what_is_on_trial_or_unknown_is_left_alone(engine: Engine) -> None:
    site.open_site(engine, *((site.judged(f"c{n}", closing=UNMET), []) for n in range(12)))
    with writing(engine) as connection:
        say(connection, range(12), MET, site.MORNING)
        assert night(connection, 10) == []
    with reading(engine) as connection:
        assert rule_notices.everything(connection) == []
        assert rule_notices.latest_kind(connection, RULE) is None
