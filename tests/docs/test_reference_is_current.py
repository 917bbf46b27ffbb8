"""The generated reference says what the code says today."""

import re

import pytest

from tests.docs.pages import HOUSE, reference_generator

generator = reference_generator()
REFERENCE = HOUSE / "docs" / "reference"
AGAIN = "run .venv/bin/python docs/generate_reference.py"


@pytest.mark.parametrize("page", ["api.md", "commands.md", "settings.md"])
def test_a_page_is_what_the_generator_would_write_now(page: str) -> None:
    assert (REFERENCE / page).read_text(encoding="utf-8") == generator.PAGES[page](), AGAIN


def test_help_on_the_page_has_no_colours_no_boxes_and_one_width() -> None:
    page = generator.commands_page()
    assert re.findall(r"[\x1b─│╭╰]", page) == []
    helps = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert max(len(line) for text in helps for line in text.splitlines()) <= generator.WIDTH


def test_every_command_has_a_heading_and_an_example() -> None:
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    for name, command, _ in generator.every_command():
        assert f"\n## {name}\n" in page
        assert getattr(command, "commands", None) or "Example: " in (command.help or ""), name


def test_the_width_of_the_terminal_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = generator.commands_page()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    assert generator.commands_page() == wide


def test_every_direct_dependency_stands_in_the_licences_with_its_locked_version() -> None:
    page = (REFERENCE / "licences.md").read_text(encoding="utf-8")
    locked = generator.locked_versions()
    for name in generator.direct_dependencies():
        assert f"| **{name}** | {locked[name]} | {generator.licence_of(name)} |" in page, AGAIN


def test_every_locked_package_stands_in_the_licences() -> None:
    page = (REFERENCE / "licences.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \**([a-z0-9-]+?)\** \| (\d\S*) \|", page, re.MULTILINE)
    assert dict(listed) == dict(generator.locked_versions()), AGAIN
