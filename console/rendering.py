"""Turning a page's context into HTML: escaping always on, undefined names are errors."""

from dataclasses import fields

from jinja2 import Environment, PackageLoader, StrictUndefined

from console.frame import PageContext


def environment() -> Environment:
    """The templates of console/templates."""
    return Environment(
        loader=PackageLoader("console", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(templates: Environment, name: str, context: PageContext) -> str:
    """The page; the template sees exactly the fields of the context."""
    return templates.get_template(name).render({field.name: getattr(context, field.name) for field in fields(context)})
