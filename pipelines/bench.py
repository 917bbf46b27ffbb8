"""The workbench of a worker: everything it judges with, opened once per process."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from threading import local

from inspection.eligibility import EligibilityPolicy
from inspection.evaluating import Yardstick
from inspection.flag_policy import FlagPolicy
from inspection.policy_files import policy_of
from inspection.sentiment import ReadsSentiment
from models.sentiment import SentimentReader
from pipelines.hearing import Ears, open_ears
from pipelines.night_settings import NightSettings
from pipelines.shipped_rules import load_yardstick
from pipelines.sources.drop_folder import DropFolder
from pipelines.sources.source import Source

_of_thread = local()


@dataclass(frozen=True)
class Bench:
    """Rulebook, forms, policies, source and models of one night. Models are loaded when first needed."""

    settings: NightSettings
    yardstick: Yardstick
    eligibility: EligibilityPolicy
    flag_policy: FlagPolicy
    reader: ReadsSentiment
    source: Source

    @property
    def ears(self) -> Ears:
        """The recogniser and its companions, one set per thread (a recogniser is not shared); loaded on first use."""
        if not hasattr(_of_thread, "ears") or _of_thread.ears[0] != self.settings.recogniser:
            opened = open_ears(self.settings.recogniser, cpu_threads=self.settings.cpu_threads)
            _of_thread.ears = (self.settings.recogniser, opened)
        ears: Ears = _of_thread.ears[1]
        return ears

    @property
    def item_names(self) -> dict[str, str]:
        """Chinese titles of the items, for what people read."""
        return {item_id: item.spec.title.zh for item_id, item in self.yardstick.rulebook.items.items()}

    @cached_property
    def pins(self) -> dict[str, str]:
        """What is fixed for the whole run: names and hashes that decide its results."""
        book = self.yardstick.rulebook
        return {
            "rulebook": f"{book.id}@{book.version}",
            "rulebook_hash": book.content_hash,
            "forms": ", ".join(f"{f.id}@{f.version}" for f in self.yardstick.forms),
            "sentiment": self.reader.model_id,
            "recogniser": self.settings.recogniser,
        }


@lru_cache(maxsize=2)
def open_bench(settings: NightSettings) -> Bench:
    """Open the bench of this process; the same settings give the same bench."""
    source = DropFolder(Path(settings.drop))
    return Bench(
        settings=settings,
        yardstick=load_yardstick(settings.rules),
        eligibility=source.eligibility,
        flag_policy=policy_of(FlagPolicy, shipped_text("flags.yaml"), where="flags.yaml"),
        reader=SentimentReader(),
        source=source,
    )


def shipped_text(name: str) -> str:
    """A policy file of scoring_rules."""
    return resources.files("scoring_rules").joinpath(name).read_text(encoding="utf-8")
