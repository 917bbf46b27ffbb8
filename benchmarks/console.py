"""How long the console's pages take: a centre of a million interactions, fifty people at once, on this machine.

    python benchmarks/console.py [--json OUT] [--interactions N] [--seconds S] [--keep FOLDER] [--quick]

The real server on loopback; each user reads a page, thinks 3-5 seconds, reads the next. Times are what a client on the
same machine waits, so they hold the server's time and the queue before it; `alone` is one user without anybody else.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import sqlalchemy as sa
from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import Engine

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.simulated import Row, claim, row
from benchmarks.simulated_centre import DAYS, FIRST_DAY, OFTEN, RARE, SELDOM, Size, agent, fill, team_of
from benchmarks.simulated_results import work_out
from console.passwords import Passwords
from inspection.access.sign_in_name import sign_in_name
from inspection.people import Person, PersonRole
from inspection.scorecards.cards import ScorecardScope
from records import accounts, people
from records.database import reading, writing
from records.tables import scorecards
from records.workspace import Workspace

USERS = 50
THINK_S = (3.0, 5.0)
PASSWORD = "bench marks over quiet water 7"
SHEETS = ("briefing",)
"""Printed once a morning by each team lead: measured alone, no part of what fifty people click through all day."""
P95_MS, FIRST_PAINT_BYTES = 150.0, 50_000
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
MONTH = f"{LAST_DAY:%Y-%m}"
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Centre:
    """What is asked about: how large it is, ids of scorecards."""

    size: Size
    cards: Sequence[str]


@dataclass(slots=True)
class Timed:
    """Milliseconds and sizes of one kind of page, and answers that were not 200."""

    ms: list[float] = field(default_factory=list)
    size: int = 0
    wrong: int = 0


def pages(draw: random.Random, count: int, cards: Sequence[str]) -> Mapping[str, str]:
    """Every list and bench page, each with a question somebody asks."""
    number = draw.randrange(count // DAYS)
    one = f"{draw.randrange(DAYS)}-{number:06d}"
    who = agent(draw.randrange(1000))
    return {
        "home": "/",
        "ledger": f"/ledger?date={FIRST_DAY + timedelta(days=draw.randrange(DAYS))}",
        "ledger, failed": f"/ledger?date={LAST_DAY}&ending=failed&page=2",
        "reviews": "/reviews",
        "reviews, mine": "/reviews?whose=%40me",
        "reviews, agent and score": f"/reviews?agent={who}&score_to=80",
        "reviews, item and team": f"/reviews?item=rude&team={team_of(who)}",
        "reviews, reason and dates": f"/reviews?reason=risk_sample&first={FIRST_DAY}&last={LAST_DAY}",
        "reviews, least sure": "/reviews?order=confidence&sure_to=50",
        "reviews, frequent word": f"/reviews?text={OFTEN}",
        "reviews, pinyin": "/reviews?text=yinhangka",
        "search": "/search",
        "search, frequent word": f"/search?text={OFTEN}",
        "search, seldom word": f"/search?text={SELDOM}",
        "search, rare word": f"/search?text={RARE}",
        "search, pinyin": "/search?text=tuikuan",
        "search, word and agent": f"/search?text={OFTEN}&agent={who}",
        "search, word and team and score": f"/search?text={OFTEN}&team={team_of(who)}&score_to=60",
        "search, English": "/search?text=please+wait",
        "interaction": f"/interactions/drop/{one}",
        "scorecards": f"/scorecards?period={MONTH}",
        "scorecards, teams": f"/scorecards?period={MONTH}&scope=team",
        "scorecard": f"/scorecards/{draw.choice(cards)}",
        "briefing": f"/briefing?team={team_of(who)}",
        "coaching": "/coaching",
        "coaching week": "/coaching/week",
        "dashboards": "/dashboards",
        "dashboards, month": f"/dashboards?first={LAST_DAY - timedelta(days=29)}&last={LAST_DAY}",
        "appeals": "/appeals",
        "calibrations": "/calibrations",
        "rules": "/rules",
        "operations": "/operations",
    }


def main() -> None:
    """Fill, serve, ask, print, write."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary) / "workspace"
        opened = Workspace.open(folder)
        size = Size(2_000 if given.quick else given.interactions)
        fill(opened.engine, size)
        work_out(opened.engine)
        centre = Centre(size, scorecards_of(opened.engine))
        _register(opened)
        opened.close()
        with _Served(folder) as address:
            alone = asyncio.run(_load(address, centre, users=1, seconds=0, rounds=3))
            many = asyncio.run(_load(address, centre, users=4 if given.quick else USERS, seconds=given.seconds))
    found, said = _rows(alone, many, size), _claims(many)
    _show(alone, many, said)
    if given.json:
        given.json.write_text(json.dumps(_report(found, said), ensure_ascii=False, indent=1), encoding="utf-8")
    sys.exit(0 if given.quick or all(c["ok"] for c in said) else 1)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--json", type=Path, help="write the figures here")
    arguments.add_argument("--interactions", type=int, default=1_000_000, help="how many (a multiple of 100)")
    arguments.add_argument("--seconds", type=float, default=90.0, help="how long fifty people go on")
    arguments.add_argument("--keep", type=Path, help="use and leave the workspace in this folder")
    arguments.add_argument("--quick", action="store_true", help="2,000 interactions, 4 users: does it run")
    return arguments.parse_args()


