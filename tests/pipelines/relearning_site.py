"""A centre with judged and labelled chats, read by a network that knows five words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspection.relearning.turn_label import GivenLabel
from models.reading.head_versions import HeadVersions
from pipelines import bench, head_in_force, readers
from pipelines.head_in_force import By, train
from pipelines.reading_settings import ReadingSettings
from pipelines.relearning_report import TrainingReport
from pipelines.shipped_rules import load_yardstick
from records import turn_labels
from records.database import writing
from records.workspace import Workspace
from tests.models.fake_network import ACTS, FakeNetwork
from tests.pipelines.rule_site import Site, rulebook
from tests.pipelines.small_night import ZONE

AT = datetime(2026, 9, 2, 4, 0, tzinfo=UTC)
BY = By("王芳", AT, "收到 is curt here")
SAID = {"收到 了": "negative", "投诉 你们": "negative", "太好了 谢谢": "positive", "订单 到哪": "neutral"}


def chat_of(number: int, *said: str) -> dict[str, Any]:
    """One chat: what the customer says, each after a word of the agent."""
    start = datetime(2026, 9, 1, 9, 0, tzinfo=ZONE) + timedelta(minutes=number)
    lines = [line for text in said for line in (("agent", "您好 请讲"), ("customer", text))]
    messages = [
        {"sender": sender, "text": text, "sent_at": (start + timedelta(seconds=10 * i)).isoformat()}
        for i, (sender, text) in enumerate(lines)
    ]
    return {
        "interaction_id": f"chat-{number:03d}",
        "channel": "chat",
        "agent_id": f"a{number % 9}",
        "started_at": start.isoformat(),
        "messages": messages,
    }


class RelearningSite:
    """Sixty chats of four turns, all labelled by one person."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.network = FakeNetwork()
        monkeypatch.setattr(readers, "open_reading_networks", lambda: self.network)
        forget()
        self.site, self.rules = Site(folder), rulebook(folder / "rules")
        book = load_yardstick(self.rules)  # compiling the shipped one takes longer than all the rest
        monkeypatch.setattr(head_in_force, "published_at", lambda _connection: lambda _start: book)
        said = list(SAID)
        self.chats = [chat_of(n, *(f"{said[(n + k) % 4]} {n * 7 % 50}" for k in range(4))) for n in range(60)]
        self.path = self.site.path
        self.versions = HeadVersions(self.path.resolve())

    def judge(self) -> None:
        self.site.deliver(*self.chats)
        self.site.night(rules=self.rules)

    def label(self) -> None:
        given = [
            GivenLabel(interaction_id=c["interaction_id"], turn=t, head="sentiment", who="王", at=AT,
                       label=next(label for words, label in SAID.items() if message["text"].startswith(words)))
            for c in self.chats
            for t, message in enumerate(c["messages"])
            if message["sender"] == "customer"
        ]  # fmt: skip
        with self.opened() as workspace, writing(workspace.engine) as connection:
            assert turn_labels.give(connection, given, ACTS).refused == ()

    def train(self, **options: Any) -> TrainingReport:
        with self.opened() as workspace:
            return train(workspace, self.network, ReadingSettings(), BY, **options)  # type: ignore[arg-type]

    def night(self, day: date, **options: Any) -> str:
        forget()
        return self.site.night(day, rules=self.rules, **options)

    def models_of(self, interaction_id: str) -> set[str]:
        rows = self.site.rows()["evaluations"]
        return {name for row in rows if row["interaction_id"] == interaction_id for name in row["model_ids"]}

    def sentiments_of(self, interaction_id: str) -> list[str]:
        rows = self.site.rows()["turns"]
        return [r["sentiment"] for r in rows if r["interaction_id"] == interaction_id and r["sender"] == "customer"]

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        workspace = Workspace.open(self.path)
        try:
            yield workspace
        finally:
            workspace.close()


def forget() -> None:
    """As a new process begins: nothing is opened yet."""
    bench.open_bench.cache_clear()
    readers.open_readers.cache_clear()
