"""Which address is which page, form or sound, one module an area of work; the `EVERY_...` tables join them."""

from collections.abc import Mapping

from console.address import Form, Page, Sound
from console.areas import account, bench, morning, people

EVERY_PAGE: Mapping[str, Page] = {**morning.PAGES, **people.PAGES, **account.PAGES, **bench.PAGES}
EVERY_FORM: Mapping[str, Form] = {**account.FORMS, **bench.FORMS}
EVERY_SOUND: Mapping[str, Sound] = {**bench.SOUNDS}
