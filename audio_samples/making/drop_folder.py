"""Writes the drop folder: calls.csv, chats.jsonl, messages.csv, agents.csv, cdr.csv."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from making.sources import ZONE, Message, messages_of

# Chinese headers where every contact centre uses one word; the contract's own names where there is none.
CALL_HEADERS = {
    "interaction_id": "会话编号",
    "agent_id": "坐席工号",
    "agent_name": "坐席姓名",
    "team": "班组",
    "site": "职场",
    "vendor": "供应商",
    "queue": "技能组",
    "business_line": "业务线",
    "direction": "呼叫方向",
    "ani": "主叫号码",
    "dnis": "被叫号码",
    "customer_id": "客户编号",
    "started_at": "开始时间",
    "answered_at": "应答时间",
    "ended_at": "结束时间",
    "ring_s": "振铃时长",
    "hold_s": "保持时长",
    "holds": "holds",
    "hangup_by": "挂机方",
    "ivr_notice": "ivr_notice",
    "csat": "满意度",
    "nps": "nps",
    "resolved": "resolved",
    "disposition": "小结",
    "ticket_id": "工单号",
    "order_id": "订单号",
    "language": "语种",
    "recording": "录音文件",
    "agent_channel": "agent_channel",
}
MESSAGE_HEADERS = (
    "interaction_id",
    "channel",
    "agent_id",
    "agent_name",
    "team",
    "site",
    "vendor",
    "queue",
    "business_line",
    "customer_id",
    "language",
    "started_at",
    "csat",
    "nps",
    "resolved",
    "ticket_id",
    "ticket_category",
    "ticket_summary",
    "message_id",
    "sender",
    "sent_at",
    "type",
    "auto",
    "text",
)
AGENT_HEADERS = (
    "agent_id", "accounts", "name", "team", "lead", "site", "vendor", "channels", "hired_on", "role",
)  # fmt: skip
EXPECTED_HEADERS = ("interaction_id", "channel", "started_at")
MISSING_CALL = {"interaction_id": "C0901-99", "channel": "phone", "started_at": f"2026-09-01T18:05:00{ZONE}"}


def call_row(call: dict[str, Any], truth: dict[str, Any], agent: Mapping[str, Any]) -> dict[str, Any]:
    """One row of calls.csv, canonical names; times ISO 8601 with zone."""
    answered = datetime.fromisoformat(call["started_at"]) + timedelta(seconds=call["ring_s"])
    holds = truth["holds"]
    row = {name: call.get(name) for name in CALL_HEADERS}
    row |= {
        "interaction_id": call["id"],
        "agent_name": agent["name"],
        "team": agent["team"],
        "site": agent["site"],
        "vendor": agent["vendor"],
        "queue": agent["queue"],
        "answered_at": answered.isoformat(),
        "ended_at": (answered + timedelta(seconds=math.ceil(truth["duration_s"]))).isoformat(),
        "hold_s": round(sum(hold["end_s"] - hold["start_s"] for hold in holds)) or None,
        "holds": ";".join(f"{hold['start_s']:.2f}-{hold['end_s']:.2f}" for hold in holds) or None,
        "recording": f"recordings/{truth['recording']}",
        "agent_channel": truth["agent_channel"],
    }
    return row


def chat_line(text: dict[str, Any], roster: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One interaction of chats.jsonl; what is not known is left out."""
    agent = roster.get(str(text.get("agent_id")), {})
    messages = messages_of(text)
    started_at = messages[0].sent_at or f"{text['date']}T{text['start_clock']}{ZONE}"
    line = {
        "interaction_id": text["id"],
        "channel": text["channel"],
        "agent_id": text.get("agent_id"),
        "agent_name": agent.get("name"),
        **{name: agent.get(name) for name in ("team", "site", "vendor", "queue")},
        **{name: text.get(name) for name in ("business_line", "customer_id", "language")},
        "started_at": started_at,
        **{name: text.get(name) for name in ("direction", "hangup_by", "ivr_notice", "csat", "nps", "resolved")},
        **{name: text.get(name) for name in ("ticket_id", "order_id", "metadata")},
        "messages": [_message(text["id"], number, message) for number, message in enumerate(messages)],
    }
    return {name: value for name, value in line.items() if value is not None}


def message_rows(text: dict[str, Any], roster: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same for messages.csv: interaction columns repeated; after a transfer the rows name the new agent."""
    line = chat_line(text, roster)
    messages = line.pop("messages")
    line |= line.pop("metadata", {})
    rows = []
    for message in messages:
        if "agent_id" in message:
            agent = roster[message["agent_id"]]
            line |= {"agent_id": message["agent_id"], "agent_name": agent["name"]}
            line |= {name: agent[name] for name in ("team", "site", "vendor", "queue")}
        rows.append(line | message)
    return rows


def write_csv(path: Path, header: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """UTF-8 with BOM, as spreadsheet programs write and expect it; true and false in small letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header.values())
        writer.writerows([_cell(row.get(name)) for name in header] for row in rows)


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object per line."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _message(interaction: str, number: int, message: Message) -> dict[str, Any]:
    line = {
        "message_id": f"{interaction}-{number:02d}",
        "sender": message.sender,
        "agent_id": message.agent_id,
        "sent_at": message.sent_at,
        "start_s": message.start_s,
        "end_s": message.end_s,
        "type": None if message.kind == "text" else message.kind,
        "auto": message.auto or None,
        "public": message.public,
        "text": message.text,
    }
    return {name: value for name, value in line.items() if value is not None}
