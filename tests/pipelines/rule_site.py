"""A centre that publishes its own rules: a rulebook that passes every check, and nights run in this process."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from inspection.rule_files import RuleFiles
from pipelines import night_ledger, shard_steps
from pipelines.backtest import BacktestRequest, run_backtest
from pipelines.bench import open_bench
from pipelines.judging import NightOfRun
from pipelines.night_settings import NightSettings
from pipelines.publish_settings import PublishSettings
from pipelines.publishing import problems_of, publish
from pipelines.results import work_out_results
from pipelines.rule_folders import read_rule_files
from pipelines.shards import cut
from records import backtests, rulebook_versions, runs
from records.backtests import StoredBacktest
from records.database import reading, writing
from records.rule_decisions import Publication
from records.rulebook_versions import RulebookVersion, Step
from records.workspace import Workspace
from tests.pipelines.small_night import NIGHT, rows_of

HEAD = 'id: small\nversion: "{version}"\nnote: a small book for tests\n'
GREETING = """id: greeting
version: {version}
kind: duty
title: {{zh: 问候, en: Greeting}}
meaning: {{zh: 开头问候, en: greets}}
dimension: attitude
line: customer
owner: test
updated: 2026-01-01
conditions:
  said: {{any: [{words}], first_turns: 3}}
met: said
examples:
  - {{name: greets, turns: [{{坐席: 您好}}], expect: met}}
  - {{name: greets in a sentence, turns: [{{坐席: 您好，请讲}}], expect: met}}
  - {{name: goes straight on, turns: [{{坐席: 请讲}}], expect: unmet}}
  - {{name: the customer greets, turns: [{{客户: 您好}}, {{坐席: 请讲}}], expect: unmet}}
"""
PROMISE = """id: guaranteed_return
version: {version}
kind: violation
title: {{zh: 保证收益, en: Guaranteed return}}
meaning: {{zh: 承诺收益, en: promises a return}}
dimension: compliance
line: compliance
owner: test
updated: 2026-01-01
conditions:
  said: {{any: [{words}]}}
found: said
examples:
  - {{name: promises, turns: [{{坐席: 我们保证收益}}], expect: unmet}}
  - {{name: promises again, turns: [{{坐席: 我们保证收益哦}}], expect: unmet}}
  - {{name: the customer says it, turns: [{{客户: 保证收益吗}}, {{坐席: 理财有风险}}], expect: met}}
  - {{name: nothing of the kind, turns: [{{坐席: 今天送到}}], expect: met}}
"""
FORM = """id: small
version: "{version}"
title: {{zh: 小表, en: small form}}
effective_from: 2020-01-01
items:
  - {{item: greeting, points: {greeting}}}
  - {{item: guaranteed_return, points: {promise}}}
