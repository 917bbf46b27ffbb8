"""Which address is which page, form or sound, one module an area of work; the `EVERY_...` tables join them."""

from collections.abc import Mapping

from console.address import File, Form, Page, Sound
from console.areas import account, bench, morning, operations, people, reviews

EVERY_PAGE: Mapping[str, Page] = {
    **morning.PAGES,
    **reviews.PAGES,
    **people.PAGES,
    **account.PAGES,
    **operations.PAGES,
    **bench.PAGES,
}
EVERY_FORM: Mapping[str, Form] = {
    **reviews.FORMS,
    **account.FORMS,
    **bench.FORMS,
}
EVERY_FILE: Mapping[str, File] = {
    **operations.FILES,
    **reviews.FILES,
}
EVERY_SOUND: Mapping[str, Sound] = {**bench.SOUNDS}
