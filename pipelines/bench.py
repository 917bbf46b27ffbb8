"""The workbench of a worker: everything it judges with, opened once per process."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from threading import local

from inspection.eligibility import EligibilityPolicy
from inspection.evaluating import Occasion, Yardstick, evaluate
from inspection.evaluation import Evaluation
from inspection.facts import Facts
from inspection.flag_policy import FlagPolicy
from inspection.policy_files import policy_of
from inspection.readers import Readers
from inspection.rule_files import changed_items
from inspection.trial_findings import TrialFinding, trial_findings
from inspection.unread_facts import meanings_of
from models.reading.head_versions import without_head
from pipelines.hearing import Ears, open_ears
from pipelines.hot_word_files import sha256_of_hot_words
from pipelines.keeping import Keeper, open_keeper
from pipelines.night_settings import NightSettings
from pipelines.pinned_rules import FROM_FOLDER, PinnedRules, PinnedVersion, in_force_at
from pipelines.readers import readers_under
from pipelines.rule_folders import read_rule_files, yardstick_of
from pipelines.shipped_rules import load_yardstick
from pipelines.sources.drop_folder import DropFolder
from pipelines.sources.source import Source
from records import rulebook_versions
from records.database import reading
from records.workspace import Workspace

logger = logging.getLogger("mingjian.night")
_of_thread = local()


@dataclass(frozen=True, slots=True)
class OnTrial:
    """A version judged beside the live one: its number, and a yardstick that holds its changed and new items only."""

    number: int
    yardstick: Yardstick


@dataclass(frozen=True)
class Bench:
    """Rulebook, forms, policies, source and models of one night. Models are loaded when first needed.

    `yardstick` judges what no published version is in force for: the folder's book, or the shipped one.
    """

    settings: NightSettings
    yardstick: Yardstick
    eligibility: EligibilityPolicy
    flag_policy: FlagPolicy
    readers: Readers
    source: Source
    rules: PinnedRules = FROM_FOLDER
    published: tuple[tuple[PinnedVersion, Yardstick], ...] = ()
    on_trial: OnTrial | None = None

    def yardstick_at(self, start: datetime) -> tuple[Yardstick, bool]:
        """What judges an interaction that started at `start`; True when versions are published but none reaches it."""
        version = in_force_at((v for v, _ in self.published), start)
        if version is None:
            return self.yardstick, bool(self.published)
        return next(yardstick for v, yardstick in self.published if v is version), False

    def try_out(self, facts: Facts, live: Sequence[Evaluation], occasion: Occasion) -> tuple[TrialFinding, ...]:
        """What the version on trial says beside the live evaluations; whatever goes wrong there harms nobody."""
        if self.on_trial is None:
            return ()
        try:
            tried = evaluate(facts, self.on_trial.yardstick, occasion)
            items = self.on_trial.yardstick.rulebook.items.keys()
            return trial_findings(live, tried, items, trial=self.on_trial.number)
        except Exception as error:  # noqa: BLE001 - a trial must never fail an interaction that is judged already
            logger.warning("trial #%s: %s: %s", self.on_trial.number, type(error).__name__, error)
            return ()

    @cached_property
    def keeper(self) -> Keeper:
        """Keeps recordings, originals and marks of numbers; SettingsError when a key it needs is missing."""
        return open_keeper(self.settings.keeping, self.settings.workspace)

    @cached_property
    def required_meanings(self) -> tuple[str, ...]:
        """Phrases whose meaning any rulebook of this night looks for, the one on trial included; each once."""
        trial = (self.on_trial.yardstick,) if self.on_trial else ()
        yardsticks = (self.yardstick, *(yardstick for _, yardstick in self.published), *trial)
        return meanings_of(yardstick.rulebook for yardstick in yardsticks)

    @property
    def ears(self) -> Ears:
        """The recogniser and its companions, one set per thread (a recogniser is not shared); loaded on first use."""
        asked = (self.settings.recogniser, self.settings.hearing, self.settings.cpu_threads)
        if not hasattr(_of_thread, "ears") or _of_thread.ears[0] != asked:
            opened = open_ears(
                self.settings.recogniser, hearing=self.settings.hearing, cpu_threads=self.settings.cpu_threads
            )
            _of_thread.ears = (asked, opened)
        ears: Ears = _of_thread.ears[1]
        return ears

    @property
    def item_names(self) -> dict[str, str]:
        """Chinese titles of the items, for what people read."""
        books = (self.yardstick.rulebook, *(yardstick.rulebook for _, yardstick in self.published))
        return {item_id: item.spec.title.zh for book in books for item_id, item in book.items.items()}

    @cached_property
    def pins(self) -> dict[str, str]:
        """What is fixed for the whole run: names and hashes that decide its results."""
        yardstick = self.published[-1][1] if self.published else self.yardstick
        book = yardstick.rulebook
        return {
            **self.rules.as_pins(),
            "rulebook": f"{book.id}@{book.version}",
            "rulebook_hash": book.content_hash,
            "forms": ", ".join(f"{f.id}@{f.version}" for f in yardstick.forms),
            "readers": ", ".join(map(without_head, self.readers.contributing(self.required_meanings))),
            "recogniser": self.settings.recogniser,
            "hearing": f"{self.settings.hearing.hearing_mode}, {self.settings.hearing.hearing_compute_type}",
            "hot_words_hash": sha256_of_hot_words(self.settings.hearing.hearing_hot_words_file),
        }


@lru_cache(maxsize=2)
def open_bench(settings: NightSettings, rules: PinnedRules | None = None) -> Bench:
    """Open the bench of this process; the same settings and rules give the same bench.

    A folder in the settings goes before published rules; without either the shipped book judges.
    """
    source = DropFolder(Path(settings.drop))
    pinned = rules or PinnedRules()
    if settings.rules is not None:
        pinned = replace(FROM_FOLDER, head=pinned.head)
    published, on_trial = _open_versions(settings, pinned) if pinned.versions or pinned.trial else ((), None)
    bench = Bench(
        settings=settings,
        yardstick=_shipped() if settings.rules is None else load_yardstick(settings.rules),
        eligibility=source.eligibility,
        flag_policy=policy_of(FlagPolicy, shipped_text("flags.yaml"), where="flags.yaml"),
        readers=readers_under(settings.workspace, pinned.head),
        source=source,
        rules=pinned,
        published=published,
        on_trial=on_trial,
    )
    if bench.required_meanings and bench.readers.meaning is not None:
        # Made ready before the first interaction: a model that is missing stops the night, not each interaction.
        bench.readers.meaning.search(bench.required_meanings, ())
    return bench


@lru_cache(maxsize=1)
def _shipped() -> Yardstick:
    return load_yardstick()


def _open_versions(
    settings: NightSettings, pinned: PinnedRules
) -> tuple[tuple[tuple[PinnedVersion, Yardstick], ...], OnTrial | None]:
    """Compile the pinned versions from the files the database keeps for ever."""
    wanted = [*pinned.versions, *([pinned.trial] if pinned.trial else [])]
    workspace = Workspace.open(settings.workspace, settings.database_url)
    try:
        with reading(workspace.engine) as connection:
            files = {v.number: rulebook_versions.files_of(connection, v.number) for v in wanted}
    finally:
        workspace.close()
    published = tuple((version, yardstick_of(files[version.number])) for version in pinned.versions)
    if pinned.trial is None:
        return published, None
    live = files[pinned.versions[-1].number] if pinned.versions else read_rule_files()
    tried = files[pinned.trial.number]
    whole = yardstick_of(tried)
    chosen = {i: whole.rulebook.items[i] for i in changed_items(live, tried) if i in whole.rulebook.items}
    only = replace(whole, rulebook=replace(whole.rulebook, items=chosen))
    return published, OnTrial(pinned.trial.number, only)


def shipped_text(name: str) -> str:
    """A policy file of scoring_rules."""
    return resources.files("scoring_rules").joinpath(name).read_text(encoding="utf-8")
