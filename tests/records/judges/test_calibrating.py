"""A calibration session from opening to the agreed reference: blind, revealed, and never a score's business."""

import pytest
from sqlalchemy.engine import Engine

from inspection.access.sight import NOTHING, Place, Sight
from inspection.errors import AccessRefused, InputError, RecordsError
from inspection.flags import Selection
from inspection.judges.calibration import calibration_report
from inspection.judges.judging_steps import SessionState
from records import audit, evaluations, review_queue, reviews
from records.database import reading, writing
from records.judges import calibrating, calibration_sheets, judge_verdicts, sessions
from records.judges.judge_verdicts import Occasion
from records.judges.sessions import Session
from records.review_taking import take
from tests.inspection.form_cases import HUMAN, MET, UNMET
from tests.records import review_site as site
from tests.records.judges import judging_site as judging
from tests.records.judges.judging_site import desk, full_form
from tests.records.review_site import says


@pytest.fixture
def centre(engine: Engine) -> Engine:
    """Two judged calls; the machine found a fault in the closing of the second."""
    site.open_site(engine, (site.judged("c1"), []), (site.judged("c2", closing=UNMET), []))
    return engine


@pytest.fixture
def session(centre: Engine) -> Session:
    return judging.open_session(centre, "c1", "c2")


def now(engine: Engine, session: Session) -> Session:
    with reading(engine) as connection:
        return sessions.find(connection, session.session_id)


def close(engine: Engine, session: Session) -> None:
    with writing(engine) as connection:
        calibrating.close_session(connection, desk("Zhao", minutes=9), session.session_id)


def test_a_sheet_is_blind_and_shows_nobody_elses_verdict(centre: Engine, session: Session) -> None:
    judging.judge(centre, session, "2", "Li", *full_form(closing=UNMET))
    with reading(centre) as connection:
        sheet = calibration_sheets.sheet_of_case(connection, desk("Wang"), now(centre, session), "e-c2")
    assert sheet.blind
    assert sheet.asked == ("greeting", "closing", "rude")
    assert [(i.machine, i.said) for i in sheet.items] == [(None, ())] * 3
    assert (sheet.live.machine, sheet.live.published, sheet.task.reason) == (None, None, "")


def test_who_has_judged_sees_their_own_verdict_and_still_no_other(centre: Engine, session: Session) -> None:
    judging.judge(centre, session, "2", "Li", *full_form(closing=UNMET))
    judging.judge(centre, session, "2", "Wang", *full_form())
    with reading(centre) as connection:
        sheet = calibration_sheets.sheet_of_case(connection, desk("Wang"), now(centre, session), "e-c2")
    assert sheet.blind
    assert {v.who for i in sheet.items for v in i.said} == {"Wang"}


def test_nobody_sees_anything_before_it_is_closed_and_all_afterwards(centre: Engine, session: Session) -> None:
    judging.judge(centre, session, "2", "Li", *full_form(closing=UNMET))
    judging.judge(centre, session, "2", "Wang", *full_form())
    with reading(centre) as connection, pytest.raises(RecordsError, match="still judging") as refused:
        calibration_sheets.cases_of(connection, desk("Zhao"), now(centre, session))
    assert refused.value.code == "still_open"
    close(centre, session)
    with reading(centre) as connection:
        cases = calibration_sheets.cases_of(connection, desk("Chen"), now(centre, session))
        sheet = calibration_sheets.sheet_of_case(connection, desk("Wang"), now(centre, session), "e-c2")
    report = calibration_report(cases, minimum_cases=1)
    assert {one.item: one.states.observed.value for one in report.items} == {"greeting": 1, "closing": 0, "rude": 1}
    assert {v.who for i in sheet.items for v in i.said} == {"Li", "Wang"}
    machine = {i.id: i.machine.state for i in sheet.items if i.machine is not None}
    assert machine == {"greeting": MET, "closing": UNMET, "rude": MET}


def test_what_was_said_in_a_session_moves_no_score_and_no_trust(centre: Engine, session: Session) -> None:
    for who in ("Wang", "Li"):
        judging.judge(centre, session, "2", who, *full_form(closing=UNMET))
    close(centre, session)
    with reading(centre) as connection:
        assert reviews.of(connection, "e-c2") == []
        found = evaluations.find(connection, "e-c2")
    assert found is not None
    assert (found.human_score, found.published_score) == (None, None)


