"""What an agent is told of their scorecard: published scores and items that counted, fresh at the moment they ask."""

from datetime import timedelta

from sqlalchemy.engine import Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.period import Period
from inspection.scorecards.cards import Scorecard, scorecards
from records import evaluations, seen_rows
from records.beholder import Beholder
from records.database import reading, writing
from records.scorecards import cards as stored
from records.scorecards.told_cards import as_told
from records.seen_rows import Asked
from tests.inspection.form_cases import MET, UNMET
from tests.inspection.result_cases import results_policy, sla_policy
from tests.records.appeal_site import call, publish
from tests.records.review_site import EVERY_RULE, MORNING, NIGHT, deliver, judged, say

MONTH = Period.month(NIGHT)
A7, A8 = (Sight(frozenset({Place(agent_id=agent)})) for agent in ("a7", "a8"))


def with_cards(engine: Engine) -> None:
    with writing(engine) as connection:
        judgements = list(evaluations.between(connection, NIGHT, NIGHT))
        cards = scorecards(judgements, [], MONTH, results_policy().scorecards, sla_policy())
        stored.replace_period(connection, MONTH.label, cards)


def told(engine: Engine, drafts: Sight = NOTHING, *, with_items: bool = True) -> dict[str, Scorecard]:
    with reading(engine) as connection:
        cards = list(stored.of_period(connection, MONTH.label, sight=A7))
        found = as_told(connection, cards, drafts, with_items=with_items)
    return {card.line: card for card in found if card.channel == "all"}


def test_the_machines_mean_is_not_told_before_publication_nor_what_did_not_count_after_it(engine: Engine) -> None:
    deliver(engine, (call("one"), ()), (judged("suspected", rude=UNMET), ()))
    with_cards(engine)
    before = told(engine)["overall"]
    assert (before.n, before.mean, before.machine, before.items) == (0, None, None, ())
    publish(engine, trusted=EVERY_RULE - {"closing@1"})
    after = told(engine)["overall"]
    assert (after.n, after.mean) == (1, 100.0)  # the suspected fatal is held, the closing is not trusted
    assert [(i.item, i.applicable, i.met.value) for i in after.items] == [("greeting", 1, 1.0), ("rude", 1, 1.0)]
    machine = told(engine, EVERYTHING)["overall"]
    assert (machine.n, machine.mean, machine.is_published) == (2, 30.0, False)


def test_an_upheld_word_of_a_person_is_told_at_once_not_with_the_next_night(engine: Engine) -> None:
    deliver(engine, (call("one"), ()))
    with_cards(engine)
    publish(engine)
    assert told(engine)["overall"].mean == 60.0
    with writing(engine) as connection:
        say(connection, "e-one", "closing", MET, at=MORNING + timedelta(hours=1))
    publish(engine, at=MORNING + timedelta(hours=2))
    assert told(engine)["overall"].mean == 100.0
    quick = told(engine, with_items=False)["overall"]
    assert (quick.mean, quick.items) == (100.0, ())


def test_a_lead_who_reads_drafts_of_one_agent_is_told_the_machines_figures_of_that_agent_only(engine: Engine) -> None:
    deliver(engine, (call("one"), ()), (call("two", agent_id="a8"), ()))
    with_cards(engine)
    assert told(engine, A7)["overall"].machine == 60.0
    assert told(engine, A8)["overall"].machine is None


def test_the_api_lists_an_agent_published_figures_only(engine: Engine) -> None:
    deliver(engine, (call("one"), ()), (judged("suspected", rude=UNMET), ()))
    with_cards(engine)
    publish(engine)
    with reading(engine) as connection:
        mine = seen_rows.page_of(connection, "scorecards", Beholder(sight=A7), Asked(limit=50)).rows
        alls = seen_rows.page_of(
            connection, "scorecards", Beholder(sight=EVERYTHING, drafts=EVERYTHING), Asked(limit=50)
        ).rows
        one = seen_rows.one_of(connection, "scorecards", Beholder(sight=A7), {"scorecard_id": mine[0]["scorecard_id"]})
    assert {row["agent"] for row in mine} == {"a7"}
    assert [row["machine"] for row in mine] == [None] * len(mine)
    whole = next(row for row in mine if (row["line"], row["channel"]) == ("overall", "all"))
    assert (whole["mean"], whole["published"], whole["n"], whole["without_score"]) == (60.0, 60.0, 1, 0)
    assert "machine_score" not in whole["metrics"]
    assert one == mine[0]
    assert any(row["machine"] is not None for row in alls)
