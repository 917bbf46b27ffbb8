"""A centre of any size as its nights leave it: interactions with turns, evaluations, flags, reviews, scorecards.

Rows are written as `records/` writes them, from one judged call of the tests whose names, times, scores and words
change; everything is drawn from the number of the interaction, so that two runs are the same centre.
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.evaluation import Evaluation, ItemState
from inspection.ledger import Ending
from inspection.people import Person, PersonRole
from inspection.review_queue import Purpose, ReviewTask
from inspection.search.tokens import searchable
from records import interaction_rows, ledger_rows, people, review_queue, turn_rows
from records.database import refresh_statistics, writing
from records.evaluation_rows import to_item_rows, to_row
from records.review_tables import review_tasks
from records.search_tables import spoken_texts
from records.tables import (
    current_evaluations,
    evaluation_items,
    evaluations,
    flags,
    interactions,
    ledger,
    runs,
    turns,
)
from tests.records.judged_samples import GREETING, RUDE, entry, evaluation, facts, flag

FIRST_DAY = date(2026, 8, 3)
DAYS = 100
AGENTS, TEAM_SIZE = 1000, 20
OFTEN, SELDOM, RARE = "退款", "银行卡", "骨灰盒"
_CHANNELS = ("phone", "phone", "phone", "chat", "email")
_QUEUES = ("售前", "售后", "投诉", "理财", "热线", "回访")
_SAID = (
    "您好很高兴为您服务", "请问有什么可以帮您", "我的订单怎么还没有到", "麻烦您报一下订单号",
    "好的请稍等我查询一下", "已经帮您登记了", "快递一直没有更新", "非常抱歉给您带来不便",
    "大概三天之内会送到", "那我再等等看吧", "还有其他可以帮您的吗", "没有了谢谢",
    "感谢来电祝您生活愉快", "你们的活动什么时候结束", "这个颜色还有货吗", "please wait a moment",
    "我想换一个尺码", "会员积分怎么用", "发票可以开专票吗", "好的再见",
)  # fmt: skip
_IDS = ("interaction_id", "evaluation_id", "task_id", "flag_id", "ledger_key")
_RARE_ONE = 77
_AT_ONCE = 2_000
_TABLES = (
    interactions, turns, evaluations, evaluation_items, current_evaluations, ledger, flags, spoken_texts, review_tasks
)  # fmt: skip
_OF_FIRST_DAY = {  # of tables without a date: ids of the first day begin with `0-`
    name: f"{where} {column} >= '0-' AND {column} < '0.'"
    for name, where, column in (
        ("turns", "source = 'drop' AND", "interaction_id"), ("evaluation_items", "", "evaluation_id"),
        ("current_evaluations", "source = 'drop' AND", "interaction_id"),
        ("spoken_texts", "source = 'drop' AND", "interaction_id"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How many interactions, and of how many turns each."""

    interactions: int
    turns: int = 6


def fill(engine: Engine, size: Size, *, within_s: float = float("inf")) -> int:
    """Write the centre, or go on writing it for so many seconds; returns how many interactions are there.

    The first day is drawn, the others are copies of it under other names: SQLite copies a day in a second or two.
    """
    until = time.monotonic() + within_s
    per_day = size.interactions // DAYS
    with writing(engine) as connection:
        at = int(connection.execute(sa.select(sa.func.count()).select_from(interactions)).scalar_one())
        if connection.execute(sa.select(runs.c.run_id).limit(1)).first() is None:
            _begin(connection)
    while at < per_day * DAYS and time.monotonic() < until:
        with writing(engine) as connection:
            if at < per_day:
                numbers = range(at, min(at + _AT_ONCE, per_day))
                _write(connection, numbers, size)
                at = numbers.stop
            else:
                _copy(connection, at // per_day)
                at += per_day
    if at >= per_day * DAYS:
        with writing(engine) as connection:
            refresh_statistics(connection)
    return at


def _copy(connection: Connection, day: int) -> None:
    """The first day once more, so many days later. Parents before children."""
    on = FIRST_DAY + timedelta(days=day)
    changed = {name: f"'{day}' || substr({name}, 2)" for name in _IDS}
    changed |= {"business_date": f"'{on}'", "run_id": f"'{on}-1'"}
    for table in _TABLES:
        names = [column.name for column in table.columns if column.name != "doc"]
        old = [changed.get(name, f'"{name}"') for name in names]
        first = _OF_FIRST_DAY.get(table.name, f"business_date = '{FIRST_DAY}'")
        into = ", ".join(f'"{name}"' for name in names)
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({into}) SELECT {', '.join(old)} FROM {table.name} WHERE {first}"
        )


