"""One thing lint found: where, what, what to do."""

from dataclasses import dataclass

from inspection.rules.lint_words import Argument, Words, is_warning, said
from inspection.rules.yaml_places import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake (or a warning) with its place; `code` is the stable word for machines."""

    file: str
    place: Place
    code: str
    what: Words
    fix: Words

    @property
    def is_error(self) -> bool:
        """Errors stop a rulebook; warnings do not."""
        return not is_warning(self.code)

    def line(self, language: str) -> str:
        """`file:line:column: what; what to do`, in one line."""
        between = "；" if language.startswith("zh") else "; "
        after = "：" if language.startswith("zh") else ": "
        what, fix = _one_line(self.what.in_language(language)), _one_line(self.fix.in_language(language))
        return f"{self.file}:{self.place}{after}{what}{between}{fix}"


def problem(file: str, place: Place, code: str, **arguments: Argument) -> Problem:
    """A problem worded by its code."""
    what, fix = said(code, arguments)
    return Problem(file, place, code, what, fix)


def in_order(problems: "list[Problem]") -> tuple[Problem, ...]:
    """By file, place and code, each once."""
    unique = {(p.file, p.place, p.code, p.what.en): p for p in problems}
    return tuple(unique[key] for key in sorted(unique))


def _one_line(text: str) -> str:
    return " ".join(text.split())
