"""The sample drop folder judged in process, beside its goldens: what tests and the golden benchmark compare."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from inspection.evaluation import Evaluation, ItemResult
from pipelines.bench import Bench, open_bench
from pipelines.judging import NightOfRun, Worked, work_on
from pipelines.night_settings import NightSettings

SAMPLES = Path(__file__).parents[1] / "audio_samples"
NIGHT = date(2026, 9, 1)


@dataclass(frozen=True, slots=True)
class Compared:
    """One item of one segment: what the golden says and what was judged."""

    interaction_id: str
    segment: int
    item_id: str
    golden: Mapping[str, Any]
    judged: ItemResult

    @property
    def agrees(self) -> bool:
        """The judged state is the golden one, or one the definitions allow as well."""
        return self.judged.state.value in (self.golden["state"], *self.golden.get("also_acceptable", []))


def sample_bench(workspace: Path) -> Bench:
    """The bench of a night over the samples."""
    return open_bench(NightSettings(drop=SAMPLES / "drop", workspace=workspace, business_date=NIGHT))


def judged_samples(bench: Bench, *, calls: bool) -> dict[str, Worked]:
    """Every sample interaction worked on, by id; recordings only when `calls`."""
    discovery = bench.source.discover(datetime(2026, 9, 2, tzinfo=UTC))
    night = NightOfRun(
        run_id="r", business_date=NIGHT, started_at=datetime(2026, 9, 2, tzinfo=UTC), roster=discovery.roster
    )
    wanted = [a for a in discovery.arrivals if bool(a.recordings) == calls]
    return {a.interaction_id: work_on(a, bench, night) for a in wanted}


def golden(interaction_id: str) -> dict[str, Any]:
    """The golden evaluation of a sample."""
    text = (SAMPLES / "golden" / f"{interaction_id}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def compare(interaction_id: str, evaluations: tuple[Evaluation, ...]) -> Iterator[Compared]:
    """Item by item, golden segment by segment."""
    for segment, evaluation in zip(golden(interaction_id)["segments"], evaluations, strict=True):
        items = {i.id: i for i in evaluation.items}
        for expected in segment["items"]:
            yield Compared(interaction_id, evaluation.segment, expected["id"], expected, items[expected["id"]])
