"""Which rules a run judges by and which head it reads with, pinned when it starts: nothing changes during a night."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Connection

from models.reading.head_versions import SHIPPED_HEAD, HeadPin
from records import rulebook_versions
from records.rulebook_versions import RulebookVersion

_HEAD = "reading_head"
_ABOUT_RULES = ("rules", "rule_versions", "trial", "rulebook", "rulebook_hash", "forms")


class RulesFrom(StrEnum):
    """Where a run's rules come from."""

    FOLDER = "folder"
    PUBLISHED = "published"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class PinnedVersion:
    """A version by number and content; `effective_from` is None for one on trial."""

    number: int
    label: str
    content_hash: str
    effective_from: datetime | None


@dataclass(frozen=True, slots=True)
class PinnedRules:
    """The versions in force (oldest decision first) and the one on trial; without any the shipped book judges.

    `head`: the version of the reading head (models/reading/head_versions.py), whatever the rules come from.
    """

    rules_from: RulesFrom = RulesFrom.SHIPPED
    versions: tuple[PinnedVersion, ...] = ()
    trial: PinnedVersion | None = None
    head: HeadPin = SHIPPED_HEAD

    def as_pins(self) -> dict[str, str]:
        """As words for the run's row."""
        return {
            "rules": self.rules_from.value,
            "rule_versions": json.dumps([_to_json(v) for v in self.versions], ensure_ascii=False),
            "trial": json.dumps(_to_json(self.trial), ensure_ascii=False) if self.trial else "",
            _HEAD: _head_pin(self.head),
        }


FROM_FOLDER = PinnedRules(RulesFrom.FOLDER)


def rules_now(connection: Connection) -> PinnedRules:
    """The published versions as they stand now; the shipped book when there are none."""
    known = rulebook_versions.history(connection)
    versions = tuple(_pinned(v) for v in rulebook_versions.decided(known))
    trial = rulebook_versions.on_trial(known)
    rules_from = RulesFrom.PUBLISHED if versions else RulesFrom.SHIPPED
    return PinnedRules(rules_from, versions, _pinned(trial) if trial else None)


def from_pins(pins: Mapping[str, str]) -> PinnedRules:
    """The pinned rules of a run's row (runs of older versions knew the folder or the shipped book only)."""
    versions = tuple(map(_from_json, json.loads(pins.get("rule_versions") or "[]")))
    trial = _from_json(json.loads(pins["trial"])) if pins.get("trial") else None
    head = HeadPin(**json.loads(pins[_HEAD])) if pins.get(_HEAD) else SHIPPED_HEAD
    return PinnedRules(RulesFrom(pins.get("rules", RulesFrom.FOLDER.value)), versions, trial, head)


def kept_pins(began: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The pins a run goes on with: a resumed run keeps its head and published rules; a folder is what is said now."""
    now = {name: pin for name, pin in now.items() if name != _HEAD}
    now |= {name: pin for name, pin in began.items() if name == _HEAD}
    folders = (began.get("rules", RulesFrom.FOLDER.value), now.get("rules"))
    if RulesFrom.FOLDER.value in folders:
        return now
    return now | {name: began[name] for name in _ABOUT_RULES if name in began}


def in_force_at(versions: Iterable[PinnedVersion], start: datetime) -> PinnedVersion | None:
    """The version that judges what started at `start`: the latest decision effective by then; None before the first."""
    fitting = [v for v in versions if v.effective_from is not None and v.effective_from <= start]
    return fitting[-1] if fitting else None


def _head_pin(head: HeadPin) -> str:
    return json.dumps({"version": head.version, "sha256": head.sha256})


def _pinned(version: RulebookVersion) -> PinnedVersion:
    return PinnedVersion(version.number, version.label, version.content_hash, version.effective_from)


def _to_json(version: PinnedVersion) -> dict[str, Any]:
    effective = version.effective_from.isoformat() if version.effective_from else None
    return {"number": version.number, "label": version.label, "hash": version.content_hash, "from": effective}


def _from_json(given: Mapping[str, Any]) -> PinnedVersion:
    effective = datetime.fromisoformat(given["from"]) if given["from"] else None
    return PinnedVersion(given["number"], given["label"], given["hash"], effective)
