"""What came in (到件): interactions a source delivered, input it had to refuse, and what waits for the next run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from inspection.formats.refusal_codes import REFUSAL_CODES
from inspection.formats.roster import Roster
from inspection.interaction import Interaction, Role
from inspection.ledger import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFile:
    """One audio file of an interaction.

    `relative_path` inside the source, with forward slashes; `leg` is whose voice a one-sided file holds and None
    for an ordinary recording; `sha256` of the bytes, hexadecimal; `size_bytes` as stored.
    """

    relative_path: str
    sha256: str
    size_bytes: int
    leg: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One interaction that can be worked on.

    `interaction` carries turns when it came as text and none when it came as sound. `recordings` holds nothing, one
    file, or two one-sided legs (agent first). `fingerprint` is the sha256 over everything given (values, recording
    bytes, the roster entry used), so that a correction is seen. `notices` are one line each.
    """

    interaction: Interaction
    source_file: str
    row: int | None
    fingerprint: str
    recordings: tuple[RecordingFile, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Name of the source it came from."""
        return self.interaction.source

    @property
    def interaction_id(self) -> str:
        """Its id inside the source."""
        return self.interaction.interaction_id

    @property
    def entry_key(self) -> str:
        """Where it stands in the input: `file` or `file:row`."""
        return place(self.source_file, self.row)


@dataclass(frozen=True, slots=True)
class Original:
    """What quarantine keeps: the whole file `name` (content None), or just these bytes under that name."""

    name: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Input that ends without being judged, with the ending, code and reason the ledger will show.

    `interaction_id` is None when the input has none that can be trusted; `entry_key` (`file:row`) is unique among
    the refusals of one discovery. `code` is one of inspection/formats/refusal_codes.py.
    """

    source: str
    interaction_id: str | None
    entry_key: str
    source_file: str
    row: int | None
    ending: Ending
    code: str
    reason: str
    retryable: bool
    original: Original | None = None
    started_at: datetime | None = None
    recording: str | None = None
    notices: tuple[str, ...] = ()
    fingerprint: str = ""


def refusal(
    source: str,
    code: str,
    detail: str,
    *,
    source_file: str,
    row: int | None = None,
    interaction_id: str | None = None,
    original: Original | None = None,
    started_at: datetime | None = None,
    recording: str | None = None,
    fingerprint: str = "",
    entry_key: str = "",
) -> Refusal:
    """Build a refusal; ending, retry and Chinese name come from the table of codes, `detail` says what and where."""
    meaning = REFUSAL_CODES[code]
    return Refusal(
        source=source,
        interaction_id=interaction_id,
        entry_key=entry_key or place(source_file, row),
        source_file=source_file,
        row=row,
        ending=meaning.ending,
        code=code,
        reason=f"{meaning.zh}: {' '.join(detail.split())}",
        retryable=meaning.retryable,
        original=original,
        started_at=started_at,
        recording=recording,
        fingerprint=fingerprint,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """All that one look at a source found, each part in a fixed order.

    Arrivals are sorted by (started_at, interaction_id), refusals by (source_file, row). `left_for_next_run` names files
    and rows that are still being written; they have no ending yet. `unassigned` lists agent ids that the roster does
    not know. `waiting_ids` are interactions that wait with such a file.
    """

    source: str
    arrivals: tuple[Arrival, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[str, ...] = ()
    left_for_next_run: tuple[str, ...] = ()
    waiting_ids: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    roster: Roster = field(default_factory=Roster)

    def by_id(self) -> Mapping[str, Arrival]:
        """The arrivals by interaction id."""
        return {a.interaction_id: a for a in self.arrivals}


def place(source_file: str, row: int | None) -> str:
    """`file:row`, or the file alone."""
    return source_file if row is None else f"{source_file}:{row}"
