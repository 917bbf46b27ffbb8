"""The reading networks under the head that is in force in a workspace, or the one a running night holds to."""

from dataclasses import dataclass
from pathlib import Path

from inspection.interaction import Role
from models.reading.feeling import GivesLogits
from models.reading.head import CorrectedModel
from models.reading.head_file import read_head
from models.reading.head_versions import SHIPPED_HEAD, HeadPin, HeadVersions
from models.reading.reading_networks import ReadingNetworks


@dataclass(frozen=True, slots=True)
class HeadOf:
    """A version of the head of the workspace in this folder."""

    workspace: Path
    pin: HeadPin = SHIPPED_HEAD


def with_head(networks: ReadingNetworks, wanted: HeadOf | None) -> tuple[GivesLogits, GivesLogits]:
    """What reads feeling and what reads acts: each its own network as shipped, or both under the wanted head.

    Raises:
        ModelError: the version is missing, damaged, another one than was pinned, or of other networks.
    """
    if wanted is None or wanted.pin.is_shipped:
        return networks.feeling, networks.acts
    labels = networks.labels
    width = networks.seen([(Role.CUSTOMER, "好")], [None])[0].features.shape[1]
    shape = (width, len(labels.sentiment) + len(labels.emotion) + len(labels.acts))
    folder = HeadVersions(wanted.workspace).folder_of(wanted.pin.version)
    head, _ = read_head(folder, wanted.pin.sha256, labels.checksum, shape)
    corrected = CorrectedModel(networks, head, f"+{wanted.pin.name}")
    return corrected, corrected
