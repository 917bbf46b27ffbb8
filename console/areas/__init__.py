"""Which address is which page or form, one file an area of work; `EVERY_PAGE` and `EVERY_FORM` join them."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.areas import (
    account,
    administration,
    appeals,
    calibrations,
    coaching,
    dashboards,
    morning,
    operations,
    people,
    reviews,
    rules,
)

EVERY_PAGE: Mapping[str, Page] = {
    **morning.PAGES,
    **reviews.PAGES,
    **people.PAGES,
    **coaching.PAGES,
    **appeals.PAGES,
    **calibrations.PAGES,
    **account.PAGES,
    **operations.PAGES,
    **rules.PAGES,
    **administration.PAGES,
    **dashboards.PAGES,
}
EVERY_FORM: Mapping[str, Form] = {
    **reviews.FORMS,
    **coaching.FORMS,
    **appeals.FORMS,
    **calibrations.FORMS,
    **account.FORMS,
    **rules.FORMS,
    **administration.FORMS,
}
EVERY_FILE: Mapping[str, File] = {
    **operations.FILES,
    **reviews.FILES,
    **administration.FILES,
    **dashboards.FILES,
}
