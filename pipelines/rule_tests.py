"""Running the examples and the clean corpus of a rulebook folder, in several processes where that pays."""

import os
import subprocess
import warnings
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from inspection.errors import RuleError
from inspection.rules.clean_corpus import CleanConversation, CleanFile, FalseAlarm, false_alarms
from inspection.rules.examples import ExampleResult, run_examples
from inspection.rules.rule_tests import RuleTests
from inspection.rules.rule_yaml import checked, parse
from inspection.rules.rulebook import Rulebook
from inspection.rules.yaml_places import YamlPlaces
from pipelines.readers import open_readers

PAYS_FROM = 200
"""Examples and conversations from which a second process wins more than starting it costs."""
Share = tuple[tuple[str, ...], tuple[CleanConversation, ...]]
_inherited: dict[str, tuple[Rulebook, tuple[str, ...]]] = {}


def run_rule_tests(
    book: Rulebook, texts: Mapping[str, str], items: Sequence[str] = (), *, workers: int | None = None
) -> RuleTests:
    """Test the named items (all when none is named) of a compiled book in `workers` processes (default: one a core).

    `texts` are the files of its folder by name: the clean corpus among them, and where the examples are written.
    """
    corpus = clean_conversations(texts.items())
    chosen = tuple(items) or book.item_ids
    size = sum(len(book.items[i].spec.examples) for i in chosen) + len(corpus)
    count = (workers or _cores()) if size >= PAYS_FROM else 1
    if count > 1 and "fork" in get_all_start_methods():
        examples, alarms = _in_processes(book, chosen, corpus, count)
    else:
        examples, alarms = _run(book, (chosen, corpus), chosen)
    order = {item: at for at, item in enumerate(chosen)}
    examples.sort(key=lambda r: (order[r.item_id], r.number))
    return RuleTests(tuple(examples), tuple(alarms), len(corpus), _places(examples, texts))


def clean_conversations(files: Iterable[tuple[str, str]]) -> tuple[CleanConversation, ...]:
    """The conversations of clean_corpus/*.yaml. RuleError with file:line:column."""
    found = [
        c
        for name, text in files
        if name.startswith("clean_corpus/")
        for c in checked(parse(text, name), CleanFile).conversations
    ]
    ids = [c.id for c in found]
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice:
        raise RuleError(f"two clean conversations are called '{twice}'", "rename one", where="clean_corpus")
    return tuple(found)


def changed_items(folder: Path, book: Rulebook) -> tuple[str, ...]:
    """Items whose file git calls changed or new; all of them when a part they share changed. RuleError outside git."""
    listed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all", "--", "."],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        raise RuleError(f"'{folder}' is not kept in git", "name the items instead of --changed", where=str(folder))
    files = [Path(line[3:].split(" -> ")[-1].strip('"')) for line in listed.stdout.splitlines()]
    if any(
        f.parent.name not in ("items", "forms", "clean_corpus") and f.suffix in (".yaml", ".txt", ".csv") for f in files
    ):
        return book.item_ids
    return tuple(i for i in book.item_ids if any(f.parent.name == "items" and f.stem == i for f in files))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_processes(
    book: Rulebook, chosen: tuple[str, ...], corpus: tuple[CleanConversation, ...], count: int
) -> tuple[list[ExampleResult], list[FalseAlarm]]:
    """Forked, so that nobody compiles the book again; the heaviest items are dealt out first."""
    heavy = sorted(chosen, key=lambda i: -len(book.items[i].spec.examples))
    shares: list[Share] = [(tuple(heavy[at::count]), corpus[at::count]) for at in range(count)]
    _inherited["book"] = (book, chosen)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # fork beside a numerics thread that only sleeps
            with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
                done = list(pool.map(_run_share, shares))
    finally:
        _inherited.clear()
    return [e for examples, _ in done for e in examples], [a for _, alarms in done for a in alarms]


def _run_share(share: Share) -> tuple[list[ExampleResult], list[FalseAlarm]]:
    book, chosen = _inherited["book"]
    return _run(book, share, chosen)


def _run(book: Rulebook, share: Share, chosen: tuple[str, ...]) -> tuple[list[ExampleResult], list[FalseAlarm]]:
    items, conversations = share
    readers = open_readers()
    examples = run_examples(book, readers, items) if items else []
    return examples, false_alarms(book, readers, conversations, chosen)


def _places(examples: Iterable[ExampleResult], texts: Mapping[str, str]) -> dict[tuple[str, int], str]:
    """Where the examples that are told (failed, known gaps) are written."""
    places: dict[tuple[str, int], str] = {}
    for r in examples:
        file = f"items/{r.item_id}.yaml"
        if file in texts and (not r.passed or r.known_gap):
            places[r.item_id, r.number] = f"{file}:{YamlPlaces(texts[file]).key(('examples', r.number))}"
    return places
