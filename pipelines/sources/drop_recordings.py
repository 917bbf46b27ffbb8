"""Which audio belongs to a row: names as people write them, two one-sided legs, and names that lead out of the drop."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from inspection.arrivals import RecordingFile
from inspection.errors import RecordingError
from inspection.interaction import Role
from pipelines.sources.drop_listing import AUDIO_SUFFIXES, DropFile, DropListing, finished_name, name_key, sidecar_stem

RECORDINGS_FOLDER = "recordings"
_SEVERAL = re.compile(r"\s*[;|；]\s*")
_DRIVE = re.compile(r"^[a-zA-Z]:")
_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class FoundRecordings:
    """The audio of one row: settled `files` with their leg, or what is still written, or why there is none.

    `claimed` names audio that is the row's though it is not enough (one leg of two).
    """

    files: tuple[tuple[DropFile, Role | None], ...] = ()
    waiting: tuple[str, ...] = ()
    missing: str = ""
    claimed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All audio that belongs to the row."""
        return (*(f.relative for f, _ in self.files), *self.waiting, *self.claimed)


class RecordingNames:
    """Finds audio in one listing by the name a row gives."""

    def __init__(self, listing: DropListing, agent_suffixes: Sequence[str], customer_suffixes: Sequence[str]) -> None:
        """Index the listing once; `agent_suffixes` and `customer_suffixes` go pairwise."""
        self._unsettled = frozenset(listing.unsettled)
        self._odd = {name_key(name): (name, code) for name, code, _ in listing.odd}
        self._legs = tuple(zip(map(name_key, agent_suffixes), map(name_key, customer_suffixes), strict=True))
        self._by_key: dict[str, DropFile] = {}
        self._by_stem: dict[str, DropFile] = {}
        self._anywhere: dict[str, list[DropFile]] = {}
        for file in sorted(listing.files, key=lambda f: finished_name(f.relative) != name_key(f.relative)):
            self._index(file, finished_name(file.relative))
        stems = tuple(self._by_stem)
        self._used_legs = tuple(pair for pair in self._legs if any(stem.endswith(pair) for stem in stems))

    def _index(self, file: DropFile, key: str) -> None:
        """A file counts before a `.part` of the same name; a bare name (with or without extension) is looked up too."""
        if self._by_key.setdefault(key, file) is not file:
            return
        self._anywhere.setdefault(PurePosixPath(key).name, []).append(file)
        suffix = PurePosixPath(key).suffix
        if suffix in AUDIO_SUFFIXES:
            stem = key.removesuffix(suffix)
            self._by_stem.setdefault(stem, file)
            self._anywhere.setdefault(PurePosixPath(stem).name, []).append(file)

    def find(self, written: str, interaction_id: str) -> FoundRecordings:
        """The audio for a row whose recording cell is `written` (empty: the file named like the id).

        Raises RecordingError (`unsafe_path`, `not_a_file`) for a name that must not be followed.
        """
        names = [n for n in _SEVERAL.split(written) if n.strip()] if written.strip() else []
        for name in names:
            self._refuse_unsafe(name)
        if len(names) > 1:
            return self._listed_legs(names)
        name = names[0] if names else interaction_id
        if not names and not _is_plain(interaction_id):
            return FoundRecordings(missing="no recording is named")
        return self._one(name, named=bool(names))

    def beside(self, relative: str) -> tuple[DropFile, ...]:
        """The audio a sidecar at `relative` describes: same folder, same stem (legs included)."""
        stem = name_key(sidecar_stem(relative))
        files = [self._audio(stem), *(self._audio(stem + s) for pair in self._legs for s in pair)]
        return tuple(f for f in files if f is not None)

    def _one(self, name: str, *, named: bool) -> FoundRecordings:
        file = self._lookup(name)
        if file is not None:
            return self._with_other_leg(file)
        for agent, customer in self._used_legs:
            legs = (self._lookup(_suffixed(name, agent)), self._lookup(_suffixed(name, customer)))
            if any(legs):
                return self._pair(legs[0], legs[1], name)
        return FoundRecordings(missing=f"{name} is not in the drop" if named else "no recording is named")

    def _with_other_leg(self, file: DropFile) -> FoundRecordings:
        key = name_key(file.relative)
        stem, suffix = key.removesuffix(file.suffix), file.suffix
        for agent, customer in self._used_legs:
            if stem.endswith(agent):
                return self._pair(file, self._audio(stem.removesuffix(agent) + customer, suffix), file.relative)
            if stem.endswith(customer):
                return self._pair(self._audio(stem.removesuffix(customer) + agent, suffix), file, file.relative)
        return self._found([(file, None)])

    def _pair(self, agent: DropFile | None, customer: DropFile | None, name: str) -> FoundRecordings:
        if agent is None or customer is None:
            side = "agent" if agent is None else "customer"
            here = tuple(f.relative for f in (agent, customer) if f is not None)
            return FoundRecordings(missing=f"the {side}'s leg of {name} is not in the drop", claimed=here)
        return self._found([(agent, Role.AGENT), (customer, Role.CUSTOMER)])

    def _listed_legs(self, names: Sequence[str]) -> FoundRecordings:
        files = [self._lookup(name) for name in names]
        here = tuple(f.relative for f in files if f is not None)
        gone = [n for n, f in zip(names, files, strict=True) if f is None]
        if gone:
            return FoundRecordings(missing=f"{', '.join(gone)} is not in the drop", claimed=here)
        legs = sorted(((f, self._leg_of(f)) for f in files if f is not None), key=lambda p: p[1] is not Role.AGENT)
        if [leg for _, leg in legs] != [Role.AGENT, Role.CUSTOMER]:
            return FoundRecordings(missing="the files named are not an agent's and a customer's leg", claimed=here)
        return self._found(legs)

    def _leg_of(self, file: DropFile) -> Role | None:
        stem = name_key(file.relative).removesuffix(file.suffix)
        for agent, customer in self._legs:
            if stem.endswith(agent):
                return Role.AGENT
            if stem.endswith(customer):
                return Role.CUSTOMER
        return None

    def _found(self, files: Sequence[tuple[DropFile, Role | None]]) -> FoundRecordings:
        waiting = tuple(f.relative for f, _ in files if f.relative in self._unsettled)
        return FoundRecordings(waiting=waiting) if waiting else FoundRecordings(files=tuple(files))

    def _lookup(self, name: str) -> DropFile | None:
        key = name_key(name).removeprefix("./")
        for candidate in (key, f"{RECORDINGS_FOLDER}/{key}"):
            file = self._by_key.get(candidate) or self._audio(candidate)
            if file is not None:
                return file
        named_so = self._anywhere.get(key, ())
        return (
            named_so[0] if len(named_so) == 1 else None
        )  # a bare name may lie in any folder, when only one is called so

    def _audio(self, stem: str, suffix: str = "") -> DropFile | None:
        """The audio with this stem, of the preferred kind when there is one."""
        return self._by_key.get(stem + suffix) if suffix and stem + suffix in self._by_key else self._by_stem.get(stem)

    def _refuse_unsafe(self, name: str) -> None:
        key = name_key(name)
        if key.startswith("/") or _DRIVE.match(key) or _ADDRESS.match(key) or ".." in key.split("/") or "\0" in name:
            reason = f"the recording {name[:100]!r} leads out of the drop folder"
            raise RecordingError(reason, "name a file inside the drop folder", code="unsafe_path")
        for candidate in (key, f"{RECORDINGS_FOLDER}/{key}"):
            if candidate in self._odd and candidate not in self._by_key:
                reason = f"the recording {name[:100]!r} is not a plain file of the drop folder"
                raise RecordingError(reason, "deliver the audio itself", code=self._odd[candidate][1])


def digest(file: DropFile, leg: Role | None) -> RecordingFile:
    """Hash one file; raises OSError when it cannot be read."""
    with file.path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return RecordingFile(relative_path=file.relative, sha256=sha256, size_bytes=file.size_bytes, leg=leg)


def _suffixed(name: str, suffix: str) -> str:
    path = PurePosixPath(name_key(name))
    if path.suffix in AUDIO_SUFFIXES:
        return str(path.with_name(path.name.removesuffix(path.suffix) + suffix + path.suffix))
    return str(path) + suffix


def _is_plain(interaction_id: str) -> bool:
    return not any(c in interaction_id for c in "/\\\0") and interaction_id not in (".", "..")
