"""The command line as a whole: every command has help with an example, errors are one line."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.main import app
from tests.cli.running import mingjian


def commands() -> list[list[str]]:
    group = typer.main.get_command(app)
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        inside = getattr(command, "commands", None)
        found += [[name, sub] for sub in inside] if inside else [[name]]
    return found


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    result = mingjian(*command, "--help")
    assert result.exit_code == 0
    assert "Example: " in result.output
    assert f"mingjian {' '.join(command)}" in " ".join(result.output.split())


def test_the_contracted_commands_exist() -> None:
    names = {c[0] for c in commands()}
    assert names >= {
        "nightly", "export", "inspect", "transcribe", "redact", "rules", "models", "serve", "schedule", "database",
        "freeze", "doctor",
    }  # fmt: skip


def test_a_known_error_is_one_line_on_stderr_and_exit_code_two(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli.main", "redact", str(tmp_path / "nothing.jsonl")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "nothing.jsonl" in ended.stderr
    assert "give a readable file" in ended.stderr
