"""Which address is which page or form, one file an area of work; `EVERY_PAGE`, `EVERY_FORM` and `EVERY_FILE` join them."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.areas import account, bench, morning, people

EVERY_PAGE: Mapping[str, Page] = {**morning.PAGES, **people.PAGES, **account.PAGES, **bench.PAGES}
EVERY_FORM: Mapping[str, Form] = {**account.FORMS, **bench.FORMS}
EVERY_FILE: Mapping[str, File] = {**bench.FILES}