def agent(number: int) -> str:
    """The agent of an interaction."""
    return f"a{number * 7919 % AGENTS:04d}"


def team_of(agent_id: str) -> str:
    """The team of an agent."""
    return f"{int(agent_id[1:]) // TEAM_SIZE + 1} 组"


def _place(who: str, draw: random.Random) -> dict[str, str]:
    """Where an agent works: one site, vendor and channel, one of two queues."""
    number = int(who[1:])
    team = number // TEAM_SIZE
    return {"agent_id": who, "team": team_of(who), "site": f"site {team % 4}", "vendor": f"vendor {team % 3}",
            "queue": _QUEUES[(number + draw.randrange(2)) % len(_QUEUES)],
            "channel": _CHANNELS[number % len(_CHANNELS)]}  # fmt: skip


def _begin(connection: Connection) -> None:
    staff = [Person(who=f"agent {n:04d}", roles=(PersonRole.AGENT,), agent_id=f"a{n:04d}", team=team_of(f"a{n:04d}"))
             for n in range(AGENTS)]  # fmt: skip
    people.save(connection, staff, who="benchmark", at=datetime(2026, 8, 1, tzinfo=UTC), reason="benchmark")
    rows = []
    for day in range(DAYS):
        on = FIRST_DAY + timedelta(days=day)
        at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
        rows.append({"run_id": f"{on}-1", "business_date": on, "source_set": "drop", "status": "finished",
                     "started_at": at,
                     "finished_at": at + timedelta(hours=3), "resumed": 0, "shards_done": 100, "shards_total": 100,
                     "step": "results", "pins": {}, "counts": {}, "exit_code": 0, "error": None})  # fmt: skip
    connection.execute(sa.insert(runs), rows)


def _write(connection: Connection, numbers: Sequence[int], size: Size) -> None:
    cases = [_case(number, size) for number in numbers]
    for table in _TABLES:
        rows = [row for case in cases for row in case[table.name]]
        if rows:
            connection.execute(sa.insert(table), rows)


def _case(number: int, size: Size) -> Mapping[str, list[dict[str, Any]]]:
    """Every row of one interaction, by table."""
    draw = random.Random(number)
    day = FIRST_DAY
    key = {"source": "drop", "interaction_id": f"0-{number:06d}"}
    who = agent(number)
    place = _place(who, draw)
    started = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(36_000))
    said = list(_words(draw, number, size.turns))
    heard = searchable(said)
    judged = _evaluation(number, draw)
    fatal = judged.fatal_suspected
    identity = {"evaluation_id": judged.evaluation_id}
    shared = key | place | {"business_date": day, "started_at": started}
    chosen = fatal or draw.random() < 0.05
    return {
        "interactions": [_INTERACTION | shared | {"turns": size.turns, "customer_id": f"c{number % 300_000}"}],
        "turns": [_TURN | key | {"turn": at, "text": text, "sender": "customer" if at % 2 else "agent",
                                 "agent_id": None if at % 2 else who, "start_s": 5.0 * at, "end_s": 5.0 * at + 4}
                  for at, text in enumerate(said)],
        "evaluations": [to_row(judged) | shared | identity | {"evaluated_at": started + timedelta(hours=12)}],
        "evaluation_items": to_item_rows(judged),
        "current_evaluations": [key | identity | {"segment": 0}],
        "ledger": [_LEDGER | key | {"ledger_key": key["interaction_id"], "business_date": day, "run_id": f"{day}-1",
                                    "ending": "failed" if number % 200 == 0 else "scored"}],
        "flags": [_FLAG | key | {"flag_id": f"0-{number:06d}", "agent_id": who, "business_date": day,
                                 "code": "suspected_fatal" if fatal else "risk_sample"}] if chosen else [],
        "spoken_texts": [key | {"words": heard.words, "sounds": heard.sounds}],
        "review_tasks": list(_review(number, draw, judged, key, place, day, started)) if chosen else [],
    }  # fmt: skip


