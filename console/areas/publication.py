"""Publishing scores: the preview, and the confirmed step."""

from collections.abc import Mapping

from console.address import Form, Page
from console.gate import Gate
from console.pages.publication import page, publishing
from inspection.access.policy import Action

_PUBLISH = Gate(Action.PUBLISH_SCORES)
_TEMPLATE = "publication.html"

PAGES: Mapping[str, Page] = {page.PATH: Page(page.build, _TEMPLATE, _PUBLISH)}
FORMS: Mapping[str, Form] = {page.PATH: Form(publishing.submit, _TEMPLATE, _PUBLISH)}
