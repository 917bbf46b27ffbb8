"""`mingjian rules same-meaning`: does what was said mean what was required? One answer per pair."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cli.language import Lang, language_of
from inspection.errors import TableError
from inspection.formats.pair_table import TextPair, read_pairs
from inspection.formats.text_decoding import decode_text
from models.meaning.opening import open_understanding
from models.meaning.understanding import Decided

_AT_ONCE, _TOLD_EVERY = 128, 1024
"""Pairs read together (answers appear as many at a time), and pairs between two notices of progress."""


def same_meaning(
    file: Annotated[Path, typer.Argument(help="Tab-separated: required phrase, what was said; a heading is optional.")],
    lang: Lang = None,
) -> None:
    """Does each second text mean what the first requires? One JSON object per pair on stdout: score, verdict, reason.

    Rows that are no pair are told on stderr and make the exit code 1; the others are answered all the same.

    Example: mingjian rules same-meaning pairs.tsv > answers.jsonl
    """
    language = language_of(lang)
    pairs, refused = read_pairs(_text(file), str(file))
    for problem in refused:
        print(problem, file=sys.stderr)
    for pair, decided in _answers(pairs):
        sys.stdout.write(json.dumps(_answer(pair, decided, language), ensure_ascii=False) + "\n")
    raise typer.Exit(1 if refused else 0)


def _text(file: Path) -> str:
    try:
        return decode_text(file.read_bytes(), str(file))
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror})", "give a readable file", where=str(file)) from None


def _answers(pairs: list[TextPair]) -> Iterator[tuple[TextPair, Decided]]:
    if not pairs:
        return
    model = open_understanding(on_progress=_tell)
    for first in range(0, len(pairs), _AT_ONCE):
        some = pairs[first : first + _AT_ONCE]
        yield from zip(some, model.compare([(p.required, p.said) for p in some]), strict=True)
        done = first + len(some)
        if done // _TOLD_EVERY > first // _TOLD_EVERY:
            _tell("pairs", done, len(pairs))


def _answer(pair: TextPair, decided: Decided, language: str) -> dict[str, str | float]:
    return {
        "a": pair.required,
        "b": pair.said,
        "score": decided.score,
        "verdict": decided.verdict,
        "reason": decided.reason.en if language == "en" else decided.reason.zh,
    }


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} {done}/{total}", file=sys.stderr)
