"""Importing a centre's older human scores (导入旧质检成绩): file in, comparison out, bad rows set aside."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from inspection.errors import RecordsError, TableError
from inspection.formats.header_aliases import HeaderAliases, aliases_from_text
from inspection.formats.old_reviews import BadRow, read_old_reviews
from inspection.formats.review_mapping import ReviewMapping, review_mapping_of
from inspection.formats.table import Table, read_csv, read_sheet
from inspection.formats.text_decoding import decode_text
from inspection.people import Person
from inspection.review_policy import ReviewPolicy
from inspection.side_by_side import SideBySide, side_by_side
from pipelines.bench import shipped_text
from pipelines.sources.workbook import is_workbook, read_workbook
from records import evaluations, imported_reviews, score_bases
from records.database import reading, writing
from records.workspace import Workspace

ZONE = ZoneInfo("Asia/Shanghai")
LARGEST_FILE_BYTES = 200_000_000
_NO_MAPPING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to import: the file, who asks, an optional mapping, and where the interactions came from.

    `random_sample` None: as the mapping says; a sample nobody calls random is not random.
    """

    file: Path
    mapping: Path | None
    source: str | None
    random_sample: bool | None
    person: Person
    now: datetime
    dry_run: bool = False
    zone: tzinfo = ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of it. `new` rows were kept among the reviews; `set_aside` is the file with the bad rows, if any."""

    rows: int
    new: int
    compared: SideBySide
    bad_rows: tuple[BadRow, ...]
    unmapped: tuple[str, ...]
    set_aside: Path | None


def import_reviews(workspace: Workspace, request: ImportRequest, policy: ReviewPolicy, *, minimum_n: int) -> Imported:
    """Read, match, keep (unless `dry_run`) and compare.

    Raises TableError or RuleError when the file or the mapping as a whole cannot be used, AccessRefused for who may
    not import.
    """
    table = read_table(request.file)
    with reading(workspace.engine) as connection:
        names = score_bases.item_names(connection)
        sources = evaluations.sources(connection)
    mapping = _mapping(request.mapping, names)
    old = read_old_reviews(table, _columns(), mapping, request.zone)
    source = request.source or _only(sources, request.file)
    with reading(workspace.engine) as connection:
        matched = imported_reviews.match(connection, old, source, now=request.now)
    new = 0
    if not request.dry_run:
        with writing(workspace.engine) as connection:
            new = imported_reviews.keep(
                connection, matched, policy, request.person, now=request.now, file=request.file.name
            )
    bad = _with_texts((*old.bad_rows, *matched.unmatched), table)
    is_random = mapping.sample == "random" if request.random_sample is None else request.random_sample
    return Imported(
        rows=len(table.rows),
        new=new,
        compared=side_by_side(matched.pairs, matched.scores, random_sample=is_random, minimum_n=minimum_n),
        bad_rows=bad,
        unmapped=old.unmapped,
        set_aside=None if request.dry_run else _set_aside(workspace, request.file, table, bad),
    )


def read_table(file: Path) -> Table:
    """A CSV file (UTF-8, UTF-16 or GB18030) or the first filled sheet of a workbook; TableError for anything else."""
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise TableError("the file is larger than 200 MB", "split it", where=file.name, code="too_large")
        data = file.read_bytes()
    except OSError as error:
        raise TableError(f"it cannot be read ({error.strerror})", "give a readable file", where=str(file)) from None
    if is_workbook(data):
        return read_sheet(read_workbook(data, file.name, LARGEST_FILE_BYTES), file.name)
    return read_csv(decode_text(data, file.name), file.name)


def _columns() -> HeaderAliases:
    return aliases_from_text(shipped_text("header_aliases.yaml"))["old_review"]


def _mapping(file: Path | None, names: dict[str, str]) -> ReviewMapping:
    """The mapping of the file, and beside it every item under its own id and titles."""
    text = _NO_MAPPING if file is None else decode_text(_bytes(file), file.name)
    where = "mapping" if file is None else file.name
    return review_mapping_of(text, frozenset(names.values()), where=where).with_names(names)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise TableError(f"it cannot be read ({error.strerror})", "give a readable file", where=str(file)) from None


def _only(sources: Sequence[str], file: Path) -> str:
    if len(sources) == 1:
        return sources[0]
    known = ", ".join(sources) or "none: run a night first"
    raise TableError("from which source are its interactions?", f"give --source ({known})", where=file.name)


def _with_texts(bad: Sequence[BadRow], table: Table) -> tuple[BadRow, ...]:
    """Rows in the order of the file, each once, with the text it stood with."""
    texts = {row.number: row.text for row in table.rows}
    once: dict[int, BadRow] = {}
    for row in sorted(bad, key=lambda one: one.number):
        once.setdefault(row.number, BadRow(row.number, texts.get(row.number, row.text), row.code, row.reason))
    return tuple(once.values())


def _set_aside(workspace: Workspace, file: Path, table: Table, bad: Sequence[BadRow]) -> Path | None:
    """The bad rows with row, code and reason before them: corrected, the file can be imported again."""
    if not bad:
        return None
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["row", "code", "reason", *table.header])
    cells = {row.number: row.cells for row in table.rows}
    for row in bad:
        writer.writerow(
            [row.number, row.code, row.reason, *("" if c is None else c for c in cells.get(row.number, ()))]
        )
    content = out.getvalue().encode("utf-8-sig", "replace")
    folder = workspace.quarantine / "reviews"
    target = folder / f"{file.stem}.{hashlib.sha256(content).hexdigest()[:12]}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        raise RecordsError(f"cannot be written ({error.strerror})", "check the workspace", where=str(target)) from error
    return target
