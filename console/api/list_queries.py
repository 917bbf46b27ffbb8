"""What a list may be asked for: days, equal columns, a page size and a cursor. Anything else is refused."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from console.api.cursors import LONGEST_CURSOR
from records.seen_rows import MOST_ROWS

USUAL_ROWS = 50


def _iso_day(given: object) -> object:
    """2026-09-01 and nothing that merely could be a date."""
    if isinstance(given, str):
        if len(given) != len("2026-09-01"):
            raise ValueError("write 2026-09-01")
        return date.fromisoformat(given)
    if isinstance(given, date):
        return given
    raise ValueError("write 2026-09-01")


IsoDay = Annotated[date, BeforeValidator(_iso_day, json_schema_input_type=date)]


class ListQuery(BaseModel):
    """What every list may be asked for; `equal` names the columns of the filters."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    limit: int = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="rows of a page")
    cursor: str | None = Field(None, max_length=LONGEST_CURSOR, description="`next` of the page before")
    first: IsoDay | None = Field(None, alias="from", description="first day, included")
    last: IsoDay | None = Field(None, alias="to", description="last day, included")

    def equal(self) -> dict[str, str]:
        """Column -> the value it must have, of the filters that were given."""
        given = self.model_dump(exclude={"limit", "cursor", "first", "last"}, exclude_none=True)
        return {name: str(value) for name, value in given.items()}


def query_model(name: str, filters: Sequence[str]) -> type[ListQuery]:
    """The query of a list with these filters."""
    fields: dict[str, Any] = {
        filter_: (str | None, Field(None, max_length=300, description=f"only rows whose {filter_} is this"))
        for filter_ in filters
    }
    return create_model(f"{name}Query", __base__=ListQuery, **fields)
