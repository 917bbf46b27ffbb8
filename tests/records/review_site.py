"""A centre with reviewers and a few judged calls, for the tests of review and publication."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.engine import Connection, Engine

from inspection.evaluation import Evaluation, ItemState, Line
from inspection.evidence import Evidence
from inspection.flag_policy import Severity
from inspection.flags import Flag, Selection
from inspection.item_verdicts import ItemVerdict
from inspection.people import Person, PersonRole
from inspection.review_policy import ReviewPolicy, review_policy_of
from inspection.rule_standing import Standing
from inspection.submission import GivenVerdict
from records import people, reviews, rule_standings, score_bases
from records.database import writing
from records.review_filling import Filled, fill
from records.review_taking import Desk
from records.rule_standings import StoredStanding
from records.shard import save_shard
from tests.inspection.form_cases import MET, UNMET, form, judgement
from tests.inspection.publication_cases import acts, case
from tests.inspection.result_cases import shipped
from tests.records import judged_samples as sample

NIGHT = sample.NIGHT
MORNING = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)  # nine o'clock in Shanghai
DAY_BEGAN = datetime(2026, 9, 1, 16, 0, tzinfo=UTC)
POLICY = review_policy_of(shipped("review.yaml"))
NO_SECOND = POLICY.model_copy(update={"second_share": 0.0})
ALWAYS_SECOND = POLICY.model_copy(update={"second_share": 1.0})
FORM = form(id="site", items=[{"item": "greeting", "points": 60}, {"item": "closing", "points": 40}])
ITEMS = ("greeting", "closing", "rude")
EVERY_RULE = frozenset(f"{name}@1" for name in ITEMS)
STAFF = (
    Person(who="Wang", roles=(PersonRole.REVIEWER,), team="QA"),
    Person(who="Li", roles=(PersonRole.REVIEWER,), team="QA"),
    Person(who="Zhao", roles=(PersonRole.SUPERVISOR,)),
    Person(who="Chen", roles=(PersonRole.REVIEWER,), team="一组"),  # of the reviewed agents' own team
    Person(who="Sun", roles=(PersonRole.AGENT,), agent_id="a7"),
    Person(who="Ops", roles=(PersonRole.OPERATOR,)),
)
BY_NAME = {person.who: person for person in STAFF}


def judged(
    interaction_id: str,
    greeting: ItemState = MET,
    closing: ItemState = MET,
    rude: ItemState = MET,
    **changes: object,
) -> Evaluation:
    """One judged call; `rude` unmet is a suspected fatal."""
    suspected = Line.CUSTOMER if rude is UNMET else None
    given = [
        judgement("greeting", greeting),
        replace(judgement("closing", closing), evidence=acts(1)),
        replace(judgement("rude", rude, fatal=suspected, fatal_by_definition=True), evidence=acts(1)),
    ]
    evaluation, _ = case(FORM, given)
    known: dict[str, object] = {
        "evaluation_id": f"e-{interaction_id}", "interaction_id": interaction_id, "business_date": NIGHT,
        "team": "一组", "agent_id": "a7", "queue": "售后", "transcript_hash": "t1", "evaluated_at": MORNING,
        "started_at": sample.NOON,
    }  # fmt: skip
    return replace(evaluation, **(known | changes))  # type: ignore[arg-type]


def flag(interaction_id: str, selection: Selection, code: str = "", probability: float = 0.5, **more: object) -> Flag:
    """A flag on one call: drawn by risk or by lot, or an event."""
    codes = {Selection.RISK: "risk_sample", Selection.RANDOM: "random_sample", Selection.EVENT: "suspected_fatal"}
    known: dict[str, object] = {
        "flag_id": f"flag-{interaction_id}-{selection.value}", "code": code or codes[selection], "item": None,
        "probability": probability, "segment": None, "severity": Severity.LOW, "agent_id": "a7",
    }  # fmt: skip
    return replace(sample.flag(interaction_id=interaction_id, selection=selection), **(known | more))  # type: ignore[arg-type]


def fatal_flag(interaction_id: str) -> Flag:
    return flag(interaction_id, Selection.EVENT, probability=1.0, item="rude", severity=Severity.CRITICAL)


def deliver(engine: Engine, *calls: tuple[Evaluation, Sequence[Flag]]) -> None:
    """Store calls as the night does, with what their scores rest on."""
    shards = [replace(sample.judged(e.interaction_id, e), flags=tuple(flags)) for e, flags in calls]
    with writing(engine) as connection:
        save_shard(connection, shards)
        _, basis = case(FORM, [judgement(n, MET, fatal_by_definition=n == "rude") for n in ITEMS])
        score_bases.keep(connection, [basis])


def open_site(engine: Engine, *calls: tuple[Evaluation, Sequence[Flag]]) -> Filled:
    """People, calls, and the queue filled from their flags."""
    deliver(engine, *calls)
    with writing(engine) as connection:
        people.save(connection, STAFF, who="setup", at=MORNING, reason="test")
        return fill(connection, NIGHT, NIGHT, POLICY, now=MORNING)


def desk(who: str, *, minutes: float = 0, policy: ReviewPolicy = NO_SECOND) -> Desk:
    """Where somebody sits down, so many minutes after nine."""
    return Desk(person=BY_NAME[who], policy=policy, now=MORNING + timedelta(minutes=minutes), since=DAY_BEGAN)


def says(item: str, state: ItemState, reason: str = "", *, fatal: bool | None = None, turn: int | None = None,
         points: float | None = None) -> GivenVerdict:  # fmt: skip
    """One line of a submission."""
    shown = () if turn is None else (
        Evidence(turn=turn, start_char=None, end_char=None, start_s=None, end_s=None, text="", operator="person",
                 value="", threshold=""),
    )  # fmt: skip
    return GivenVerdict(item=item, state=state, reason_code=reason, fatal=fatal, evidence=shown, points=points)


def say(connection: Connection, evaluation_id: str, item: str, state: ItemState, *, fatal: bool = False,
        at: datetime = MORNING) -> None:  # fmt: skip
    """Wang's verdict on one item of an evaluation, stored as it is."""
    verdict = ItemVerdict(item=item, state=state, who="Wang", at=at, fatal=fatal, reason_code="other")
    said_on = f"{evaluation_id}-{item}"
    reviews.add(connection, reviews.to_review(verdict, id=said_on, evaluation_id=evaluation_id, decision="wrong"))


def count_rules(engine: Engine, *versions: str) -> None:
    """Somebody lets these rule versions count."""
    with writing(engine) as connection:
        for version in versions:
            one = StoredStanding(rule_version=version, item_id=version.split("@")[0], standing=Standing.COUNTED,
                                 at=MORNING, who="Zhao", reason="test")  # fmt: skip
            rule_standings.put(connection, one)
