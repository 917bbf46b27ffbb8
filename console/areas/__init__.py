"""Which address is which page, form, file or sound, one module an area of work; the `EVERY_...` tables join them."""

from collections.abc import Mapping

from console.address import File, Form, Page, Sound
from console.areas import (
    account,
    administration,
    appeals,
    bench,
    calibrations,
    coaching,
    dashboards,
    fairness,
    morning,
    operations,
    people,
    publication,
    reviews,
    rules,
    tokens,
)

EVERY_PAGE: Mapping[str, Page] = {
    **morning.PAGES,
    **reviews.PAGES,
    **bench.PAGES,
    **people.PAGES,
    **coaching.PAGES,
    **appeals.PAGES,
    **calibrations.PAGES,
    **account.PAGES,
    **tokens.PAGES,
    **operations.PAGES,
    **rules.PAGES,
    **administration.PAGES,
    **dashboards.PAGES,
    **fairness.PAGES,
    **publication.PAGES,
}
EVERY_FORM: Mapping[str, Form] = {
    **reviews.FORMS,
    **bench.FORMS,
    **coaching.FORMS,
    **appeals.FORMS,
    **calibrations.FORMS,
    **account.FORMS,
    **tokens.FORMS,
    **rules.FORMS,
    **administration.FORMS,
    **publication.FORMS,
}
EVERY_FILE: Mapping[str, File] = {
    **operations.FILES,
    **reviews.FILES,
    **administration.FILES,
    **appeals.FILES,
    **dashboards.FILES,
    **fairness.FILES,
}
EVERY_SOUND: Mapping[str, Sound] = {**bench.SOUNDS}
