"""Which address is which page or form, one file an area of work; `EVERY_PAGE` and `EVERY_FORM` join them."""

from collections.abc import Mapping

from console.address import Form, Page
from console.areas import account, appeals, calibrations, coaching, morning, people

EVERY_PAGE: Mapping[str, Page] = {
    **morning.PAGES,
    **people.PAGES,
    **coaching.PAGES,
    **appeals.PAGES,
    **calibrations.PAGES,
    **account.PAGES,
}
EVERY_FORM: Mapping[str, Form] = {**coaching.FORMS, **calibrations.FORMS, **appeals.FORMS, **account.FORMS}
