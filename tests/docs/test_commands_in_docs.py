"""Every command the documentation shows exists, with these options and all it requires; both READMEs show the same."""

import re

import pytest
import typer

from tests.docs.pages import HOUSE, Said, commands, fenced_blocks, name, pages, reference_generator

generator = reference_generator()
USAGE_ERROR = typer.BadParameter.__bases__[0]
COMMANDS = {full_name: command for full_name, command, _ in generator.every_command()}
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
SHOWN = [said for page in pages() for said in commands(page)]
MINGJIAN = [said for said in SHOWN if said.program == "mingjian"]
INLINE = re.compile(r"`(?:\.venv/bin/)?mingjian ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")


def resolved(said: Said) -> tuple[str, tuple[str, ...]]:
    """The full name of the command, and the words that are its arguments."""
    full, rest = "mingjian", said.words
    while rest and f"{full} {rest[0]}" in COMMANDS:
        full, rest = f"{full} {rest[0]}", rest[1:]
    return full, rest


@pytest.mark.parametrize("said", MINGJIAN, ids=str)
def test_a_command_that_is_shown_parses(said: Said) -> None:
    full, rest = resolved(said)
    command = COMMANDS[full]
    assert not hasattr(command, "commands"), f"{said}: names no command"
    if said.synopsis:
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= options
        return
    try:
        command.make_context(full, list(rest))
    except (USAGE_ERROR, typer.Exit) as error:
        pytest.fail(f"{said}: {error.format_message() if isinstance(error, USAGE_ERROR) else error}")


@pytest.mark.parametrize("said", [said for said in SHOWN if said.program == "make"], ids=str)
def test_a_make_target_that_is_shown_exists(said: Said) -> None:
    assert [w for w in said.words if "=" not in w and not w.startswith("-") and w not in TARGETS] == []


@pytest.mark.parametrize("page", [p for p in pages() if name(p) != "CHANGELOG.md"], ids=name)
def test_commands_named_in_running_text_exist(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    named = [(first, second) for first, second in INLINE.findall(text)]
    unknown = [n for n in named if f"mingjian {n[0]}" not in COMMANDS]
    groups = {"rules", "models", "database", "originals", "review"}
    unknown += [n for n in named if n[0] in groups and n[1] and f"mingjian {n[0]} {n[1]}" not in COMMANDS]
    assert unknown == []
    assert [t for t in re.findall(r"`make ([a-z][a-z-]*)`", text) if t not in TARGETS] == []


def test_the_pages_really_show_commands() -> None:
    shown = {resolved(said)[0] for said in MINGJIAN}
    assert {
        "mingjian nightly",
        "mingjian export",
        "mingjian inspect",
        "mingjian rules test",
        "mingjian schedule",
    } <= shown
    assert len(SHOWN) > 25


def test_a_command_with_an_unknown_option_would_be_noticed() -> None:
    wrong = Said("page", 1, "mingjian", ("nightly", "--drop", "d", "--workspace", "w", "--nonsense"), synopsis=False)
    with pytest.raises(pytest.fail.Exception, match="--nonsense"):
        test_a_command_that_is_shown_parses(wrong)


def test_a_command_without_what_it_requires_would_be_noticed() -> None:
    wrong = Said("page", 1, "mingjian", ("nightly", "--drop", "d"), synopsis=False)
    with pytest.raises(pytest.fail.Exception, match="workspace"):
        test_a_command_that_is_shown_parses(wrong)


def test_both_readmes_show_the_same_commands_in_the_same_order() -> None:
    english, chinese = (fenced_blocks(HOUSE / readme, "sh") for readme in ("README.md", "README.zh-CN.md"))
    assert english == chinese
    assert "make demo\nmake test\n" in english


def test_both_readmes_have_the_same_sections_links_and_tables() -> None:
    english, chinese = ((HOUSE / n).read_text(encoding="utf-8") for n in ("README.md", "README.zh-CN.md"))
    for pattern in (r"^(#+) ", r"^\|.*?\|(?=.*\|$)"):
        found = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
        assert found[0] == found[1], pattern
    targets = [sorted(re.findall(r"\]\(([^)]+)\)", text)) for text in (english, chinese)]
    assert [t for t in targets[0] if not t.startswith("README")] == [
        t for t in targets[1] if not t.startswith("README")
    ]
