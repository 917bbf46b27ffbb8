"""Interactions are found by word, agent, team, date and score, page by page, and only by who sees them whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.flags import Selection
from inspection.queue_filter import QueueFilter
from records import interaction_search, text_search
from records.database import reading, writing
from records.review_filling import fill
from records.shard import save_shard
from tests.inspection.form_cases import UNMET
from tests.records import judged_samples as sample
from tests.records.review_site import MORNING, NIGHT, POLICY, flag, judged


@pytest.fixture
def centre(engine: Engine) -> Engine:
    """Six calls of two agents on two days; the last waits for a blind review; one was handed to another team."""
    shards = []
    for n in range(6):
        agent, team, day = f"a{7 + n % 2}", f"{n % 2} 组", NIGHT + timedelta(days=n // 3)
        one = judged(f"c{n}", UNMET, agent_id=agent, team=team, business_date=day, machine_score=50.0 + n)
        shard = sample.judged(f"c{n}", one)
        first, second, *rest = shard.facts.interaction.turns
        turns = (first, replace(second, text=f"我要退款{n}" if n else "你好"), *rest)
        heard = replace(shard.facts.interaction, agent_id=agent, team=team, queue=f"q{n % 3}", turns=turns)
        more = (replace(one, evaluation_id="e-c4-1", segment=1, agent_id="a9", team="别组"),) if n == 4 else ()
        flags = (flag("c5", Selection.RANDOM, agent_id=agent),) if n == 5 else ()
        shards.append(replace(shard, facts=replace(shard.facts, interaction=heard), business_date=day,
                              evaluations=(one, *more), flags=flags))  # fmt: skip
    with writing(engine) as connection:
        save_shard(connection, shards)
        fill(connection, NIGHT, NIGHT + timedelta(days=1), POLICY, now=MORNING)
    return engine


def found(engine: Engine, sight: Sight = EVERYTHING, **wanted: object) -> list[str]:
    with reading(engine) as connection:
        page = interaction_search.page(connection, QueueFilter(**wanted), sight=sight)  # type: ignore[arg-type]
    return [row.interaction_id for row in page.rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["c5", "c4", "c3", "c2", "c1", "c0"]),
        ({"text": "退款"}, ["c5", "c4", "c3", "c2", "c1"]),
        ({"text": "tuikuan", "agent": "a8"}, ["c5", "c3", "c1"]),
        ({"text": "退款", "team": "0 组"}, ["c4", "c2"]),
        ({"text": "退款", "queue": "q1"}, ["c4", "c1"]),
        ({"text": "退款", "queue": "nowhere"}, []),
        ({"text": "退款", "first": NIGHT, "last": NIGHT}, ["c2", "c1"]),
        ({"agent": "a7"}, ["c4", "c2", "c0"]),
        ({"channel": "chat"}, []),
        ({"score_from": 53.0}, ["c4", "c3"]),  # not c5: it waits for a blind review
        ({"score_to": 50.0}, ["c0"]),
        ({"text": "没有人说"}, []),
        ({"text": "。"}, []),
    ],
)
def test_what_is_found(centre: Engine, wanted: dict[str, object], expected: list[str]) -> None:
    assert found(centre, **wanted) == expected


@pytest.mark.parametrize(("few", "many"), [(10, 20), (0, 20), (0, 0)])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("退款", ["c3", "c1"]),
        ("我要 退款3", ["c3"]),
        ("tuikuan", ["c3", "c1"]),
        ("款退", []),
        ("退", ["c3", "c1"]),
    ],
)
def test_however_many_say_it_the_answer_is_the_same(
    centre: Engine, monkeypatch: pytest.MonkeyPatch, few: int, many: int, text: str, expected: list[str]
) -> None:
    monkeypatch.setattr(text_search, "FEW", few)
    monkeypatch.setattr(text_search, "MANY", many)
    assert [one for one in found(centre, text=text, agent="a8") if one != "c5"] == expected


def test_a_bound_person_finds_only_what_is_theirs_in_whole(centre: Engine) -> None:
    lead = Sight(frozenset({Place(team="0 组")}))
    assert found(centre, lead) == ["c2", "c0"]  # not c4: another team spoke in it as well
    assert found(centre, lead, text="退款") == ["c2"]
    assert found(centre, lead, agent="a8") == []
    assert found(centre, NOTHING) == []


def test_the_score_of_what_waits_for_a_blind_review_is_not_told(centre: Engine) -> None:
    with reading(centre) as connection:
        rows = interaction_search.page(connection, QueueFilter(), sight=EVERYTHING).rows
    assert {row.interaction_id: row.machine_score for row in rows} == {
        "c0": 50.0, "c1": 51.0, "c2": 52.0, "c3": 53.0, "c4": 54.0, "c5": None,
    }  # fmt: skip


@pytest.mark.parametrize("wanted", [QueueFilter(), QueueFilter(text="退款"), QueueFilter(text="退款", agent="a8")])
def test_pages_follow_one_another_without_a_gap(centre: Engine, wanted: QueueFilter) -> None:
    with reading(centre) as connection:
        whole = [row.interaction_id for row in interaction_search.page(connection, wanted, sight=EVERYTHING).rows]
        after, read = "", []
        for _ in range(10):
            page = interaction_search.page(connection, wanted, sight=EVERYTHING, after=after, rows=2)
            read += [row.interaction_id for row in page.rows]
            after = page.rows[-1].place
            if not page.has_after:
                break
        assert interaction_search.page(connection, wanted, sight=EVERYTHING, after="x' OR 1=1").rows
    assert read == whole
