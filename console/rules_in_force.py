"""The rules that judge an interaction, compiled from what the database keeps, else the shipped book; each once."""

from datetime import datetime
from functools import lru_cache

from console.rules_in_view import BookByContent, by_content, shipped_files
from inspection.evaluating import Yardstick
from inspection.yardsticks import compiled
from records import rulebook_versions
from records.database import Connection
from records.rule_texts import rule_texts

_AT_HAND = 4


def rules_in_force(connection: Connection, start: datetime) -> Yardstick:
    """What judges an interaction that started then: the published version in force, else the shipped book.

    Compiling a book takes some seconds, the first time; RuleError when it cannot be.
    """
    version = rulebook_versions.in_force(rulebook_versions.history(connection), start)
    files = shipped_files() if version is None else rulebook_versions.files_of(connection, version.number)
    return _compiled(by_content(files))


@lru_cache(maxsize=_AT_HAND)
def _compiled(book: BookByContent) -> Yardstick:
    return compiled(rule_texts(book.files.texts))
