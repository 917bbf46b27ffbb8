"""What classifier.yaml says of a registered classifier, and what all kinds of classifier share."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from inspection.classification import SMALLEST_SHARE
from inspection.errors import ModelError, RuleError
from inspection.interaction import Role
from inspection.policy_files import Policy, policy_of
from inspection.sentiment import TurnText

REGISTRATION = "classifier.yaml"
_DECIMALS = 4


class Registration(Policy):
    """The content of classifier.yaml: its folder's name is the classifier's name."""

    kind: Literal["linear", "huggingface"]
    speakers: tuple[Literal["agent", "customer"], ...] = Field(("agent", "customer"), min_length=1)
    labels: dict[str, str] = Field(default_factory=dict, description="the model's own label: the name rules use")
    model: str | None = Field(None, description="huggingface: a folder or a name of the hub")

    @field_validator("labels", mode="before")
    @classmethod
    def _keys_as_text(cls, value: Any) -> Any:
        return {str(k): v for k, v in value.items()} if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class Registered:
    """A classifier's folder and what its classifier.yaml says."""

    folder: Path
    says: Registration

    @property
    def name(self) -> str:
        """The name rules call it by."""
        return self.folder.name

    @property
    def file(self) -> Path:
        """Its classifier.yaml."""
        return self.folder / REGISTRATION

    def named(self, raw: Sequence[str]) -> tuple[str, ...]:
        """The model's labels by the names rules use; ModelError when the map does not fit the model."""
        unknown = sorted(set(self.says.labels) - set(raw))
        if unknown:
            known = ", ".join(raw)
            raise ModelError(f"labels: the model has no label '{unknown[0]}'", f"it has: {known}", where=str(self.file))
        labels = tuple(self.says.labels.get(label, label) for label in raw)
        twice = sorted({label for label in labels if labels.count(label) > 1})
        if twice:
            raise ModelError(
                f"labels: two labels are called '{twice[0]}'", "give each its own name", where=str(self.file)
            )
        return labels


def registered(folder: Path) -> Registered:
    """What the classifier.yaml of a folder says; ModelError when it is missing or wrong."""
    file = folder / REGISTRATION
    try:
        return Registered(folder, policy_of(Registration, file.read_text(encoding="utf-8"), where=str(file)))
    except FileNotFoundError:
        raise ModelError(
            f"there is no {REGISTRATION}",
            "write one, at least with `kind: linear`, or remove the folder",
            where=str(file),
        ) from None
    except RuleError as error:
        raise ModelError(error.reason, error.what_to_do, where=error.where) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"cannot be read ({error})", "make it a readable file in UTF-8", where=str(file)) from None


def checksum(files: Iterable[Path]) -> str:
    """The first 12 characters of the sha256 over the names and contents of files, in the given order."""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as opened:
            whole.update(f"{file.name}:{hashlib.file_digest(opened, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()[:12]


def read_turns(
    turns: Sequence[TurnText],
    speakers: Sequence[str],
    read: Callable[[list[str]], Sequence[Mapping[str, float]]],
) -> list[Mapping[str, float]]:
    """What `read` says of the turns with words of these speakers; the others stay empty."""
    roles = {Role(s) for s in speakers}
    mine = [i for i, t in enumerate(turns) if t.speaker in roles and t.text.strip()]
    readings: list[Mapping[str, float]] = [{} for _ in turns]
    for i, shares in zip(mine, read([turns[i].text for i in mine]) if mine else [], strict=True):
        readings[i] = {
            label: round(min(share, 1.0), _DECIMALS) for label, share in shares.items() if share >= SMALLEST_SHARE
        }
    return readings


class RegisteredClassifier(ABC):
    """A classifier as a folder registers it: a kind of it only says how texts are read."""

    def __init__(self, registered: Registered, raw_labels: Sequence[str], digest: str) -> None:
        """`raw_labels`: all the model knows, by its own names; `digest` tells it, so registered, from any other.

        Raises:
            ModelError: the registration's label map does not fit the model.
        """
        self._registered = registered
        self._labels = registered.named(raw_labels)
        self._digest = digest

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._registered.name

    @property
    def model_id(self) -> str:
        """Name, and 12 characters that change with the model and its registration."""
        return f"{self.name}@{self._digest}"

    @property
    def labels(self) -> tuple[str, ...]:
        """The model's labels, by the names rules use."""
        return self._labels

    def classify(self, turns: Sequence[TurnText]) -> list[Mapping[str, float]]:
        """Probabilities per turn with words of the speakers it reads; one call per conversation."""
        return read_turns(turns, self._registered.says.speakers, self._read)

    @abstractmethod
    def _read(self, texts: list[str]) -> Sequence[Mapping[str, float]]:
        """Probabilities of every label, per text."""
