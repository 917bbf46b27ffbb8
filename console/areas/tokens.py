"""Tokens of one's own, with which programs act by the JSON API."""

from collections.abc import Mapping

from console.address import Form, Page
from console.gate import Gate
from console.pages import own_tokens
from inspection.access.policy import Action

_OWN = Gate(Action.KEEP_OWN_ACCOUNT)

PAGES: Mapping[str, Page] = {"/account/tokens": Page(own_tokens.build, "own_tokens.html", _OWN)}
FORMS: Mapping[str, Form] = {
    "/account/tokens": Form(own_tokens.make, "own_tokens.html", _OWN),
    "/account/tokens/revoke": Form(own_tokens.revoke, "own_tokens.html", _OWN),
}
