"""Reading the files of a drop folder: which parser a name stands for, and what becomes of an unreadable file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from inspection.arrivals import Original, Refusal, refusal
from inspection.errors import InputError, TableError
from inspection.formats.calls import ReadRow, ReadTable, read_calls
from inspection.formats.chats import read_chats, read_sidecar
from inspection.formats.conventions import Conventions
from inspection.formats.expected import ReadExpected, read_expected
from inspection.formats.interaction_fields import first_line
from inspection.formats.messages_table import read_messages
from inspection.formats.roster import ReadRoster, read_roster
from inspection.formats.table import Table, read_csv, read_sheet
from inspection.formats.text_decoding import decode_text
from pipelines.sources.drop_listing import DropFile, DropListing, name_key, sidecar_stem
from pipelines.sources.settings import SourceSettings
from pipelines.sources.workbook import is_workbook, read_workbook

TABLE_KINDS = ("agents", "cdr", "calls", "messages")
CONFIGURATION = ("source.toml", "codes.yaml")
_TABLE = re.compile(r"(agents|cdr|calls|messages)(?:[-_. (].*)?\.(?:csv|tsv|txt|xlsx|xlsm|xls)")
_CHATS = re.compile(r"chats(?:[-_. (].*)?\.(?:jsonl|ndjson)")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row, the kind of its file (`calls`, `sidecar`, `chats`, `messages`) and what quarantine would keep."""

    kind: str
    read: ReadRow
    original: Original


@dataclass(slots=True)
class DropContents:
    """Everything the files of one drop say, before recordings are looked for."""

    rows: list[SourceRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    rosters: list[ReadRoster] = field(default_factory=list)
    expected: list[ReadExpected] = field(default_factory=list)
    sidecars: dict[str, SourceRow] = field(default_factory=dict)


def kind_of(relative: str) -> str:
    """What a file is by its name: a table kind, `chats`, `sidecar`, `configuration`, or empty for none of them."""
    key = name_key(relative)
    if "/" not in key:
        if key in CONFIGURATION:
            return "configuration"
        match = _TABLE.fullmatch(key)
        if match:
            return match[1]
        if _CHATS.fullmatch(key):
            return "chats"
    return "sidecar" if key.endswith(".json") else ""


def read_contents(listing: DropListing, conventions: Conventions, settings: SourceSettings) -> DropContents:
    """Read every settled table, chat file and sidecar; a file that cannot be read is a refusal, the others go on."""
    contents = DropContents()
    audio_stems = {PurePosixPath(name_key(f.relative)).with_suffix("").as_posix() for f in listing.files if f.is_audio}
    reader = _Reader(conventions, settings, contents)
    for file in listing.settled:
        kind = kind_of(file.relative)
        if kind == "sidecar" and "/" not in file.relative and name_key(sidecar_stem(file.relative)) not in audio_stems:
            kind = ""
        if kind in (*TABLE_KINDS, "chats", "sidecar"):
            reader.read(file, kind)
        elif not kind and not file.is_audio:
            contents.notices.append(f"{file.relative}: the name stands for nothing in a drop folder; not read")
    return contents


def refused_row(row: SourceRow, source: str) -> Refusal:
    """The refusal of a row that could not be read."""
    read = row.read
    error = read.error or TableError("the row cannot be used", "correct it")
    return refusal(
        source,
        error.code,
        f"{error.where}: {first_line(error)}",
        source_file=read.source_file,
        row=read.row,
        interaction_id=read.interaction_id,
        original=row.original,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    conventions: Conventions
    settings: SourceSettings
    contents: DropContents

    def read(self, file: DropFile, kind: str) -> None:
        """Read one file into the contents."""
        steps: dict[str, Callable[[DropFile], None]] = {
            "agents": self._roster,
            "cdr": self._expected,
            "calls": self._calls,
            "messages": self._messages,
            "chats": self._chats,
            "sidecar": self._sidecar,
        }
        try:
            steps[kind](file)
        except OSError as error:
            self._refuse(
                file, "unreadable", f"{file.relative}: {(error.strerror or 'cannot be read').lower()}", copy=False
            )
        except InputError as error:
            self._refuse(file, error.code, f"{file.relative}: {first_line(error)}", copy=error.code != "too_large")

    def _refuse(self, file: DropFile, code: str, detail: str, *, copy: bool) -> None:
        original = Original(file.relative) if copy else None
        source = self.conventions.source
        self.contents.refusals.append(refusal(source, code, detail, source_file=file.relative, original=original))

    def _bytes(self, file: DropFile) -> bytes:
        if file.size_bytes > self.settings.max_table_bytes:
            reason = f"{file.size_bytes} bytes, more than {self.settings.max_table_bytes}"
            raise TableError(reason, "split the export", where=file.relative, code="too_large")
        return file.path.read_bytes()

    def _table(self, file: DropFile) -> Table:
        data = self._bytes(file)
        if is_workbook(data):
            return read_sheet(read_workbook(data, file.relative, self.settings.max_workbook_bytes), file.relative)
        return read_csv(decode_text(data, file.relative), file.relative)

    def _calls(self, file: DropFile) -> None:
        self._add(read_calls(self._table(file), self.conventions), "calls")

    def _messages(self, file: DropFile) -> None:
        self._add(read_messages(self._table(file), self.conventions), "messages")

    def _chats(self, file: DropFile) -> None:
        text = decode_text(self._bytes(file), file.relative)
        self._add(read_chats(text, file.relative, self.conventions), "chats")

    def _sidecar(self, file: DropFile) -> None:
        text = decode_text(self._bytes(file), file.relative)
        stem = PurePosixPath(sidecar_stem(file.relative)).name
        read = read_sidecar(text, file.relative, stem, self.conventions)
        self.contents.notices.extend(read.notices)
        self.contents.sidecars[file.relative] = SourceRow("sidecar", read.rows[0], Original(file.relative))

    def _roster(self, file: DropFile) -> None:
        read = read_roster(self._table(file), self.conventions)
        self.contents.rosters.append(read)
        self.contents.notices.extend(read.notices)
        self._refuse_rows(read.bad_rows, read.header_text, "agents")

    def _expected(self, file: DropFile) -> None:
        read = read_expected(self._table(file), self.conventions)
        self.contents.expected.append(read)
        self._refuse_rows(read.bad_rows, read.header_text, "cdr")

    def _add(self, table: ReadTable, kind: str) -> None:
        self.contents.notices.extend(table.notices)
        self.contents.rows.extend(SourceRow(kind, row, _original(row, table.header_text, kind)) for row in table.rows)

    def _refuse_rows(self, rows: tuple[ReadRow, ...], header: str, kind: str) -> None:
        """A broken row of the roster or of cdr.csv is nobody's ending: it carries no id in the ledger."""
        for row in rows:
            broken = refused_row(SourceRow(kind, row, _original(row, header, kind)), self.conventions.source)
            self.contents.refusals.append(without_id(broken))


def without_id(broken: Refusal) -> Refusal:
    """The same refusal, told apart by file and row only (its id has an ending of its own, or none)."""
    return replace(broken, interaction_id=None)


def _original(row: ReadRow, header: str, kind: str) -> Original:
    number = f"{row.row or 0:06d}"
    text = row.text if kind == "chats" else f"{header}\n{row.text}"
    ending = "jsonl" if kind == "chats" else "csv"
    return Original(f"{row.source_file}.row-{number}.{ending}", (text + "\n").encode("utf-8", errors="surrogateescape"))
