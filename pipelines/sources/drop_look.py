"""One look at a drop folder: from files that were read to arrivals, refusals and what waits for the next run."""

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from inspection.arrivals import Arrival, Discovery, Original, RecordingFile, Refusal, place, refusal
from inspection.eligibility import EligibilityPolicy, Reason, check_before_hearing
from inspection.errors import RecordingError
from inspection.formats.fingerprint import fingerprint_of
from inspection.formats.roster import Roster
from inspection.ledger import Ending
from pipelines.sources.drop_listing import DropFile, DropListing, sidecar_stem
from pipelines.sources.drop_recordings import FoundRecordings, RecordingNames, digest
from pipelines.sources.drop_tables import DropContents
from pipelines.sources.one_per_id import Candidate, one_per_id
from pipelines.sources.roster_lookup import roster_facts, with_roster
from pipelines.sources.same_content import without_repeats
from pipelines.sources.settings import SourceSettings
from pipelines.sources.sidecars import Sidecars
from pipelines.sources.unanswered import (
    ALL_KINDS,
    CALL_KINDS,
    audio_named_by,
    expected_entries,
    not_arrived,
    still_unread,
)


@dataclass(slots=True)
class Look:
    """Gathers the answers step by step; `discovery` is the only thing to call, once."""

    listing: DropListing
    contents: DropContents
    settings: SourceSettings
    source: str
    eligibility: EligibilityPolicy
    arrivals: list[Arrival] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    waiting_ids: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    names: RecordingNames = field(init=False)
    roster: Roster = field(init=False)

    def __post_init__(self) -> None:
        """Index the audio and the roster."""
        self.names = RecordingNames(self.listing, self.settings.agent_suffixes, self.settings.customer_suffixes)
        self.roster = Roster(tuple(e for r in self.contents.rosters for e in r.roster.entries))

    def discovery(self) -> Discovery:
        """The story of one look: rows, their audio, what is odd, audio without rows, repeats, what did not come."""
        self.refusals.extend(self.contents.refusals)
        self.left.extend(f"{name}: still being written" for name in self.listing.unsettled)
        sidecars = Sidecars(self.contents.sidecars, self.contents.rows, self.names)
        candidates, refused = one_per_id([*self.contents.rows, *sidecars.own], self.source)
        self.refusals.extend(refused)
        self._claim_for_refused()
        for candidate in candidates:
            self._settle(sidecars.fill(candidate))
        self._answer_odd_files()
        self._answer_unclaimed()
        self._answer_repeats()
        self._answer_expected()
        return self._result()

    def _claim_for_refused(self) -> None:
        self.claimed.update(audio_named_by(self.refusals, self.names))
        for name in self.contents.sidecars:
            self.claimed.update(f.relative for f in self.names.beside(name))

    def _settle(self, candidate: Candidate) -> None:
        """Find the audio of one interaction and decide: it arrives, waits, or ends here."""
        interaction = candidate.interaction
        if candidate.row.kind in ("chats", "messages") and not interaction.recording:
            self._arrive(candidate, ())
            return
        try:
            found = self.names.find(_written(candidate), interaction.interaction_id)
        except RecordingError as error:
            self._end(candidate, error.code, f"{error.reason}; {error.what_to_do}", original=candidate.row.original)
            return
        self.claimed.update(found.names)
        if found.waiting:
            self._wait_for(candidate, found)
        elif found.files or interaction.turns:
            self._take(candidate, found)
        else:
            self._without_recording(candidate, found.missing)

    def _wait_for(self, candidate: Candidate, found: FoundRecordings) -> None:
        key = place(candidate.row.read.source_file, candidate.row.read.row)
        self.left.append(f"{key}: {candidate.interaction.interaction_id} waits for {', '.join(found.waiting)}")
        self.waiting_ids.add(candidate.interaction.interaction_id)

    def _take(self, candidate: Candidate, found: FoundRecordings) -> None:
        try:
            recordings = tuple(digest(file, leg) for file, leg in found.files)
        except OSError as error:
            self._end(candidate, "unreadable", (error.strerror or "the recording cannot be read").lower())
            return
        if candidate.interaction.recording and not found.files:
            candidate = replace(candidate, notices=(*candidate.notices, f"only the transcript came: {found.missing}"))
        self._arrive(candidate, recordings)

    def _arrive(self, candidate: Candidate, recordings: tuple[RecordingFile, ...]) -> None:
        rostered = with_roster(candidate.interaction, self.roster, ZoneInfo(self.settings.time_zone))
        interaction = rostered.interaction
        if recordings and not interaction.recording:
            interaction = replace(interaction, recording=recordings[0].relative_path)
        if self.contents.rosters:
            self.strangers.update(rostered.strangers)
        facts = tuple(roster_facts(e) for e in rostered.entries)
        hashes = tuple((r.sha256, r.leg) for r in recordings)
        read = candidate.row.read
        self.arrivals.append(
            Arrival(
                interaction=interaction,
                source_file=read.source_file,
                row=read.row,
                fingerprint=fingerprint_of(interaction, hashes, facts),
                recordings=recordings,
                notices=candidate.notices,
            )
        )

    def _without_recording(self, candidate: Candidate, missing: str) -> None:
        """A call that was never connected has no recording to miss."""
        reasons = check_before_hearing(candidate.interaction, self.eligibility)
        if reasons:
            self.refusals.append(_excluded(candidate, reasons))
        else:
            self._end(candidate, "recording_missing", missing)

    def _end(self, candidate: Candidate, code: str, detail: str, *, original: Original | None = None) -> None:
        read, interaction = candidate.row.read, candidate.interaction
        ended = refusal(
            self.source,
            code,
            f"{place(read.source_file, read.row)}: {detail}",
            source_file=read.source_file,
            row=read.row,
            interaction_id=interaction.interaction_id,
            original=original,
            started_at=interaction.started_at,
            recording=interaction.recording,
            fingerprint=fingerprint_of(interaction),
        )
        self.refusals.append(replace(ended, notices=candidate.notices))

    def _answer_odd_files(self) -> None:
        answered = {r.source_file for r in self.refusals}
        for name, code, detail in self.listing.odd:
            if name not in answered:
                self.refusals.append(refusal(self.source, code, detail, source_file=name))

    def _answer_unclaimed(self) -> None:
        """Audio nobody asked for; while a table or sidecar is still being written it may yet be asked for."""
        unread = still_unread(self.listing, CALL_KINDS)
        for file in self.listing.settled:
            if not file.is_audio or file.relative in self.claimed:
                continue
            if unread:
                self.left.append(f"{file.relative}: waits for {', '.join(unread)}")
            else:
                self.refusals.append(self._rowless(file))

    def _rowless(self, file: DropFile) -> Refusal:
        return refusal(
            self.source,
            "recording_without_row",
            f"{file.relative}: add a row to calls.csv or {PurePosixPath(file.relative).stem}.json beside it",
            source_file=file.relative,
            recording=file.relative,
            original=Original(file.relative),
        )

    def _answer_repeats(self) -> None:
        self.arrivals.sort(key=lambda a: (a.interaction.started_at, a.interaction_id))
        self.arrivals, repeats = without_repeats(self.arrivals, self.source)
        self.refusals.extend(repeats)

    def _answer_expected(self) -> None:
        """What cdr.csv lists and nothing brought; while a file is still being written it may yet come."""
        known = {a.interaction_id for a in self.arrivals} | {r.interaction_id for r in self.refusals} | self.waiting_ids
        unread = still_unread(self.listing, ALL_KINDS)
        for name, item in expected_entries(self.contents.expected):
            if item.interaction_id in known:
                continue
            if unread:
                self.left.append(f"{name}:{item.row}: {item.interaction_id} waits for {', '.join(unread)}")
                self.waiting_ids.add(item.interaction_id)
            else:
                self.refusals.append(not_arrived(self.source, name, item))

    def _result(self) -> Discovery:
        return Discovery(
            source=self.source,
            arrivals=tuple(self.arrivals),
            refusals=tuple(sorted(self.refusals, key=lambda r: (r.source_file, r.row or 0, r.interaction_id or ""))),
            notices=tuple(dict.fromkeys(self.contents.notices)),
            left_for_next_run=tuple(dict.fromkeys(self.left)),
            waiting_ids=tuple(sorted(self.waiting_ids)),
            unassigned=tuple(sorted(self.strangers)),
            roster=self.roster,
        )


def _written(candidate: Candidate) -> str:
    """The recording cell; a sidecar without one means the audio beside it."""
    written = candidate.interaction.recording or ""
    if candidate.row.kind == "sidecar" and not written:
        return sidecar_stem(candidate.row.read.source_file)
    return written


def _excluded(candidate: Candidate, reasons: tuple[Reason, ...]) -> Refusal:
    read, interaction = candidate.row.read, candidate.interaction
    return Refusal(
        source=interaction.source,
        interaction_id=interaction.interaction_id,
        entry_key=place(read.source_file, read.row),
        source_file=read.source_file,
        row=read.row,
        ending=Ending.EXCLUDED,
        code=reasons[0].code,
        reason="; ".join(f"{r.zh}: {r.en}" for r in reasons),
        retryable=False,
        started_at=interaction.started_at,
        recording=interaction.recording,
        notices=candidate.notices,
        fingerprint=fingerprint_of(interaction),
    )
