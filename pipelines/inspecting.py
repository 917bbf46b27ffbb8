"""One file, judged on the spot: a recording (with its sidecar, if any) or a one-interaction JSON. Nothing is stored."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from inspection.eligibility import check
from inspection.errors import ConversationError, RecordingError
from inspection.evaluating import Occasion, Yardstick, evaluate
from inspection.evaluation import Evaluation
from inspection.formats.chats import read_sidecar
from inspection.formats.roster import Roster
from inspection.formats.text_decoding import decode_text
from inspection.interaction import Channel, Interaction
from inspection.unread_facts import meanings_of
from models.reading.relearned import HeadOf
from pipelines.hearing import Ears, hear, open_ears
from pipelines.hearing_settings import DEFAULT_HEARING, HearingSettings
from pipelines.judging import staff_of
from pipelines.readers import open_readers, readers_under
from pipelines.reading import Listened, facts_of
from pipelines.shipped_rules import load_yardstick
from pipelines.sources.settings import SourceSettings, conventions_of
from pipelines.sources.shipped_files import default_codes, shipped_eligibility


def inspect_file(
    file: Path,
    *,
    rules: Path | None = None,
    model: str = "base",
    language: str = "zh",
    hearing: HearingSettings = DEFAULT_HEARING,
    cpu_threads: int = 2,
    in_force_at: Callable[[datetime], Yardstick] | None = None,
    head: HeadOf | None = None,
) -> tuple[Evaluation, ...]:
    """Judge one file; one evaluation per agent segment. `in_force_at` gives the rules for a start, without a folder.

    `head` is the relearned head of a workspace (the shipped one by default).

    Raises ConversationError or RecordingError when it cannot be read or is not eligible (the reasons are in the error).
    """
    interaction, listened = _interaction(
        file, language, partial(open_ears, model, hearing=hearing, cpu_threads=cpu_threads)
    )
    duration_s = listened.recording.duration_s if listened else None
    reasons = check(interaction, duration_s, shipped_eligibility())
    if reasons:
        words = "; ".join(f"{r.zh} ({r.en})" for r in reasons)
        raise ConversationError(f"not judged: {words}", "nothing to do", where=file.name, code=reasons[0].code)
    start = interaction.started_at
    yardstick = in_force_at(start) if in_force_at is not None and rules is None else load_yardstick(rules)
    staff, asked = staff_of(interaction, Roster()), meanings_of([yardstick.rulebook])
    readers = readers_under(head.workspace, head.pin) if head else open_readers()
    facts = facts_of(interaction, readers, staff, listened, required_meanings=asked)
    occasion = Occasion(business_date=interaction.started_at.date(), evaluated_at=datetime.now(UTC))
    return evaluate(facts, yardstick, occasion)


def _interaction(file: Path, language: str, opens: Callable[[], Ears]) -> tuple[Interaction, Listened | None]:
    if not file.is_file():
        raise RecordingError("there is no such file", "give a recording or a JSON file", where=str(file))
    if file.suffix.lower() == ".json":
        return interaction_in(file), None
    interaction = _known_of(file)
    heard = hear([file], interaction, opens(), default_language=language, names=[file.name])
    listened = Listened(sound=heard.sound, recording=heard.recording, trust=heard.trust, model_ids=heard.model_ids)
    return replace(interaction, turns=heard.turns), listened


def interaction_in(file: Path) -> Interaction:
    """The interaction of a one-interaction JSON file; ConversationError when it cannot be read."""
    settings = SourceSettings(name="inspect")
    conventions = conventions_of(settings, "inspect", default_codes())
    read = read_sidecar(decode_text(file.read_bytes(), file.name), file.name, file.stem, conventions)
    row = read.rows[0]
    if row.interaction is None:
        raise row.error or ConversationError("cannot be read", "see docs/how-to/drop-folder.md", where=file.name)
    return row.interaction


def _known_of(file: Path) -> Interaction:
    sidecar = file.with_suffix(".json")
    if sidecar.is_file():
        return interaction_in(sidecar)
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Interaction(source="inspect", interaction_id=file.stem, channel=Channel.PHONE, started_at=changed)
