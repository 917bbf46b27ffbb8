"""Filing, commenting, attaching, withdrawing, going on: who may, until when, and what the trail says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, InputError, InspectionError, RecordsError
from inspection.evaluation import EvaluationStatus
from inspection.people import Person
from records import appeal_attachments, appeals, audit
from records.access import Access
from records.appeal_filing import Wish, file_appeal
from records.appeal_tables import appeal_steps
from records.appealing import attach, comment_on, escalate, withdraw
from records.database import reading, writing
from records.tables import appeals as table
from tests.inspection.appeal_cases import AGENT, COLLEAGUE, LEAD, OTHER_LEAD, SUPERVISOR
from tests.inspection.form_cases import UNMET
from tests.records.appeal_site import (
    PUBLISHED_AT,
    call,
    commented,
    escalated,
    filed,
    hearing,
    later,
    open_centre,
    publish,
    rejected,
    stored,
    upheld,
)
from tests.records.review_site import deliver

LAST_MOMENT = datetime(2026, 9, 7, 15, 59, 59, tzinfo=UTC)  # Monday the 7th, 23:59:59 in Shanghai
TOO_LATE = datetime(2026, 9, 7, 16, 0, 0, tzinfo=UTC)


def refused(engine: Engine, wish: Wish, person: Person = AGENT, at: datetime | None = None) -> str:
    with pytest.raises(InspectionError) as error, writing(engine) as connection:
        file_appeal(connection, hearing(person, at), wish)
    assert counted(engine, table) == 0
    return error.value.code


def counted(engine: Engine, of: sa.Table) -> int:
    with reading(engine) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(of)).scalar_one())


def wish(item: str | None = "closing", ground: str = "misjudged", comment: str = "") -> Wish:
    return Wish(evaluation_id="e-call-1", item=item, ground=ground, comment=comment)


def test_an_agent_appeals_against_a_deduction(engine: Engine) -> None:
    open_centre(engine)
    assert stored(engine).published_score == 60.0
    appeal = filed(engine, comment="客户13900139000先挂机")
    assert (appeal.state, appeal.item, appeal.reason_code, appeal.who, appeal.agent_id, appeal.team) == (
        "filed", "closing", "misjudged", "wang", "a7", "一组",
    )  # fmt: skip
    assert appeal.comment is not None
    assert "13900139000" not in appeal.comment
    assert appeal.due_at == datetime(2026, 9, 4, 16, 0, tzinfo=UTC)  # two working days after the 2nd
    assert stored(engine).status is EvaluationStatus.APPEALED
    assert stored(engine).published_score == 60.0  # nothing moves before somebody decides


def test_every_step_is_in_the_trail(engine: Engine) -> None:
    open_centre(engine)
    appeal = commented(engine)
    with reading(engine) as connection:
        entries = audit.of(connection, f"appeal:{appeal.id}")
        steps = appeals.steps_of(connection, appeal.id)
        of_evaluation = audit.of(connection, "evaluation:e-call-1")
    assert [(e.action, e.who, e.before["state"], e.after["state"]) for e in entries] == [
        ("appeal_file", "wang", "published", "filed"),
        ("appeal_comment", "li", "filed", "commented"),
    ]
    assert [(s.number, s.step, s.role, s.comment) for s in steps] == [
        (1, "file", "agent", "我说了再见"), (2, "comment", "team_lead", "属实"),
    ]  # fmt: skip
    assert of_evaluation[-1].after == {"status": "appealed"}
    assert entries[0].after["item"] == "closing"


def test_the_window_ends_at_midnight_of_the_third_working_day(engine: Engine) -> None:
    open_centre(engine)
    assert refused(engine, wish(), at=TOO_LATE) == "too_late"
    assert filed(engine, at=LAST_MOMENT).state == "filed"


def test_who_may_not_appeal_is_told_why_and_nothing_is_stored(engine: Engine) -> None:
    open_centre(engine)
    assert refused(engine, wish(), COLLEAGUE) == "not_own"
    assert refused(engine, wish(), LEAD) == "wrong_role"
    assert refused(engine, wish(), SUPERVISOR) == "wrong_role"
    assert refused(engine, wish("greeting")) == "nothing_deducted"
    assert refused(engine, wish("no_such_item")) == "nothing_deducted"
    assert refused(engine, wish(ground="bad_weather")) == "unknown_ground"
    assert refused(engine, wish(ground="other")) == "comment_missing"
    assert refused(engine, wish(comment="长" * 2001)) == "comment_too_long"
    assert stored(engine).status is EvaluationStatus.PUBLISHED


def test_what_is_not_published_cannot_be_appealed_against(engine: Engine) -> None:
    deliver(engine, (call(), ()))
    assert refused(engine, wish()) == "not_published"
    with pytest.raises(RecordsError, match="no such evaluation"), writing(engine) as connection:
        file_appeal(connection, hearing(AGENT), Wish(evaluation_id="e-x", item=None, ground="not_me"))


def test_what_a_correction_replaced_cannot_be_appealed_against(engine: Engine) -> None:
    open_centre(engine)
    deliver(engine, (call(evaluation_id="e-again"), ()))
    assert refused(engine, wish()) == "not_current"


def test_one_appeal_an_item_and_one_for_the_whole(engine: Engine) -> None:
    open_centre(engine, call(greeting=UNMET))
    filed(engine)
    filed(engine, item="greeting")
    filed(engine, item=None, ground="crossed_line")
    with pytest.raises(RecordsError) as again:
        filed(engine)
    assert again.value.code == "appealed_already"
    assert counted(engine, table) == 3


def test_a_decided_appeal_is_not_filed_again(engine: Engine) -> None:
    open_centre(engine)
    rejected(engine, commented(engine))
    with pytest.raises(RecordsError, match="mingjian appeal escalate"):
        filed(engine)


def test_a_withdrawn_appeal_may_be_filed_again_while_there_is_time(engine: Engine) -> None:
    open_centre(engine)
    appeal = filed(engine)
    with writing(engine) as connection:
        withdraw(connection, hearing(AGENT), appeal.id)
    assert stored(engine).status is EvaluationStatus.PUBLISHED
    second = filed(engine)
    assert second.id != appeal.id
    with writing(engine) as connection:
        withdraw(connection, hearing(AGENT, TOO_LATE), second.id)
    assert stored(engine).status is EvaluationStatus.FINAL
    with pytest.raises(RecordsError) as late:
        filed(engine, at=TOO_LATE)
    assert late.value.code == "too_late"


def test_another_publication_opens_new_time_and_an_appeal_does_not(engine: Engine) -> None:
    open_centre(engine, call(greeting=UNMET))
    upheld(engine, commented(engine), at=later(days=1))
    with pytest.raises(RecordsError) as late:
        filed(engine, item="greeting", at=TOO_LATE)
    assert late.value.code == "too_late"


def test_of_two_who_file_at_the_same_moment_one_gets_through(engine: Engine) -> None:
    open_centre(engine)

    def once(_: int) -> str:
        try:
            return str(filed(engine).state)
        except RecordsError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(once, range(2))) == ["appealed_already", "filed"]
    assert counted(engine, appeal_steps) == 1


@pytest.mark.parametrize(
    ("person", "code"), [(AGENT, "wrong_role"), (OTHER_LEAD, "other_team"), (SUPERVISOR, "wrong_role")]
)
def test_only_the_own_lead_comments(engine: Engine, person: Person, code: str) -> None:
    open_centre(engine)
    appeal = filed(engine)
    with pytest.raises(AccessRefused) as error, writing(engine) as connection:
        comment_on(connection, hearing(person), appeal.id, "不")
    assert error.value.code == code
    with reading(engine) as connection:
        assert len(appeals.steps_of(connection, appeal.id)) == 1


def test_a_step_out_of_order_is_refused(engine: Engine) -> None:
    open_centre(engine)
    appeal = filed(engine)
    for step in (escalate, lambda c, h, i: comment_on(c, h, i, " ")):
        with pytest.raises((RecordsError, InputError)), writing(engine) as connection:
            step(connection, hearing(AGENT), appeal.id)  # type: ignore[operator]


def test_a_rejected_appeal_goes_to_the_final_instance_in_time_only(engine: Engine) -> None:
    open_centre(engine)
    appeal = rejected(engine, commented(engine), at=later(days=1)).appeal
    with pytest.raises(RecordsError) as late:
        escalated(engine, appeal, at=later(days=7))
    assert late.value.code == "too_late"
    assert escalated(engine, appeal, at=later(days=6)).state == "escalated"


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_an_attachment_is_kept_under_a_name_of_its_content_and_once(engine: Engine, tmp_path: Path) -> None:
    open_centre(engine)
    appeal = filed(engine)
    for name in ("截图 13900139000.png", "same again.png", *["again.png"] * 5):
        with writing(engine) as connection:
            done = attach(connection, hearing(AGENT), appeal.id, PNG, name=name, folder=tmp_path)
        assert (done is None) == name.endswith("again.png")
    with pytest.raises(AccessRefused), writing(engine) as connection:  # who may not is not told that it is there
        attach(connection, hearing(SUPERVISOR), appeal.id, PNG, name="x", folder=tmp_path)
    with reading(engine) as connection:
        entry = audit.of(connection, f"appeal:{appeal.id}")[-1]
        (kept,) = appeal_attachments.of(connection, appeal.id)
        steps = appeals.steps_of(connection, appeal.id)
    assert kept.path == f"{kept.sha256[:2]}/{kept.sha256}.png"
    assert "13900139000" not in kept.name
    file = tmp_path / "appeals" / kept.path
    assert file.read_bytes() == PNG
    assert file.stat().st_mode & 0o077 == 0
    assert [(s.step, s.comment) for s in steps][1:] == [("attach", kept.name)]
    assert (entry.action, entry.reason, entry.after["attachment"]) == ("appeal_attach", kept.name, kept.sha256)


def test_whoever_looks_at_an_attachment_is_in_the_trail_first(engine: Engine, tmp_path: Path) -> None:
    open_centre(engine)
    appeal = filed(engine)
    with writing(engine) as connection:
        kept = attach(connection, hearing(AGENT), appeal.id, PNG, name="a.png", folder=tmp_path)
    assert kept is not None
    nobody = Access(who="", account="op", reason="curious", at=PUBLISHED_AT)
    with pytest.raises(AccessRefused):
        appeal_attachments.read(engine, tmp_path, kept, nobody)
    chen = Access(who="chen", account="op", reason="appeal", at=PUBLISHED_AT)
    assert appeal_attachments.read(engine, tmp_path, kept, chen) == PNG
    (tmp_path / "appeals" / kept.path).write_bytes(b"%PDF-")
    with pytest.raises(RecordsError, match="not what was attached"):
        appeal_attachments.read(engine, tmp_path, kept, chen)
    with reading(engine) as connection:
        actions = [e.action for e in audit.of(connection, f"appeal:{appeal.id}")]
    assert actions == ["appeal_file", "appeal_attach", "attachment_refused", "attachment", "attachment"]


def test_what_is_no_evidence_is_not_attached(engine: Engine, tmp_path: Path) -> None:
    open_centre(engine)
    appeal = filed(engine)
    for content, person in ((b"MZ\x90", AGENT), (b"", AGENT), (PNG, SUPERVISOR)):
        with pytest.raises(InspectionError), writing(engine) as connection:
            attach(connection, hearing(person), appeal.id, content, name="x", folder=tmp_path)
    assert not (tmp_path / "appeals").exists()


def test_an_appeal_is_found_by_the_beginning_of_its_id(engine: Engine) -> None:
    open_centre(engine, call(greeting=UNMET))
    first = filed(engine)
    filed(engine, item="greeting")
    with reading(engine) as connection:
        assert appeals.find(connection, first.id[:-3]).id == first.id
        with pytest.raises(RecordsError, match="several"):
            appeals.find(connection, "appeal_")
        with pytest.raises(RecordsError, match="no appeal"):
            appeals.find(connection, "appeal_zz%")


def test_publishing_again_leaves_an_appealed_score_alone(engine: Engine) -> None:
    open_centre(engine)
    filed(engine)
    publish(engine, later(days=1))
    assert stored(engine).status is EvaluationStatus.APPEALED


def test_files_no_appeal_names_go_after_a_day(engine: Engine, tmp_path: Path) -> None:
    open_centre(engine)
    appeal = filed(engine)
    with writing(engine) as connection:
        kept = attach(connection, hearing(AGENT), appeal.id, PNG, name="a.png", folder=tmp_path)
    assert kept is not None
    loose = tmp_path / "appeals" / "00" / "00.png"
    loose.parent.mkdir(parents=True)
    loose.write_bytes(PNG)
    now = datetime.now(UTC)
    with writing(engine) as connection:
        assert appeal_attachments.sweep(connection, tmp_path, now) == 0
        assert appeal_attachments.sweep(connection, tmp_path, now + timedelta(days=2)) == 1
    assert (loose.exists(), (tmp_path / "appeals" / kept.path).exists()) == (False, True)
