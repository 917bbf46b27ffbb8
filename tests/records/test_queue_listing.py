"""The queue as lists show it: what a filter holds, page by page, and what a blind review never tells."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.flags import Selection
from inspection.queue_filter import ME, NOBODY, QueueFilter, QueueOrder, Waiting
from inspection.review_queue import Purpose
from records import queue_listing
from records.database import reading, writing
from records.queue_listing import Looking, QueuePage
from records.queue_taking import take_next_in
from records.review_taking import take_task
from tests.inspection.form_cases import UNMET
from tests.records.review_site import MORNING, NIGHT, desk, fatal_flag, flag, judged, open_site

ZHAO = Looking(who="Zhao", sight=EVERYTHING, now=MORNING)
LATER = MORNING + timedelta(days=3)


@pytest.fixture
def site(engine: Engine) -> Engine:
    """A fatal, four drawn by risk (of two agents, on two days), and a fatal that is drawn by lot: full form, blind."""
    risky = [
        (judged(f"risk-{n}", UNMET, agent_id=f"a{7 + n % 2}", team=f"{n % 2} 组", machine_score=50.0 + n,
                channel="chat" if n == 3 else "phone", queue=f"q{n % 2}"),
         [flag(f"risk-{n}", Selection.RISK, probability=0.1 * (n + 1), agent_id=f"a{7 + n % 2}")])
        for n in range(4)
    ]  # fmt: skip
    blind = judged("blind", rude=UNMET, machine_score=10.0)
    open_site(
        engine,
        (judged("fatal", rude=UNMET, machine_score=20.0), [fatal_flag("fatal")]),
        (blind, [fatal_flag("blind"), flag("blind", Selection.RANDOM)]),
        *risky,
    )
    return engine


def shown(engine: Engine, looking: Looking = ZHAO, **wanted: object) -> list[str]:
    with reading(engine) as connection:
        asked = QueueFilter(**wanted)  # type: ignore[arg-type]
        rows = queue_listing.every(connection, asked, looking, most=100)
        assert queue_listing.count(connection, asked, looking) == len(rows)
    return [row.task.interaction_id for row in rows]


def test_the_queue_is_shown_as_it_is_worked_and_blind_urgency_is_not_told(site: Engine) -> None:
    assert shown(site) == ["fatal", "risk-3", "risk-2", "risk-1", "risk-0", "blind"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"agent": "a8"}, ["risk-3", "risk-1"]),
        ({"team": "1 组", "queue": "q1"}, ["risk-3", "risk-1"]),
        ({"channel": "chat"}, ["risk-3"]),
        ({"purpose": Purpose.FATAL}, ["fatal"]),
        ({"purpose": Purpose.RANDOM}, ["blind"]),
        ({"item": "rude"}, ["fatal"]),  # not the blind one, although its rude is open as well
        ({"item": "%"}, []),
        ({"reason": "suspected_fatal"}, ["fatal"]),
        ({"score_to": 51.0}, ["fatal", "risk-1", "risk-0"]),
        ({"score_from": 51.0, "score_to": 52.0}, ["risk-2", "risk-1"]),
        ({"score_to": 15.0}, []),
        ({"sure_to": 100.0, "agent": "a8"}, ["risk-3", "risk-1"]),
        ({"first": NIGHT, "last": NIGHT, "agent": "a8"}, ["risk-3", "risk-1"]),
        ({"first": date(2026, 9, 2)}, []),
        ({"order": QueueOrder.LOWEST_SCORE}, ["fatal", "risk-0", "risk-1", "risk-2", "risk-3", "blind"]),
        ({"state": Waiting.SUBMITTED}, []),
        ({"state": Waiting.ALL, "channel": "chat"}, ["risk-3"]),
        ({"text": "没有人说过"}, []),
        ({"text": "您好", "channel": "chat"}, ["risk-3"]),
        ({"text": "ninhao", "channel": "chat"}, ["risk-3"]),
        ({"text": "。。。"}, []),
        ({"agent": "x' OR '1'='1"}, []),
    ],
)
def test_what_a_filter_holds(site: Engine, wanted: dict[str, object], expected: list[str]) -> None:
    assert shown(site, **wanted) == expected


def test_who_holds_what_and_for_whom_it_is_kept(site: Engine) -> None:
    with writing(site) as connection:
        first = queue_listing.every(connection, QueueFilter(agent="a8"), ZHAO, most=1)[0]
        take_task(connection, desk("Wang"), first.task.task_id)
    wang = replace(ZHAO, who="Wang")
    assert shown(site, wang, whose=ME) == ["risk-3"]
    assert shown(site, whose="Wang") == ["risk-3"]
    assert shown(site, state=Waiting.HELD) == ["risk-3"]
    assert "risk-3" not in shown(site, state=Waiting.FREE)
    assert "risk-3" not in shown(site, whose=NOBODY)
    assert shown(site, replace(wang, now=LATER), whose=ME) == []  # a reservation that has run out holds nothing


def test_overdue_are_fatals_past_their_hold_and_never_blind_ones(site: Engine) -> None:
    assert shown(site, state=Waiting.OVERDUE) == []
    assert shown(site, replace(ZHAO, now=LATER), state=Waiting.OVERDUE) == ["fatal"]


def test_rows_that_are_not_seen_are_not_there(site: Engine) -> None:
    lead = replace(ZHAO, sight=Sight(frozenset({Place(team="1 组")})))
    assert shown(site, lead) == ["risk-3", "risk-1"]
    assert shown(site, replace(ZHAO, sight=NOTHING)) == []
    with reading(site) as connection:
        assert queue_listing.choices(connection, lead)["agent"] == ("a8",)
        every = [row.task.task_id for row in queue_listing.every(connection, QueueFilter(), ZHAO, most=100)]
        assert [row.task.interaction_id for row in queue_listing.named(connection, every, lead)] == ["risk-3", "risk-1"]


@pytest.mark.parametrize("order", QueueOrder)
def test_pages_forth_and_back_hold_every_row_once(site: Engine, order: QueueOrder) -> None:
    wanted, pages = QueueFilter(order=order), []
    with reading(site) as connection:
        whole = [row.task.task_id for row in queue_listing.every(connection, wanted, ZHAO, most=100)]
        page: QueuePage = queue_listing.page(connection, wanted, ZHAO, rows=2)
        assert not page.has_before
        while page.rows:
            pages.append([row.task.task_id for row in page.rows])
            if not page.has_after:
                break
            page = queue_listing.page(connection, wanted, ZHAO, rows=2, after=pages[-1][-1])
            assert page.has_before
        back = queue_listing.page(connection, wanted, ZHAO, rows=2, before=pages[-1][0])
    assert [task_id for one in pages for task_id in one] == whole
    assert [row.task.task_id for row in back.rows] == pages[-2]
    assert back.has_before
    assert back.has_after


def test_a_page_after_a_task_nobody_knows_is_the_first(site: Engine) -> None:
    with reading(site) as connection:
        page = queue_listing.page(connection, QueueFilter(), ZHAO, after="task_gone", rows=1)
    assert page.rows[0].task.interaction_id == "fatal"
    assert not page.has_before


def test_the_next_one_stays_in_the_filter_and_starts_over_at_the_end(site: Engine) -> None:
    wanted = QueueFilter(agent="a8")
    with reading(site) as connection:
        first, last = queue_listing.every(connection, wanted, ZHAO, most=10)
        assert queue_listing.next_of(connection, wanted, ZHAO, first.task.task_id) == last
        assert queue_listing.next_of(connection, wanted, ZHAO, last.task.task_id) == first
        assert queue_listing.next_of(connection, QueueFilter(channel="chat"), ZHAO, last.task.task_id) is not None
        assert queue_listing.next_of(connection, QueueFilter(channel="chat"), ZHAO, first.task.task_id) is None
        assert queue_listing.next_of(connection, wanted, ZHAO, "task_gone") == first


def test_what_somebody_else_holds_is_not_the_next_one(site: Engine) -> None:
    wanted = QueueFilter(agent="a8")
    with writing(site) as connection:
        first, last = queue_listing.every(connection, wanted, ZHAO, most=10)
        take_task(connection, desk("Wang"), last.task.task_id)
        assert queue_listing.next_of(connection, wanted, ZHAO, first.task.task_id) is None
        own = queue_listing.next_of(connection, wanted, replace(ZHAO, who="Wang"), first.task.task_id)
    assert own is not None
    assert own.task.task_id == last.task.task_id


def test_the_next_one_is_taken_inside_the_filter_and_what_is_not_for_somebody_is_passed_over(site: Engine) -> None:
    wanted, li = QueueFilter(agent="a8"), replace(ZHAO, who="Li")
    with writing(site) as connection:
        first = take_next_in(connection, desk("Wang"), replace(ZHAO, who="Wang"), wanted)
        second = take_next_in(connection, desk("Li"), li, wanted, after=first.task.task_id if first else "")
        assert take_next_in(connection, desk("Zhao"), ZHAO, wanted) is None
    assert first is not None
    assert second is not None
    assert [first.task.interaction_id, second.task.interaction_id] == ["risk-3", "risk-1"]
    assert (first.holder, second.holder) == ("Wang", "Li")


def test_who_may_review_nothing_of_a_filter_gets_nothing(site: Engine) -> None:
    with writing(site) as connection:
        assert take_next_in(connection, desk("Sun"), replace(ZHAO, who="Sun"), QueueFilter()) is None
        assert take_next_in(connection, desk("Wang"), replace(ZHAO, who="Wang"), QueueFilter(agent="nobody")) is None


def test_lists_are_counted_further_than_filters() -> None:
    assert queue_listing.most_counted(QueueFilter()) == queue_listing.most_counted(QueueFilter(whose=ME)) == 10_000
    assert queue_listing.most_counted(QueueFilter(text="退款")) == 1_000
