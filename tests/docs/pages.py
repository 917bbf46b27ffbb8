"""The pages of the documentation, as the tests read them: files, commands in code blocks, links, headings, tables."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

HOUSE = Path(__file__).parents[2]
NOT_OURS = (".venv", ".git", "demo-workspace", "workspace", ".pytest_cache", "node_modules")
COMMAND = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(mingjian|make)(?= |$)(.*)$")


def pages() -> list[Path]:
    """Every Markdown page of the repository."""
    found = [p for p in HOUSE.rglob("*.md") if not p.relative_to(HOUSE).parts[0].startswith(NOT_OURS)]
    return sorted(found)


def name(path: Path) -> str:
    """A path as a reader would say it."""
    return str(path.relative_to(HOUSE))


@dataclass(frozen=True, slots=True)
class Said:
    """One command in a page: which, its words, and whether it is a synopsis (with brackets and alternatives)."""

    page: str
    line: int
    program: str
    words: tuple[str, ...]
    synopsis: bool

    def __str__(self) -> str:
        """Where and what, for the name of a test."""
        return f"{self.page}:{self.line} {self.program} {' '.join(self.words)}"


def commands(path: Path) -> Iterator[Said]:
    """Commands on lines of their own in fenced or indented code; a line that ends in a backslash goes on."""
    lines = _code_lines(path.read_text(encoding="utf-8"))
    for number, line in lines:
        match = COMMAND.match(line)
        if match:
            words = re.split(r"\s#\s|\s[|>]\s|\s&&\s|\s&$", match[2])[0]
            synopsis = "[-" in words
            plain = re.sub(r"[\[\]]", " ", words) if synopsis else words
            yield Said(name(path), number, match[1], tuple(shlex.split(plain)), synopsis)


def _code_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines of code with their numbers; those that end in a backslash, or are followed by `[--`, joined."""
    joined: list[tuple[int, str]] = []
    for number, line in _lines_in_code(text):
        before = joined[-1][1] if joined else ""
        if before.endswith("\\") or line.startswith("[--"):
            joined[-1] = (joined[-1][0], f"{before.removesuffix(chr(92)).strip()} {line}")
        else:
            joined.append((number, line))
    yield from joined


def _lines_in_code(text: str) -> Iterator[tuple[int, str]]:
    fenced, kind = False, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("```"):
            fenced, kind = not fenced, line.strip()[3:].strip()
        elif (fenced and kind != "text") or (not fenced and line.startswith("    ")):
            yield number, line.strip()


def fenced_blocks(path: Path, kind: str) -> list[str]:
    """The contents of the fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def links(path: Path) -> list[str]:
    """Targets of the links of a page, those in code left out."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    return re.findall(r"\]\(([^)\s]+)\)", text)


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as the usual forges make them."""
    heads = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.strip().lower()).replace(" ", "-") for h in heads}


def table_after(path: Path, heading: str) -> list[list[str]]:
    """The rows (without header) of the first table below a heading; cells stripped of code marks and bold."""
    text = path.read_text(encoding="utf-8").split(f"{heading}\n", maxsplit=1)[1]
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append([cell.strip().strip("`*") for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def reference_generator() -> ModuleType:
    """docs/generate_reference.py as a module."""
    spec = spec_from_file_location("generate_reference", HOUSE / "docs" / "generate_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
