"""Evaluations of a month as arrays, with the groups they belong to."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np
import pytest
from sqlalchemy.engine import Engine

from inspection.errors import SettingsError
from inspection.fairness.group_gaps import Attribute, FairnessData
from inspection.judges.judging_policy import FairnessRules
from records.database import reading, writing
from records.judges.fairness_rows import fairness_data
from records.shard import save_shard
from tests.records import judged_samples as sample

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
RULES = FairnessRules()


def call(number: int, *, score: float | None = 80.0, agent: str | None = "a1", team: str | None = "一组",
         language: str = "zh-CN", hour: int = 12, accent: dict[str, str] | None = None):  # type: ignore[no-untyped-def]  # fmt: skip
    started = sample.NOON.replace(hour=0) + timedelta(hours=hour - 8)
    evaluation = replace(
        sample.evaluation(f"e{number}", f"c{number}"),
        machine_score=score,
        agent_id=agent,
        team=team,
        started_at=started,
    )
    judged = sample.judged(f"c{number}", evaluation)
    interaction = replace(judged.facts.interaction, language=language, metadata=MappingProxyType(accent or {}))
    return replace(judged, facts=replace(judged.facts, interaction=interaction))


def data(engine: Engine, *calls: object, score: str = "machine") -> FairnessData:
    with writing(engine) as connection:
        save_shard(connection, list(calls))  # type: ignore[arg-type]
    with reading(engine) as connection:
        return fairness_data(connection, FIRST, LAST, RULES, score=score)


def groups(found: FairnessData, attribute: Attribute) -> list[str | None]:
    names = found.names[attribute]
    return [names[code] if code >= 0 else None for code in found.groups[attribute]]


def test_every_group_comes_from_where_it_is_known(engine: Engine) -> None:
    found = data(
        engine,
        call(1, team="一组", hour=9, accent={"口音": "川渝"}),
        call(2, team=None, hour=15, language="en", accent={"会员等级": "金卡"}),
        call(3, team="二组", hour=23, accent={"accent": "northern", "口音": "不看"}),
        call(4, hour=3, accent={"备注": '客户说"口音"重'}),
    )
    assert groups(found, Attribute.TEAM) == ["一组", None, "二组", "一组"]
    assert groups(found, Attribute.SHIFT) == ["morning", "afternoon", "night", "night"]
    assert groups(found, Attribute.LANGUAGE) == ["zh", "en", "zh", "zh"]
    assert groups(found, Attribute.ACCENT) == ["川渝", None, "northern", None]
    assert groups(found, Attribute.SITE) == ["成都"] * 4
    assert np.allclose(found.quality, 0.85)


def test_what_has_no_score_or_no_agent_is_left_out(engine: Engine) -> None:
    found = data(engine, call(1, score=None), call(2, agent=None), call(3, score=55.0))
    assert found.score.tolist() == [55.0]
    assert data(engine, score="human").score.tolist() == []


def test_agents_and_work_are_codes(engine: Engine) -> None:
    found = data(engine, call(1, agent="a1"), call(2, agent="a2"), call(3, agent="a1"))
    assert found.agent.tolist() == [0, 1, 0]
    assert found.work.tolist() == [0, 0, 0]


def test_a_score_nobody_knows_is_refused(engine: Engine) -> None:
    with pytest.raises(SettingsError, match="no score 'pay'"):
        data(engine, score="pay")
