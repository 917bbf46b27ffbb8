"""Turns of agents we wrote ourselves: what the encoder is calibrated on and phrases are compared with."""

import csv
from collections.abc import Iterator
from pathlib import Path

from models.training.reading.snippets import ACTS, read_snippets

TURNS = Path(__file__).parents[1] / "data" / "turns.tsv"


def agent_turns() -> list[str]:
    """Every agent turn of turns.tsv and of the snippets of acts, each once, in order."""
    return list(dict.fromkeys([*_of_turns(), *_of_snippets()]))


def _of_turns() -> Iterator[str]:
    with TURNS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["speaker"] == "agent":
                yield row["text"]


def _of_snippets() -> Iterator[str]:
    for snippet in read_snippets(ACTS):
        yield from (turn.text for turn in snippet.turns if turn.speaker == "agent")
