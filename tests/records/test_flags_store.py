"""What people make of a flag is kept, with who said so."""

import pytest
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError
from inspection.flags import FlagStatus
from records import audit, flags
from records.database import writing
from tests.records import judged_samples as sample


def test_a_decision_on_a_flag_leaves_one_trail(engine: Engine) -> None:
    with writing(engine) as connection:
        flags.save(connection, [sample.flag("f1"), sample.flag("f2")])
        for _ in range(2):
            flags.decide(connection, "f1", FlagStatus.DISMISSED, who="主管", at=sample.NOON, reason="误报")
        (trail,) = audit.of(connection, "flag:f1")
        statuses = {flag.flag_id: flag.status for flag in flags.between(connection, sample.NIGHT, sample.NIGHT)}
    assert (trail.who, trail.before, trail.after) == ("主管", {"status": "open"}, {"status": "dismissed"})
    assert statuses == {"f1": FlagStatus.DISMISSED, "f2": FlagStatus.OPEN}


def test_an_unknown_flag_is_refused(engine: Engine) -> None:
    with pytest.raises(RecordsError, match="there is no such flag"), writing(engine) as connection:
        flags.decide(connection, "nowhere", FlagStatus.REVIEWED, who="主管", at=sample.NOON, reason="")


def test_flags_of_other_interactions_are_left_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        flags.save(connection, [sample.flag("f1", "call-1"), sample.flag("f2", "call-2")])
        flags.replace_of(connection, {("drop", "call-1"): [sample.flag("f3", "call-1")]})
        left = [flag.flag_id for flag in flags.between(connection, sample.NIGHT, sample.NIGHT)]
    assert left == ["f2", "f3"]
