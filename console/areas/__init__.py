"""Which address is which page, form or sound, one module an area of work; the `EVERY_...` tables join them."""

from collections.abc import Mapping

from console.address import File, Form, Page
from console.areas import account, administration, dashboards, morning, operations, people, reviews, rules

EVERY_PAGE: Mapping[str, Page] = {
    **morning.PAGES,
    **reviews.PAGES,
    **people.PAGES,
    **account.PAGES,
    **operations.PAGES,
    **rules.PAGES,
    **administration.PAGES,
    **dashboards.PAGES,
}
EVERY_FORM: Mapping[str, Form] = {
    **reviews.FORMS,
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
from console.address import Form, Page
from console.areas import account, appeals, calibrations, coaching, morning, people

    **coaching.PAGES,
    **appeals.PAGES,
    **calibrations.PAGES,
EVERY_FORM: Mapping[str, Form] = {**coaching.FORMS, **calibrations.FORMS, **appeals.FORMS, **account.FORMS}
from console.address import Form, Page, Sound
from console.areas import account, bench, morning, people

EVERY_PAGE: Mapping[str, Page] = {**morning.PAGES, **people.PAGES, **account.PAGES, **bench.PAGES}
EVERY_FORM: Mapping[str, Form] = {**account.FORMS, **bench.FORMS}
EVERY_SOUND: Mapping[str, Sound] = {**bench.SOUNDS}
