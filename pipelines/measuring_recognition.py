"""Measuring the recogniser on the centre's own calls: hear every recording of a reference, count the errors."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inspection.errors import InspectionError, TableError
from inspection.formats.reference_transcripts import Reference, read_references
from inspection.interaction import Channel, Interaction
from inspection.recognition_error import error_count
from inspection.recognition_fit import MeasuredCall
from pipelines.hearing import Ears, hear
from pipelines.importing_reviews import read_table

OnCall = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """The calls that could be measured, and what is wrong with the others."""

    calls: tuple[MeasuredCall, ...]
    refused: tuple[InspectionError, ...]


def measure_recognition(
    file: Path, ears: Ears, *, recordings: Path | None = None, language: str = "zh", on_call: OnCall | None = None
) -> Measured:
    """Hear what the reference table names; recordings are looked for in `recordings`, else beside the table.

    A row that cannot be used is refused by its number and the others are measured. Raises TableError for a table that
    cannot be read.
    """
    given, bad_rows = read_references(read_table(file))
    refused: list[InspectionError] = list(bad_rows)
    calls: list[MeasuredCall] = []
    for number, one in enumerate(given, start=1):
        if on_call is not None:
            on_call(one.recording, number, len(given))
        try:
            calls.append(_measured(one, recordings or file.parent, ears, language))
        except InspectionError as problem:
            refused.append(problem)
    return Measured(tuple(calls), tuple(refused))


def _measured(one: Reference, folder: Path, ears: Ears, default_language: str) -> MeasuredCall:
    language = one.language or default_language
    heard = hear([_found(one, folder)], _call(one, language), ears, names=[one.recording])
    text = "\n".join(turn.text for turn in heard.turns)
    return MeasuredCall(
        recording=one.recording,
        count=error_count(one.transcript, text, language),
        language=language,
        queue=one.queue,
        dialect=one.dialect,
    )


def _found(one: Reference, folder: Path) -> Path:
    """The recording, which must lie inside the folder."""
    path = (folder / one.recording).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise TableError(
            f"there is no recording {one.recording!r}",
            "name a file by its path from the table's folder",
            where=one.where,
        )
    return path


def _call(one: Reference, language: str) -> Interaction:
    return Interaction(
        source="reference",
        interaction_id=one.recording,
        channel=Channel.PHONE,
        started_at=datetime.fromtimestamp(0, UTC),
        language=language,
        queue=one.queue,
    )


def worst_first(calls: Sequence[MeasuredCall]) -> Iterator[MeasuredCall]:
    """The calls by their error rate, the worst first: those to listen to."""
    return iter(sorted(calls, key=lambda c: (-c.count.share, c.recording)))
