"""Tables and JSON of the commands: plain text whatever it holds, one line when there is nothing."""

import json
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType

import pytest

from cli.terminal import print_json, print_table


class Colour(Enum):
    RED = "red"


def test_values_json_does_not_know_become_plain_ones(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"on": date(2026, 9, 1), "at": datetime(2026, 9, 1, 8, tzinfo=UTC), "is": Colour.RED}
    print_json([row | {"more": MappingProxyType({"名": 1})}, {}])
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first) == {"on": "2026-09-01", "at": "2026-09-01T08:00:00+00:00", "is": "red", "more": {"名": 1}}
    assert "名" in first
    assert second == "{}"


def test_a_table_without_rows_is_its_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("title", ["a"], [], "nothing", width=40)
    assert capsys.readouterr().out == "nothing\n"


def test_text_of_people_is_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("[red]t[/red]", ["a"], [["[bold]x[/bold]"]], width=60)
    out = capsys.readouterr().out
    assert "[bold]x[/bold]" in out
    assert "[red]t[/red]" in out
