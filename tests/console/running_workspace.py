"""A workspace with nights behind it: a run that went on after a kill, another recogniser, input put aside."""

import json
from datetime import timedelta
from pathlib import Path

from records import audit, runs
from records.database import writing
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE, an_ordinary_night
from tests.records.judged_samples import NIGHT, NOON

PINS = {"recogniser": "base", "rulebook": "mingjian@1.0", "rulebook_hash": "a" * 64, "rules": "shipped",
        "reading_head": '{"version": 0, "sha256": ""}', "rule_versions": "[]", "trial": ""}  # fmt: skip
LATER = {**PINS, "recogniser": "large-v3"}


def some_nights(folder: Path) -> Path:
    """An ordinary night, then one that was taken up again with another recogniser, and one that still runs."""
    an_ordinary_night(folder)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        for days, pins in ((1, PINS), (2, LATER), (3, LATER)):
            day, at = NIGHT + timedelta(days=days), NOON + timedelta(days=days)
            run = runs.start(connection, business_date=day, source_set="drop", at=at, pins=pins)
            if days == 2:
                runs.finish(connection, run.run_id, at=at, exit_code=2, counts={}, error=f"no disk {HOSTILE}")
                runs.start(connection, business_date=day, source_set="drop", at=at, pins=pins)
            if days < 3:
                counts = {"scored": 7, "failed": days}
                runs.finish(connection, run.run_id, at=at + timedelta(minutes=75), exit_code=0, counts=counts)
            else:
                runs.progress(connection, run.run_id, step="judging", shards_done=3, shards_total=8)
        audit.note(connection, at=NOON, who="Operator", action="purge", subject="retention",
                   before={"recordings": 5, "originals": 1}, after={}, reason="")  # fmt: skip
    put_aside(workspace.quarantine / "drop" / "calls.abc.csv", code="bad_row", reason=f"too few cells {HOSTILE}")
    put_aside(workspace.quarantine / "drop" / "loud.def.wav", code="not_audio", reason="no audio", row=None)
    workspace.close()
    return folder


def put_aside(copy: Path, *, code: str, reason: str, row: int | None = 9) -> None:
    """A copy in the quarantine as a night leaves it."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(b"13800001111,secret\n")
    told = {"source": "drop", "interaction_id": None, "source_file": "calls.csv", "row": row, "ending": "failed",
            "code": code, "reason": reason, "retryable": False, "sha256": "0" * 64}  # fmt: skip
    copy.with_name(copy.name + ".reason.json").write_text(json.dumps(told), encoding="utf-8")
