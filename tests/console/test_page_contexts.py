"""A page renders exactly what its context declares, and its template can be read in one sitting."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest
from jinja2 import Environment, StrictUndefined, meta, nodes

from console.areas import EVERY_PAGE
from console.frame import PageContext
from console.pages.problem import problem
from console.pages.review_steps import LiveScorePage
from console.pages.send_again import SendAgain
from console.rendering import environment
from console.see_other import SeeOther

TEMPLATES = sorted((Path(__file__).parents[2] / "console" / "templates").glob("*.html"))
PIECES = {
    f"{name}.html"
    for name in (
        "layout",
        "pieces",
        "interaction_pieces",
        "bench_sound",
        "bench_review",
        "bench_score",
        "bench_help",
        "operations_pieces",
        "reviews_pieces",
        "rules_pieces",
        "administration_pieces",
        "staff_pieces",
    )
}
RENDERED = {page.template: get_type_hints(page.build)["return"] for page in EVERY_PAGE.values()}
RENDERED["problem.html"] = get_type_hints(problem)["return"]
RENDERED["send_again.html"] = SendAgain
RENDERED["live_score.html"] = LiveScorePage


def context_of(hint: object) -> type[PageContext]:
    choices = [c for c in getattr(hint, "__args__", (hint,)) if c not in (type(None), SeeOther)]
    assert len(choices) == 1
    found: type[PageContext] = choices[0]
    return found


def names_used(templates: Environment, name: str) -> set[str]:
    """Names a template and all it extends or imports take from the context."""
    assert templates.loader is not None
    tree = templates.parse(templates.loader.get_source(templates, name)[0])
    used = meta.find_undeclared_variables(tree)
    used -= {imported.target for imported in tree.find_all(nodes.Import)}
    used -= {macro.name for macro in tree.find_all(nodes.Macro)}
    used -= {name for imported in tree.find_all(nodes.FromImport) for name in imported.names}
    for child in tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport)):
        used |= names_used(templates, child.template.value)  # type: ignore[attr-defined]
    return used


@pytest.mark.parametrize("template", sorted(RENDERED))
def test_rendered_names_equal_declared_names(template: str) -> None:
    declared = {field.name for field in fields(context_of(RENDERED[template]))}
    assert names_used(environment(), template) == declared


@pytest.mark.parametrize("template", sorted(RENDERED))
def test_a_context_is_frozen_and_documented(template: str) -> None:
    context = context_of(RENDERED[template])
    assert is_dataclass(context)
    assert context.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert context.__doc__
    assert not context.__doc__.startswith(f"{context.__name__}(")


def test_templates_are_short_and_all_of_them_are_used() -> None:
    assert {t.name: n for t in TEMPLATES if (n := len(t.read_text(encoding="utf-8").splitlines())) > 120} == {}
    assert {t.name for t in TEMPLATES} == {*RENDERED, *PIECES}


def test_templates_never_switch_escaping_off_and_hold_no_script_or_style() -> None:
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        for forbidden in (
            "|safe",
            "| safe",
            "autoescape",
            "style=",
            "<style",
            "onclick",
            "javascript:",
            "http:",
            "https:",
        ):
            assert forbidden not in text, (template.name, forbidden)


def test_escaping_is_on_and_unknown_names_are_errors() -> None:
    templates = environment()
    assert templates.autoescape is True
    assert templates.undefined is StrictUndefined
