"""Keeping what scores rest on: at every night, and afterwards for nights that were judged before it was kept."""

from datetime import date
from pathlib import Path

from inspection.evaluating import Yardstick
from inspection.score_basis import bases_of
from pipelines.bench import Bench
from pipelines.rule_folders import read_rule_files, yardstick_of
from records import evaluations, rulebook_versions, score_bases
from records.database import reading, writing
from records.workspace import Workspace


def keep_bases(workspace: Workspace, bench: Bench) -> None:
    """Keep the bases of everything this night may judge by; known ones are not written again."""
    yardsticks = (bench.yardstick, *(yardstick for _, yardstick in bench.published))
    with writing(workspace.engine) as connection:
        for yardstick in yardsticks:
            score_bases.keep(connection, bases_of(yardstick))


def keep_missing(workspace: Workspace, first: date, last: date, rules: Path | None) -> frozenset[str]:
    """Keep the bases of rulebooks that judged these business dates and are not kept; returns hashes not found anywhere.

    Looked for in `rules` (a folder), among the published versions, and in the shipped book.
    """
    missing = _missing(workspace, first, last)
    if missing and rules is not None:
        _keep(workspace, yardstick_of(read_rule_files(rules)))
        missing = _missing(workspace, first, last)
    for number, rulebook_hash in _published(workspace):
        if rulebook_hash in missing:
            with reading(workspace.engine) as connection:
                files = rulebook_versions.files_of(connection, number)
            _keep(workspace, yardstick_of(files))
    missing = _missing(workspace, first, last)
    if missing:
        _keep(workspace, yardstick_of(read_rule_files()))
        missing = _missing(workspace, first, last)
    return missing


def _missing(workspace: Workspace, first: date, last: date) -> frozenset[str]:
    with reading(workspace.engine) as connection:
        return evaluations.rulebooks_between(connection, first, last) - score_bases.known_hashes(connection)


def _published(workspace: Workspace) -> list[tuple[int, str]]:
    with reading(workspace.engine) as connection:
        return [(version.number, version.rulebook_hash) for version in rulebook_versions.history(connection)]


def _keep(workspace: Workspace, yardstick: Yardstick) -> None:
    with writing(workspace.engine) as connection:
        score_bases.keep(connection, bases_of(yardstick))
