"""Which address is which page or form, one file an area of work; `EVERY_PAGE` and `EVERY_FORM` join them."""

from collections.abc import Mapping

from console.address import Form, Page
from console.areas import account, morning, people, tokens

EVERY_PAGE: Mapping[str, Page] = {**morning.PAGES, **people.PAGES, **account.PAGES, **tokens.PAGES}
EVERY_FORM: Mapping[str, Form] = {**account.FORMS, **tokens.FORMS}