def test_a_case_is_judged_once_and_for_good(centre: Engine, session: Session) -> None:
    judging.judge(centre, session, "1", "Wang", *full_form())
    with pytest.raises(AccessRefused) as refused:
        judging.judge(centre, session, "1", "Wang", *full_form(closing=UNMET), minutes=3)
    assert refused.value.code == "not_judged_yet"


@pytest.mark.parametrize(("who", "code"), [("Zhao", "invited"), ("Sun", "wrong_role"), ("Chen", "invited")])
def test_who_is_not_invited_judges_nothing(centre: Engine, session: Session, who: str, code: str) -> None:
    with pytest.raises(AccessRefused) as refused:
        judging.judge(centre, session, "1", who, *full_form())
    assert refused.value.code == code


def test_who_reviewed_it_before_is_not_blind_and_who_judged_it_here_takes_no_review_of_it(engine: Engine) -> None:
    site.open_site(engine, (site.judged("c1", closing=UNMET), [site.flag("c1", Selection.RANDOM)]))
    session = judging.open_session(engine, "c1")
    judging.judge(engine, session, "1", "Wang", *full_form())
    with writing(engine) as connection:
        assert take(connection, site.desk("Wang", minutes=2)) == []
        assert [q.task.evaluation_id for q in take(connection, site.desk("Li", minutes=2))] == ["e-c1"]
        assert review_queue.judged_by(connection, ["e-c1"]) == {"e-c1": {"Wang"}}


def test_a_verdict_that_cannot_be_taken_stores_nothing(centre: Engine, session: Session) -> None:
    with pytest.raises(InputError, match="have no verdict: closing, rude"):
        judging.judge(centre, session, "1", "Wang", says("greeting", MET))
    with pytest.raises(InputError, match="there is no turn 99"):
        judging.judge(centre, session, "1", "Wang", *full_form()[:2], says("rude", UNMET, turn=99))
    with reading(centre) as connection:
        assert judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id) == {}


def test_a_session_closes_only_with_something_to_compare(centre: Engine, session: Session) -> None:
    judging.judge(centre, session, "1", "Wang", *full_form())
    judging.judge(centre, session, "2", "Li", *full_form())
    with pytest.raises(RecordsError, match="judged by 2 people yet") as refused:
        close(centre, session)
    assert refused.value.code == "too_few_judges"
    judging.judge(centre, session, "1", "Li", *full_form())
    close(centre, session)
    assert now(centre, session).state is SessionState.CLOSED
    with pytest.raises(RecordsError, match="the session is closed"):
        judging.judge(centre, session, "2", "Wang", *full_form(), minutes=20)


def test_agreeing_takes_what_all_said_and_asks_for_the_rest(centre: Engine, session: Session) -> None:
    for case in ("1", "2"):
        judging.judge(centre, session, case, "Wang", *full_form())
        judging.judge(centre, session, case, "Li", *full_form(closing=UNMET if case == "2" else MET))
    with writing(centre) as connection, pytest.raises(RecordsError, match="'agree' starts from closed"):
        calibrating.agree(connection, desk("Zhao"), session.session_id, "1", ())
    close(centre, session)
    with writing(centre) as connection:
        calibrating.agree(connection, desk("Zhao", minutes=10), session.session_id, "1", ())
        with pytest.raises(InputError, match="1 items are not agreed: closing") as refused:
            calibrating.agree(connection, desk("Zhao", minutes=10), session.session_id, "2", ())
        assert refused.value.code == "disputed"
    assert now(centre, session).state is SessionState.CLOSED
    with writing(centre) as connection:
        calibrating.agree(connection, desk("Zhao", minutes=11), session.session_id, "2", [says("closing", UNMET)])
        agreed = calibration_sheets.reference_of(connection, session.session_id)
    assert now(centre, session).state is SessionState.AGREED
    assert {v.item: v.state for v in agreed["e-c2"]} == {"greeting": MET, "closing": UNMET, "rude": MET}
    with writing(centre) as connection:  # on second thoughts
        calibrating.agree(connection, desk("Zhao", minutes=12), session.session_id, "2", [says("closing", MET)])
        agreed = calibration_sheets.reference_of(connection, session.session_id)
    assert {v.item: v.state for v in agreed["e-c2"]}["closing"] is MET


