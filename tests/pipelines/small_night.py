"""A small night for tests: a drop folder of chats, a rulebook of three items, and the night in its own process."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from records.export import export
from records.export_fields import EXPORTED_TABLES
from records.workspace import Workspace

NIGHT = date(2026, 9, 1)
ZONE = timezone(timedelta(hours=8))
HEAD = 'id: small\nversion: "1"\nguards:\n  negated: {note: 否定, before: {zh: [不能, 不]}}\n'
ITEM = """id: {id}
version: 1
kind: {kind}
title: {{zh: {id}, en: {id}}}
meaning: {{zh: 测试, en: test}}
dimension: attitude
line: customer
owner: test
updated: 2026-01-01
{body}
"""
ITEMS = {
    "greeting": ("duty", "conditions:\n  said: {any: [您好], first_turns: 3}\nmet: said"),
    "closing": ("duty", "conditions:\n  said: {any: [再见], last_turns: 3}\nmet: said"),
    "guaranteed_return": (
        "violation",
        "conditions:\n  said: {any: [保证收益], guards: [negated]}\nfound: said\nfatal: {kind: compliance}",
    ),
}
FORM = """id: small
version: "1"
title: {zh: 小表, en: small form}
effective_from: 2020-01-01
items:
  - {item: greeting, points: 60}
  - {item: closing, points: 40}
"""


def small_rules(folder: Path) -> Path:
    """A rulebook folder with three items and one form."""
    (folder / "items").mkdir(parents=True)
    (folder / "forms").mkdir()
    (folder / "rulebook.yaml").write_text(HEAD, encoding="utf-8")
    for item_id, (kind, body) in ITEMS.items():
        text = ITEM.format(id=item_id, kind=kind, body=body)
        (folder / "items" / f"{item_id}.yaml").write_text(text, encoding="utf-8")
    (folder / "forms" / "small.yaml").write_text(FORM, encoding="utf-8")
    return folder


def chat(number: int, **changes: Any) -> dict[str, Any]:
    """One chat: some greet, some do not; every seventh promises returns."""
    start = datetime(2026, 9, 1, 9, 0, tzinfo=ZONE) + timedelta(minutes=number)
    said = [
        ("customer", "我的订单什么时候到，电话13900139000"),
        ("agent", "您好，今天送到" if number % 2 else "今天送到"),
        ("agent", "我们保证收益" if number % 7 == 0 else "我们不能保证收益"),
        ("customer", "谢谢"),
        ("agent", "再见" if number % 3 else "嗯"),
    ]
    messages = [
        {"sender": sender, "text": text, "sent_at": (start + timedelta(seconds=20 * i)).isoformat()}
        for i, (sender, text) in enumerate(said)
    ]
    return {
        "interaction_id": f"chat-{number:03d}",
        "channel": "chat",
        "agent_id": f"a{number % 4}",
        "team": "一组",
        "started_at": start.isoformat(),
        "messages": messages,
        **changes,
    }


def small_drop(folder: Path, count: int = 24) -> Path:
    """A drop folder of `count` chats, a broken line and an empty conversation."""
    folder.mkdir(parents=True)
    lines = [json.dumps(chat(n), ensure_ascii=False) for n in range(count)]
    lines.insert(3, '{"interaction_id": "broken-1", "channel": "chat", "messages": [{"sender": "agent"')
    lines.append(json.dumps(chat(900, interaction_id="empty-1", messages=[]), ensure_ascii=False))
    (folder / "chats.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "source.toml").write_text('name = "small"\nsettle_s = 0\n', encoding="utf-8")
    return folder


def night_command(drop: Path, workspace: Path, rules: Path, *options: str) -> list[str]:
    """The command line of the night, as an operator would type it."""
    places = ["--drop", str(drop), "--workspace", str(workspace), "--rules", str(rules)]
    return [sys.executable, "-m", "cli.main", "nightly", *places, "--date", NIGHT.isoformat(), "--quiet", *options]


def night_environment(**settings: str) -> dict[str, str]:
    """The environment of the night's process: small shards, and no Prefect of the test session."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "MINGJIAN_TEST"))}
    return {**kept, "MINGJIAN_SHARD_TEXTS": "4", "PYTHONSAFEPATH": "1", **settings}


def run_night_process(drop: Path, workspace: Path, rules: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run a night to its end."""
    return subprocess.run(
        night_command(drop, workspace, rules, *options),
        env=night_environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def rows_of(workspace: Path, scratch: Path) -> dict[str, list[dict[str, Any]]]:
    """Every exported row of a workspace (history included), without the moments of the run itself."""
    opened = Workspace.open(workspace)
    tables: dict[str, list[dict[str, Any]]] = {}
    try:
        for table in EXPORTED_TABLES:
            output = scratch / f"{table}.jsonl"
            export(opened.engine, table, "jsonl", output, first=None, last=None, team=None, lang=None, history=True)
            tables[table] = [without_clock(json.loads(line)) for line in output.read_text("utf-8").splitlines()]
    finally:
        opened.close()
    return tables


def without_clock(row: dict[str, Any]) -> dict[str, Any]:
    """The row without when it was judged: two workspaces are compared."""
    return {k: v for k, v in row.items() if k != "evaluated_at"}