def scorecards_of(engine: Engine) -> Sequence[str]:
    """Ids of agents' scorecards of the last month."""
    with reading(engine) as connection:
        chosen = sa.select(scorecards.c.scorecard_id).where(
            scorecards.c.period == MONTH, scorecards.c.scope == ScorecardScope.AGENT.value
        )
        return list(connection.execute(chosen.order_by(scorecards.c.scorecard_id).limit(200)).scalars())


def _register(opened: Workspace) -> None:
    now, passwords = datetime.now(UTC), Passwords()
    hashed = passwords.hash(PASSWORD)
    staff = [Person(who=f"reviewer {n:02d}", roles=(PersonRole.SUPERVISOR,)) for n in range(USERS)]
    with writing(opened.engine) as connection:
        known = {p.who for p in people.everybody(connection)}
        people.save(connection, staff, who="benchmark", at=now, reason="benchmark")
        for person in staff:
            if person.who not in known:
                login = sign_in_name(person.who)
                accounts.add(connection, login, person.who, by="benchmark", at=now)
                accounts.set_password(connection, login, hashed, by="benchmark", at=now)


class _Served:
    """`mingjian serve` on a free port of this machine, ended by its own process id."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._command = [
            sys.executable,
            "-m",
            "cli.main",
            "serve",
            "--workspace",
            str(folder),
            "--port",
            str(self._port),
        ]

    def __enter__(self) -> str:
        self._process = subprocess.Popen(self._command, cwd=_ROOT, stdout=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{self._port}"
        for _ in range(600):
            try:
                httpx.get(f"{address}/health")
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return address
        raise SystemExit("the console did not start")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)


async def _load(address: str, centre: Centre, *, users: int, seconds: float, rounds: int = 0) -> dict[str, Timed]:
    """Every user signs in, then reads pages in an order of their own: for so many seconds, or so many rounds."""
    found: dict[str, Timed] = defaultdict(Timed)
    # A thought is as long as the server keeps a connection: each page gets a new one, as the worst case.
    fresh = httpx.Limits(keepalive_expiry=1)
    chinese = {"Accept-Language": "zh"}
    clients = [httpx.AsyncClient(base_url=address, timeout=60, headers=chinese, limits=fresh) for _ in range(users)]
    for number, client in enumerate(clients):
        await _sign_in(client, number)
    until = time.perf_counter() + seconds
    async with asyncio.TaskGroup() as group:
        for number, client in enumerate(clients):
            group.create_task(_user(client, random.Random(number), centre, found, until, rounds))
    for client in clients:
        await client.aclose()
    return found


async def _sign_in(client: httpx.AsyncClient, number: int) -> None:
    token = _TOKEN.search((await client.get("/sign-in")).text)
    fields = {"form_token": token[1] if token else "", "name": f"reviewer {number:02d}", "password": PASSWORD}
    answer = await client.post("/sign-in", data=fields)
    if answer.status_code != 303:
        raise SystemExit(f"signing in was answered {answer.status_code}")


async def _user(
    client: httpx.AsyncClient, draw: random.Random, centre: Centre, found: dict[str, Timed], until: float, rounds: int
) -> None:
    if not rounds:
        await asyncio.sleep(draw.uniform(0, THINK_S[1]))
    while rounds or time.perf_counter() < until:
        asked = list(pages(draw, centre.size.interactions, centre.cards).items())
        draw.shuffle(asked)
        for name, address in asked:
            if not rounds and time.perf_counter() > until:
                return
            if name in SHEETS and not rounds:
                continue
            await _ask(client, name, address, found)
            if not rounds:
                await asyncio.sleep(draw.uniform(*THINK_S))
        if rounds:
            rounds -= 1
            if not rounds:
                return


async def _ask(client: httpx.AsyncClient, name: str, address: str, found: dict[str, Timed]) -> None:
    begun = time.perf_counter()
    answer = await client.get(address)
    took = (time.perf_counter() - begun) * 1000
    one = found[name]
    one.ms.append(took)
    one.size = max(one.size, answer.num_bytes_downloaded)  # as it comes over the wire
    one.wrong += answer.status_code != 200


def _rows(alone: Mapping[str, Timed], many: Mapping[str, Timed], size: Size) -> list[Row]:
    case = f"{size.interactions:,} interactions, {USERS} users"
    rows: list[Row] = []
    for name, one in many.items():
        low, high = np.percentile(one.ms, [50, 95])
        rows.append(row("mingjian", f"{name}: p95, {case}", float(high), "ms", len(one.ms), float(low), None))
        rows.append(row("mingjian", f"{name}: first paint", one.size, "bytes", 1, None, None))
    rows += [
        row(
            "mingjian",
            f"{name}: alone, {size.interactions:,} interactions",
            float(np.median(one.ms)),
            "ms",
            len(one.ms),
            None,
            None,
        )
        for name, one in alone.items()
    ]
    return rows


def _claims(many: Mapping[str, Timed]) -> list[dict[str, Any]]:
    slowest = max(float(np.percentile(one.ms, 95)) for one in many.values())
    heaviest = max(one.size for one in many.values())
    wrong = sum(one.wrong for one in many.values())
    return [
        claim("p95 of every list and bench page under 150 ms", slowest, P95_MS, ok=slowest <= P95_MS),
        claim("every page under 50 KB", heaviest, FIRST_PAINT_BYTES, ok=heaviest <= FIRST_PAINT_BYTES),
        claim("every answer is 200", wrong, 0, ok=wrong == 0),
    ]


def _show(alone: Mapping[str, Timed], many: Mapping[str, Timed], said: Sequence[dict[str, Any]]) -> None:
    table = Table(title=f"{USERS} users at once, {THINK_S[0]:g}-{THINK_S[1]:g} s of thinking")
    for name in ("page", "alone ms", "p50 ms", "p95 ms", "n", "KB", "not 200"):
        table.add_column(name)
    for name, one in sorted(many.items(), key=lambda pair: -float(np.percentile(pair[1].ms, 95))):
        low, high = np.percentile(one.ms, [50, 95])
        quiet = f"{np.median(alone[name].ms):.0f}"
        table.add_row(
            name, quiet, f"{low:.0f}", f"{high:.0f}", str(len(one.ms)), f"{one.size / 1000:.1f}", str(one.wrong)
        )
    for name in SHEETS:
        table.add_row(name, f"{np.median(alone[name].ms):.0f}", "-", "-", "-", f"{alone[name].size / 1000:.1f}", "-")
    Console(width=110).print(table)
    for one_claim in said:
        print(("ok  " if one_claim["ok"] else "NOT ") + f"{one_claim['claim']}: {one_claim['value']:.0f}")


def _report(found: Sequence[Row], said: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "machine": {"system": platform.platform(), "cpus": os.cpu_count()},
        "versions": {name: version(name) for name in ("fastapi", "uvicorn", "sqlalchemy", "jinja2")},
        "rows": list(found),
        "claims": list(said),
    }


if __name__ == "__main__":
    main()
