"""What `inspect --json` prints is what the export would say of the same evaluation."""

import json
from pathlib import Path

from sqlalchemy.engine import Engine

from records.database import writing
from records.evaluation_json import evaluation_to_json
from records.export import export
from records.shard import save_shard
from tests.records import judged_samples as sample


def test_an_evaluation_printed_directly_equals_its_export(engine: Engine, tmp_path: Path) -> None:
    evaluation = sample.evaluation("e1")
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", evaluation)])
    export(engine, "evaluations", "jsonl", tmp_path / "out")
    exported = (tmp_path / "out").read_text(encoding="utf-8")
    assert json.dumps(evaluation_to_json(evaluation), ensure_ascii=False) == exported.strip()
