"""docs/reference/exports.md lists exactly the fields that are exported."""

from pathlib import Path

import pytest

from records.chinese_headers import CHINESE_HEADERS
from records.export_fields import EXPORT_FIELDS, EXPORTED_TABLES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"


def documented(table: str) -> list[list[str]]:
    """The cells of the table's section, without the meaning."""
    section = REFERENCE.read_text(encoding="utf-8").split(f"\n## {table}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert all(len(row) == 4 and row[3] for row in rows)
    return [row[:3] for row in rows]


@pytest.mark.parametrize("table", EXPORTED_TABLES)
def test_every_field_is_documented_in_its_place_with_kind_and_chinese_header(table: str) -> None:
    fields = EXPORT_FIELDS[table]
    assert documented(table) == [[f"`{f.name}`", f.kind.value, CHINESE_HEADERS[f.name]] for f in fields]


def test_no_table_is_documented_that_cannot_be_exported() -> None:
    headings = [line[3:] for line in REFERENCE.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert headings == list(EXPORTED_TABLES)
