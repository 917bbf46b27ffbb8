"""A frozen month: sealed row by row; nothing moves it, and who moves something by force is named."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError
from inspection.evaluation import EvaluationStatus
from inspection.freezing import FIRST_LINK, Moved, Movement, chained
from records import audit, evaluations, frozen_months
from records.appeal_tables import frozen_rows
from records.database import reading, writing
from records.evaluations import Change
from records.frozen_comparison import comparison
from records.frozen_content import contents
from records.frozen_months import Verified
from records.review_tables import publications
from records.tables import audit_trail, current_evaluations, evaluation_items
from records.tables import evaluations as table
from records.tables import frozen_months as months
from tests.inspection.form_cases import MET, UNMET
from tests.records.appeal_site import OCTOBER, call, commented, filed, later, open_centre, publish, rejected, stored
from tests.records.review_site import deliver, judged

MONTH = "2026-09"


def freeze(engine: Engine, month: str = MONTH) -> int:
    with writing(engine) as connection:
        return frozen_months.freeze(connection, month, who="主管", at=OCTOBER, reason="结算")


def verified(engine: Engine, seal: str | None = None) -> Verified:
    with reading(engine) as connection:
        return frozen_months.verify(connection, MONTH, seal=seal)


def moved(engine: Engine, seal: str | None = None) -> list[tuple[str, str]]:
    return [(m.key, m.movement.value) for m in verified(engine, seal).moved]


def three_calls(engine: Engine) -> None:
    open_centre(engine, call("call-1"), call("call-2", closing=MET), call("call-3", greeting=UNMET))


def by_force(engine: Engine, statement: Any) -> None:
    with writing(engine) as connection:
        assert connection.execute(statement).rowcount > 0


def test_freezing_seals_every_row_and_says_so_in_the_trail(engine: Engine) -> None:
    three_calls(engine)
    assert freeze(engine) == 3
    with reading(engine) as connection:
        one = frozen_months.find(connection, MONTH)
        rows = connection.execute(sa.select(frozen_rows).order_by(frozen_rows.c.position)).all()
        (entry,) = audit.of(connection, f"month:{MONTH}")
    assert (one.rows, one.begins_with, one.open_appeals) == (3, FIRST_LINK, ())
    assert [(r.position, r.key, r.agent_id, r.score) for r in rows] == [
        (0, "evaluation:e-call-1", "a7", 60.0),
        (1, "evaluation:e-call-2", "a7", 100.0),
        (2, "evaluation:e-call-3", "a7", 0.0),
    ]
    assert one.seal == rows[-1].link
    assert (entry.after["seal"], entry.after["rows"], entry.after["evaluations"]) == (one.seal, 3, 3)
    assert verified(engine).is_untouched
    assert verified(engine).compared == 3


def test_freezing_twice_changes_nothing(engine: Engine) -> None:
    three_calls(engine)
    freeze(engine)
    before = verified(engine).month
    assert freeze(engine) == 0
    assert verified(engine).month == before


def test_open_appeals_are_listed_and_go_on(engine: Engine) -> None:
    open_centre(engine, call("call-1", greeting=UNMET))
    first = filed(engine)
    second = filed(engine, item="greeting")
    rejected(engine, commented_again(engine, second.id))
    freeze(engine)
    assert verified(engine).month.open_appeals == (first.id,)


def commented_again(engine: Engine, appeal_id: str) -> Any:
    from records.appealing import comment_on
    from tests.inspection.appeal_cases import LEAD
    from tests.records.appeal_site import hearing

    with writing(engine) as connection:
        return comment_on(connection, hearing(LEAD), appeal_id, "属实")


SCORE = sa.update(table).where(table.c.evaluation_id == "e-call-2")


@pytest.mark.parametrize(
    "statement",
    [
        SCORE.values(published_score=99.0),
        SCORE.values(agent_id="a8"),
        SCORE.values(machine_score=99.0),
        SCORE.values(fatal_confirmed=True),
        sa.update(evaluation_items)
        .where(evaluation_items.c.evaluation_id == "e-call-2", evaluation_items.c.position == 0)
        .values(points=1.0),
        sa.update(publications).where(publications.c.evaluation_id == "e-call-2").values(published_score=99.0),
        sa.update(publications).where(publications.c.evaluation_id == "e-call-2").values(who="nobody"),
        sa.delete(publications).where(publications.c.evaluation_id == "e-call-2"),
    ],
    ids=str,
)
def test_whoever_changes_a_frozen_row_by_force_is_found_out(engine: Engine, statement: Any) -> None:
    three_calls(engine)
    freeze(engine)
    by_force(engine, statement)
    assert moved(engine) == [("evaluation:e-call-2", "changed")]


def test_a_row_that_is_gone_and_one_that_was_smuggled_in_are_named(engine: Engine) -> None:
    three_calls(engine)
    deliver(engine, (judged("call-9", business_date=later(days=40).date()), ()))
    freeze(engine)
    by_force(engine, SCORE.values(status="published"))
    smuggled = sa.update(table).where(table.c.evaluation_id == "e-call-9")
    by_force(engine, smuggled.values(status="frozen", business_date=later().date()))
    assert moved(engine) == [("evaluation:e-call-2", "missing"), ("evaluation:e-call-9", "added")]


def test_whoever_corrects_the_hash_as_well_breaks_the_chain(engine: Engine) -> None:
    three_calls(engine)
    freeze(engine)
    by_force(engine, SCORE.values(published_score=99.0))
    with writing(engine) as connection:
        now = {c.key: c.row_hash for c in contents(connection, MONTH, *frozen_months.days_of(MONTH))}
        key = "evaluation:e-call-2"
        statement = sa.update(frozen_rows).where(frozen_rows.c.key == key)
        connection.execute(statement.values(row_hash=now[key], score=99.0))
    assert moved(engine) == [(key, "record")]


def test_whoever_makes_the_whole_chain_anew_is_betrayed_by_the_seal_in_the_trail(engine: Engine) -> None:
    three_calls(engine)
    freeze(engine)
    true_seal = str(verified(engine).month.seal)
    by_force(engine, SCORE.values(published_score=99.0))
    forged = forge(engine)
    assert moved(engine) == [(f"seal:{MONTH}", "record")]
    with writing(engine) as connection:  # and now the audit trail as well: only what was written down elsewhere is left
        (entry,) = audit.of(connection, f"month:{MONTH}")
        connection.execute(sa.update(audit_trail).values(after={**entry.after, "seal": forged}))
    assert moved(engine) == []
    assert moved(engine, true_seal[:12]) == [(f"seal:{MONTH}", "record")]


def forge(engine: Engine) -> str:
    """Rewrite rows, hashes, chain and seal of the month."""
    with writing(engine) as connection:
        links = list(chained(contents(connection, MONTH, *frozen_months.days_of(MONTH))))
        for one in links:
            same = frozen_rows.c.position == one.position
            connection.execute(sa.update(frozen_rows).where(same).values(row_hash=one.row_hash, link=one.link))
        connection.execute(sa.update(frozen_rows).where(frozen_rows.c.position == 1).values(score=99.0))
        connection.execute(sa.update(months).values(seal=links[-1].link))
        return links[-1].link


def test_the_figures_beside_the_hashes_are_watched_too(engine: Engine) -> None:
    three_calls(engine)
    freeze(engine)
    by_force(engine, sa.update(frozen_rows).where(frozen_rows.c.position == 0).values(score=61.0))
    assert moved(engine) == [("evaluation:e-call-1", "record")]


def test_months_hang_on_each_other(engine: Engine) -> None:
    three_calls(engine)
    freeze(engine, "2026-08")
    freeze(engine)
    with reading(engine) as connection:
        august, september = frozen_months.every(connection)
    assert (august.rows, august.seal, september.begins_with) == (0, FIRST_LINK, FIRST_LINK)
    with writing(engine) as connection:
        frozen_months.freeze(connection, "2026-10", who="主管", at=OCTOBER.replace(month=11), reason="结算")
        october = frozen_months.find(connection, "2026-10")
    assert october.begins_with == september.seal
    by_force(engine, sa.update(months).where(months.c.month == "2026-10").values(begins_with=FIRST_LINK))
    with reading(engine) as connection:
        found = frozen_months.verify(connection, "2026-10").moved
    assert Moved("seal:2026-10", Movement.RECORD) in found


def test_a_month_that_is_not_frozen_cannot_be_checked(engine: Engine) -> None:
    with pytest.raises(RecordsError, match="mingjian freeze --month 2026-09"):
        verified(engine)


def test_a_month_frozen_before_there_were_seals_says_so(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(sa.insert(months).values(month=MONTH, frozen_at=OCTOBER, who="old"))
    with pytest.raises(RecordsError, match="before rows were hashed"):
        verified(engine)


def test_nothing_of_the_ordinary_moves_a_frozen_month(engine: Engine) -> None:
    """A publication, a decision of people, a re-judgement under three later rulebooks: the month stays."""
    three_calls(engine)
    freeze(engine)
    before = {n: stored(engine, f"e-call-{n}").published_score for n in (1, 2, 3)}
    publish(engine, later(days=45))
    with pytest.raises(RecordsError, match="frozen"), writing(engine) as connection:
        evaluations.change(connection, "e-call-1", Change(published_score=100.0), who="x", at=OCTOBER, reason="gift")
    for version in (2, 3, 4):
        again = replace(
            call("call-1", closing=MET, evaluation_id=f"e-again-{version}", evaluated_at=later(days=40 + version)),
            rulebook_version=str(version),
            rulebook_hash=f"r{version}",
        )
        deliver(engine, (again, ()))
        assert verified(engine).is_untouched
    assert {n: stored(engine, f"e-call-{n}").published_score for n in (1, 2, 3)} == before
    assert stored(engine).status is EvaluationStatus.FROZEN
    with reading(engine) as connection:
        current = connection.execute(sa.select(current_evaluations.c.evaluation_id)).scalars().all()
        rows = {c.evaluation_id: c for c in comparison(connection, MONTH)}
    assert "e-call-1" in current
    assert (rows["e-call-1"].frozen_score, rows["e-call-1"].latest_machine_score, rows["e-call-1"].differs) == (
        60.0, 100.0, True,
    )  # fmt: skip
    assert rows["e-call-1"].latest_rulebook.endswith("@4")
    assert not rows["e-call-2"].differs


def test_what_arrives_after_the_freeze_is_counted_and_not_frozen(engine: Engine) -> None:
    three_calls(engine)
    freeze(engine)
    deliver(engine, (call("call-4"), ()))
    found = verified(engine)
    assert (found.is_untouched, found.arrived_late, found.compared) == (True, 1, 3)


def test_an_appeal_filed_before_the_freeze_is_decided_after_it_without_moving_a_row(engine: Engine) -> None:
    three_calls(engine)
    appeal = commented(engine)
    freeze(engine)
    done = rejected(engine, appeal, at=OCTOBER)
    assert done.appeal.state == "rejected"
    assert verified(engine).is_untouched
