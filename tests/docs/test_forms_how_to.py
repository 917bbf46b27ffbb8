"""The form on the page for business people is one the product takes."""

from inspection.forms import FormSpec, load_forms
from inspection.item_ids import ALL_ITEMS
from tests.docs.pages import HOUSE, fenced_blocks

PAGE = HOUSE / "docs" / "how-to" / "forms.md"


def form_on_the_page() -> FormSpec:
    (text,) = fenced_blocks(PAGE, "yaml")
    (form,) = load_forms([("forms/vip-phone.yaml", text)], ALL_ITEMS)
    return form


def test_the_form_on_the_page_loads_and_uses_every_key() -> None:
    form = form_on_the_page()
    assert set(FormSpec.model_fields) == form.model_fields_set
    assert form.points_on("phone") == 100


def test_every_key_of_a_row_is_used_on_the_page() -> None:
    form = form_on_the_page()
    used = {key for row in form.items for key in row.model_fields_set}
    assert used == {"item", "points", "section", "style", "charge", "each", "not_applicable", "judged_by"}
    assert {"kind", "always", "reason"} <= {key for row in form.fatal for key in row.model_fields_set}
