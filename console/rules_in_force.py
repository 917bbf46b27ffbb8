"""The rules that judge an interaction, compiled from what the database keeps, else the shipped book; each once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from inspection.evaluating import Yardstick
from inspection.rule_files import RuleFiles
from inspection.yardsticks import compiled
from records import rulebook_versions
from records.database import Connection

_AT_HAND = 3
_READ = (".yaml", ".txt", ".csv")


def rules_in_force(connection: Connection, start: datetime) -> Yardstick:
    """What judges an interaction that started then: the published version in force, else the shipped book.

    Compiling a book takes some seconds, the first time; RuleError when it cannot be.
    """
    version = rulebook_versions.in_force(rulebook_versions.history(connection), start)
    if version is None:
        return shipped()
    return _compiled(version.content_hash, _Files(rulebook_versions.files_of(connection, version.number)))


@lru_cache(maxsize=1)
def shipped() -> Yardstick:
    """The shipped book."""
    return compiled(dict(_texts(resources.files("scoring_rules"))))


class _Files:
    """Rule files that do not decide which compiled book is meant: their hash beside them does."""

    def __init__(self, files: RuleFiles) -> None:
        self.texts: Mapping[str, str] = files.texts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=_AT_HAND)
def _compiled(_content_hash: str, files: _Files) -> Yardstick:
    return compiled({name: text.removeprefix("\ufeff") for name, text in files.texts.items()})


def _texts(folder: Traversable, inside: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{inside}{entry.name}"
        if entry.is_dir() and not entry.name.startswith((".", "_")):
            yield from _texts(entry, f"{name}/")
        elif entry.is_file() and name.endswith(_READ):
            yield name, entry.read_text(encoding="utf-8-sig")