def _words(draw: random.Random, number: int, count: int) -> Iterator[str]:
    special = draw.random()
    special = 0.105 if number == _RARE_ONE else special
    for at in range(count):
        text = draw.choice(_SAID)
        if at == 1:
            text += OFTEN if special < 0.1 else SELDOM if special < 0.105 else RARE if special == 0.105 else ""
        yield text


def _evaluation(number: int, draw: random.Random) -> Evaluation:
    fatal = draw.random() < 0.02
    greeting = replace(
        GREETING, state=draw.choice((ItemState.MET, ItemState.MET, ItemState.UNMET)), confidence=draw.random()
    )
    others = tuple(replace(greeting, id=f"item_{n}", evidence=()) for n in range(3))
    items = (greeting, *others, *((RUDE,) if fatal else ()))
    kinds = _EVALUATION.fatal_items if fatal else ()
    score = 0.0 if fatal else float(draw.randrange(400, 1001)) / 10
    return replace(_EVALUATION, evaluation_id=f"0-{number:06d}", interaction_id="x", items=items,
                   machine_score=score, raw_score=score, fatal_suspected=fatal, fatal_items=kinds)  # fmt: skip


def _review(number: int, draw: random.Random, judged: Evaluation, key: Mapping[str, str], place: Mapping[str, Any],
            day: date, started: datetime) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Older reviews are done, three in four of the others wait, a third of them kept for somebody."""
    drawn = draw.random()
    purpose = Purpose.FATAL if judged.fatal_suspected else Purpose.RANDOM if drawn < 0.2 else Purpose.RISK
    blind = purpose is Purpose.RANDOM
    task = ReviewTask(
        task_id=f"0-{number:06d}", evaluation_id=judged.evaluation_id, segment=0, business_date=day,
        agent_id=place["agent_id"], team=place["team"], channel=place["channel"], queue=place["queue"], language="zh",
        purpose=purpose, rank=purpose.rank, weight=1.0 + drawn,
        items=() if blind else ("rude", "greeting"), blind=blind,
        selection="risk", probability=drawn, reason="", created_at=started + timedelta(hours=13),
        due_at=started + timedelta(hours=36) if purpose is Purpose.FATAL else None,
        assignee=f"reviewer {number % 50:02d}" if drawn < 0.3 else None,
        machine_score=None if blind else judged.machine_score, confidence=None if blind else draw.random(), **key,
    )  # fmt: skip
    done = draw.random() < 0.25
    after = (
        {"state": "submitted", "submitted_by": f"reviewer {number % 50:02d}", "submitted_at": started} if done else {}
    )
    yield review_queue.to_row(task) | after


_FACTS = facts()
_DAY = _FACTS.interaction.started_at.date()
_INTERACTION = interaction_rows.to_row(_FACTS, _DAY)
_TURN = turn_rows.to_rows(_FACTS)[1]
_EVALUATION = evaluation("e")
_LEDGER = ledger_rows.to_row(entry("x", ending=Ending.SCORED, code="scored"))
_FLAG = {
    column.name: value
    for column in flags.columns
    for value in [getattr(flag("f", "x"), column.name, None)]
    if column.name not in ("severity", "selection", "status", "evidence")
} | {"severity": "high", "selection": "event", "status": "open", "evidence": []}
