"""The files of a rulebook folder as texts: for loading, for lint and for the rule tests."""

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from inspection.errors import RuleError

WHAT_A_RULEBOOK_HOLDS = "a rulebook folder holds rulebook.yaml, items/ and forms/"
FOLDERS = ("items", "forms", "lists", "clean_corpus")
BESIDE = ("rulebook.yaml", "shared.yaml", "spellings.yaml")
ENDINGS = (".yaml", ".yml", ".txt", ".csv")


def rule_files(folder: Path | None = None) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Texts by name inside the folder (the shipped rulebook by default), and the names of files that are not UTF-8.

    RuleError when there is no such folder.
    """
    root: Traversable = folder or resources.files("scoring_rules")
    if not root.is_dir():
        raise RuleError("there is no such folder", WHAT_A_RULEBOOK_HOLDS, where=str(folder))
    texts: dict[str, str] = {}
    unreadable: list[str] = []
    for name, file in _files(root):
        try:
            texts[name] = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            unreadable.append(name)
    return texts, tuple(unreadable)


def rule_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Those of a folder's files that say something about rules, without byte order marks; a folder may hold others."""
    return {name: text.removeprefix("\ufeff") for name, text in texts.items() if _is_of_rules(name)}


def _is_of_rules(name: str) -> bool:
    return name in BESIDE or (name.split("/", 1)[0] in FOLDERS and name.endswith(ENDINGS))


def _files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    yield from ((name, root / name) for name in BESIDE if (root / name).is_file())
    for folder in FOLDERS:
        yield from _inside(root / folder, folder)


def _inside(folder: Traversable, called: str) -> Iterator[tuple[str, Traversable]]:
    """Files by name, then those of the folders inside: versions of one form may stand in forms/<id>/."""
    entries = sorted(folder.iterdir(), key=lambda f: f.name) if folder.is_dir() else []
    yield from ((f"{called}/{f.name}", f) for f in entries if f.is_file() and _is_of_rules(f"{called}/{f.name}"))
    for entry in entries:
        if called == "forms" and entry.is_dir() and not entry.name.startswith((".", "_")):
            yield from _inside(entry, f"{called}/{entry.name}")
