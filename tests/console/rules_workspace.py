"""Rules with a life behind them: a published version with its backtest, a downgraded rule, examples of appeals."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from console.rules_in_view import shipped_files
from inspection.rule_files import RuleFiles
from inspection.rule_standing import Standing
from records import appeals, backtests, rule_examples, rule_standings, rulebook_versions
from records.appeals import Appeal
from records.backtests import StoredBacktest
from records.database import writing
from records.judges import rule_notices
from records.judges.rule_notices import DOWNGRADED, RuleNotice
from records.rule_examples import ExampleState, RuleExample
from records.rule_standings import StoredStanding
from records.rulebook_versions import RulebookVersion, Step, VersionStatus
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.records.judged_samples import NOON

REASON = f"27 of 40 reviewed hits confirmed {HOSTILE}"


@cache
def longer_silences() -> RuleFiles:
    """The shipped book with another limit for dead air."""
    texts = dict(shipped_files().texts)
    before = texts["items/dead_air.yaml"]
    texts["items/dead_air.yaml"] = before.replace("phone: 15", "phone: 25").replace("version: 2", "version: 3")
    assert texts["items/dead_air.yaml"] != before
    return RuleFiles(texts)


def example(name: str, item_id: str = "dead_air") -> RuleExample:
    said: dict[str, Any] = {
        "name": name,
        "turns": [{"客户": f"喂 {HOSTILE}"}, {"坐席": "您稍等,我查一下"}],
        "expect": "met",
    }
    return RuleExample(example_id=f"example-{name}", appeal_id=f"appeal-{name}", item_id=item_id,
                       rule_version=f"{item_id}@3", expect="met", example=said, state=ExampleState.WAITING,
                       at=NOON)  # fmt: skip


def with_rules(folder: Path) -> Path:
    """Publish a version with its backtest, and let one of its rules be downgraded."""
    files, shipped = longer_silences(), shipped_files()
    version = RulebookVersion(
        number=1, rulebook_id="mingjian", version="1.0", content_hash=files.content_hash, rulebook_hash="r" * 64,
        step=Step.PUBLISH, status=VersionStatus.LIVE, effective_from=NOON, author="Author", publisher="Zhao", at=NOON,
        note=f"longer silences {HOSTILE}", former=None, content_of=None, diff=files.diff(shipped), backtest_id="b1",
    )  # fmt: skip
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        rulebook_versions.add(connection, version, files, who="Zhao", what={"backtest": "b1"})
        backtests.add(connection, a_backtest(files.content_hash, shipped.content_hash))
        later = NOON + timedelta(days=1)
        rule_standings.put(connection, StoredStanding(rule_version="dead_air@3", item_id="dead_air", who="night",
                                                      standing=Standing.ADVICE, at=later, reason=REASON))  # fmt: skip
        rule_notices.add(connection, [RuleNotice(notice_id="n1", rule_version="dead_air@3", item_id="dead_air",
                                                 kind=DOWNGRADED, reason=REASON, at=NOON)])  # fmt: skip
    workspace.close()
    return folder


def with_examples(folder: Path) -> Path:
    """Three appeals about an ordinary night were upheld and left an example each."""
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        for name in ("one", "two", "three"):
            upheld = Appeal(id=f"appeal-{name}", evaluation_id="e-drop-rude-1", who="Agent Seven", at=NOON,
                            item="rude", state="upheld", points=None, reason_code=None, seconds_spent=None,
                            decision="upheld")  # fmt: skip
            appeals.add(connection, upheld)
            rule_examples.add(connection, example(name), who="Zhao")
    workspace.close()
    return folder


def a_backtest(tried: str, against: str) -> StoredBacktest:
    """Of one item: eight hits are gone, three of them people had upheld."""
    few = {"right": 3, "n": 8, "value": 0.375, "low": 0.14, "high": 0.69, "enough": False}
    none = {"right": 0, "n": 0, "value": None, "low": None, "high": None, "enough": False}
    sample = {"source": "drop", "interaction_id": "clean-0003", "segment": 0, "agent_id": "a7", "turns": [2],
              "old_state": "unmet", "new_state": "met", "words": "secret words", "reason": "x"}  # fmt: skip
    item = {"id": "dead_air", "title": {}, "old_version": 2, "new_version": 3, "new_hits": 0, "lost_hits": 8,
            "kept_hits": 4, "changed": 8, "states": [], "fatal_gained": 0, "fatal_lost": 0,
            "reviews": {"new": none, "kept": few, "lost": few, "after": few, "before": few},
            "samples": {"new": [], "lost": [sample]}}  # fmt: skip
    scores = {"segments": 40, "n": 40, "changed": 8, "up": 8, "down": 0, "old_mean": 81.0, "new_mean": 82.5,
              "mean_change": 1.5, "low": 0.4, "high": 2.6, "to_fail": 0, "to_pass": 2, "score_gained": 0,
              "score_lost": 0, "fatal_gained": 0, "fatal_lost": 0, "bands": []}  # fmt: skip
    figures = {"items": [item], "scores": scores, "failed": [{"code": "error", "reason": HOSTILE, "n": 1}]}
    return StoredBacktest(
        backtest_id="b1", content_hash=tried, against="shipped", against_hash=against, first=date(2026, 8, 1),
        last=date(2026, 8, 31), interactions=40, whole=True, at=NOON, who="Author", figures=figures,
    )  # fmt: skip
