"""The rules in force in a workspace, for one interaction judged on the spot."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.engine import Connection

from inspection.evaluating import Yardstick
from inspection.rule_files import RuleFiles
from pipelines.pinned_rules import in_force_at, rules_now
from pipelines.rule_folders import yardstick_of
from pipelines.shipped_rules import load_yardstick
from records import rulebook_versions


def published_at(connection: Connection) -> Callable[[datetime], Yardstick]:
    """What judges an interaction by its start; the shipped book where no published version reaches."""
    pinned = rules_now(connection)
    files: dict[int, RuleFiles] = {v.number: rulebook_versions.files_of(connection, v.number) for v in pinned.versions}

    def chosen(start: datetime) -> Yardstick:
        version = in_force_at(pinned.versions, start)
        return load_yardstick() if version is None else yardstick_of(files[version.number])

    return chosen
