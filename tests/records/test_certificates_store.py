"""Certificates in the database: who may issue them, renewals, notices once, and the audit trail."""

from datetime import date, timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.coaching.certificates import Validity
from inspection.errors import AccessRefused, InputError, RecordsError
from records import audit, certificates
from records.database import reading, writing
from tests.records.coaching_site import AGENT, LIFE, MORNING, TODAY, TRAINER, calls, desk, register, store


def issued(engine: Engine, agent_id: str = "A1", days_ago: int = 340, **more: object) -> str:
    with writing(engine) as connection:
        one = certificates.issue(
            connection, desk(TRAINER), agent_id=agent_id, kind="agent_licence",
            issued_on=TODAY - timedelta(days=days_ago), **more,  # type: ignore[arg-type]
        )  # fmt: skip
    return one.certificate_id


def test_a_certificate_is_kept_with_its_days_and_its_trail(engine: Engine) -> None:
    register(engine)
    known = issued(engine, score=92.0)
    with reading(engine) as connection:
        (one,) = certificates.of_all(connection, "A1")
        (entry,) = audit.of(connection, f"certificate:{known}")
    assert (one.expires_on, one.issuer, one.score) == (TODAY - timedelta(days=340) + timedelta(days=364), "lin", 92.0)
    assert (entry.who, entry.action) == ("lin", "certificate_issued")


def test_agents_do_not_certify_themselves_and_slips_are_told(engine: Engine) -> None:
    register(engine)
    first = {"agent_id": "A1", "kind": "agent_licence", "issued_on": TODAY}
    with pytest.raises(AccessRefused), writing(engine) as connection:
        certificates.issue(connection, desk(AGENT), **first)  # type: ignore[arg-type]
    for wrong, told in (({"kind": "driving"}, "choose from"), ({"score": 101.0}, "between 0 and 100")):
        with pytest.raises(InputError, match=told), writing(engine) as connection:
            certificates.issue(connection, desk(TRAINER), **(first | wrong))  # type: ignore[arg-type]
    issued(engine)
    with pytest.raises(RecordsError, match="already"):
        issued(engine)


def test_the_night_gives_one_notice_and_takes_it_back_after_a_renewal(engine: Engine) -> None:
    register(engine)
    issued(engine)
    with writing(engine) as connection:
        due = certificates.due(connection, LIFE, TODAY)
        assert [(n.agent_id, n.validity) for n in due] == [("A1", Validity.EXPIRING)]
        assert certificates.settle(connection, due, MORNING) == 1
        assert certificates.settle(connection, due, MORNING) == 0
    issued(engine, days_ago=0)
    with writing(engine) as connection:
        assert certificates.due(connection, LIFE, TODAY) == ()
        certificates.settle(connection, (), MORNING)
        assert len(audit.of(connection, "agent:A1")) == 1


def test_who_works_without_the_licence_is_listed(engine: Engine) -> None:
    register(engine)
    store(engine, calls("A9", TODAY, 0, 1, 0))
    with reading(engine) as connection:
        found = certificates.due(connection, LIFE, TODAY, worked_since=date(2026, 11, 1))
    assert [(n.agent_id, n.kind, n.validity) for n in found] == [("A9", "agent_licence", Validity.MISSING)]


def test_a_revoked_certificate_holds_no_longer_and_the_reason_is_kept(engine: Engine) -> None:
    register(engine)
    known = issued(engine, days_ago=10)
    with pytest.raises(InputError, match="needs a reason"), writing(engine) as connection:
        certificates.revoke(connection, desk(TRAINER), known, " ")
    with writing(engine) as connection:
        one = certificates.revoke(connection, desk(TRAINER), known[:14], "复考未通过")
        assert one.validity(TODAY, 30) is Validity.REVOKED
        assert audit.of(connection, f"certificate:{known}")[-1].reason == "复考未通过"
