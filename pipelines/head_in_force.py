"""Which head reads in a workspace: training one, putting a version in force, going back. All of it in the audit trail.

The trail is written first and the pointer replaced then: a kill in between leaves an entry of something that was meant
and the old head in force, never a change that nobody recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from inspection.errors import ModelError
from inspection.relearning.turn_label import EMOTION, SENTIMENT
from models.reading.head import Head
from models.reading.head_file import HeadDescription, read_head
from models.reading.head_training import HeadTraining
from models.reading.head_versions import SHIPPED_HEAD, HeadPin, HeadVersions
from models.reading.reading_networks import ReadingNetworks
from pipelines.act_thresholds import act_thresholds
from pipelines.head_trial import Occasion
from pipelines.published_rules import published_at
from pipelines.reading_settings import SECTION, ReadingSettings
from pipelines.relearning import Learned, OnProgress, relearn
from pipelines.relearning_report import TrainingReport
from pipelines.reviewed_turns import reviewed_turns
from records import audit
from records.database import reading, writing
from records.workspace import Workspace

OpensNetwork = Callable[[], ReadingNetworks]
"""Opened only where a version has to be checked: returning to the shipped head needs none."""


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, when, and why."""

    who: str
    at: datetime
    reason: str


def train(
    workspace: Workspace,
    network: ReadingNetworks,
    settings: ReadingSettings,
    by: By,
    *,
    dry_run: bool = False,
    on_progress: OnProgress | None = None,
) -> TrainingReport:
    """Learn from the workspace's reviews; what is better becomes a version and is put in force, unless `dry_run`.

    Raises:
        ModelError: the network gives no features, or the head in force is damaged.
    """
    training, versions = HeadTraining(network), HeadVersions(workspace.path)
    pin = versions.active()
    current = training.shipped if pin.is_shipped else _read(versions, pin, network)
    with reading(workspace.engine) as connection:
        found = reviewed_turns(connection)
        thresholds = act_thresholds(published_at(connection)(by.at).rulebook)
    occasion = Occasion(current, pin.name, thresholds, _not_ours(settings))
    learned = relearn(found, training, occasion, on_progress)
    if dry_run or not learned.report.won:
        return learned.report
    new = _keep(workspace, learned, pin, network.labels.checksum, by)
    put_in_force(workspace, new, by)
    return replace(learned.report, new=new.name, activated=True)


def put_in_force(workspace: Workspace, pin: HeadPin, by: By) -> None:
    """Read with this version from the next night on."""
    versions = HeadVersions(workspace.path)
    _note(workspace, by, "activate_head", pin, {"was": _active_or_unknown(versions)})
    versions.put_in_force(pin)


def activate(workspace: Workspace, version: int, network: OpensNetwork, by: By) -> HeadPin:
    """Put a version in force by its number (0: the shipped head), after it was checked whole."""
    versions = HeadVersions(workspace.path)
    pin = versions.pin_of(version)
    if not pin.is_shipped:
        _read(versions, pin, network())
    put_in_force(workspace, pin, by)
    return pin


def roll_back(workspace: Workspace, network: OpensNetwork, by: By) -> HeadPin:
    """Return to what was in force before, after it was checked whole; ModelError when there was nothing."""
    versions = HeadVersions(workspace.path)
    if not versions.history():
        return versions.go_back()
    former = (SHIPPED_HEAD, *versions.history()[:-1])[-1]
    if not former.is_shipped:
        _read(versions, former, network())
    _note(workspace, by, "rollback_head", former, {"was": versions.active().name})
    return versions.go_back()


def _read(versions: HeadVersions, pin: HeadPin, network: ReadingNetworks) -> Head:
    rows, columns = HeadTraining(network).shipped.weights.shape
    head, _ = read_head(versions.folder_of(pin.version), pin.sha256, network.labels.checksum, (rows, columns))
    return head


def _keep(workspace: Workspace, learned: Learned, parent: HeadPin, network: str, by: By) -> HeadPin:
    described = HeadDescription(
        version=0,
        parent=parent.version,
        network=network,
        sha256="",
        made_at=by.at.astimezone(UTC).isoformat(timespec="seconds"),
        made_by=by.who,
        heads=learned.report.won,
        report=learned.report.to_json(),
    )
    pin = HeadVersions(workspace.path).add(learned.head, described)
    _note(workspace, by, "train_head", pin, {"parent": parent.name, "heads": list(learned.report.won)})
    return pin


def _note(workspace: Workspace, by: By, action: str, pin: HeadPin, more: dict[str, Any]) -> None:
    with writing(workspace.engine) as connection:
        audit.note(
            connection,
            at=by.at,
            who=by.who,
            action=action,
            subject=f"reading_head:{pin.version}",
            before={},
            after={"head": pin.name, "sha256": pin.sha256} | more,
            reason=by.reason,
        )


def _active_or_unknown(versions: HeadVersions) -> str:
    try:
        return versions.active().name
    except ModelError:
        return "unknown"


def _not_ours(settings: ReadingSettings) -> dict[str, str]:
    """Heads that a model named in the settings reads in our place: learning them would change nothing."""
    named = {SENTIMENT: settings.sentiment_model, EMOTION: settings.emotion_model}
    return {head: f"[{SECTION}] {head}_model reads it in the place of ours" for head, model in named.items() if model}
