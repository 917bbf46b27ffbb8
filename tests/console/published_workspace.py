"""Published scores that people may appeal against, at a centre of its own and on the ordinary night."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from console.app import Serving
from inspection.people import Person, PersonRole
from records import people, score_bases
from records.appeal_filing import Wish, file_appeal
from records.appealing import Hearing, attach
from records.database import writing
from records.judges.calibrating import open_session
from records.judges.judging_desk import JudgingDesk, judging_policy_in
from records.score_publishing import publish_between
from records.shard import save_shard
from records.workspace import Workspace
from tests.console.staff import STAFF, register
from tests.inspection.appeal_cases import AGENT, LEAD, PROCEDURE, SECOND_SUPERVISOR, SUPERVISOR
from tests.inspection.form_cases import MET, UNMET, judgement
from tests.inspection.publication_cases import case
from tests.records import judged_samples as sample
from tests.records.appeal_site import MORNING, call, later, open_centre
from tests.records.review_site import BY_NAME, EVERY_RULE, FORM, ITEMS, POLICY, judged

EARLIER = sample.NIGHT - timedelta(days=3)

COLLEAGUE = Person(who="Colleague", roles=(PersonRole.AGENT,), agent_id="a8", team="二组")
OTHER_LEAD = Person(who="sun", roles=(PersonRole.TEAM_LEAD,), team="二组")
CENTRE = (AGENT, LEAD, SUPERVISOR, SECOND_SUPERVISOR, COLLEAGUE, OTHER_LEAD)


def a_published_day(folder: Path) -> Path:
    """Two calls of a7 that lost 40 points and one of a8, published on 2 September at nine in Shanghai."""
    workspace = Workspace.open(folder)
    theirs = call("call-3", agent_id="a8", team="二组")
    open_centre(workspace.engine, call("call-1"), call("call-2"), theirs)
    with writing(workspace.engine) as connection:
        people.save(connection, BY_NAME.values(), who="setup", at=MORNING, reason="test")
    workspace.close()
    register(folder, *CENTRE)
    return folder


def at_hour(hours: float) -> Serving:
    """A console whose clock stands so many hours after the publication."""
    moment = later(hours=hours)
    return Serving(now=lambda: moment)


class MovingClock:
    """A clock a test moves on by hand; it begins an hour after the publication."""

    def __init__(self) -> None:
        self.now = later(hours=1)

    def __call__(self) -> datetime:
        return self.now

    def pass_hours(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


def an_appeal_on(folder: Path) -> str:
    """Put a published call of a7 into any workspace, with an appeal of a7 against its closing; the appeal's id."""
    workspace = Workspace.open(folder)
    one = judged("appealed-1", closing=UNMET, team="a7 组", business_date=EARLIER)
    shard = sample.judged("appealed-1", one)
    shard = replace(shard, business_date=EARLIER, entry=replace(shard.entry, business_date=EARLIER), flags=())
    with writing(workspace.engine) as connection:
        save_shard(connection, [shard])
        _, basis = case(FORM, [judgement(name, MET, fatal_by_definition=name == "rude") for name in ITEMS])
        score_bases.keep(connection, [basis])
    list(
        publish_between(workspace.engine, EARLIER, EARLIER, EVERY_RULE, POLICY, BY_NAME["Ops"], at=MORNING, reason="x")
    )
    agent = replace(AGENT, who="Agent Seven", team="a7 组")
    with writing(workspace.engine) as connection:
        wish = Wish(evaluation_id=one.evaluation_id, item="closing", ground="misjudged", comment="我说了再见")
        appeal = file_appeal(connection, Hearing(PROCEDURE, agent, later(hours=1)), wish)
    workspace.close()
    return appeal.id


def a_session_on(folder: Path) -> str:
    """Open a calibration session of everybody who may judge on the published call of `an_appeal_on`; its id."""
    workspace = Workspace.open(folder)
    policy = judging_policy_in(workspace.path)
    boss = STAFF[PersonRole.SUPERVISOR]
    seat = JudgingDesk(person=boss, policy=policy, review=POLICY, now=later(hours=2))
    invited = [boss.who, STAFF[PersonRole.REVIEWER].who]
    with writing(workspace.engine) as connection:
        session = open_session(connection, seat, "结束语", ["e-appealed-1"], invited)
    workspace.close()
    return session.session_id


def a_file_beside(folder: Path, appeal_id: str) -> str:
    """Attach a picture to the appeal of a7; its sha256."""
    workspace = Workspace.open(folder)
    agent = replace(AGENT, who="Agent Seven", team="a7 组")
    with writing(workspace.engine) as connection:
        hearing = Hearing(PROCEDURE, agent, later(hours=1))
        kept = attach(
            connection, hearing, appeal_id, b"\x89PNG\r\n\x1a\n" + bytes(9), name="a.png", folder=workspace.path
        )
    workspace.close()
    assert kept is not None
    return kept.sha256
