"""People in bulk: a table pasted from the roster registers everybody in it and makes their one-time links."""

from dataclasses import dataclass
from importlib import resources

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.pages.administration.keeper import keeper_of, link_for
from console.visit import Visit
from inspection.errors import InspectionError
from inspection.formats.header_aliases import HeaderAliases, aliases_from_text
from inspection.formats.people_table import read_people
from inspection.formats.table import read_csv
from records import keeping_people
from records.database import writing
from records.workspace import Workspace

_MOST_LINKS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(PageContext):
    """`pasted` is what was sent when it could not be read; `links` are (sign-in name, address), shown this once.

    `left_out` are (row or name, why) of those who were not registered.
    """

    pasted: str
    wrong: str
    done: str
    links: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def build(_workspace: Workspace, visit: Visit) -> Roster:
    """An empty form."""
    return _page(visit)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Roster:
    """Fields: `table`, a table as it is copied out of a spreadsheet, or CSV."""
    workspace, pasted = keeper.workspace, fields.one("table")
    try:
        found = read_people(read_csv(pasted, "roster"), _columns())
        with writing(workspace.engine) as connection:
            done = keeping_people.register(connection, found.people, keeper_of(visit), reason="roster")
    except InspectionError as error:
        return _page(visit, pasted=pasted, wrong=error.reason)
    links = tuple((login, link_for(workspace, visit, login)) for login in done.logins[:_MOST_LINKS])
    left_out = [(visit.w["admin_row"].format(n=row), why) for row, why in found.bad_rows]
    said = visit.w["admin_registered"].format(changed=done.changed, accounts=len(done.logins))
    return _page(visit, done=said, links=links, left_out=(*left_out, *done.refused))


def _columns() -> HeaderAliases:
    text = (resources.files("scoring_rules") / "header_aliases.yaml").read_text(encoding="utf-8")
    return aliases_from_text(text)["person"]


def _page(
    visit: Visit,
    *,
    pasted: str = "",
    wrong: str = "",
    done: str = "",
    links: tuple[tuple[str, str], ...] = (),
    left_out: tuple[tuple[str, str], ...] = (),
) -> Roster:
    return Roster(
        frame=frame_of(visit, visit.w["admin_roster"], "administration", status=422 if wrong else 200),
        w=visit.w,
        pasted=pasted,
        wrong=wrong,
        done=done,
        links=links,
        left_out=left_out,
    )
