"""The files of a rulebook folder as texts, for lint and for the rule tests."""

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from inspection.errors import RuleError

FOLDERS = ("items", "forms", "lists", "clean_corpus")
BESIDE = ("rulebook.yaml", "shared.yaml", "spellings.yaml")
ENDINGS = (".yaml", ".yml", ".txt", ".csv")


def rule_files(folder: Path | None = None) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Texts by name inside the folder (the shipped rulebook by default), and the names of files that are not UTF-8.

    RuleError when there is no such folder.
    """
    root: Traversable = folder or resources.files("scoring_rules")
    if not root.is_dir():
        raise RuleError(
            "there is no such folder", "a rulebook folder holds rulebook.yaml, items/ and forms/", where=str(folder)
        )
    texts: dict[str, str] = {}
    unreadable: list[str] = []
    for name, file in _files(root):
        try:
            texts[name] = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            unreadable.append(name)
    return texts, tuple(unreadable)


def _files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    for name in BESIDE:
        if (root / name).is_file():
            yield name, root / name
    for folder in FOLDERS:
        if (root / folder).is_dir():
            for file in sorted((root / folder).iterdir(), key=lambda f: f.name):
                if file.is_file() and file.name.endswith(ENDINGS):
                    yield f"{folder}/{file.name}", file