"""


def rulebook(
    folder: Path,
    *,
    version: str = "1",
    greeting: tuple[int, str] = (1, "您好"),
    promise: tuple[int, str] = (1, "保证收益"),
) -> Path:
    """A rulebook folder; items are (version, words)."""
    for name in ("items", "forms"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "rulebook.yaml").write_text(HEAD.format(version=version), encoding="utf-8")
    texts = {"greeting": (GREETING, greeting), "guaranteed_return": (PROMISE, promise)}
    for item_id, (text, (number, words)) in texts.items():
        (folder / "items" / f"{item_id}.yaml").write_text(text.format(version=number, words=words), encoding="utf-8")
    form = FORM.format(version="1", greeting=60, promise=40)
    (folder / "forms" / "small.yaml").write_text(form, encoding="utf-8")
    return folder


class Site:
    """A drop folder and a workspace; a night without a rulebook folder judges by what is published."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.drop, self.path = folder, folder / "small", folder / "workspace"
        self.drop.mkdir()
        (self.drop / "source.toml").write_text('name = "small"\nsettle_s = 0\n', encoding="utf-8")
        self._delivered: list[dict[str, Any]] = []
        Workspace.open(self.path).close()

    def deliver(self, *chats: dict[str, Any]) -> None:
        self._delivered += chats
        text = "\n".join(json.dumps(c, ensure_ascii=False) for c in self._delivered)
        (self.drop / "chats.jsonl").write_text(text + "\n", encoding="utf-8")

    def forget(self) -> None:
        """What was delivered is replaced by what comes next."""
        self._delivered = []

    def night(
        self, day: date = NIGHT, *, rules: Path | None = None, killed: bool = False, meanwhile: Any = None
    ) -> str:
        """One night; `killed` stops it after the ledger is written, `meanwhile` happens once it has begun."""
        settings = NightSettings(drop=self.drop, workspace=self.path, rules=rules, business_date=day)
        with opened(self.path) as workspace:
            bench = open_bench(settings, night_ledger.published_rules(workspace))
            found = bench.source.discover(datetime.now(UTC))
            begun = night_ledger.begin(workspace, found.source, day, bench.pins)
            bench = open_bench(settings, begun.rules)
            run = begun.run
            of_run = NightOfRun(
                run_id=run.run_id,
                business_date=day,
                started_at=run.started_at,
                roster=found.roster,
                rules=begun.rules,
            )
            night_ledger.expect(workspace, found, of_run, retry_failed=False)
            if meanwhile is not None:
                meanwhile()
            if killed:
                return run.run_id
            for shard in cut(night_ledger.waiting(workspace, found, run.run_id), audio_s=240, texts=100):
                worked = shard_steps.work_on_shard(shard, open_bench(settings, of_run.rules), of_run)
                shard_steps.store_shard(workspace.engine, worked)
            mine = night_ledger.keys_of_runs(workspace, begun.run_ids)
            work_out_results(workspace.engine, night_ledger.days_of(workspace, mine), found.roster, bench.item_names)
            with writing(workspace.engine) as connection:
                runs.finish(connection, run.run_id, at=datetime.now(UTC), exit_code=0, counts={})
        return run.run_id

    def wish(self, rules: Path, **changes: Any) -> Publication:
        given: dict[str, Any] = {
            "files": read_rule_files(rules),
            "step": Step.PUBLISH,
            "author": "李",
            "publisher": "王",
            "note": "why",
            "at": datetime.now(UTC),
        }
        return Publication(**(given | changes))

    def problems(self, wanted: Publication, **settings: Any) -> list[str]:
        with opened(self.path) as workspace:
            return problems_of(workspace, wanted, PublishSettings(**settings))

    def publish(self, rules: Path, **changes: Any) -> RulebookVersion:
        """Put in force without asking: what is asked has its own tests."""
        with opened(self.path) as workspace:
            return publish(workspace, self.wish(rules, **changes))

    def backtest(self, rules: Path, at: datetime | None = None, **changes: Any) -> None:
        """Run and keep a backtest of `rules` against themselves."""
        files = read_rule_files(rules)
        with opened(self.path) as workspace:
            done = run_backtest(workspace, BacktestRequest(old=files, new=files), lambda _done, _total: None)
            row: dict[str, Any] = {
                "backtest_id": f"b-{files.content_hash[:8]}",
                "content_hash": files.content_hash,
                "against": "themselves",
                "against_hash": files.content_hash,
                "first": done.first,
                "last": done.last,
                "interactions": done.interactions,
                "whole": True,
                "at": at or datetime.now(UTC),
                "who": "李",
                "figures": {"failed": []},
            }
            with writing(workspace.engine) as connection:
                backtests.add(connection, StoredBacktest(**(row | changes)))

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        return rows_of(self.path, self.folder)

    def judged_by(self) -> dict[str, str]:
        """Which rulebook version judged each interaction."""
        return {e["interaction_id"]: e["rulebook_version"] for e in self.rows()["evaluations"]}

    def history(self) -> list[RulebookVersion]:
        with opened(self.path) as workspace, reading(workspace.engine) as connection:
            return rulebook_versions.history(connection)

    def files(self, number: int) -> RuleFiles:
        with opened(self.path) as workspace, reading(workspace.engine) as connection:
            return rulebook_versions.files_of(connection, number)


class opened:  # noqa: N801 - reads as a phrase: with opened(path) as workspace
    def __init__(self, path: Path) -> None:
        self._workspace = Workspace.open(path)

    def __enter__(self) -> Workspace:
        return self._workspace

    def __exit__(self, *_: object) -> None:
        self._workspace.close()
