"""The rules that judge an interaction, compiled from what the database keeps, else the shipped book; each once."""

import threading
from contextlib import suppress
from datetime import datetime
from functools import lru_cache

from console.rules_in_view import BookByContent, by_content, shipped_files
from inspection.errors import InspectionError
from inspection.evaluating import Yardstick
from inspection.rule_files import RuleFiles
from inspection.yardsticks import compiled
from records import rulebook_versions
from records.database import Connection, reading
from records.rule_texts import rule_texts
from records.workspace import Workspace

_AT_HAND = 4
_one_at_a_time = threading.Lock()


def rules_in_force(connection: Connection, start: datetime) -> Yardstick:
    """What judges an interaction that started then: the published version in force, else the shipped book.

    Compiling a book takes some seconds, the first time; RuleError when it cannot be.
    """
    files = _files_in_force(connection, start)
    return _compiled_once(by_content(files))


def warm(workspace: Workspace, now: datetime) -> threading.Thread:
    """Compile what is in force now beside everything else, so that nobody's first question waits for it."""

    def compile_it() -> None:
        with suppress(InspectionError):  # whoever asks is told what is wrong with it
            with reading(workspace.engine) as connection:
                files = _files_in_force(connection, now)
            _compiled_once(by_content(files))

    thread = threading.Thread(target=compile_it, name="rules-in-force", daemon=True)
    thread.start()
    return thread


def _files_in_force(connection: Connection, start: datetime) -> RuleFiles:
    version = rulebook_versions.in_force(rulebook_versions.history(connection), start)
    return shipped_files() if version is None else rulebook_versions.files_of(connection, version.number)


def _compiled_once(book: BookByContent) -> Yardstick:
    """Of several who ask at once one compiles, and the others wait for it."""
    with _one_at_a_time:
        return _compiled(book)


@lru_cache(maxsize=_AT_HAND)
def _compiled(book: BookByContent) -> Yardstick:
    return compiled(rule_texts(book.files.texts))
