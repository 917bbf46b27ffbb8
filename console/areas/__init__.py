"""Which address is which page or form, one file an area of work; `EVERY_PAGE` and `EVERY_FORM` join them."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.areas import account, morning, operations, people, reviews

EVERY_PAGE: Mapping[str, Page] = {
    **morning.PAGES,
    **reviews.PAGES,
    **people.PAGES,
    **account.PAGES,
    **operations.PAGES,
}
EVERY_FORM: Mapping[str, Form] = {
    **reviews.FORMS,
    **account.FORMS,
}
EVERY_FILE: Mapping[str, File] = {
    **operations.FILES,
    **reviews.FILES,
}
