"""After the cut: events stay with what was drawn, nothing stays with what was not."""

from dataclasses import replace
from datetime import date

from inspection.flag_policy import Severity
from inspection.flags import Flag, FlagStatus, Selection
from inspection.queue_cut import DRAWN_CODE, after_cut
from inspection.sampling_draw import Drawn
from inspection.sampling_policy import Stratum

DAY = date(2026, 11, 20)
EVENT = Flag(
    flag_id="f1",
    source="drop",
    interaction_id="c1",
    segment=None,
    agent_id="a1",
    code="unresolved_dissatisfied",
    severity=Severity.HIGH,
    reason="不满",
    selection=Selection.EVENT,
    probability=1.0,
    status=FlagStatus.OPEN,
    business_date=DAY,
)
BY_NIGHT = replace(EVENT, flag_id="f2", code="random_sample", selection=Selection.RANDOM, probability=0.02)
DRAWN = Drawn(
    key=("drop", "c1"),
    agent_id="a1",
    stratum=Stratum.COMPLAINT,
    selection=Selection.EVENT,
    probability=0.4,
    blind_probability=0.03,
    blind=False,
    reasons=("unresolved_dissatisfied",),
    position=3,
)


def test_without_a_plan_every_flag_reaches_the_queue() -> None:
    assert after_cut([EVENT, BY_NIGHT], None, DAY) == (EVENT, BY_NIGHT)


def test_what_was_not_drawn_reaches_no_queue() -> None:
    passed = replace(DRAWN, selection=None, reasons=(), position=None)
    assert after_cut([EVENT, BY_NIGHT], passed, DAY) == ()


def test_an_event_keeps_its_flag_with_the_chance_it_really_had() -> None:
    event, drawn = after_cut([EVENT, BY_NIGHT], DRAWN, DAY)
    assert (event.code, event.probability) == ("unresolved_dissatisfied", 0.4)
    assert (drawn.code, drawn.selection, drawn.probability) == (DRAWN_CODE, Selection.EVENT, 0.4)
    assert drawn.reason == "unresolved_dissatisfied"


def test_what_the_lot_drew_carries_the_chance_of_the_lot() -> None:
    by_lot = replace(DRAWN, selection=Selection.RANDOM, blind=True, reasons=("random_floor",))
    found = after_cut([], by_lot, DAY)
    assert [(f.selection, f.probability, f.severity) for f in found] == [(Selection.RANDOM, 0.03, Severity.INFO)]
    assert found == after_cut([BY_NIGHT], by_lot, DAY)  # the night's own draw gives way


def test_the_same_draw_makes_the_same_flag() -> None:
    assert after_cut([], DRAWN, DAY)[0].flag_id == after_cut([EVENT], DRAWN, DAY)[1].flag_id
