"""What an agent is told of a published score: nothing a person has not looked at, nothing a person overturned."""

from datetime import timedelta

from sqlalchemy.engine import Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.evaluation import Evaluation, ItemState
from records import evaluations, lost_items
from records.database import reading, writing
from records.lost_items import LostItem
from records.told_evaluations import as_told
from tests.inspection.form_cases import MET, UNMET
from tests.records.appeal_site import call, publish
from tests.records.review_site import EVERY_RULE, MORNING, NIGHT, deliver, judged, say

OTHERS = Sight(frozenset({Place(team="别的组")}))


def told(engine: Engine, interaction_id: str, drafts: Sight = NOTHING) -> Evaluation:
    with reading(engine) as connection:
        stored = evaluations.find(connection, f"e-{interaction_id}")
        assert stored is not None
        (one,) = as_told(connection, [stored], drafts)
        assert (one is stored) is (drafts is EVERYTHING)
    return one


def lost(engine: Engine, item: str, drafts: Sight = NOTHING) -> list[LostItem]:
    with reading(engine) as connection:
        return lost_items.of_agent(connection, "a7", item, NIGHT, NIGHT, sight=EVERYTHING, drafts=drafts)


def test_a_rule_that_is_not_trusted_yet_tells_the_agent_nothing(engine: Engine) -> None:
    deliver(engine, (call(), ()), (call("call-2"), ()))
    with writing(engine) as connection:
        say(connection, "e-call-2", "closing", UNMET)
    publish(engine, trusted=EVERY_RULE - {"closing@1"})
    for one in (told(engine, "call-1"), told(engine, "call-1", OTHERS)):
        assert (one.machine_score, one.raw_score, one.fatal_suspected, one.fatal_items) == (None, None, False, ())
        assert one.published_score == 100.0
        closing = one.item("closing")
        assert (closing.state, closing.reason, closing.evidence) == (ItemState.NEEDS_HUMAN, "", ())
        assert one.item("greeting").state is MET
    assert [one.interaction_id for one in lost(engine, "closing")] == ["call-2"]
    assert lost(engine, "closing") == lost(engine, "closing", OTHERS)
    assert [one.interaction_id for one in lost(engine, "closing", EVERYTHING)] == ["call-1", "call-2"]
    assert told(engine, "call-1", EVERYTHING).item("closing").state is UNMET


def test_what_a_person_overturned_is_gone_and_what_a_person_found_is_told(engine: Engine) -> None:
    deliver(engine, (judged("cleared", rude=UNMET), ()), (judged("found"), ()), (call("draft", rude=UNMET), ()))
    with writing(engine) as connection:
        say(connection, "e-cleared", "rude", MET)
        say(connection, "e-found", "closing", UNMET)
    publish(engine)
    cleared = told(engine, "cleared")
    assert (cleared.item("rude").state, cleared.item("rude").fatal_kind, cleared.fatal_suspected) == (MET, None, False)
    assert [(one.interaction_id, one.points_lost) for one in lost(engine, "closing")] == [("found", 40.0)]
    assert lost(engine, "rude") == []
    assert told(engine, "found").published_score == 60.0


def test_a_verdict_after_the_publication_is_told_only_once_it_is_published(engine: Engine) -> None:
    deliver(engine, (call(), ()))
    publish(engine)
    with writing(engine) as connection:
        say(connection, "e-call-1", "closing", MET, at=MORNING + timedelta(hours=1))
    assert told(engine, "call-1").item("closing").state is UNMET
    publish(engine, at=MORNING + timedelta(hours=2))
    assert told(engine, "call-1").item("closing").state is MET
    assert lost(engine, "closing") == []
