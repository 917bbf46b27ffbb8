"""What a second look at the night found: each test names a way an interaction was lost, doubled or changed.

The steps of the night are run in this process, without Prefect's engine; the real process is in test_night.py.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from inspection.ledger import Ending, LedgerEntry
from pipelines import night_ledger, shard_steps
from pipelines.bench import open_bench
from pipelines.judging import NightOfRun
from pipelines.night_settings import NightSettings
from pipelines.results import work_out_results
from pipelines.shards import cut
from records import evaluations, ledger, runs
from records.database import reading, writing
from records.tables import scorecards
from records.workspace import Workspace
from tests.pipelines.small_night import NIGHT, chat, small_rules

NEXT_NIGHT = date(2026, 9, 2)
BROKEN = '{"interaction_id": "broken-1", "channel": "chat", "mess'


class Centre:
    """A drop folder, a workspace and the steps of a night between them."""

    def __init__(self, folder: Path) -> None:
        self.drop, self.path, self.rules = folder / "small", folder / "workspace", small_rules(folder / "book")
        self.drop.mkdir()
        (self.drop / "source.toml").write_text('name = "small"\nsettle_s = 0\n', encoding="utf-8")

    def deliver(self, *lines: dict[str, Any] | str) -> None:
        text = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        (self.drop / "chats.jsonl").write_text("\n".join(text) + "\n", encoding="utf-8")

    def night(self, day: date = NIGHT, *, killed_after: str = "", retry_failed: bool = False) -> None:
        """`killed_after`: '' for a whole night, 'expecting' or 'judging' for one that goes no further."""
        settings = NightSettings(
            drop=self.drop, workspace=self.path, rules=self.rules, business_date=day, retry_failed=retry_failed
        )
        workspace = Workspace.open(self.path)
        try:
            bench = open_bench(settings)
            found = bench.source.discover(datetime.now(UTC))
            begun = night_ledger.begin(workspace, found.source, day, bench.pins)
            run = begun.run
            of_run = NightOfRun(run_id=run.run_id, business_date=day, started_at=run.started_at, roster=found.roster)
            night_ledger.expect(workspace, found, of_run, retry_failed=retry_failed)
            former = night_ledger.days_of(workspace, [a.interaction.key for a in found.arrivals])
            if killed_after == "expecting":
                return
            for shard in cut(night_ledger.waiting(workspace, found, run.run_id), audio_s=240, texts=100):
                shard_steps.store_shard(workspace.engine, shard_steps.work_on_shard(shard, bench, of_run))
            if killed_after == "judging":
                return
            night_ledger.give_up(workspace, begun.run_ids, [])
            mine = night_ledger.keys_of_runs(workspace, begun.run_ids)
            touched = night_ledger.days_of(workspace, mine) | former
            work_out_results(workspace.engine, touched, found.roster, bench.item_names)
            with writing(workspace.engine) as connection:
                runs.finish(connection, run.run_id, at=datetime.now(UTC), exit_code=0, counts={})
        finally:
            workspace.close()

    def entry(self, interaction_id: str) -> LedgerEntry:
        workspace = Workspace.open(self.path)
        try:
            with reading(workspace.engine) as connection:
                found = ledger.find(connection, "small", interaction_id)
        finally:
            workspace.close()
        assert found is not None
        return found

    def current(self, interaction_id: str) -> int:
        workspace = Workspace.open(self.path)
        try:
            with reading(workspace.engine) as connection:
                return len(evaluations.current(connection, "small", interaction_id))
        finally:
            workspace.close()

    def periods(self) -> set[str]:
        workspace = Workspace.open(self.path)
        try:
            with reading(workspace.engine) as connection:
                return set(connection.execute(sa.select(scorecards.c.period)).scalars())
        finally:
            workspace.close()


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre(tmp_path)


def test_a_scored_interaction_stays_scored_when_a_later_list_expects_it_and_its_file_is_gone(centre: Centre) -> None:
    listed = "interaction_id,channel,started_at\nchat-001,chat,2026-09-01 09:01:00\n"
    (centre.drop / "cdr.csv").write_text(listed, encoding="utf-8")
    centre.deliver(chat(1))
    centre.night()
    centre.deliver(chat(2))
    centre.night(NEXT_NIGHT)
    assert (centre.entry("chat-001").ending, centre.current("chat-001")) == (Ending.SCORED, 1)


def test_retrying_leaves_the_reason_of_what_is_still_broken(centre: Centre) -> None:
    centre.deliver(chat(1), BROKEN)
    centre.night()
    centre.night(NEXT_NIGHT, retry_failed=True)
    assert centre.entry("broken-1").code == "bad_json"


def test_what_waits_for_a_file_that_is_being_written_is_judged_when_it_is_there(centre: Centre) -> None:
    centre.deliver(chat(1))
    centre.night(killed_after="expecting")
    written = centre.drop / "chats.jsonl"
    written.rename(centre.drop / "chats.jsonl.part")
    centre.night()
    (centre.drop / "chats.jsonl.part").rename(written)
    centre.night(NEXT_NIGHT)
    assert centre.entry("chat-001").ending is Ending.SCORED


def test_a_night_killed_before_midnight_and_started_after_it_leaves_nothing_pending(centre: Centre) -> None:
    centre.deliver(chat(1))
    centre.night(killed_after="expecting")
    centre.deliver(chat(2))
    centre.night(NEXT_NIGHT)
    assert centre.entry("chat-001").ending is not Ending.PENDING


def test_a_night_killed_after_judging_gets_its_scorecards_from_the_next_one(centre: Centre) -> None:
    centre.deliver(chat(1))
    centre.night(killed_after="judging")
    centre.night(NEXT_NIGHT)
    assert centre.periods() == {"2026-09", "2026-09-01"}


def test_an_interaction_moved_to_another_day_leaves_the_scorecards_of_the_former_one(centre: Centre) -> None:
    centre.deliver(chat(1))
    centre.night()
    centre.deliver(json.dumps(chat(1), ensure_ascii=False).replace("2026-09-01T", "2026-08-31T"))
    centre.night(NEXT_NIGHT)
    assert centre.periods() == {"2026-08", "2026-08-31"}


def test_the_same_content_under_a_smaller_id_is_not_judged_a_second_time(centre: Centre) -> None:
    centre.deliver(chat(1, interaction_id="b"))
    centre.night()
    centre.deliver(chat(1, interaction_id="a"), chat(1, interaction_id="b"))
    centre.night(NEXT_NIGHT)
    assert centre.current("a") + centre.current("b") == 1
