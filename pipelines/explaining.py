"""What `rules explain` is asked about: stored facts, a snippet, an example beside a rule, or a one-interaction file."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy.engine import Connection

from inspection.errors import ConversationError, RecordsError, RuleError
from inspection.evaluating import Yardstick, judged_segments
from inspection.evaluation import ItemResult
from inspection.facts import Facts
from inspection.formats.roster import Roster
from inspection.rules.readings import meanings_wanted
from inspection.rules.rulebook import CompiledItem
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.trying import example_of
from inspection.rules.view import SegmentView
from inspection.unread_facts import meanings_of
from pipelines.inspecting import interaction_in
from pipelines.judging import staff_of
from pipelines.readers import open_readers
from pipelines.reading import facts_of
from records import evaluations
from records import facts as stored_facts

_SNIPPET = 'give {"turns": [{"sender": "agent", "text": "..."}]} or a one-interaction file (docs/how-to/drop-folder.md)'


def stored(connection: Connection, interaction_id: str, source: str | None) -> Facts:
    """The stored facts of an interaction; RecordsError when there are none, or several sources have the id."""
    sources = [source] if source is not None else stored_facts.sources_of(connection, interaction_id)
    if len(sources) > 1:
        reason = f"{len(sources)} sources have an interaction '{interaction_id}'"
        raise RecordsError(reason, f"add --source, one of {', '.join(sources)}")
    found = stored_facts.find(connection, sources[0], interaction_id) if sources else None
    if found is None:
        raise RecordsError(
            f"no facts of interaction '{interaction_id}' are stored",
            "check the id with mingjian export interactions; facts are stored when a night judges it",
        )
    return found


def stored_result(connection: Connection, facts: Facts, segment: int, item_id: str) -> ItemResult | None:
    """What the night stored for this item; None when it stored nothing."""
    for evaluation in evaluations.current(connection, *facts.interaction.key):
        if evaluation.segment == segment:
            return next((i for i in evaluation.items if i.id == item_id), None)
    return None


def of_file(file: Path, yardstick: Yardstick) -> Facts:
    """Facts of a JSON file: a snippet as `rules try` takes it, or one interaction as the drop folder takes it."""
    data = _read(file)
    if "turns" in data:
        try:
            return facts_of_snippet(example_of(data, None), open_readers(), meanings_of([yardstick.rulebook]))
        except (KeyError, ValueError, TypeError) as error:
            raise ConversationError(
                f"cannot be read as a snippet ({_short(error)})", _SNIPPET, where=str(file)
            ) from None
    interaction = interaction_in(file)
    wanted = meanings_of([yardstick.rulebook])
    return facts_of(interaction, open_readers(), staff_of(interaction, Roster()), required_meanings=wanted)


def of_example(item: CompiledItem, wanted: str) -> Facts:
    """Facts of one example of an item, by its name or its number (from 1); RuleError when there is none."""
    for number, example in enumerate(item.spec.examples, start=1):
        if wanted in (example.name, str(number)):
            meanings = meanings_wanted(c.spec for c in item.conditions.values())
            return facts_of_snippet(example, open_readers(), meanings)
    names = [e.name or f"#{n}" for n, e in enumerate(item.spec.examples, start=1)]
    raise RuleError(
        f"item '{item.spec.id}' has no example '{wanted}'", f"give its number or one of {', '.join(names) or 'none'}"
    )


def views_of(facts: Facts, segment: int | None) -> list[SegmentView]:
    """The judged segments, or the one of this number (from 0); ConversationError when there is no such segment."""
    segments = judged_segments(facts.interaction)
    chosen = [s for s in segments if segment in (None, s.number)]
    if not chosen:
        known = ", ".join(str(s.number) for s in segments)
        raise ConversationError(f"there is no judged segment {segment}", f"choose from {known}")
    return [SegmentView(facts, s) for s in chosen]


def start_of(facts: Facts) -> datetime:
    """When the interaction started, in UTC: what decides which rules are in force."""
    return facts.interaction.started_at.astimezone(UTC)


def _read(file: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConversationError(f"cannot be read ({error.strerror})", "give a readable file", where=str(file)) from None
    except UnicodeDecodeError:
        raise ConversationError("is not UTF-8", "save it as UTF-8", where=str(file)) from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise ConversationError(f"is no JSON ({error})", _SNIPPET, where=str(file)) from None
    if not isinstance(data, dict):
        raise ConversationError("holds no JSON object", _SNIPPET, where=str(file))
    return data


def _short(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(str(e["msg"]) for e in error.errors(include_url=False)[:2])
    return f"missing {error}" if isinstance(error, KeyError) else str(error)