def test_every_step_is_in_the_audit_trail(centre: Engine) -> None:
    session = judging.agreed_session(centre, "c1")
    with reading(centre) as connection:
        trail = audit.of(connection, f"calibration:{session.session_id}")
    assert [(e.who, e.action) for e in trail] == [
        ("Zhao", "open"), ("Wang", "judge"), ("Li", "judge"), ("Zhao", "close"), ("Zhao", "agree"), ("Zhao", "agreed"),
    ]  # fmt: skip
    assert "closing" not in trail[1].after  # what somebody said stays blind in the trail too


@pytest.mark.parametrize(
    ("cases", "invited", "complaint"),
    [
        ((), ("Wang", "Li"), "no case"),
        (("e-c1",), ("Wang",), "invite at least 2"),
        (("e-x",), ("Wang", "Li"), "no such"),
        (("e-c1",), ("Wang", "Nobody"), "nobody is registered"),
    ],
)
def test_a_session_that_could_compare_nothing_is_not_opened(
    centre: Engine, cases: tuple[str, ...], invited: tuple[str, ...], complaint: str
) -> None:
    with writing(centre) as connection, pytest.raises((InputError, RecordsError, AccessRefused), match=complaint):
        calibrating.open_session(connection, desk("Zhao"), "t", cases, invited)
    with reading(centre) as connection:
        assert sessions.everything(connection) == []


def test_only_a_supervisor_opens_and_closes(centre: Engine, session: Session) -> None:
    with writing(centre) as connection:
        for step in (
            lambda: calibrating.open_session(connection, desk("Wang"), "t", ["e-c1"], ["Wang", "Li"]),
            lambda: calibrating.close_session(connection, desk("Wang"), session.session_id),
            lambda: calibrating.agree(connection, desk("Wang"), session.session_id, "1", ()),
        ):
            with pytest.raises(AccessRefused) as refused:
                step()
            assert refused.value.code == "wrong_role"


def test_the_next_case_is_the_first_one_may_still_judge(centre: Engine, session: Session) -> None:
    judging.judge(centre, session, "1", "Wang", *full_form())
    with reading(centre) as connection:
        assert calibration_sheets.next_case(connection, desk("Wang"), now(centre, session)) == "e-c2"
    judging.judge(centre, session, "2", "Wang", *full_form(closing=HUMAN))
    with reading(centre) as connection:
        assert calibration_sheets.next_case(connection, desk("Wang"), now(centre, session)) is None


def test_cases_and_sessions_are_found_by_name(centre: Engine, session: Session) -> None:
    with reading(centre) as connection:
        assert sessions.evaluation_named(connection, "drop/c1") == "e-c1"
        assert sessions.evaluation_named(connection, "e-c2") == "e-c2"
        assert sessions.find(connection, session.session_id[:9]).cases == ("e-c1", "e-c2")
        for wrong in ("drop/c9", "c1", "drop/c1#7", "drop/c1#x"):
            with pytest.raises(RecordsError, match="nothing was judged"):
                sessions.evaluation_named(connection, wrong)
        with pytest.raises(RecordsError, match="no session begins"):
            sessions.find(connection, "cal_zzz")
        with pytest.raises(RecordsError, match="no case '3'"):
            session.case("3")
        for name in ("drop/c1", "e-c1"):
            assert sessions.evaluation_named(connection, name, sight=Sight(frozenset({Place(agent_id="a7")}))) == "e-c1"
            with pytest.raises(RecordsError, match="nothing was judged"):
                sessions.evaluation_named(connection, name, sight=Sight(frozenset({Place(agent_id="a9")})))
        drawn = sessions.drawn(connection, site.NIGHT, site.NIGHT, 1, "s")
        assert sessions.drawn(connection, site.NIGHT, site.NIGHT, 9, "s", sight=NOTHING) == []
        assert drawn == sessions.drawn(connection, site.NIGHT, site.NIGHT, 1, "s")
        assert len(sessions.drawn(connection, site.NIGHT, site.NIGHT, 9, "s")) == 2
